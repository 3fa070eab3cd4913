import { ageRule, decisions, nameOf, type Person, representativeKinds } from '#kernel/person'
import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, day, email, phone, several, text } from '#platform/fields'
import { Card, Form, Notice, Page, PostButton } from '#ui'
import { page, post } from '#web/app'
import { openPerson, trailTo } from './file-of.ts'

const fields = (today: Day) => ({
  kind: choice('Wat is diegene?', representativeKinds, { whenEmpty: 'Kies wat diegene is.' }),
  name: text('Hoe heet diegene?', {
    maxLength: 120,
    private: true,
    hint: 'Een persoon, of een kantoor.',
    whenEmpty: 'Vul een naam in.',
  }),
  phone: phone('Telefoon', { optional: true, autocomplete: 'off' }),
  email: email('E-mail', { optional: true, autocomplete: 'off' }),
  decides: several('Waarover mag diegene beslissen?', decisions, { optional: true }),
  scope: text('Wat is er nog meer afgesproken?', { optional: true, maxLength: 200, private: true }),
  validFrom: day('Vanaf welke dag?'),
  validUntil: day('Tot welke dag?', { optional: true, hint: 'Laat leeg als het doorloopt.' }),
  seenOn: day('Wanneer zag je het papier?', {
    optional: true,
    latest: today,
    hint: 'De beschikking, de volmacht of het gezagsregister. Laat leeg als je het nog niet zag.',
  }),
})
const layout = ['kind', 'name', ['phone', 'email'], 'decides', 'scope', ['validFrom', 'validUntil'], 'seenOn']

/** Writes down who acts for somebody, and about what. */
export const add = page({
  path: '/mensen/:personId/vertegenwoordiger',
  may: 'change person',
  load: openPerson,
  form: (_loaded, { asker }) => fields(asker.today),
  values: (_loaded, { asker }) => ({ validFrom: asker.today }),
  async save({ store, params }, _loaded, { version: _, ...said }) {
    await store.representatives.add(params.personId, said)
    return { to: `/mensen/${params.personId}`, say: `${said.name} staat erbij.` }
  },
  view: ({ person }, form, { asker }) => (
    <Page
      title="Wie beslist er mee?"
      trail={trailTo(person)}
      about={`Iemand die voor ${nameOf(person)} mag beslissen of tekenen.`}
    >
      <Card>
        <Form {...form} layout={layout} button="Bewaren" cancelTo={`/mensen/${person.id}`}>
          <AgeRule person={person} today={asker.today} />
        </Form>
      </Card>
    </Page>
  ),
})

/** What the law says at this age; nothing for an adult. */
export function AgeRule({ person, today }: { person: Person; today: Day }) {
  const rule = ageRule(person.birthDate, today)
  return rule ? (
    <Notice title="Jonger dan 18">
      {rule.says} <span className="n-soft">Bron: {rule.source}.</span>
    </Notice>
  ) : null
}

/** @throws NotFound */
async function openOne(ctx: Parameters<typeof openPerson>[0] & { params: { readonly oneId: string } }) {
  const opened = await openPerson(ctx)
  const one = await ctx.store.representatives.get(ctx.params.oneId)
  if (one.person !== opened.person.id) throw new NotFound()
  return { ...opened, one }
}

export const change = page({
  path: '/mensen/:personId/vertegenwoordiger/:oneId',
  may: 'change person',
  load: openOne,
  form: (_loaded, { asker }) => fields(asker.today),
  values: ({ one }) => ({
    ...one,
    kind: one.kind as keyof typeof representativeKinds,
    decides: one.decides as (keyof typeof decisions)[],
  }),
  version: ({ one }) => one.version,
  async save({ store, params }, _loaded, { version, ...said }) {
    await store.representatives.change(params.oneId, { seen: version }, said)
    return { to: `/mensen/${params.personId}`, say: 'Bewaard.' }
  },
  view: ({ person, one }, form, { asker }) => (
    <Page
      title="Wie beslist er mee?"
      trail={trailTo(person)}
      about="Is het voorbij? Vul dan een einde in: het blijft staan als voorbij."
      actions={
        <PostButton kind="quiet" action={`/mensen/${person.id}/vertegenwoordiger/${one.id}/weg`}>
          Was een vergissing
        </PostButton>
      }
    >
      <Card>
        <Form {...form} layout={layout} button="Bewaren" cancelTo={`/mensen/${person.id}`}>
          <AgeRule person={person} today={asker.today} />
        </Form>
      </Card>
    </Page>
  ),
})

export const takeAway = post({
  path: '/mensen/:personId/vertegenwoordiger/:oneId/weg',
  may: 'change person',
  async save(ctx) {
    const { person, one } = await openOne(ctx)
    await ctx.store.representatives.remove(one.id)
    return {
      to: `/mensen/${person.id}`,
      say: `${one.name} is weggehaald.`,
      undo: { to: `/mensen/${person.id}/vertegenwoordiger/${one.id}/terug` },
    }
  },
})

export const putBack = post({
  path: '/mensen/:personId/vertegenwoordiger/:oneId/terug',
  may: 'change person',
  async save({ store, params }) {
    await store.representatives.restore(params.oneId)
    return { to: `/mensen/${params.personId}`, say: 'Het staat er weer.' }
  },
})
