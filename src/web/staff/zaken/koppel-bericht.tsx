import { type CaseMatch, isOpen } from '#kernel/match'
import type { Message, TemplateKey } from '#kernel/message'
import type { ServiceLine } from '#kernel/service-line'
import type { VolunteerLine } from '#kernel/volunteer'
import { list } from '#platform/words'
import { Stack } from '#ui'
import type { Context, Sends } from '#web/app'
import { type Reach, reachOfColleague } from '../berichten/reach.ts'
import { SendButtons, SentLines, sendsAnything } from '../berichten/send.tsx'

type Tells = Pick<Context, 'store' | 'vault' | 'site' | 'sends'>
type Helper = Pick<VolunteerLine, 'name' | 'email' | 'phone' | 'account'>

/** How a helper can be told something: who cannot sign in yet has nowhere to read it. */
export function reachOfHelper(sends: Sends, helper: Helper | undefined): Reach {
  if (helper?.account) return reachOfColleague(sends, helper)
  return { ways: [], whyNot: helper ? ['Kan nog niet aanmelden, dus ook niets lezen. Nodig eerst uit, of bel.'] : [] }
}

/** A question waits, or there is news: which of both a message to this helper says. */
export const templateFor = (match: Pick<CaseMatch, 'state'>): TemplateKey =>
  match.state === 'accepted' ? 'helper-news' : 'helper-asked'

/** Puts a message to a helper in the outbox: that something waits behind signing in, and nothing else. */
export function tellHelper(
  { store, vault, site }: Tells,
  line: ServiceLine,
  match: Pick<CaseMatch, 'id' | 'state' | 'caseId'>,
  helper: Helper,
  { way, to }: Reach['ways'][number],
): Promise<Message> {
  return store.messages.post(
    {
      ...{ template: templateFor(match), way, to, line: line.key, about: match.id, caseId: match.caseId },
      ...{ account: helper.account, link: (id: string) => `${site}/bericht/${id}` },
    },
    vault.seal,
  )
}

/** Who was just asked gets a mail, where mail is on. @returns what to say about it, with who must be rung */
export async function tellAsked(
  ctx: Tells,
  line: ServiceLine,
  asked: readonly CaseMatch[],
  helpers: readonly (Helper & { id: string })[],
): Promise<string> {
  if (!ctx.sends.mail) return ''
  const without: string[] = []
  for (const match of asked) {
    const helper = helpers.find(({ id }) => id === match.volunteer)
    const mail = reachOfHelper(ctx.sends, helper).ways.find(({ way }) => way === 'mail')
    if (helper && mail) await tellHelper(ctx, line, match, helper, mail)
    else without.push(match.name)
  }
  if (without.length === 0) return ' Er gaat een mail naartoe.'
  return without.length === asked.length
    ? ` Bel ${list(without)}: een mail kan niet.`
    : ` Er gaat een mail naartoe, maar niet naar ${list(without)}. Bel die.`
}

/** What was sent to one helper, and what more can be. */
export function HelperMessages({
  match,
  helper,
  messages,
  action,
  sends,
  now,
}: {
  match: CaseMatch
  helper: Helper | undefined
  messages: readonly Message[]
  action: string
  sends: Sends
  now: Date
}) {
  const sent = messages.filter(({ about }) => about === match.id)
  const useful = isOpen(match, now) || match.state === 'accepted'
  if (sent.length === 0 && !(useful && sendsAnything(sends))) return null
  return (
    <Stack tight>
      <SentLines messages={sent} />
      {useful && sendsAnything(sends) && (
        <SendButtons action={action} reach={reachOfHelper(sends, helper)} to={match.name} />
      )}
    </Stack>
  )
}
