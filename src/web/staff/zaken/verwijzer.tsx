import { type Case, leaveToTell, outcomeInWords, telling } from '#kernel/case'
import type { Consent } from '#kernel/consent'
import type { ServiceLine } from '#kernel/service-line'
import { reportOf } from '#kernel/service-line'
import { type Day, inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import type { Settings } from '#platform/settings'
import { Card, Explain, Notice, Page, PostButton, Row, Soft, Stack } from '#ui'
import { type Context, page, post } from '#web/app'
import { standingInWords } from './consents.tsx'
import { keysOf, openCase, reportIn, trailTo } from './open.ts'

/** A report that a partner sent, with what it takes to tell how it ended. */
interface Sent {
  report: Case
  partner: string
  consents: Consent[]
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
  view: (loaded, _form, { asker }) => {
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
      partner: (await store.organisations.get(report.referrer as string)).name,
      consents: await store.consents.ofCase(report.id),
    })),
  )
  return sent.sort((one, other) => one.partner.localeCompare(other.partner, 'nl'))
}

function HowItStands({
  line,
  whole,
  sent,
  today,
  settings,
  house,
}: {
  line: ServiceLine
  whole: Case
  sent: Sent
  today: Day
  settings: Settings
  house: string
}) {
  const here = `${line.path}/${whole.id}/verwijzer/${sent.report.id}`
  const stands = telling(line, sent.report, whole, sent.consents, today)
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
            {lettersTo(line, whole, sent.report, settings, house).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </blockquote>
          <Soft>Naober stuurt geen berichten. Kopieer de tekst in je eigen mail, of print deze pagina.</Soft>
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

/** What a referrer may read: which report it was, and the published outcome. No name, no address, nothing of what was said. */
function lettersTo(line: ServiceLine, whole: Case, report: Case, settings: Settings, house: string): string[] {
  return [
    'Beste collega,',
    `Op ${inWords(report.openedOn)} kreeg ${line.name} van ${house} via jullie een ${reportOf(line).one}. Bij ons is dat nummer ${report.number}.`,
    `De ${line.case.called.one} is op ${inWords(whole.closedOn as Day)} afgesloten. De uitkomst: ${(outcomeInWords(line, whole, settings) ?? '').toLowerCase()}.`,
    'Meer kunnen we er niet over vertellen: wat bewoners met ons bespreken blijft tussen hen en ons.',
  ]
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
    if (stands.is === 'to do') await ctx.store.cases.toldReferrer(report.id, ctx.asker.today)
    return {
      to: `${line.path}/${file.case.id}`,
      say: 'Vastgelegd: de verwijzer weet hoe het afliep.',
      undo: { to: `${here}/${report.id}/niet-verteld` },
    }
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
