import { type Case, leaveToTell, outcomeInWords, telling } from '#kernel/case'
import type { Consent } from '#kernel/consent'
import { outcomeLetter, outcomeLink } from '#kernel/letter'
import type { Message } from '#kernel/message'
import type { ServiceLine } from '#kernel/service-line'
import { type Day, inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import type { Settings } from '#platform/settings'
import { Card, Explain, Notice, Page, PostButton, Row, Soft, Stack } from '#ui'
import { type Context, page, post, type Sends } from '#web/app'
import { reachOfColleague } from '../berichten/reach.ts'
import { SendButtons, SentLines, wayIn } from '../berichten/send.tsx'
import { standingInWords } from './consents.tsx'
import { keysOf, openCase, reportIn, trailTo } from './open.ts'

/** A report that a partner sent, with what it takes to tell how it ended. */
interface Sent {
  report: Case
  partner: string
  email: string | null
  messages: Message[]
  consents: Consent[]
  /** Who was sent died: then nothing is told any more. */
  died: boolean
}

/** Who sent this case, and what they may hear of it: the outcome alone, and only with leave. */
export const referrer = page({
  path: '/zaken/:caseId/verwijzer',
  may: 'change case',
  async load(ctx) {
    const opened = await openCase(ctx)
    const sent = await sentBy(ctx, opened.file)
    if (sent.length === 0) throw new NotFound()
    return { ...opened, sent }
  },
  view: (loaded, _form, { asker, sends }) => {
    const { line, file, sent } = loaded
    return (
      <Page
        title="De verwijzer de afloop laten weten"
        trail={trailTo(loaded)}
        about="Een verwijzer hoort hoe het afliep en niets meer, en alleen als dat mag."
      >
        {sent.map((one) => (
          <Card key={one.report.id} title={one.partner}>
            <HowItStands
              line={line}
              whole={file.case}
              sent={one}
              today={asker.today}
              settings={asker.settings}
              house={asker.tenantName}
              sends={sends}
            />
          </Card>
        ))}
      </Page>
    )
  },
})

/** The reports of a case that a partner sent, by the name of the partner: not in the order in which they came in. */
async function sentBy({ store }: Pick<Context, 'store'>, file: Parameters<typeof keysOf>[0]): Promise<Sent[]> {
  const reports = keysOf(file)
    .map((id) => reportIn(file, id))
    .filter((one) => one.referrer !== null)
  const sent = await Promise.all(
    reports.map(async (report) => ({
      report,
      ...(await partnerOf(store, report)),
      messages: (await store.messages.ofThing(report.id)).filter(({ template }) => template === 'outcome'),
      consents: await store.consents.ofCase(report.id),
      died: await hasDied(store, report),
    })),
  )
  return sent.sort((one, other) => one.partner.localeCompare(other.partner, 'nl'))
}

async function partnerOf(store: Context['store'], { referrer: key }: Case): Promise<Pick<Sent, 'partner' | 'email'>> {
  const { name, email } = await store.organisations.get(key as string)
  return { partner: name, email }
}

/** How a partner can be sent something: by mail, to the address of the organisation. */
const reachOfPartner = (sends: Sends, email: string | null) =>
  reachOfColleague({ mail: sends.mail, sms: false }, { email, phone: null })

/** Whether who was sent to us died: leave that somebody gave is not used after that. */
async function hasDied(store: Context['store'], { person }: Case): Promise<boolean> {
  const wishes = person === null ? undefined : (await store.people.wishes([person])).get(person)
  return wishes?.left?.kind === 'died'
}

function HowItStands({
  line,
  whole,
  sent,
  today,
  settings,
  house,
  sends,
}: {
  line: ServiceLine
  whole: Case
  sent: Sent
  today: Day
  settings: Settings
  house: string
  sends: Sends
}) {
  const here = `${line.path}/${whole.id}/verwijzer/${sent.report.id}`
  const stands = telling(line, sent.report, whole, sent.consents, today)
  if (sent.died && stands.is !== 'told')
    return <Notice title="Diegene is overleden">De verwijzer krijgt hier niets meer over te horen.</Notice>
  switch (stands.is) {
    case 'still running':
      return <Soft>De {line.case.called.one} loopt nog. Na het afsluiten staat hier wat je kunt sturen.</Soft>
    case 'no leave':
      return (
        <Notice kind="warn" title="Hier mag je niets over laten weten">
          {line.case.consents[leaveToTell(line) ?? '']?.called}: {standingInWords(stands.standing, today)}.{' '}
          <a href={`${line.path}/${sent.report.id}/toestemming`}>Toestemming wijzigen</a>
        </Notice>
      )
    case 'told':
      return (
        <Stack>
          <p>Verteld op {inWords(stands.on)}.</p>
          <SentLines messages={sent.messages} />
          <Row>
            <PostButton kind="quiet" action={`${here}/niet-verteld`}>
              Toch nog niet
            </PostButton>
          </Row>
        </Stack>
      )
    case 'to do':
      return (
        <Stack>
          <Explain
            rows={[
              { term: 'Uitkomst', text: outcomeInWords(line, whole, settings) ?? 'nog niet bekend' },
              { term: 'Mag dit?', text: 'ja' },
            ]}
          />
          <blockquote className="n-stack">
            {outcomeLetter(line, whole, sent.report, settings, house).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </blockquote>
          {sends.mail ? (
            <>
              <Soft>
                In de mail staat alleen een link. Die opent deze tekst, twee weken lang. Of kopieer de tekst zelf.
              </Soft>
              <SendButtons action={`${here}/stuur`} reach={reachOfPartner(sends, sent.email)} />
            </>
          ) : (
            <Soft>Naober stuurt geen berichten. Kopieer de tekst in je eigen mail, of print deze pagina.</Soft>
          )}
          <Row>
            <PostButton kind="main" action={`${here}/verteld`}>
              De verwijzer weet het
            </PostButton>
          </Row>
        </Stack>
      )
    case 'nobody sent them':
      return null
  }
}

/** The referrer was told. Only with a yes that still holds: the page may have stood open while it was taken back. */
export const told = post({
  path: '/zaken/:caseId/verwijzer/:reportId/verteld',
  may: 'change case',
  async save(ctx) {
    const { line, file } = await openCase(ctx)
    const report = reportIn(file, ctx.params.reportId)
    const stands = telling(line, report, file.case, await ctx.store.consents.ofCase(report.id), ctx.asker.today)
    const here = `${line.path}/${file.case.id}/verwijzer`
    if (stands.is === 'no leave' || stands.is === 'still running')
      throw new Invalid({
        '': 'Dit mag nu niet: de toestemming is er niet, of het loopt nog. Kijk op de pagina van de verwijzer.',
      })
    if (stands.is === 'to do' && (await hasDied(ctx.store, report)))
      throw new Invalid({ '': 'Diegene is overleden. De verwijzer krijgt hier niets meer over te horen.' })
    if (stands.is === 'to do') await ctx.store.cases.toldReferrer(report.id, ctx.asker.today)
    return {
      to: `${line.path}/${file.case.id}`,
      say: 'Vastgelegd: de verwijzer weet hoe het afliep.',
      undo: { to: `${here}/${report.id}/niet-verteld` },
    }
  },
})

/** Sends the referrer a link to the outcome. From then on they were told; what does not arrive comes back to who sent it. */
export const send = post({
  path: '/zaken/:caseId/verwijzer/:reportId/stuur',
  may: 'change case',
  async save(ctx, form) {
    const { store, asker, vault, site, sends } = ctx
    const { line, file } = await openCase(ctx)
    const report = reportIn(file, ctx.params.reportId)
    const stands = telling(line, report, file.case, await store.consents.ofCase(report.id), asker.today)
    if (stands.is !== 'to do' || (await hasDied(store, report)))
      throw new Invalid({ '': 'Dit mag nu niet, of het is al verteld. Kijk op de pagina van de verwijzer.' })
    const { way, to } = wayIn(form, reachOfPartner(sends, (await partnerOf(store, report)).email))
    await store.messages.post(
      {
        ...{ template: 'outcome', way, to, line: line.key, about: report.id, caseId: report.id },
        link: (id) => `${site}/afloop/${vault.seal(`${asker.tenant} ${id}`, outcomeLink)}`,
      },
      vault.seal,
    )
    await store.cases.toldReferrer(report.id, asker.today)
    return { to: `${line.path}/${file.case.id}/verwijzer`, say: 'Er gaat een mail met een link naar de verwijzer.' }
  },
})

export const notTold = post({
  path: '/zaken/:caseId/verwijzer/:reportId/niet-verteld',
  may: 'change case',
  async save(ctx) {
    const { line, file } = await openCase(ctx)
    await ctx.store.cases.toldReferrer(reportIn(file, ctx.params.reportId).id, null)
    return { to: `${line.path}/${file.case.id}/verwijzer`, say: 'De verwijzer moet het nog horen.' }
  },
})
