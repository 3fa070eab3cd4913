import { roleMay, type Store } from '#access'
import { type NextStep, stepKinds } from '#kernel/next-step'
import type { SignedNote } from '#kernel/note'
import { nameOf } from '#kernel/person'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, day, text, time } from '#platform/fields'
import { together } from '#platform/together'
import { capital } from '#platform/words'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Form, List, ListItem, Page, PostButton, Soft } from '#ui'
import { page } from '#web/app'
import { linesOf } from '../lines.tsx'
import { momentShortly, plannedInWords, stepCalled } from '../zaken/in-words.ts'
import { talkInWords } from '../zaken/timeline.ts'
import { deedsAt } from './in-words.tsx'

/** What is asked of a step with somebody who has no case for it. */
const fieldsOf = ({ lines, colleagues }: { lines: Record<string, string>; colleagues: Record<string, string> }) => ({
  kind: choice('Wat ga je doen?', stepKinds, { whenEmpty: 'Kies wat je gaat doen.' }),
  onDay: day('Op welke dag?'),
  atTime: time('Hoe laat?', { optional: true }),
  place: text('Waar?', { optional: true, maxLength: 120, hint: 'Bijvoorbeeld: bij iemand thuis.' }),
  line: choice('Bij welk werk hoort het?', lines),
  owner: choice('Wie doet het?', colleagues),
  about: text('Wat moet je weten?', { optional: true, maxLength: 200, private: true }),
})

/** Everybody with whom the asker shares a line, by name. */
async function colleaguesOf(store: Store, asker: Asker): Promise<Record<string, string>> {
  const each = await Promise.all(linesOf(asker).map(({ key }) => store.accounts.workingOn(key)))
  const all = each.flat().sort((one, other) => one.name.localeCompare(other.name, 'nl'))
  return Object.fromEntries(all.map(({ id, name }) => [id, name]))
}

async function around({ store, asker, params }: { store: Store; asker: Asker; params: { readonly personId: string } }) {
  const lines = Object.fromEntries(linesOf(asker).map(({ key, name }) => [key, name]))
  if (Object.keys(lines).length === 0) throw new NotFound()
  return {
    lines,
    ...(await together({ person: store.people.get(params.personId), colleagues: colleaguesOf(store, asker) })),
  }
}

const layout = ['kind', ['onDay', 'atTime'], 'place', ['line', 'owner'], 'about']

/** Plans something with somebody, without a case. */
export const plan = page({
  path: '/mensen/:personId/stap',
  may: 'add next-step',
  load: around,
  form: fieldsOf,
  values: ({ lines }, { asker }) => ({
    onDay: asker.today,
    owner: asker.account ?? undefined,
    line: Object.keys(lines)[0],
  }),
  async save({ store, params }, { person }, { version: _, ...step }) {
    await store.nextSteps.add({ ...step, caseId: null, person: person.id, side: null, doneAt: null })
    return { to: `/mensen/${params.personId}`, say: 'De stap is gepland.' }
  },
  view: ({ person }, form) => (
    <Page title="Stap plannen" trail={trailTo(person)}>
      <Form {...form} layout={layout} button="Plannen" cancelTo={`/mensen/${person.id}`} />
    </Page>
  ),
})

/** Another day, place or colleague for it. */
export const change = page({
  path: '/mensen/:personId/stap/:stepId',
  may: 'change next-step',
  async load(ctx) {
    const step = await ctx.store.nextSteps.get(ctx.params.stepId)
    if (step.caseId !== null || step.person !== ctx.params.personId) throw new NotFound()
    return { ...(await around(ctx)), step }
  },
  form: fieldsOf,
  values: ({ step }) => ({
    ...{ kind: step.kind as keyof typeof stepKinds, onDay: step.onDay, atTime: step.atTime?.slice(0, 5) },
    ...{ place: step.place, line: step.line, owner: step.owner ?? undefined, about: step.about },
  }),
  version: ({ step }) => step.version,
  async save({ store, params }, { step }, { version, ...asked }) {
    await store.nextSteps.change(step.id, { seen: version }, (was) => ({ ...was, ...asked }))
    return { to: `/mensen/${params.personId}`, say: 'De stap is gewijzigd.' }
  },
  view: ({ person, step }, form) => (
    <Page
      title="Stap wijzigen"
      trail={trailTo(person)}
      actions={
        <PostButton kind="quiet" action={`/stap/${step.id}/gaat-niet-door`}>
          Gaat niet door
        </PostButton>
      }
    >
      <Form {...form} layout={layout} button="Bewaren" cancelTo={`/mensen/${person.id}`} />
    </Page>
  ),
})

const trailTo = (person: Parameters<typeof nameOf>[0] & { id: string }) => [
  { to: '/mensen', label: 'Mensen' },
  { to: `/mensen/${person.id}`, label: nameOf(person) },
]

/** What is planned with somebody beside every case, and what came of it. */
export interface Alone {
  steps: NextStep[]
  notes: SignedNote[]
}

export const aloneWith = (store: Store, person: string): Promise<Alone> =>
  together({ steps: store.nextSteps.ofPerson(person), notes: store.notes.ofPerson(person) })

/** On the page of a person. Left out for who may plan nothing while nothing stands there. */
export function StepsWithCard({
  person,
  alone: { steps, notes },
  asker,
}: {
  person: string
  alone: Alone
  asker: Asker
}) {
  const works = roleMay(asker, 'change', 'next-step')
  if (!works && steps.length === 0 && notes.length === 0) return null
  const here = `/mensen/${person}/stap`
  return (
    <Card
      title="Gepland met dit mens"
      bare
      side={
        works && (
          <ButtonLink kind="quiet" to={here}>
            Stap plannen
          </ButtonLink>
        )
      }
    >
      <List label="Gepland met dit mens" empty={<p className="n-card__in n-soft">Niets, los van een dossier.</p>}>
        {[
          ...steps.map((step) => <Planned key={step.id} step={step} here={here} works={works} today={asker.today} />),
          ...notes.map((note) => (
            <ListItem
              key={note.id}
              title={talkInWords(lineOf(note.line), note)}
              about={[note.words, note.authorName].filter(Boolean).join(' · ') || undefined}
              side={<Soft small>{momentShortly(note.happenedAt, asker.today)}</Soft>}
            />
          )),
        ]}
      </List>
    </Card>
  )
}

function Planned({ step, here, works, today }: { step: NextStep; here: string; works: boolean; today: Day }) {
  return (
    <ListItem
      to={works ? `${here}/${step.id}` : undefined}
      title={`${capital(stepCalled(step.kind))} ${plannedInWords(step, today)}`}
      about={step.about ?? undefined}
      {...deedsAt(step, today, works, undefined)}
    />
  )
}
