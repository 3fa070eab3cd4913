import { readVillages, type Understood } from '#kernel/area'
import { Invalid } from '#platform/errors'
import { long } from '#platform/fields'
import { counted, list, noun } from '#platform/words'
import { Card, Form, type FormState, Notice, Page, Stack, Table } from '#ui'
import { page } from '#web/app'
import { base, villagesTrail } from './shared.ts'

const dorp = noun('dorp', 'dorpen', 'het')
const fields = {
  names: long('Welke dorpen?', {
    maxLength: 100_000,
    hint: 'Een dorp op elke regel. Plakken uit een werkblad kan ook.',
    whenEmpty: 'Plak de lijst hier, met een dorp op elke regel.',
  }),
}

/** Many villages at once: what was understood is shown first, and kept when that is right. */
export default page({
  path: `${base}/lijst`,
  may: 'add area',
  load: ({ store }) => store.areas.villages(),
  form: () => fields,
  async save({ store, sent }, all, { names }) {
    const understood = read(names, all)
    if (!sent.has('klopt')) return { show: <Check understood={understood} names={names} /> }
    const added = await store.areas.addVillages(understood.fresh)
    return { to: base, say: `${counted(added.length, dorp)} toegevoegd.` }
  },
  view: (_all, form) => (
    <Page title="Lijst met dorpen plakken" trail={villagesTrail} about="Je ziet eerst wat ervan begrepen is.">
      <Card>
        <Form {...form} button="Kijk wat het wordt" cancelTo={base} />
      </Card>
    </Page>
  ),
})

/** @throws Invalid when there is nothing new in the list, saying why */
function read(names: string, all: readonly { name: string }[]): Understood {
  let understood: Understood
  try {
    understood = readVillages(names, all)
  } catch (problem) {
    if (problem instanceof Invalid) throw new Invalid({ names: problem.message })
    throw problem
  }
  const { fresh, known, refused } = understood
  if (fresh.length > 0) return understood
  const why = refused[0]?.why
  throw new Invalid({
    names:
      known.length > 0 && why === undefined
        ? 'Al deze dorpen staan er al. Er is niets toe te voegen.'
        : `Hier staat geen nieuw dorp in. ${why ?? 'Zet een naam op elke regel.'}`,
  })
}

function Check({ understood, names }: { understood: Understood; names: string }) {
  const { fresh, known, twice, refused } = understood
  const again: Pick<FormState, 'fields' | 'values'> = { fields, values: { names } }
  return (
    <Page title={`${counted(fresh.length, dorp)} toevoegen?`} trail={villagesTrail}>
      <Stack>
        <Card title="Deze dorpen komen erbij">
          <p>{list(fresh)}</p>
          <Form
            fields={{}}
            action={`${base}/lijst`}
            hidden={{ klopt: 'ja', names: fresh.join('\n') }}
            button={`Voeg ${counted(fresh.length, dorp)} toe`}
            cancelTo={base}
          />
        </Card>
        {refused.length > 0 && (
          <Card title="Hier kon ik niets mee" bare>
            <Table
              caption="Hier kon ik niets mee"
              rows={refused.slice(0, 50).map((one, at) => ({ ...one, at }))}
              keyOf={({ at }) => String(at)}
              columns={[
                { key: 'text', label: 'Er stond', main: true, show: ({ text }) => text },
                { key: 'why', label: 'Waarom niet', show: ({ why }) => why },
              ]}
            />
          </Card>
        )}
        {(known.length > 0 || twice.length > 0) && (
          <Notice title="Overgeslagen">
            {known.length > 0 && <p>Staat er al: {list(known)}.</p>}
            {twice.length > 0 && <p>Dubbel in de lijst: {list(twice)}.</p>}
          </Notice>
        )}
        <Card title="Klopt het niet?">
          <Form {...again} action={`${base}/lijst`} button="Kijk opnieuw" />
        </Card>
      </Stack>
    </Page>
  )
}
