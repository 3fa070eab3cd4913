import { letterOf } from '#exchange/evaluation'
import type { SurveyLink } from '#kernel/survey'
import { dayOf, inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { choice } from '#platform/fields'
import { squareOf } from '#platform/paper'
import { ButtonLink, Card, Columns, Form, Notice, Page, PostButton, Row, Soft, Stack } from '#ui'
import { type Context, download, page, post } from '#web/app'
import { reachableOn } from '../berichten/reach.ts'
import { SendButtons, SentLines, sendsAnything, wayIn } from '../berichten/send.tsx'
import { evaluationOf, sideField } from './evaluatie.tsx'
import { openCase, trailTo } from './open.ts'

const howToAsk = { link: 'Met een link', paper: 'Op papier, met die link erop' } as const

/** What a sealed link is bound to. */
const boundTo = (tenant: string) => `evaluation ${tenant}`

/** Asks a side what it thought of it: the link is sent where mail or text messages are switched on, or handed over. */
export const ask = page({
  path: '/zaken/:caseId/evaluatie/vragen',
  may: 'add survey',
  load: (ctx) => openCase(ctx, 'add', 'survey'),
  form: ({ line }) => ({
    side: sideField(line, 'Aan wie vraag je het?'),
    way: choice('Hoe?', howToAsk, { whenEmpty: 'Kies een link of papier.' }),
  }),
  values: () => ({ way: 'link' as const }),
  async save({ store, asker, vault }, { file, line }, { side, way }) {
    const link = await store.surveys.ask(file.case, side, way, (token) => vault.seal(token, boundTo(asker.tenant)))
    return { to: `${line.path}/${file.case.id}/evaluatie/${link.survey}/link` }
  },
  view: (loaded, form, { sends }) => (
    <Page
      title="Vraag wat ze ervan vonden"
      trail={trailTo(loaded)}
      about={`Je krijgt een link die één keer werkt, en een brief om te printen. ${sendsAnything(sends) ? 'Daarna stuur je de link, of geef je hem zelf.' : 'Naober stuurt zelf niets.'}`}
    >
      <Card>
        <Form {...form} button="Maak de link" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
      </Card>
    </Page>
  ),
})

/** The link that was made for an evaluation that nobody answered yet, with its token. @throws NotFound */
async function openLink(ctx: Context<'/zaken/:caseId/evaluatie/:surveyId/link'>) {
  const opened = await openCase(ctx, 'change', 'survey')
  const survey = await evaluationOf(ctx.store, opened, ctx.params.surveyId)
  const link = survey.answered ? undefined : await ctx.store.surveys.linkOf(survey.id)
  if (!link) throw new NotFound()
  const token = ctx.vault.open(link.tokenSealed, boundTo(ctx.asker.tenant))
  return { ...opened, survey, link, address: token && `${ctx.site}/evaluatie/${token}` }
}

/** The link to copy, its square to scan, and the letter to print. */
export const shown = page({
  path: '/zaken/:caseId/evaluatie/:surveyId/link',
  may: 'change survey',
  async load(ctx) {
    const opened = await openLink(ctx)
    return { ...opened, ...(await whomToSend(ctx, opened)) }
  },
  view: (loaded, _form, { asker, sends }) => {
    const { line, file, survey, link, address } = loaded
    const here = `${line.path}/${file.case.id}/evaluatie/${survey.id}`
    const side = line.case.sides[survey.side ?? '']
    return (
      <Page
        title="De link en de brief"
        trail={trailTo(loaded)}
        about={`Voor ${side?.inText ?? 'de ander'}. ${untilWhen(link)} ${sendsAnything(sends) ? '' : 'Geef hem zelf door: Naober stuurt niets.'}`.trim()}
      >
        {address === undefined || link.expiresAt <= asker.now ? (
          <Notice kind="warn" title="Deze link werkt niet meer">
            <Row>
              <PostButton action={`${here}/opnieuw`}>Maak een nieuwe link</PostButton>
            </Row>
          </Notice>
        ) : (
          <Columns>
            <Card title="Als bericht">
              <Stack>
                <p>
                  <code>{address}</code>
                </p>
                <Soft>
                  Kopieer de link in een bericht dat alleen diegene leest. Wie hem heeft, kan het formulier invullen.
                </Soft>
                <SentLines messages={loaded.sent} />
                {sendsAnything(sends) &&
                  loaded.whom.map((one) => (
                    <div key={one.household}>
                      <p>Naar {one.name}</p>
                      <SendButtons
                        action={`${here}/stuur`}
                        hidden={{ household: one.household }}
                        reach={one}
                        to={one.name}
                      />
                    </div>
                  ))}
                {sendsAnything(sends) && loaded.whom.every(({ ways }) => ways.length === 0) && (
                  <p>
                    Geen mail of sms? Bel, en <a href={`${line.path}/${file.case.id}/evaluatie`}>vul het samen in</a>:
                    er staat dan bij dat het aan de telefoon was.
                  </p>
                )}
                <SquareOnScreen text={address} />
              </Stack>
            </Card>
            <Card title="Op papier">
              <Stack>
                <p>Eén bladzijde met de vragen en de link erop. Kom je het ophalen? Typ het antwoord dan over.</p>
                <Row>
                  <ButtonLink kind="main" to={`${here}/brief`} download>
                    Brief om te printen
                  </ButtonLink>
                  <ButtonLink to={`${line.path}/${file.case.id}/evaluatie`}>Antwoord overtypen</ButtonLink>
                </Row>
                <Row>
                  <PostButton kind="quiet" action={`${here}/opnieuw`}>
                    Maak een nieuwe link
                  </PostButton>
                </Row>
                <Soft>Een nieuwe link maakt de vorige waardeloos.</Soft>
              </Stack>
            </Card>
          </Columns>
        )}
      </Page>
    )
  },
})

/** Who is on the side that was asked, with how they can be sent the link; and what was sent of it. */
async function whomToSend(
  { store, asker, sends }: Pick<Context, 'store' | 'asker' | 'sends'>,
  { file, survey, link }: Awaited<ReturnType<typeof openLink>>,
) {
  const households = file.sides.filter(({ side, person }) => side === survey.side && person !== null)
  const keys = households.map(({ person }) => person as string)
  const people = await store.people.byKeys(keys)
  const wishes = await store.people.wishes(keys)
  return {
    whom: reachableOn(households, people, wishes, sends, asker.today),
    sent: await store.messages.ofThing(link.id),
  }
}

/** Sends the link. Outside it names nobody and nothing: who gets it sees our name and a form. */
export const send = post({
  path: '/zaken/:caseId/evaluatie/:surveyId/stuur',
  may: 'change survey',
  async save(ctx, form) {
    const opened = await openLink(ctx)
    const { line, file, survey, link, address } = opened
    const { whom } = await whomToSend(ctx, opened)
    const { way, to } = wayIn(
      form,
      whom.find(({ household }) => household === form.get('household')),
    )
    if (!address || link.expiresAt <= ctx.asker.now)
      throw new Invalid({ '': 'Deze link werkt niet meer. Maak een nieuwe en stuur die.' })
    await ctx.store.messages.post(
      {
        ...{ template: 'evaluation', way, to, line: line.key, about: link.id, link: () => address },
        ...{ caseId: file.case.id, side: survey.side },
      },
      ctx.vault.seal,
    )
    return {
      to: `${line.path}/${file.case.id}/evaluatie/${survey.id}/link`,
      say: way === 'mail' ? 'De link gaat nu per mail weg.' : 'De link gaat per sms weg, op een net uur.',
    }
  },
})

const untilWhen = ({ expiresAt }: SurveyLink) => `Hij werkt één keer, tot en met ${inWords(dayOf(expiresAt))}.`

function SquareOnScreen({ text }: { text: string }) {
  const { size, path } = squareOf(text)
  return (
    <svg
      className="n-square"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label="De link als vierkant om te scannen"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** Another link for who lost it or was too late; it counts as asked once. */
export const again = post({
  path: '/zaken/:caseId/evaluatie/:surveyId/opnieuw',
  may: 'change survey',
  async save(ctx) {
    const opened = await openCase(ctx, 'change', 'survey')
    const survey = await evaluationOf(ctx.store, opened, ctx.params.surveyId)
    if (survey.answered || survey.side === null) throw new NotFound()
    const way = survey.way === 'paper' ? 'paper' : 'link'
    const link = await ctx.store.surveys.ask(opened.file.case, survey.side, way, (token) =>
      ctx.vault.seal(token, boundTo(ctx.asker.tenant)),
    )
    return {
      to: `${opened.line.path}/${opened.file.case.id}/evaluatie/${link.survey}/link`,
      say: 'Er is een nieuwe link. De vorige werkt niet meer.',
    }
  },
})

/** The letter: one page with the questions and the link as a square. It has no name on it, so whoever finds it knows nothing. */
export const letter = download({
  path: '/zaken/:caseId/evaluatie/:surveyId/brief',
  may: 'change survey',
  async load(ctx) {
    const { line, address, link, file, survey } = await openLink(ctx)
    if (!address) throw new NotFound()
    if (survey.side) await ctx.store.surveys.mayAsk(file.case.id, survey.side, 'paper')
    await ctx.store.log.exported([file.case.id], 'evaluation')
    const written = { line, house: ctx.asker.tenantName, address, until: dayOf(link.expiresAt), on: ctx.asker.today }
    return { name: 'evaluatie.pdf', type: 'application/pdf', body: () => letterOf(written) }
  },
})
