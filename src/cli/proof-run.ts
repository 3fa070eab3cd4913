import { type Doorway, foundOrganisation, openDoorway } from '#access'
import type { Answer } from '#counting'
import { type ImportResult, importCases } from '#exchange/cases'
import { clockOn } from '#platform/clock'
import { day, yearPeriod } from '#platform/days'
import { brought, type Proof, prove } from '#reports'
import type { ProofFolder } from './proof-folder.ts'

export interface ProofRun {
  proof: Proof
  imported: ImportResult
}

/**
 * Proves the printed figures of an example on an empty, migrated database: makes the organisation, takes the register
 * in by the ordinary import, and asks the engine for every figure.
 * @param webUrl the address of that database for naober_web
 */
export async function runProof(webUrl: string, folder: ProofFolder): Promise<ProofRun> {
  const doorway = openDoorway(webUrl, clockOn(folder.municipality.today), 4)
  try {
    const tenant = await prepare(doorway, folder)
    const within = <T>(work: Parameters<typeof doorway.system<T>>[1]) =>
      doorway.system({ tenant, via: 'import', purpose: 'proof' }, work)
    const options = { source: folder.file.name, fileName: folder.file.name, fileHash: folder.file.hash }
    const imported = await importCases(within, folder.line, folder.table, folder.mapping, options)
    return { imported, proof: prove(folder.catalogue, await answers(doorway, tenant, folder)) }
  } finally {
    await doorway.close()
  }
}

async function prepare(doorway: Doorway, { municipality, line }: ProofFolder): Promise<string> {
  const { organisation: name, villages, large, partners } = municipality
  const tenant = await foundOrganisation(doorway, { name, municipality: municipality.municipality })
  await doorway.system({ tenant, via: 'command', purpose: 'proof' }, async (store) => {
    const areas = new Map((await store.areas.addVillages(villages)).map((area) => [area.name, area.id]))
    const set = 'groot-klein'
    await store.areas.addGrouping(
      large.map(({ village, from }) => ({
        groupingKey: set,
        area: areas.get(village) as string,
        groupKey: 'large',
        groupName: 'grote dorpen',
        validFrom: from,
        validUntil: null,
      })),
    )
    const validFrom = large.map(({ from }) => from).sort()[0] ?? day('2000-01-01')
    await store.accounts.set({
      key: `${line.key}.villageSet`,
      validFrom,
      validUntil: null,
      value: set,
      source: 'gemeente.json',
    })
    await store.organisations.addMany(partners)
    await store.accounts.addTeam({ name: line.name, lines: [line.key] })
  })
  return tenant
}

/** One question for each year that the catalogue names, under the settings of that year's last day. */
async function answers(
  doorway: Doorway,
  tenant: string,
  { catalogue, line }: ProofFolder,
): Promise<Map<number, Answer>> {
  const byYear = Map.groupBy(
    catalogue.flatMap(({ asks }) => asks ?? []),
    ({ year }) => year,
  )
  return doorway.system({ tenant, via: 'command', purpose: 'proof' }, async (store, asker) => {
    const answered = new Map<number, Answer>()
    for (const [year, asked] of byYear) {
      const groupings = await brought(store.areas, asker, line, day(`${year}-12-31`))
      const indicators = [...new Set(asked.map(({ indicator }) => indicator))]
      answered.set(
        year,
        await store.figures.ask({
          lines: [line.key],
          period: yearPeriod(year),
          compare: 'last-year',
          indicators,
          ...groupings,
        }),
      )
    }
    return answered
  })
}
