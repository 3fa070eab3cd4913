import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { type ProofFolder, readProofFolder } from '../src/cli/proof-folder.ts'
import { type ProofRun, runProof } from '../src/cli/proof-run.ts'

let example: ProofFolder
let database: TestDatabase
beforeAll(async () => {
  example = await readProofFolder(join(import.meta.dirname, '../examples/midden-drenthe-2025'))
  database = await testDatabase()
})
afterAll(() => database.close())

type Proved = ProofRun & { row: (id: string) => ProofRun['proof']['rows'][number] }

/** Proves the example after a change of its rows, each time for an organisation of its own. */
async function proofOf(change: (folder: ProofFolder) => void = () => {}): Promise<Proved> {
  const rows = example.table.rows.map((row) => ({ ...row, cells: [...row.cells] }))
  const folder = { ...example, table: { ...example.table, rows } }
  change(folder)
  const run = await runProof(database.webUrl, folder)
  const row = (id: string) => {
    const found = run.proof.rows.find((one) => one.id === `buurtbemiddeling-${id}`)
    if (!found) throw new Error(`no row ${id}`)
    return found
  }
  return { ...run, row }
}

const placeOf = ({ table }: ProofFolder, heading: string) => {
  const place = table.headers.indexOf(heading)
  if (place < 0) throw new Error(`no heading ${heading}`)
  return place
}

test('every printed figure of the example agrees, deviates with its reason, or cannot be counted with its reason', async () => {
  const { imported, proof, row } = await proofOf()
  expect(imported).toMatchObject({ read: 69, added: 69, refused: 0 })
  expect(proof.rows).toHaveLength(45)
  expect(proof.totals).toEqual({ gelijk: 36, 'wijkt af': 4, 'niet telbaar': 5 })
  expect(
    proof.rows
      .filter(({ verdict }) => verdict === 'wijkt af')
      .map(({ id, printed, computed }) => [id.slice(-2), printed, computed]),
  ).toEqual([
    ['06', '2', '3'],
    ['16', '23', '22'],
    ['37', '77', '78'],
    ['38', '-5', '-4'],
  ])
  expect(proof.rows.filter(({ verdict, reason }) => verdict !== 'gelijk' && reason === '')).toEqual([])
  expect(row('06').reason).toContain('13 + 9 + 7 + 2 + 4 = 35, terwijl 36 gedrukt staat.')
  expect(row('16').reason).toContain('8 van 36 = 22,2 procent')
  expect(row('37').reason).toContain('36 + 19 + 19 + 3 = 77')
  expect(row('38').reason).toContain('27 van 33 = 81,8 procent in 2024, een verschil van -4,0 punten')
  expect(row('29')).toMatchObject({ computed: '90', reason: expect.stringContaining('18 van 20') })
})

test('ten more cases from Elp move every figure that they touch and no other', async () => {
  const { imported, row } = await proofOf((folder) => {
    const at = (heading: string) => placeOf(folder, heading)
    for (let n = 0; n < 10; n++) {
      const cells = folder.table.headers.map(() => '')
      cells[at('Nr.')] = `EXTRA-${n}`
      cells[at('Binnen op')] = `${n + 3}-6-2025`
      cells[at('Kern')] = 'Elp'
      cells[at('Thema')] = 'geluid'
      folder.table.rows.push({ line: 1000 + n, cells })
    }
  })
  expect(imported).toMatchObject({ added: 79, refused: 0 })
  const computed = Object.fromEntries(
    ['01', '02', '07', '08', '15', '16', '20', '26', '33', '37', '45'].map((id) => [id, row(id).computed]),
  )
  expect(computed).toEqual({
    '01': '46',
    '02': '39',
    '07': '13',
    '08': '28',
    '15': '18',
    '16': '39',
    '20': '13',
    '26': '33',
    '33': '14',
    '37': '61',
    '45': '3',
  })
  expect(row('01')).toMatchObject({ verdict: 'wijkt af', reason: 'Gedrukt is 36; de registratie telt 46.' })
  expect(row('26').verdict).toBe('gelijk')
  // What is said of the printed figures stays as true as it was.
  expect(row('06').reason).toContain('13 + 9 + 7 + 2 + 4 = 35, terwijl 36 gedrukt staat.')
  expect(row('16').reason).toContain('18 van 46 = 39,1 procent')
})

test('a referral that turns out to be advice makes one printed figure right and another wrong', async () => {
  const { row } = await proofOf((folder) => {
    const [outcome, to, number] = ['Resultaat', 'Doorverwezen naar', 'Nr.'].map((heading) =>
      placeOf(folder, heading),
    ) as [number, number, number]
    const referred = folder.table.rows.find(
      ({ cells }) => cells[outcome] === 'doorverwezen' && String(cells[number]).includes('2025'),
    )
    if (!referred) throw new Error('nobody was referred')
    referred.cells[outcome] = 'advies'
    referred.cells[to] = ''
  })
  expect(row('06')).toMatchObject({ computed: '2', verdict: 'gelijk' })
  expect(row('35')).toMatchObject({ computed: '2', verdict: 'wijkt af' })
  expect(row('05')).toMatchObject({ computed: '8', verdict: 'wijkt af' })
  expect(row('01').verdict).toBe('gelijk')
})
