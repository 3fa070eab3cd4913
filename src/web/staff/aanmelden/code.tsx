import { noteOf } from '#access'
import { text } from '#platform/fields'
import { Card, Form, Page, PostButton, Row } from '#ui'
import { type Context, type Outcome, onwards, page } from '#web/app'

const code = text('Code', {
  hint: 'De zes cijfers die je app nu laat zien',
  autocomplete: 'one-time-code',
  maxLength: 20,
  whenEmpty: 'Vul de zes cijfers uit je app in.',
})
const recovery = text('Herstelcode', {
  hint: 'Bijvoorbeeld K7PX-2MQR-9TBW',
  autocomplete: 'off',
  maxLength: 40,
  whenEmpty: 'Vul een van je herstelcodes in.',
})

/** Signing in, second step: the code of the app on the telephone. */
export const secondStep = page({
  path: '/aanmelden/code',
  may: 'sign in',
  stages: ['second step'],
  form: () => ({ code }),
  save: (ctx, _loaded, input) =>
    pass(ctx, () => ctx.store.credentials.isCode(input.code, ctx.vault), {
      code: 'Deze code klopt niet, of hij is al gebruikt. Wacht tot je app een nieuwe code laat zien en vul die in.',
    }),
  view: (_, form) => (
    <Page title="Nog één stap" about="Open de app met codes op je telefoon en typ de code voor Naober over.">
      <Card>
        <Form {...form} button="Aanmelden" />
      </Card>
      <Row>
        <a className="utrecht-link" href="/aanmelden/herstelcode">
          Heb je je telefoon niet? Gebruik een herstelcode
        </a>
        <PostButton action="/uitloggen" kind="quiet">
          Stoppen
        </PostButton>
      </Row>
    </Page>
  ),
})

/** The second step without the telephone: one of the codes that were written down. */
export const withRecoveryCode = page({
  path: '/aanmelden/herstelcode',
  may: 'sign in',
  stages: ['second step'],
  form: () => ({ code: recovery }),
  save: (ctx, _loaded, input) =>
    pass(ctx, () => ctx.store.credentials.isRecoveryCode(input.code), {
      code: 'Deze herstelcode klopt niet, of hij is al gebruikt. Kijk hem na, of neem een andere van je lijst.',
    }),
  view: (_, form) => (
    <Page
      title="Aanmelden met een herstelcode"
      about="Elke herstelcode werkt één keer. Ben je ze allemaal kwijt? Vraag je beheerder om een nieuwe link."
    >
      <Card>
        <Form {...form} button="Aanmelden" />
      </Card>
      <Row>
        <a className="utrecht-link" href="/aanmelden/code">
          Toch een code uit de app
        </a>
      </Row>
    </Page>
  ),
})

/** Lets somebody in whose code is right, in a new session. A wrong one counts, so it is saved and not undone. */
async function pass(
  { store, asker, from, query }: Context,
  isRight: () => Promise<boolean>,
  problems: Record<string, string>,
): Promise<Outcome> {
  const wait = await store.credentials.mustWait(from.origin)
  if (wait !== undefined) {
    await noteOf(asker, from.origin, 'second-step', 'slowed')
    return { problems: { '': wait } }
  }
  const right = await isRight()
  await noteOf(asker, from.origin, 'second-step', right ? 'done' : 'refused')
  if (!right) return { problems }
  return { to: onwards(query.get('verder')), token: await store.sessions.renew(from.device) }
}
