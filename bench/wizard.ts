import { createHash } from 'node:crypto'
import { importDesk, runImport, type Task } from '#exchange/imports'
import { writeWorkbook } from '#exchange/workbook'
import { addDays, type Day, day } from '#platform/days'
import { Refused } from '#platform/errors'
import { lineOf } from '#service-lines'
import { chance } from './chance.ts'
import type { House } from './house.ts'
import { resident } from './people.ts'
import { foundTenant } from './tenant.ts'

/** How long each step of reading a workbook in takes in the background, in seconds. */
export interface WizardMeasured {
  rows: number
  look: number
  rehearse: number
  take: number
  /** Memory of this process at its highest after a step, in megabytes. */
  megabytes: number
}

const villages = ['Meetveen', 'Oosterhaar', 'Westeind']

/**
 * A workbook of so many rows through the steps of the wizard, for an organisation that has nothing yet: what stands in the other one
 * stays as it is. The work is done here as the worker does it.
 */
export async function measureWizard(house: House, rows: number): Promise<WizardMeasured> {
  const line = lineOf('buurtbemiddeling')
  const { tenant, accounts } = await foundTenant(house.doorway)
  const account = accounts.coordinator
  const as = { tenant, via: 'command' as const, purpose: 'bench', account }
  await house.doorway.system(as, (store) => store.areas.addVillages(villages))
  const content = await writeWorkbook({ sheets: [yearsOfCases(rows)] })
  const hash = createHash('sha256').update(content).digest()
  const { id } = await house.doorway.system(as, (_store, asker) =>
    importDesk(asker).give(line.key, { name: 'jaren.xlsx', content, hash }),
  )
  let megabytes = 0
  const seconds = async (task: Task): Promise<number> => {
    const run = await house.doorway.system(as, async (_store, asker) => {
      const work = await importDesk(asker).workOf(id)
      if (work?.task !== task) throw new Refused(`De import van de meting is aan iets anders toe dan ${task}.`)
      return work.run
    })
    const began = performance.now()
    await runImport(house.doorway, { tenant, account, import: id, run })
    const took = performance.now() - began
    megabytes = Math.max(megabytes, Math.round(process.memoryUsage.rss() / 2 ** 20))
    const { trouble } = await house.doorway.system(as, async (_store, asker) => ({
      trouble: (await importDesk(asker).workOf(id))?.trouble,
    }))
    if (trouble) throw new Refused(`De import van de meting mislukte: ${trouble}`)
    return Math.round(took / 100) / 10
  }
  const look = await seconds('look')
  await house.doorway.system(as, async (_store, asker) => {
    const desk = importDesk(asker)
    const found = await desk.found(id, 'look')
    const mapping = found?.content.sheets[found.content.best]?.proposal
    if (!mapping) throw new Refused('De wizard herkent de kolommen van de meting niet.')
    await desk.agree(id, { seen: (await desk.get(id)).version }, 'jaren', mapping)
  })
  const rehearse = await seconds('rehearse')
  await house.doorway.system(as, (_store, asker) => importDesk(asker).start(id, 'take'))
  return { rows, look, rehearse, take: await seconds('take'), megabytes }
}

/** Ten years of cases as an organisation kept them in a workbook. */
function yearsOfCases(rows: number) {
  const luck = chance(5)
  const text = (title: string) => ({ title, kind: 'text' as const })
  const aDay = (title: string) => ({ title, kind: 'day' as const })
  return {
    name: 'Zaken',
    columns: [
      ...[text('Nummer'), aDay('Gemeld op'), text('Onderwerp'), text('Naam melder'), aDay('Geboortedatum melder')],
      ...[text('Straat melder'), text('Postcode melder'), text('Dorp melder'), text('Telefoon melder')],
      ...[text('Naam buur'), text('Straat buur'), text('Dorp buur'), aDay('Toegewezen op')],
      ...[aDay('Eerste contact op'), aDay('Afgesloten op'), text('Afloop')],
    ],
    rows: Array.from({ length: rows }, (_, at) => {
      const on = addDays(day('2015-01-05'), at % 3600)
      const [reporter, neighbour] = [resident(luck, '', villages), resident(luck, '', villages)]
      const name = ({ person }: typeof reporter) =>
        [person.givenName, person.infix, person.familyName].filter(Boolean).join(' ')
      const street = ({ home }: typeof reporter) => `${home.street} ${home.houseNumber}`
      return [
        ...[`Z-${at}`, on, luck.pick(['Geluid', 'Huisdieren', 'Rommel of tuin', 'Parkeren']), name(reporter)],
        ...[reporter.person.birthDate as Day | null, street(reporter), reporter.home.postcode ?? '', villages[at % 3]],
        ...[reporter.person.phone?.replace('+31', '0') ?? '', name(neighbour), street(neighbour), villages[at % 3]],
        ...[addDays(on, 2), addDays(on, 3), addDays(on, 40), 'Opgelost na een gesprek samen'],
      ].map((cell) => cell ?? '')
    }),
  }
}
