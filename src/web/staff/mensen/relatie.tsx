import { nameOf, type RelationKind, relationKinds, streetOf } from '#kernel/person'
import { inWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, day, phone, text } from '#platform/fields'
import { Card, Empty, Form, List, ListItem, Notice, Page, PostButton, Row } from '#ui'
import { page, post } from '#web/app'
import { openPerson, trailTo } from './file-of.ts'

const fields = (today: Parameters<typeof inWords>[0]) => ({
  kind: choice('Wat is diegene?', relationKinds, { whenEmpty: 'Kies wat diegene is.' }),
  called: text('Hoe heet diegene?', {
    maxLength: 120,
    private: true,
    whenEmpty: 'Vul een naam in. Een voornaam is genoeg.',
  }),
  phone: phone('Telefoon', { optional: true, autocomplete: 'off' }),
  described: text('Wil je er iets bij zeggen?', {
    optional: true,
    maxLength: 80,
    private: true,
    hint: 'Bijvoorbeeld: tante, woont in Lindeveen.',
  }),
  validFrom: day('Sinds wanneer?', { optional: true, latest: today }),
  validUntil: day('Tot wanneer?', { optional: true, hint: 'Alleen als het voorbij is.', latest: today }),
})
const layout = ['kind', ['called', 'phone'], 'described', ['validFrom', 'validUntil']]

/** Writes down who somebody is to this person. A name is enough; whether that one stands here is asked next. */
export const add = page({
  path: '/mensen/:personId/relatie',
  may: 'change person',
  load: openPerson,
  form: (_loaded, { asker }) => fields(asker.today),
  async save({ store, params }, { person }, { version: _, ...said }) {
    const relation = await store.relations.add(params.personId, { ...said, other: null })
    const alike = relation.other ? [] : await lookAlikes({ store }, person.id, said.called)
    return alike.length > 0
      ? { to: `/mensen/${person.id}/relatie/${relation.id}/wie` }
      : { to: `/mensen/${person.id}`, say: `${said.called} staat bij de relaties.` }
  },
  view: ({ person }, form) => (
    <Page
      title="Relatie toevoegen"
      trail={trailTo(person)}
      about={`Wie hoort er bij ${nameOf(person)}? Iemand die niet in Naober staat, mag ook: een naam is genoeg.`}
    >
      <Card>
        <Form {...form} layout={layout} button="Verder" cancelTo={`/mensen/${person.id}`} />
      </Card>
    </Page>
  ),
})

/** People whom the asker may see and who are called like that. */
async function lookAlikes({ store }: Pick<Parameters<typeof openPerson>[0], 'store'>, itself: string, called: string) {
  const found = await store.people.search({ words: called, phone: null, birthDate: null, place: null }, 12)
  return found.filter((one) => one.id !== itself)
}

/** A relation of this person, written down in this file. @throws NotFound */
async function openRelation(ctx: Parameters<typeof openPerson>[0] & { params: { readonly relationId: string } }) {
  const opened = await openPerson(ctx)
  const relation = await ctx.store.relations.get(ctx.params.relationId)
  if (relation.person !== opened.person.id) throw new NotFound()
  return { ...opened, relation }
}

/** Is the one who was named somebody we know? Nobody is linked by a name alone. */
export const who = page({
  path: '/mensen/:personId/relatie/:relationId/wie',
  may: 'change person',
  async load(ctx) {
    const opened = await openRelation(ctx)
    return { ...opened, alike: await lookAlikes(ctx, opened.person.id, opened.relation.called) }
  },
  view: ({ person, relation, alike }) => {
    const here = `/mensen/${person.id}`
    return (
      <Page
        title="Staat diegene in Naober?"
        trail={trailTo(person)}
        about={`${relation.called} is opgeschreven. Kies diegene als je zeker weet wie het is.`}
      >
        <Card title="Deze mensen heten zo" bare>
          <List empty={<Empty title="Niemand die zo heet">Dan blijft het bij de naam.</Empty>}>
            {alike.map((one) => (
              <ListItem
                key={one.id}
                title={nameOf(one)}
                about={
                  [
                    one.birthDate && `geboren op ${inWords(one.birthDate)}`,
                    [streetOf(one), one.villageName].filter(Boolean).join(', '),
                  ]
                    .filter(Boolean)
                    .join(' · ') || 'adres en geboortedatum niet bekend'
                }
                side={
                  <PostButton action={`${here}/relatie/${relation.id}/is/${one.id}`}>
                    Dit is diegene<span className="n-hidden">: {nameOf(one)}</span>
                  </PostButton>
                }
              />
            ))}
          </List>
        </Card>
        <Row>
          <a href={here}>Nee, laat het bij de naam</a>
        </Row>
      </Page>
    )
  },
})

export const link = post({
  path: '/mensen/:personId/relatie/:relationId/is/:otherId',
  may: 'change person',
  async save(ctx) {
    const { person, relation } = await openRelation(ctx)
    await ctx.store.relations.link(relation.id, ctx.params.otherId)
    return { to: `/mensen/${person.id}`, say: 'De relatie is gelegd. Ze staat ook bij de ander.' }
  },
})

export const change = page({
  path: '/mensen/:personId/relatie/:relationId',
  may: 'change person',
  load: openRelation,
  form: (_loaded, { asker }) => fields(asker.today),
  values: ({ relation }) => ({ ...relation, kind: relation.kind as RelationKind }),
  version: ({ relation }) => relation.version,
  async save({ store, params }, { relation }, { version, ...said }) {
    await store.relations.change(params.relationId, { seen: version }, { ...said, other: relation.other })
    return { to: `/mensen/${params.personId}`, say: 'De relatie is gewijzigd.' }
  },
  view: ({ person, relation }, form) => (
    <Page
      title="Relatie wijzigen"
      trail={trailTo(person)}
      about="Is het voorbij? Vul dan een einde in: de relatie blijft staan als voorbij."
      actions={
        <PostButton kind="quiet" action={`/mensen/${person.id}/relatie/${relation.id}/weg`}>
          Was een vergissing
        </PostButton>
      }
    >
      <Card>
        <Form {...form} layout={layout} button="Bewaren" cancelTo={`/mensen/${person.id}`}>
          {relation.other === null && (
            <Notice>
              Staat diegene ook in Naober?{' '}
              <a href={`/mensen/${person.id}/relatie/${relation.id}/wie`}>Kijk wie het is</a>.
            </Notice>
          )}
        </Form>
      </Card>
    </Page>
  ),
})

export const takeAway = post({
  path: '/mensen/:personId/relatie/:relationId/weg',
  may: 'change person',
  async save(ctx) {
    const { person, relation } = await openRelation(ctx)
    await ctx.store.relations.remove(relation.id)
    return {
      to: `/mensen/${person.id}`,
      say: 'De relatie is weggehaald.',
      undo: { to: `/mensen/${person.id}/relatie/${relation.id}/terug` },
    }
  },
})

export const putBack = post({
  path: '/mensen/:personId/relatie/:relationId/terug',
  may: 'change person',
  async save({ store, params }) {
    await store.relations.restore(params.relationId)
    return { to: `/mensen/${params.personId}`, say: 'De relatie staat er weer.' }
  },
})
