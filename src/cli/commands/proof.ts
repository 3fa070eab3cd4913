import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { complaintInWords } from '#exchange/cases'
import { configFrom } from '#platform/config'
import { dropDatabase, makeDatabase, migrate, rolePassword, urlFor } from '#platform/database'
import { Refused } from '#platform/errors'
import { startPostgres } from '#platform/postgres'
import { secretKeyFrom } from '#platform/secrets'
import { answer, command, readArgs } from '../command.ts'
import { readProofFolder } from '../proof-folder.ts'
import { type ProofRun, runProof } from '../proof-run.ts'
import { roleSecret } from '../standing.ts'

export default command({
  name: 'proof',
  about: 'Rekent gedrukte cijfers na op een register, in een lege database die daarna weer weg is.',
  usage: 'naober proof <map> [--csv <bestand>] [--json]',
  async run(args) {
    const { json, csv, words } = readArgs(args, { csv: { type: 'string' } }, { least: 1 })
    const folder = await readProofFolder(resolve(words[0] as string))
    const run = await inFreshDatabase((webUrl) => runProof(webUrl, folder))
    if (csv !== undefined) {
      await writeFile(csv, asCsv(run)).catch(() => {
        throw new Refused(`${csv} kan niet worden geschreven. Kijk of de map er is en of je er mag schrijven.`)
      })
    }
    answer(json, { ...run.proof, imported: { read: run.imported.read, refused: run.imported.refused } }, inDutch(run))
    return run.imported.refused === 0 ? 0 : 1
  },
})

/** Runs work on a migrated database of its own, on the server of DATABASE_URL or one that is started for it. */
async function inFreshDatabase<T>(work: (webUrl: string) => Promise<T>): Promise<T> {
  const config = configFrom(process.env)
  const given = config.database?.adminUrl
  const folder = given === undefined ? await mkdtemp(join(tmpdir(), 'naober-proof-')) : undefined
  const server = folder === undefined ? undefined : await startPostgres({ folder, durable: false })
  const adminUrl = (given ?? server?.adminUrl) as string
  const name = `naober_proof_${randomBytes(6).toString('hex')}`
  try {
    const own = await makeDatabase(adminUrl, name)
    // Roles belong to the whole server: on somebody's own server they must keep the passwords they have.
    const secret = given === undefined ? randomBytes(32).toString('hex') : roleSecret(secretKeyFrom(config.secretFile))
    await migrate(own, secret)
    return await work(urlFor(own, 'naober_web', rolePassword(secret, 'naober_web')))
  } finally {
    await dropDatabase(adminUrl, name)
    await server?.stop()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

/** For other programs: commas between, a point before decimals, and nothing that a worksheet would execute. */
function asCsv({ proof }: ProofRun): string {
  const heads = ['id', 'printed', 'computed', 'indicator', 'verdict', 'reason']
  const rows = proof.rows.map((row) => [
    row.id,
    row.printed,
    row.computed ?? '',
    row.indicator ?? '',
    row.verdict,
    row.reason,
  ])
  return [heads, ...rows].map((cells) => `${cells.map(cellOf).join(',')}\n`).join('')
}

function cellOf(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function inDutch({ proof, imported }: ProofRun): string[] {
  const widest = (pick: (row: ProofRun['proof']['rows'][number]) => string) =>
    Math.max(...proof.rows.map((row) => pick(row).length))
  const [id, printed, computed, indicator] = [widest((row) => row.id), 8, 8, widest((row) => row.indicator ?? '-')]
  return [
    `${imported.added} van ${imported.read} regels ingelezen.`,
    ...imported.complaints.map((complaint) => `  ${complaintInWords(complaint)}`),
    '',
    `${'cijfer'.padEnd(id)}  ${'gedrukt'.padStart(printed)}  ${'geteld'.padStart(computed)}  ${'telregel'.padEnd(indicator)}  oordeel`,
    ...proof.rows.flatMap((row) => [
      `${row.id.padEnd(id)}  ${row.printed.padStart(printed)}  ${(row.computed ?? '-').padStart(computed)}  ${(row.indicator ?? '-').padEnd(indicator)}  ${row.verdict}`,
      ...(row.reason === '' ? [] : [`${' '.repeat(4)}${row.reason}`]),
    ]),
    '',
    Object.entries(proof.totals)
      .map(([verdict, n]) => `${n} ${verdict}`)
      .join(', '),
  ]
}
