import { type Account, roleMay, type Store } from '#access'
import type { CaseLine } from '#kernel/case'
import { memoKindOf, type NextStep } from '#kernel/next-step'
import type { Asker } from '#platform/asker'
import { dayOf, fromToday } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { choice, type Fields, text } from '#platform/fields'
import { together } from '#platform/together'
import { capital, counted, list, noun } from '#platform/words'
import { lineOf } from '#service-lines'
import { Card, Empty, Form, type Layout, List, ListItem, Notice, Page } from '#ui'
import { page, post } from '#web/app'
import { anyCase, linesOf } from '../lines.tsx'
import { nextDeed, plannedInWords, seenIn, stepCalled, titleOf, whoWaits } from '../zaken/in-words.ts'

/** As many as one page holds; who has more goes on with the rest after it. */
const atOnce = 60
const stepNoun = noun('stap', 'stappen', 'de')

interface Load {
  who: { id: string; name: string }
  cases: CaseLine[]
  steps: NextStep[]
  /** Who can take over, by line. */
  takers: Map<string, Account[]>
  more: boolean
}

async function loadOf(store: Store, asker: Asker, account: string): Promise<Load> {
  if (asker.role === 'worker' && account !== asker.account) throw new NotFound()
  const name = await store.absences.nameOf(account)
  if (name === undefined) throw new NotFound()
  const lines = linesOf(asker).map(({ key }) => key)
  const query = { lines, status: 'running', owner: account, order: 'waiting', limit: atOnce } as const
  const { found, steps, working } = await together({
    found: store.cases.list(query),
    steps: store.handovers.looseSteps(account),
    working: Promise.all(lines.map(async (key) => [key, await store.accounts.workingOn(key)] as const)),
  })
  const takes = (one: Account) => one.id !== account && roleMay({ role: one.role as Asker['role'] }, 'add', 'note')
  return {
    ...{ who: { id: account, name }, cases: found.rows, steps: steps.slice(0, atOnce) },
    takers: new Map(working.map(([key, all]) => [key, all.filter(takes)])),
    more: found.next !== undefined || steps.length > atOnce,
  }
}

const optionsOf = (all: readonly Account[]) => Object.fromEntries(all.map(({ id, name }) => [id, name]))
const caseField = (id: string) => `naar.${id}`
const adviceField = (id: string) => `advies.${id}`
const stepField = (id: string) => `stap.${id}`

/** May a line be written with this case: by who writes in it, where the line has notes. */
const mayAdvise = (asker: Asker, one: CaseLine) =>
  roleMay(asker, 'add', 'note') && memoKindOf(lineOf(one.line).case.talks) !== undefined

/** Everything of one colleague on one page, with what matters of each: who takes over, for all or one by one, and a line of advice. */
export const caseload = page({
  path: '/overdragen/:account',
  may: 'add handover',
  load: ({ store, asker, params }) => loadOf(store, asker, params.account),
  form: ({ cases, steps, takers }, { asker }): Fields => ({
    allen: choice(
      'Alles naar',
      optionsOf([...new Map([...takers.values()].flat().map((one) => [one.id, one])).values()]),
      {
        optional: true,
        hint: 'Of kies het hieronder per dossier.',
      },
    ),
    ...Object.fromEntries(
      cases.flatMap((one) => [
        [caseField(one.id), choice('Naar wie?', optionsOf(takers.get(one.line) ?? []), { optional: true })],
        ...(mayAdvise(asker, one)
          ? [
              [
                adviceField(one.id),
                text('Een regel voor je collega', { optional: true, maxLength: 300, private: true }),
              ] as const,
            ]
          : []),
      ]),
    ),
    ...Object.fromEntries(
      steps.map((step) => [
        stepField(step.id),
        choice('Naar wie?', optionsOf(takers.get(step.line) ?? []), { optional: true }),
      ]),
    ),
  }),
  async save({ store }, { who, cases, steps, takers }, input) {
    const said = input as unknown as Record<string, string | null | undefined>
    const workingOn = new Map([...takers].map(([line, all]) => [line, new Set(all.map(({ id }) => id))]))
    const problems: Record<string, string> = {}
    const given = (field: string, line: string) => {
      const receiver = said[field] ?? said.allen
      if (receiver && !workingOn.get(line)?.has(receiver))
        problems[field] = `Wie alles krijgt, doet geen ${lineOf(line).name.toLowerCase()}. Kies hier een ander.`
      return receiver
    }
    const to = {
      cases: cases.flatMap((one) => {
        const receiver = given(caseField(one.id), one.line)
        return receiver ? [{ id: one.id, receiver, advice: said[adviceField(one.id)] ?? null }] : []
      }),
      steps: steps.flatMap((step) => {
        const receiver = given(stepField(step.id), step.line)
        return receiver ? [{ id: step.id, receiver }] : []
      }),
    }
    if (Object.keys(problems).length > 0) throw new Invalid(problems)
    if (to.cases.length + to.steps.length === 0)
      throw new Invalid({ allen: 'Kies wie alles overneemt, of kies hieronder per dossier een collega.' })
    const made = await store.handovers.give(who.id, to, { lineOf, workingOn })
    return {
      to: `/overdragen/${who.id}`,
      say: `Overgedragen: ${countsInWords(made.cases.length, made.steps.length)}.`,
      undo: { to: `/overdragen/${made.id}/terug` },
    }
  },
  view: ({ who, cases, steps, more }, form, { asker }) => {
    const own = who.id === asker.account
    const layout: Layout = [
      'allen',
      ...cases.map((one) => ({
        legend: titleOf(lineOf(one.line), one),
        hint: whatMatters(one, asker),
        fields: [adviceField(one.id) in form.fields ? [caseField(one.id), adviceField(one.id)] : caseField(one.id)],
      })),
      ...steps.map((step) => ({
        legend: `${capital(stepCalled(step.kind))} ${plannedInWords(step, asker.today)}`,
        ...(step.about ? { hint: step.about } : {}),
        fields: [stepField(step.id)],
      })),
    ]
    return (
      <Page
        title={own ? 'Mijn werk overdragen' : `Het werk van ${who.name} overdragen`}
        trail={[{ to: own ? '/afwezig' : '/overdragen', label: own ? 'Afwezig' : 'Overdragen' }]}
        about={
          cases.length + steps.length > 0
            ? `${countsInWords(cases.length, steps.length)}. Wat gepland is bij een dossier, gaat mee.`
            : undefined
        }
      >
        {more && <Notice>Dit zijn de eerste {atOnce}. Na het overdragen komen de andere.</Notice>}
        <Card>
          {cases.length + steps.length === 0 ? (
            <Empty title="Er staat niets open">Alle dossiers en stappen zijn overgedragen of klaar.</Empty>
          ) : (
            <Form {...form} layout={layout} button="Draag over" cancelTo={own ? '/afwezig' : '/overdragen'} />
          )}
        </Card>
      </Page>
    )
  },
})

const countsInWords = (cases: number, steps: number): string =>
  list([...(cases > 0 ? [counted(cases, anyCase)] : []), ...(steps > 0 ? [counted(steps, stepNoun)] : [])]) || 'niets'

/** The phase, who waits for whom, what is next and since when: all that a colleague must know to go on. */
function whatMatters(one: CaseLine, asker: Asker): string {
  const line = seenIn(lineOf(one.line), one)
  const next = one.nextKind
    ? `${capital(stepCalled(one.nextKind))} ${plannedInWords({ onDay: one.nextOn as NonNullable<typeof one.nextOn>, atTime: one.nextAt, place: one.nextPlace }, asker.today)}.`
    : `${nextDeed(line, one)?.label ?? 'Niets gepland'}.`
  const phase = line.case.phases[one.phase]?.called ?? one.phase
  return `${phase} sinds ${fromToday(dayOf(one.phaseSince), asker.today)}. ${whoWaits(line, one, asker)} ${next}`
}

/** Takes it back, as far as nobody did anything about whose it is. */
export const takeBack = post({
  path: '/overdragen/:handover/terug',
  may: 'change handover',
  async save({ store, params }) {
    const { giver } = await store.handovers.get(params.handover)
    const { back, stayed } = await store.handovers.takeBack(params.handover)
    return {
      to: `/overdragen/${giver}`,
      ...(stayed > 0 ? { tone: 'warn' as const } : {}),
      say:
        stayed === 0
          ? 'Alles staat weer zoals het was.'
          : `${back} ${back === 1 ? 'ging' : 'gingen'} terug. ${stayed} ${stayed === 1 ? 'bleef' : 'bleven'} staan: daar is sinds het overdragen iets mee gedaan.`,
    }
  },
})

/** Whose work is handed over: for who leads or coordinates. */
export const whose = page({
  path: '/overdragen',
  may: 'add handover',
  async load({ store, asker }) {
    const each = await Promise.all(linesOf(asker).map(({ key }) => store.accounts.workingOn(key)))
    const all = [...new Map(each.flat().map((one) => [one.id, one])).values()]
    return all.filter(({ id }) => asker.role !== 'worker' || id === asker.account)
  },
  view: (colleagues) => (
    <Page
      title="Werk overdragen"
      trail={[{ to: '/afwezig', label: 'Afwezig' }]}
      about="Alles van één collega op één pagina. Kies wie het overneemt: één voor alles, of per dossier."
    >
      <Card title="Van wie?" bare>
        <Colleagues colleagues={colleagues} />
      </Card>
    </Page>
  ),
})

function Colleagues({ colleagues }: { colleagues: readonly Account[] }) {
  const there = colleagues.filter((one) => roleMay({ role: one.role as Asker['role'] }, 'add', 'handover'))
  return (
    <List label="Collega’s" empty={<Empty title="Niemand">Er werkt niemand op jouw lijnen.</Empty>}>
      {there.map(({ id, name }) => (
        <ListItem key={id} to={`/overdragen/${id}`} title={name} />
      ))}
    </List>
  )
}
