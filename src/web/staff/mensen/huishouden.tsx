import { nameOf } from '#kernel/person'
import { NotFound } from '#platform/errors'
import { choice, day } from '#platform/fields'
import { Card, Empty, Form, Notice, Page } from '#ui'
import { page, post } from '#web/app'
import { openPerson, trailTo } from './file-of.ts'

/** Who comes to live together with whom: one of those with whom this person has a relation. */
export const join = page({
  path: '/mensen/:personId/huishouden',
  may: 'change person',
  async load(ctx) {
    const { person } = await openPerson(ctx)
    const home = await ctx.store.households.of(person.id)
    const relations = await ctx.store.relations.ofPerson(person.id)
    const mates = new Set(home.with.map((one) => one.id))
    const could = relations.filter(({ other, validUntil }) => other && validUntil === null && !mates.has(other))
    return { person, home, could: Object.fromEntries(could.map((one) => [one.other as string, one.called])) }
  },
  form: ({ could }, { asker }) => ({
    who: choice('Wie woont erbij?', could, { whenEmpty: 'Kies wie erbij woont.' }),
    from: day('Sinds wanneer?', { latest: asker.today }),
  }),
  values: (_loaded, { asker }) => ({ from: asker.today }),
  async save({ store, params }, _loaded, { who, from }) {
    await store.households.join(params.personId, who, from)
    return { to: `/mensen/${params.personId}`, say: 'Ze staan nu in één huishouden.' }
  },
  view: ({ person, could }, form) => (
    <Page
      title="Wie woont erbij?"
      trail={trailTo(person)}
      about="Een huishouden is wie samen woont. Ex-partners in één huis zijn twee huishoudens."
    >
      <Card>
        {Object.keys(could).length === 0 ? (
          <Empty title="Leg eerst een relatie vast">
            Wie samen woont, kies je uit de relaties met iemand die in Naober staat.{' '}
            <a href={`/mensen/${person.id}/relatie`}>Relatie toevoegen</a>
          </Empty>
        ) : (
          <Form {...form} button="Bewaren" cancelTo={`/mensen/${person.id}`}>
            <Notice>Het adres verandert hier niet van. Dat doe je bij Verhuisd.</Notice>
          </Form>
        )}
      </Card>
    </Page>
  ),
})

/** Somebody no longer lives with the others. */
export const leave = page({
  path: '/mensen/:personId/huishouden/uit',
  may: 'change person',
  async load(ctx) {
    const { person } = await openPerson(ctx)
    const { member } = await ctx.store.households.of(person.id)
    if (!member) throw new NotFound()
    return { person, member }
  },
  form: (_loaded, { asker }) => ({ on: day('Vanaf welke dag niet meer?', { latest: asker.today }) }),
  values: (_loaded, { asker }) => ({ on: asker.today }),
  async save({ store }, { person, member }, { on }) {
    await store.households.leave(member.id, on)
    return {
      to: `/mensen/${person.id}`,
      say: `${nameOf(person)} hoort niet meer bij dit huishouden.`,
      undo: { to: `/mensen/${person.id}/huishouden/terug/${member.id}` },
    }
  },
  view: ({ person }, form) => (
    <Page
      title="Uit het huishouden"
      trail={trailTo(person)}
      about="Vanaf die dag woont diegene niet meer bij de anderen. Het adres wijzig je bij Verhuisd."
    >
      <Card>
        <Form {...form} button="Bewaren" cancelTo={`/mensen/${person.id}`} />
      </Card>
    </Page>
  ),
})

export const back = post({
  path: '/mensen/:personId/huishouden/terug/:memberId',
  may: 'change person',
  async save({ store, params }) {
    await store.households.back(params.memberId)
    return { to: `/mensen/${params.personId}`, say: 'Ze wonen weer samen.' }
  },
})
