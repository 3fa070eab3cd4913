import type { Store } from '#access'
import type { CaseFile } from '#kernel/case'
import { type CopyItem, type CopySection, rightsKinds } from '#kernel/rights'
import { otherSidesOf, type ServiceLine } from '#kernel/service-line'
import { type Asker, roles } from '#platform/asker'
import { type Day, dayOf, inWords } from '#platform/days'
import { referralsOf } from '../zaken/beside.ts'
import { isCopied, nobody, row } from './items.ts'

/** Whether the log of who looked is told with names; by default with the role alone. */
const namesReaders = 'rights.names-of-readers'
const mostLooks = 5_000

/** To whom something of somebody went: partners to whom we sent them, and copies that were handed over. */
export async function received(
  store: Store,
  files: readonly CaseFile[],
  line: ServiceLine,
  id: string,
): Promise<Pick<CopySection, 'about' | 'items'>> {
  const out = (await Promise.all(files.map((file) => referralsOf(store, file))))
    .flat()
    .filter((one) => one.direction === 'out')
  const asked = (await store.rights.ofPerson(id)).filter(
    (one) => one.line === line.key && one.deliveredOn !== null && isCopied(one),
  )
  const items = [
    ...out.map(
      (referral): CopyItem => ({
        key: `received-${referral.id}`,
        title: referral.destination,
        rows: row('Op', inWords(referral.onDay)),
        words: null,
        ...(otherSidesOf(line).length > 0 ? { joint: true } : {}),
      }),
    ),
    ...asked.map(
      (request): CopyItem => ({
        key: `given-${request.id}`,
        title: request.askedBy === 'self' ? 'Jijzelf' : (request.askerName ?? 'Wie voor je optreedt'),
        rows: [
          ...row('Wat', rightsKinds[request.kind as keyof typeof rightsKinds]),
          ...row('Op', request.deliveredOn && inWords(request.deliveredOn)),
        ],
        words: null,
      }),
    ),
  ]
  return items.length === 0 ? { about: nobody, items } : { items }
}

/** Why and how long it is kept, and where it comes from. */
export function kept(line: ServiceLine, files: readonly CaseFile[]): CopySection {
  const years = line.keptForYears === 1 ? 'één jaar' : `${line.keptForYears} jaar`
  const first = files.map((file) => file.case.openedOn).sort()[0]
  const channels = files.flatMap((file) => (file.case.channel && line.case.channels[file.case.channel]) || [])
  return {
    title: 'Waarom, hoe lang en waarvandaan',
    items: [
      {
        key: 'kept',
        title: 'Bewaren',
        words: null,
        rows: [
          ...row('Waarom het mag', line.legalGround),
          ...row('Hoe lang', `Tot ${years} na het afsluiten`),
          ...row('Sinds', first && inWords(first)),
          ...row('Hoe het binnenkwam', [...new Set(channels)].join(', ').toLowerCase()),
        ],
      },
    ],
  }
}

/** Who looked, by day and role; with the name only where the organisation says so. */
export async function looks(
  store: Store,
  asker: Asker,
  keys: readonly string[],
): Promise<Pick<CopySection, 'about' | 'items'>> {
  const named = asker.settings.value<string>(namesReaders, asker.today, 'no') === 'yes'
  const found = (await Promise.all(keys.map((key) => store.log.looksAt(key, mostLooks)))).flat()
  const lines = found
    .filter(({ role, outcome }) => role !== 'system' && outcome !== 'refused')
    .sort((before, after) => after.at.getTime() - before.at.getTime())
    .map(({ at, role, accountName }): [Day, string] => [
      dayOf(at),
      `${roles[role as keyof typeof roles] ?? role}${named && accountName ? `, ${accountName}` : ''}`,
    ])
  const perDay = Map.groupBy(lines, ([on]) => on)
  const rows = [...perDay].map(([on, of]) => [inWords(on), [...new Set(of.map(([, who]) => who))].join('; ')] as const)
  return {
    about: 'Van elke dag: in welke rol iemand keek.',
    items: rows.length === 0 ? [] : [{ key: 'looks', title: 'Gekeken', rows, words: null }],
  }
}
