import { type Area, type AreaSet, longestName, placingsOf, setsOf } from '#kernel/area'
import { addDays, type Day, inWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import { text } from '#platform/fields'
import { list } from '#platform/words'
import { ButtonLink, Card, Form, Page, PostButton, Row, Stack, Table } from '#ui'
import { page, post } from '#web/app'
import { base, groupInWords, setCalled, villagesTrail } from './shared.ts'

/** One village: its name, in which group it is since when, and its end. */
export const village = page({
  path: `${base}/:village`,
  may: 'change area',
  async load({ store, params }) {
    const one = await store.areas.village(params.village)
    return { one, sets: setsOf(await store.areas.placings()), isUsed: await store.areas.isUsed(one.id) }
  },
  form: () => ({ name: text('Hoe heet het dorp?', { maxLength: longestName }) }),
  values: ({ one }) => ({ name: one.name }),
  version: ({ one }) => one.version,
  async save({ store }, { one }, { name, version }) {
    const after = await store.areas.rename(one.id, { seen: version }, name)
    const to = `${base}/${one.id}`
    if (after.name === one.name) return { to, say: 'De naam is hetzelfde gebleven.' }
    return {
      to,
      say: `${one.name} heet nu ${after.name}.`,
      undo: { to: `${to}/naam-terug`, version: after.version },
    }
  },
  view: ({ one, sets, isUsed }, form, { asker }) => (
    <Page
      title={one.name}
      trail={villagesTrail}
      about={one.formerNames.length > 0 ? `Heette eerder ${list([...one.formerNames].reverse())}.` : undefined}
    >
      <Stack>
        <Card title="Naam">
          <p>
            Een nieuwe naam staat meteen overal, ook bij cijfers van vroeger. Wat gepubliceerd is, houdt de oude naam.
          </p>
          <Form {...form} button="Bewaar de naam" />
        </Card>
        {sets.map((set) => (
          <SetCard key={set.key} set={set} one={one} today={asker.today} />
        ))}
        <EndCard one={one} isUsed={isUsed} today={asker.today} />
      </Stack>
    </Page>
  ),
})

/** In which group of one set the village is now, and when it was in which. */
function SetCard({ set, one, today }: { set: AreaSet; one: Area; today: Day }) {
  const rows = placingsOf(set, one.id).reverse()
  return (
    <Card
      title={`${setCalled(set.key)}: ${groupInWords(set, one.id, today)}`}
      bare
      side={
        <ButtonLink to={`${base}/${one.id}/indelen/${encodeURIComponent(set.key)}`}>
          Andere groep<span className="n-hidden"> in {setCalled(set.key)}</span>
        </ButtonLink>
      }
    >
      {rows.length > 0 && (
        <Table
          caption={`Groepen van ${one.name} in ${setCalled(set.key)}`}
          rows={rows}
          keyOf={(row) => row.id}
          columns={[
            { key: 'group', label: 'Groep', main: true, show: (row) => row.groupName },
            { key: 'from', label: 'Vanaf', show: (row) => inWords(row.validFrom) },
            {
              key: 'until',
              label: 'Tot en met',
              show: (row) => (row.validUntil === null ? '' : inWords(addDays(row.validUntil, -1))),
            },
          ]}
        />
      )}
    </Card>
  )
}

function EndCard({ one, isUsed, today }: { one: Area; isUsed: boolean; today: Day }) {
  const to = `${base}/${one.id}`
  if (one.validUntil !== null)
    return (
      <Card title="Einde">
        <p>
          {one.validUntil <= today ? 'Bestond' : 'Bestaat nog'} tot en met {inWords(addDays(one.validUntil, -1))}.
          Nieuwe zaken en adressen komen er daarna niet meer bij. Wat er staat, blijft en telt mee.
        </p>
        <PostButton action={`${to}/weer-open`}>Neem het einde terug</PostButton>
      </Card>
    )
  return (
    <Card title="Bestaat dit dorp niet meer?">
      <p>
        {isUsed
          ? 'In dit dorp is al iets vastgelegd, dus het kan niet weg. Wel kun je het laten eindigen op een dag.'
          : 'In dit dorp is nog niets vastgelegd. Is het een vergissing, verwijder het dan.'}
      </p>
      <Row>
        <ButtonLink to={`${to}/eindigen`}>Laat eindigen op een dag</ButtonLink>
        {!isUsed && (
          <PostButton action={`${to}/weg`} kind="quiet">
            Verwijder
          </PostButton>
        )}
      </Row>
    </Card>
  )
}

/** Takes a new name back that was given just now. */
export const nameBack = post({
  path: `${base}/:village/naam-terug`,
  may: 'change area',
  async save({ store, params }, form) {
    const seen = Number(form.get('version'))
    if (!Number.isInteger(seen)) throw new NotFound()
    const { name } = await store.areas.takeNameBack(params.village, { seen })
    return { to: `${base}/${params.village}`, say: `Het dorp heet weer ${name}.` }
  },
})

/** A village is there after all. */
export const endBack = post({
  path: `${base}/:village/weer-open`,
  may: 'change area',
  async save({ store, params }) {
    const { name } = await store.areas.takeEndBack(params.village)
    return { to: `${base}/${params.village}`, say: `In ${name} kunnen weer nieuwe zaken en adressen komen.` }
  },
})
