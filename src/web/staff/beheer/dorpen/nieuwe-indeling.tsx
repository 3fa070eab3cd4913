import {
  type Area,
  type AreaSet,
  type GroupsRead,
  keyOf,
  longestGroup,
  readGroups,
  setsOf,
  sizeGroups,
} from '#kernel/area'
import type { ServiceLine } from '#kernel/service-line'
import { inWords, startOfYear, yearOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import { day, long, several, text } from '#platform/fields'
import { list } from '#platform/words'
import { Card, Explain, Form, Page, Stack, Table } from '#ui'
import { type Context, page, post } from '#web/app'
import { linesInUse } from '../../lines.tsx'
import { setUsedBy } from './figures-touched.ts'
import { base, setCalled, villagesTrail } from './shared.ts'

const from = day('Vanaf welke dag?', {
  hint: 'Cijfers over een jaar tellen met de groep op de laatste dag van dat jaar.',
})

/** A set of large and small villages, with which factsheets can count. */
export const bySize = page({
  path: `${base}/groot-klein`,
  may: 'add area',
  load,
  form: ({ villages }) => ({
    set: text('Hoe heet de indeling?', {
      maxLength: longestGroup,
      hint: 'Deze naam staat bij Instellingen: daar kies je waarmee een factsheet telt.',
    }),
    large: several('Welke dorpen zijn groot?', Object.fromEntries(villages.map(({ id, name }) => [id, name])), {
      hint: 'De andere dorpen zijn klein.',
    }),
    from,
  }),
  values: ({ sets, lines }, { asker }) => ({ set: freeName(lines, sets, asker), from: startOfYear(asker.today) }),
  async save({ store, asker }, { villages, sets, lines }, { set, large, from: first }) {
    const key = newKeyOf(set, sets)
    const small = villages.filter(({ id }) => !large.includes(id)).map(({ id }) => id)
    await store.areas.addSet(key, first, [
      { ...sizeGroups.large, areas: large },
      { ...sizeGroups.small, areas: small },
    ])
    const counting = lines
      .filter((line) => setUsedBy(line, asker.settings, asker.today) === key)
      .map(({ name }) => name)
    return {
      to: base,
      say:
        counting.length > 0
          ? `De indeling staat er, vanaf ${inWords(first)}. De factsheet van ${list(counting)} telt ermee.`
          : `De indeling staat er, vanaf ${inWords(first)}. Kies bij Instellingen of een factsheet ermee telt.`,
      undo: undoOf(key),
    }
  },
  view: (_loaded, form) => (
    <Page title="Grote en kleine dorpen" trail={villagesTrail}>
      <Card>
        <Form {...form} layout={['large', 'from', 'set']} button="Maak de indeling" cancelTo={base} />
      </Card>
    </Page>
  ),
})

/** A set with groups of one's own: areas, municipalities. */
export const ownGroups = page({
  path: `${base}/groepen`,
  may: 'add area',
  load,
  form: () => ({
    set: text('Hoe heet de indeling?', { maxLength: longestGroup, hint: 'Bijvoorbeeld: gebied of gemeente.' }),
    groups: long('Welke groepen?', {
      maxLength: 100_000,
      hint: 'Een groep op elke regel, met de dorpen erachter. Bijvoorbeeld: Noord: Lindeveen, Esveld',
      whenEmpty: 'Schrijf op elke regel een groep met haar dorpen.',
    }),
    from,
  }),
  values: (_loaded, { asker }) => ({ from: startOfYear(asker.today) }),
  async save({ store, sent }, { villages, sets }, { set, groups: typed, from: first }) {
    const key = newKeyOf(set, sets)
    const read = readGroups(typed, villages)
    const { groups } = read
    if (!groups.some(({ villages: own }) => own.length > 0))
      throw new Invalid({ groups: read.refused[0]?.why ?? 'Schrijf op elke regel een groep met haar dorpen.' })
    const reserved = groups.find((group) => Object.hasOwn(sizeGroups, group.key))
    if (reserved)
      throw new Invalid({ groups: `‘${reserved.name}’ is een naam die Naober zelf gebruikt. Kies een andere.` })
    if (!sent.has('klopt'))
      return {
        show: <Check {...{ set: key, read, villages }} input={{ set, groups: typed, from: sent.get('from') ?? '' }} />,
      }
    await store.areas.addSet(
      key,
      first,
      groups.map(({ villages: own, ...group }) => ({ ...group, areas: own.map(({ id }) => id) })),
    )
    return { to: base, say: `De indeling ${setCalled(key)} staat er, vanaf ${inWords(first)}.`, undo: undoOf(key) }
  },
  view: (_loaded, form) => (
    <Page
      title="Indeling met eigen groepen"
      trail={villagesTrail}
      about="Om te zien welk dorp waar hoort. Een factsheet telt alleen met grote en kleine dorpen."
    >
      <Card>
        <Form {...form} button="Kijk wat het wordt" cancelTo={base} />
      </Card>
    </Page>
  ),
})

/** Takes a set back that was made by mistake, as long as nobody placed a village in it since. */
export const takeBack = post({
  path: `${base}/indelingen/:set/weg`,
  may: 'remove area',
  async save({ store, params }) {
    await store.areas.takeSetBack(params.set)
    return { to: base, say: `De indeling ${setCalled(params.set)} is weg.` }
  },
})

const undoOf = (set: string) => ({ to: `${base}/indelingen/${encodeURIComponent(set)}/weg` })

/** Villages that ended as well: their cases go on counting, in the group that they are in. */
async function load({ store }: Pick<Context, 'store'>) {
  return {
    villages: await store.areas.villages(),
    sets: setsOf(await store.areas.placings()),
    lines: await linesInUse(store),
  }
}

/** The name that a factsheet looks for, as long as no set has it; else one with this year. */
function freeName(lines: readonly ServiceLine[], sets: readonly AreaSet[], asker: Context['asker']): string {
  const taken = new Set(sets.map(({ key }) => key))
  const awaited = lines.map((line) => setUsedBy(line, asker.settings, asker.today)).find((key) => !taken.has(key))
  return awaited ?? `groot-klein-${yearOf(asker.today)}`
}

/** @throws Invalid for a name without letters, or one that a set has already */
function newKeyOf(name: string, sets: readonly AreaSet[]): string {
  const key = keyOf(name)
  if (key === '') throw new Invalid({ set: 'Gebruik letters of cijfers in de naam.' })
  if (sets.some((one) => one.key === key))
    throw new Invalid({ set: `De indeling ${key} is er al. Kies een andere naam, bijvoorbeeld met het jaar erbij.` })
  return key
}

function Check({
  set,
  read: { groups, refused },
  villages,
  input,
}: {
  set: string
  read: GroupsRead
  villages: readonly Area[]
  input: Record<string, string>
}) {
  const placed = new Set(groups.flatMap(({ villages: own }) => own.map(({ id }) => id)))
  const left = villages.filter(({ id }) => !placed.has(id)).map(({ name }) => name)
  return (
    <Page title={`Klopt de indeling ${setCalled(set)}?`} trail={villagesTrail}>
      <Stack>
        <Card title="Zo wordt het">
          <Explain
            rows={[
              ...groups.map(({ name, villages: own }) => ({ term: name, text: list(own.map((one) => one.name)) })),
              ...(left.length > 0 ? [{ term: 'In geen groep', text: list(left) }] : []),
            ]}
          />
          <Form
            fields={{}}
            action={`${base}/groepen`}
            hidden={{ ...input, klopt: 'ja' }}
            button="Maak de indeling"
            cancelTo={`${base}/groepen`}
          />
        </Card>
        {refused.length > 0 && (
          <Card title="Hier kon ik niets mee" bare>
            <Table
              caption="Hier kon ik niets mee"
              rows={refused.slice(0, 50).map((one, at) => ({ ...one, at }))}
              keyOf={({ at }) => String(at)}
              columns={[
                { key: 'text', label: 'Er stond', main: true, show: ({ text: was }) => was },
                { key: 'why', label: 'Waarom niet', show: ({ why }) => why },
              ]}
            />
          </Card>
        )}
      </Stack>
    </Page>
  )
}
