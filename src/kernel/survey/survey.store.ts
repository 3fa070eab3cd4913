import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { type New, type Row, records, table } from '#platform/records'
import { digestOf, linkLasts, newLinkToken } from './link.ts'
import { sideReach } from './reach.store.ts'
import { type Answer, fillIn, mayBeQuoted, type Survey, withdrawQuote } from './survey.ts'

const surveys = table(
  'surveys',
  'survey',
  [
    'caseId',
    'line',
    'village',
    'side',
    'onDay',
    'answered',
    'answeredOn',
    'way',
    'mark',
    'quote',
    'quoteBy',
    'quoteConsentOn',
    'quoteConsentUntil',
    'quoteWithdrawnOn',
  ],
  { defaults: { answered: true } },
)
const links = table('surveyLinks', 'survey', ['caseId', 'survey', 'tokenHash', 'tokenSealed', 'expiresAt', 'usedAt'], {
  partOf: { resource: 'survey', table: 'surveys', by: 'survey' },
})

export type SurveyLink = Row<'surveyLinks'>

/** Whom an evaluation is about. */
export interface About {
  id: string
  line: string
  village: string | null
}

/** What people thought of it: a mark, and words with or without consent to quote them. */
export function surveyStore(asker: Asker) {
  const own = records(asker, surveys)
  const ownLinks = records(asker, links)
  const reach = sideReach(asker)

  const ofCase = (caseId: string): Promise<Survey[]> =>
    own.all().where('surveys.caseId', '=', caseId).orderBy('surveys.onDay').orderBy('surveys.id').execute()

  /** The answers of a line with words of which somebody said that they may be quoted, newest first: also what was taken back. */
  const quoted = (line: string): Promise<Survey[]> =>
    own
      .all()
      .where('surveys.line', '=', line)
      .where('surveys.quoteConsentOn', 'is not', null)
      .orderBy('surveys.onDay', 'desc')
      .limit(200)
      .execute()

  /** Those that may be quoted today. */
  const quotable = async (line: string): Promise<Survey[]> =>
    (await quoted(line)).filter((row) => mayBeQuoted(row, asker.today))

  /** What this side was asked and did not answer yet. Whoever asks or answers waits for who is doing so. @throws NotFound */
  async function openOf({ id }: About, side: string): Promise<Survey | undefined> {
    const held = await asker.tx
      .selectFrom('cases')
      .select('id')
      .where('tenant', '=', asker.tenant)
      .where('id', '=', id)
      .forUpdate()
      .execute()
    if (held.length === 0) throw new NotFound()
    return (await ofCase(id)).find((one) => one.side === side && !one.answered && one.way !== null)
  }

  /**
   * Asks a side of a case for its answer by a link, or on paper with that link on it. Who was asked and did not answer is asked
   * once: it gets another link, and the one before works no more.
   * @param seal keeps the token so that only this installation can show it again
   * @throws Invalid when nobody on that side wants to be reached that way, or is still here; NotFound
   */
  async function ask(
    about: About,
    side: string,
    way: 'link' | 'paper',
    seal: (token: string) => string,
  ): Promise<SurveyLink> {
    await mayAsk(about.id, side, way)
    const open = await openOf(about, side)
    const asked = open
      ? await own.apply(open.id, (was) => ({ ...was, way }))
      : await own.add({
          ...{
            caseId: about.id,
            line: about.line,
            village: about.village,
            side,
            onDay: asker.today,
            answered: false,
            way,
          },
        })
    await endLinks(asked.id)
    const token = newLinkToken(asker.tenant)
    return ownLinks.add({
      caseId: about.id,
      survey: asked.id,
      tokenHash: digestOf(token),
      tokenSealed: seal(token),
      expiresAt: new Date(asker.now.getTime() + linkLasts),
      usedAt: null,
    })
  }

  /** @throws Invalid when a side does not want to be asked this way, with the reason at the field `way` */
  const mayAsk = (caseId: string, side: string, way: string): Promise<void> =>
    reach.mustBeReachable(caseId, side, way === 'paper' ? ['paper'] : ['mail', 'sms'], 'way')

  /** What a colleague types in that came on paper or was said on the phone. What was asked of that side and is open is answered by it. */
  async function record(about: About, side: string, answer: Answer): Promise<Survey> {
    const open = await openOf(about, side)
    if (!open) {
      const asked = { caseId: about.id, line: about.line, village: about.village, side, onDay: answer.on }
      return own.add(fillIn(asked, answer))
    }
    await endLinks(open.id)
    return own.apply(open.id, (was) => fillIn(was, answer))
  }

  async function endLinks(survey: string): Promise<void> {
    const standing = await ownLinks.all('change').where('surveyLinks.survey', '=', survey).execute()
    for (const link of standing) if (link.usedAt === null) await ownLinks.remove(link.id)
  }

  /** The link that was made last for what was asked here; undefined when there is none. */
  const linkOf = (survey: string): Promise<SurveyLink | undefined> =>
    ownLinks.all().where('surveyLinks.survey', '=', survey).orderBy('surveyLinks.addedAt', 'desc').executeTakeFirst()

  /** A link and what it asks, by its token; undefined when there is none such. */
  async function byToken(token: string): Promise<{ link: SurveyLink; survey: Survey } | undefined> {
    const link = await ownLinks.all().where('surveyLinks.tokenHash', '=', digestOf(token)).executeTakeFirst()
    const survey = link && (await own.find(link.survey))
    if (!link || !survey) return undefined
    if (!survey.caseId || survey.side === null) return { link, survey }
    // Who moved away or died is asked nothing more; when that is taken back, the link works again.
    const gone = await reach.isGone(survey.caseId, survey.side)
    return { link: gone ? { ...link, expiresAt: asker.now } : link, survey }
  }

  /** Uses a link, once: of two who send at the same moment one is too late. @returns whether this was the one */
  async function answerBy(linkId: string, answer: Answer): Promise<boolean> {
    let first = false
    const link = await ownLinks.apply(linkId, (was, { now }) => {
      first = was.usedAt === null && was.expiresAt > now
      return first ? { ...was, usedAt: now } : was
    })
    if (first) await own.apply(link.survey, (was) => fillIn(was, answer))
    return first
  }

  return {
    get: own.get,
    quoted,
    quotable,
    ofCase,
    add: own.add,
    addMany: (rows: readonly New<'surveys'>[]) => own.addMany(rows),
    change: own.change,
    ask,
    mayAsk,
    record,
    linkOf,
    byToken,
    answerBy,
    withdraw: (id: string, on: Day = asker.today): Promise<Survey> => own.apply(id, (was) => withdrawQuote(was, on)),
    remove: own.remove,
    restore: own.restore,
  }
}
