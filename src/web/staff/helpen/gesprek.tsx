import { choicesFor, type LoggedTalk, type MyCase, talkOf, together } from '#kernel/helping'
import type { ServiceLine } from '#kernel/service-line'
import { addDays, type Day, weekdayName } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, hidden } from '#platform/fields'
import { capital } from '#platform/words'
import { Button, Card, HiddenInputs, Notice, Page, PostButton, Row, Stack } from '#ui'
import { type Context, page, post } from '#web/app'
import { dayInWords } from '../zaken/in-words.ts'
import { lineOfMine, loggedInWords, talkInWords } from './in-words.ts'

const trail = [{ to: '/', label: 'Vandaag' }]
const saidDays = [0, 1, 2, 3, 4, 5, 6]

async function mine({ store, params }: Pick<Context<'/helpen/:match'>, 'store' | 'params'>) {
  const one = await store.helping.get(params.match)
  return { one, line: lineOfMine(one) }
}

/** First tap: with whom. */
export const withWhom = page({
  path: '/helpen/:match/gesprek',
  may: 'add talk',
  load: mine,
  view: ({ one, line }) => (
    <Page title="Met wie sprak je?" trail={trail}>
      <Card>
        <nav className="n-choices" aria-label="Met wie sprak je?">
          {Object.entries(line.case.sides).map(([key, side]) => (
            <a key={key} href={`/helpen/${one.id}/gesprek/${key}`}>
              {side.called}
              <span className="n-soft">{namesOf(one, key)}</span>
            </a>
          ))}
          {Object.keys(choicesFor(line, together)).length > 0 && (
            <a href={`/helpen/${one.id}/gesprek/${together}`}>{togetherCalled(line)}</a>
          )}
        </nav>
      </Card>
    </Page>
  ),
})

/** What a talk with all of them is called: the line says with whom that is. */
const togetherCalled = (line: ServiceLine): string => {
  const [first] = Object.values(choicesFor(line, together))
  return (first && line.case.talks[first.kind]?.withWhom) ?? 'Samen'
}

const namesOf = (one: MyCase, side: string): string =>
  one.contacts
    .filter((contact) => contact.side === side && contact.name !== null)
    .map((contact) => contact.name)
    .join(' en ')

/** Second tap: how it went; that saves it. Nothing is chosen beforehand, and another day is one tap. */
export const howItWent = page({
  path: '/helpen/:match/gesprek/:who',
  may: 'add talk',
  async load(ctx) {
    const { one, line } = await mine(ctx)
    const choices = choicesFor(line, ctx.params.who)
    if (Object.keys(choices).length === 0) throw new NotFound()
    return { one, line, choices, who: ctx.params.who, daysAgo: daysIn(ctx.sent.get('dag') ?? ctx.query.get('dag')) }
  },
  form: ({ choices }) => ({
    what: choice('Hoe ging het?', calledIn(choices), { whenEmpty: 'Kies hoe het ging.' }),
    dag: hidden('Dag', { optional: true }),
    ander: hidden('Ander gesprek', { optional: true }),
  }),
  async save({ store, params, asker }, { line, who, daysAgo }, { what, ander }) {
    const done = await store.helping.log(params.match, line, { who, what, daysAgo, sure: ander === 'ja' })
    if (done.partner)
      return {
        show: <SameTalk {...{ who, what, daysAgo, id: params.match, partner: done.partner, today: asker.today }} />,
      }
    const calls = choicesFor(line, who)[what]?.callsCoordinator ? ' De coördinator belt je.' : ''
    return {
      to: '/',
      say: `Vastgelegd. ${talkInWords(line, talkOf(line, who, what))}.${calls}`,
      undo: { to: `/helpen/${params.match}/gesprek/${done.note}/terug` },
    }
  },
  view: ({ one, line, choices, who, daysAgo }, form, { asker }) => {
    const here = `/helpen/${one.id}/gesprek/${who}`
    const whom = who === together ? togetherCalled(line) : line.case.sides[who]?.called
    return (
      <Page
        title="Hoe ging het?"
        trail={[...trail, { to: `/helpen/${one.id}/gesprek`, label: 'Met wie' }]}
        about={`${whom}.`}
      >
        <Stack>
          <Card>
            {form.problems && (
              <Notice kind="error" title="Er is nog niets vastgelegd">
                {Object.values(form.problems).join(' ')}
              </Notice>
            )}
            <form method="post" action={here} className="n-choices" data-once="">
              <HiddenInputs csrf={form.csrf} hidden={{ dag: String(daysAgo) }} />
              {Object.entries(choices).map(([key, { called }]) => (
                <Button key={key} kind="second" name="what" value={key}>
                  {called}
                </Button>
              ))}
            </form>
          </Card>
          <Card title="Op welke dag?">
            <nav className="n-row" aria-label="Op welke dag?">
              {saidDays.map((days) => (
                <a
                  key={days}
                  className="utrecht-button utrecht-button-link utrecht-button--secondary-action"
                  href={days === 0 ? here : `${here}?dag=${days}`}
                  aria-current={days === daysAgo ? 'true' : undefined}
                >
                  {dayCalled(days, asker.today)}
                </a>
              ))}
            </nav>
          </Card>
        </Stack>
      </Page>
    )
  },
})

const calledIn = (choices: Readonly<Record<string, { called: string }>>): Record<string, string> =>
  Object.fromEntries(Object.entries(choices).map(([key, { called }]) => [key, called]))

/** How many days ago, as an address says it; today for what is no such day. */
const daysIn = (said: string | null): number => saidDays.find((days) => String(days) === said) ?? 0

const dayCalled = (days: number, today: Day): string =>
  ['Vandaag', 'Gisteren', 'Eergisteren'][days] ?? capital(weekdayName(addDays(today, -days)))

/** The other of the pair logged such a talk that day: it counts for both. Only another talk is logged as well. */
function SameTalk({
  id,
  who,
  what,
  daysAgo,
  partner,
  today,
}: {
  id: string
  who: string
  what: string
  daysAgo: number
  partner: LoggedTalk
  today: Day
}) {
  return (
    <Page
      title="Dit staat er al"
      trail={trail}
      about={`${loggedInWords(partner, null, today)}. Het telt voor jullie samen.`}
    >
      <Card>
        <p>Was dit hetzelfde gesprek? Dan ben je klaar.</p>
        <Row>
          <a className="utrecht-button utrecht-button-link utrecht-button--primary-action" href="/">
            Ja, hetzelfde gesprek
          </a>
          <PostButton action={`/helpen/${id}/gesprek/${who}`} hidden={{ what, dag: String(daysAgo), ander: 'ja' }}>
            Nee, leg dit ook vast
          </PostButton>
        </Row>
      </Card>
    </Page>
  )
}

/** What she logged herself is taken back, a day long. */
export const takeBack = post({
  path: '/helpen/:match/gesprek/:note/terug',
  may: 'add talk',
  async save(ctx) {
    const { line } = await mine(ctx)
    await ctx.store.helping.takeBack(ctx.params.match, line, ctx.params.note)
    return { to: '/', say: 'Het gesprek is weggehaald.' }
  },
})

/** It goes badly: the coordinator is asked to call. */
export const callMe = post({
  path: '/helpen/:match/bel-mij',
  may: 'add talk',
  async save(ctx) {
    const { line } = await mine(ctx)
    const on = await ctx.store.helping.callMe(ctx.params.match, line)
    const when = on === ctx.asker.today ? 'vandaag' : `op ${dayInWords(on, ctx.asker.today)}`
    return { to: '/', say: `Doorgegeven. De coördinator belt je ${when}. Is er nu gevaar? Bel 112.` }
  },
})
