import {
  type AreaSet,
  type Group,
  keyOf,
  longestGroup,
  type Placing,
  placedFrom,
  placingOn,
  placingsOf,
  setsOf,
} from '#kernel/area'
import type { ServiceLine } from '#kernel/service-line'
import { type Day, inWords, startOfYear } from '#platform/days'
import { Conflict, Invalid, NotFound } from '#platform/errors'
import { choice, day, type Fields, text } from '#platform/fields'
import { versionOf } from '#platform/records'
import { Card, Form, Notice, Page } from '#ui'
import { type Context, page, post } from '#web/app'
import { linesInUse } from '../../lines.tsx'
import { touchedInWords } from './figures-touched.ts'
import { base, groupInWords, villagesTrail } from './shared.ts'

const another = 'another group'

/** Puts a village in another group from a day on. First it is shown which figures that touches, and which not. */
export const place = page({
  path: `${base}/:village/indelen/:set`,
  may: 'change area',
  async load({ store, params }) {
    const one = await store.areas.village(params.village)
    const set = setsOf(await store.areas.placings()).find(({ key }) => key === params.set)
    if (!set) throw new NotFound()
    return { one, set, own: placingsOf(set, one.id), lines: await linesInUse(store) }
  },
  form: ({ set }): Fields => ({
    group: choice(
      'In welke groep komt het dorp?',
      {
        ...Object.fromEntries(set.groups.map(({ key, name }) => [key, name])),
        ...(set.bySize ? {} : { [another]: 'Een nieuwe groep' }),
      },
      { whenEmpty: 'Kies een groep.' },
    ),
    ...(set.bySize ? {} : { named: text('Hoe heet de nieuwe groep?', { optional: true, maxLength: longestGroup }) }),
    from: day('Vanaf welke dag?'),
  }),
  values: (_loaded, { asker }) => ({ from: startOfYear(asker.today) }),
  version: ({ own }) => versionOf(own),
  async save({ store, asker, sent }, loaded, { version, ...input }) {
    const { one, set, own } = loaded
    const from = input.from as Day
    const group = groupIn(set, input as { group: string; named?: string | null })
    if (versionOf(own) !== version) throw new Conflict(group, own)
    const before = placingOn(own, from)
    placedFrom(own, group, from) // refuses here already what would be refused after the warning
    if (!sent.has('klopt'))
      return {
        show: (
          <Sure {...{ ...loaded, group, from }} input={rawOf(sent)} touched={touched(loaded.lines, set, asker, from)} />
        ),
      }
    const placed = await store.areas.place(one.id, { seen: version }, set.key, group, from)
    return {
      to: `${base}/${one.id}`,
      say: `${one.name} staat vanaf ${inWords(from)} in ${group.name}.`,
      undo: {
        to: `${base}/${one.id}/indelen/${encodeURIComponent(set.key)}/terug`,
        hidden: { placing: placed.id, group: before?.id === placed.id ? before.groupKey : '' },
      },
    }
  },
  view: ({ one, set }, form, { asker }) => (
    <Page
      title={`${one.name} in een andere groep`}
      trail={[...villagesTrail, { to: `${base}/${one.id}`, label: one.name }]}
      about={`Nu: ${groupInWords(set, one.id, asker.today)}. Tot de dag die je kiest, blijft het dorp staan waar het stond.`}
    >
      <Card>
        <Form {...form} button="Kijk wat er verandert" cancelTo={`${base}/${one.id}`} />
      </Card>
    </Page>
  ),
})

/** The group that was chosen, or the new one. @throws Invalid */
function groupIn(set: AreaSet, { group, named }: { group: string; named?: string | null }): Group {
  if (group !== another) return set.groups.find(({ key }) => key === group) as Group
  if (!named) throw new Invalid({ named: 'Vul in hoe de nieuwe groep heet.' })
  const key = keyOf(named)
  if (key === '') throw new Invalid({ named: 'Gebruik letters of cijfers in de naam van de groep.' })
  return set.groups.find((one) => one.key === key) ?? { key, name: named }
}

const touched = (
  inUse: readonly ServiceLine[],
  set: AreaSet,
  { settings, today }: Context['asker'],
  from: Day,
): string[] =>
  set.bySize
    ? touchedInWords(inUse, set.key, settings, from, today)
    : ['Geen factsheet telt met deze indeling. Er verandert dus geen cijfer.']

const rawOf = (sent: URLSearchParams): Record<string, string> =>
  Object.fromEntries(['group', 'named', 'from', 'version'].map((name) => [name, sent.get(name) ?? '']))

function Sure({
  one,
  set,
  own,
  group,
  from,
  input,
  touched: sentences,
}: {
  one: { id: string; name: string }
  set: AreaSet
  own: readonly Placing[]
  group: Group
  from: Day
  input: Record<string, string>
  touched: readonly string[]
}) {
  const here = `${base}/${one.id}`
  const before = placingOn(own, from)?.groupName ?? (set.bySize ? 'kleine dorpen' : 'geen groep')
  const later = own.find((row) => row.validFrom > from)
  return (
    <Page title={`${one.name} naar ${group.name}?`} trail={[...villagesTrail, { to: here, label: one.name }]}>
      <Card>
        <p>
          Vanaf {inWords(from)} staat {one.name} in {group.name} in plaats van {before}.
          {later &&
            ` Dat geldt tot ${inWords(later.validFrom)}: dan gaat het dorp naar ${later.groupName}, zoals al gepland is.`}
        </p>
        <Notice kind="warn" title="Wat verandert er in de cijfers?">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
        <Form
          fields={{}}
          action={`${here}/indelen/${encodeURIComponent(set.key)}`}
          hidden={{ ...input, klopt: 'ja' }}
          button="Ja, zet het dorp in deze groep"
          cancelTo={`${here}/indelen/${encodeURIComponent(set.key)}`}
        />
      </Card>
    </Page>
  )
}

/** Takes the last placing back: the group before it goes on. */
export const placeBack = post({
  path: `${base}/:village/indelen/:set/terug`,
  may: 'change area',
  async save({ store, params }, form) {
    const placing = form.get('placing') ?? ''
    const set = setsOf(await store.areas.placings()).find(({ key }) => key === params.set)
    const own = set ? placingsOf(set, params.village) : []
    const placed = own.find(({ id }) => id === placing)
    if (!set || !placed) throw new NotFound()
    const before = set.groups.find(({ key }) => key === form.get('group'))
    if (before) await store.areas.place(params.village, { seen: versionOf(own) }, set.key, before, placed.validFrom)
    else await store.areas.takePlacingBack(placing)
    return { to: `${base}/${params.village}`, say: 'Het dorp staat weer in de groep van eerst.' }
  },
})
