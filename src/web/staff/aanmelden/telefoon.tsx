import { noteOf } from '#access'
import { ButtonLink, Card, Form, Page, PostButton, Row, Stack } from '#ui'
import { page } from '#web/app'
import { CodesToKeep, HowToSetUp, newSecondStep, secondStepFields, secretIn } from './second-step.tsx'

/** The first time: setting up the second step. Nobody gets past this page without. */
export const setUp = page({
  path: '/aanmelden/telefoon',
  may: 'sign in',
  stages: ['set up'],
  // Who typed a wrong code keeps the secret that is in the app already.
  load: (ctx) => {
    const before = secretIn(ctx.sent.get('sealed') ?? '', ctx)
    return before === undefined ? newSecondStep(ctx) : { secret: before, sealed: ctx.sent.get('sealed') ?? '' }
  },
  form: () => secondStepFields,
  values: ({ sealed }) => ({ sealed }),
  async save(ctx, { secret }, input) {
    const { store, asker, from, vault } = ctx
    const wait = await store.credentials.mustWait(from.origin)
    if (wait !== undefined) return { problems: { '': wait } }
    const codes =
      secretIn(input.sealed, ctx) === secret
        ? await store.credentials.setSecondStep(secret, input.code, vault, from.origin)
        : undefined
    if (!codes) {
      await noteOf(asker, from.origin, 'second-step', 'refused')
      return {
        problems: {
          code: 'Deze code klopt niet. Kijk of de tijd op je telefoon goed staat en vul de nieuwste code in.',
        },
      }
    }
    const token = await store.sessions.renew(from.device)
    return {
      token,
      show: (
        <Page
          title="Je tweede stap staat aan"
          about="Vanaf nu vraagt Naober bij het aanmelden ook om een code uit je app."
        >
          <Stack>
            <CodesToKeep codes={codes} />
            <Row>
              <ButtonLink to="/" kind="main">
                Ik heb ze bewaard, ga verder
              </ButtonLink>
            </Row>
          </Stack>
        </Page>
      ),
    }
  },
  view: ({ secret }, form, { session }) => (
    <Page
      title="Stel je tweede stap in"
      about="Wie jouw wachtwoord raadt, komt er zo nog niet in. Je doet dit één keer."
    >
      <Card>
        <HowToSetUp secret={secret} email={session.email} />
        <Form {...form} button="Zet de tweede stap aan" />
      </Card>
      <Row>
        <PostButton action="/uitloggen" kind="quiet">
          Later, log uit
        </PostButton>
      </Row>
    </Page>
  ),
})
