import { noteOf } from '#access'
import { ButtonLink, Card, Form, Page, Row, Stack } from '#ui'
import { page } from '#web/app'
import { CodesToKeep, HowToSetUp, newSecondStep, secondStepFields, secretIn } from '../aanmelden/second-step.tsx'
import { isOwn, ownPassword, unproven } from './proof.ts'

const trail = [{ to: '/mijn-account', label: 'Mijn account' }]

/** Another telephone: a new secret in the place of the old one, and new recovery codes with it. */
export const renewSecondStep = page({
  path: '/mijn-account/tweede-stap',
  may: 'sign in',
  drafts: false,
  async load(ctx) {
    const sent = ctx.sent.get('sealed') ?? ''
    const before = secretIn(sent, ctx)
    return {
      own: await ctx.store.credentials.own(),
      ...(before === undefined ? newSecondStep(ctx) : { secret: before, sealed: sent }),
    }
  },
  form: () => ({ ...secondStepFields, ownPassword }),
  values: ({ sealed }) => ({ sealed }),
  prepare: ({ own }, input) => isOwn(own, input.ownPassword),
  async save(ctx, { secret }, input, isRight) {
    const { store, asker, from, vault } = ctx
    const problems = await unproven(ctx, isRight)
    if (problems) return { problems }
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
    return {
      token: await store.sessions.renew(from.device),
      show: <Renewed title="Je nieuwe telefoon doet het" codes={codes} />,
    }
  },
  view: ({ secret }, form, { session }) => (
    <Page
      title="Tweede stap op een nieuwe telefoon"
      trail={trail}
      about="Je oude telefoon en je oude herstelcodes werken daarna niet meer."
    >
      <Card>
        <HowToSetUp secret={secret} email={session.email} />
        <Form {...form} button="Zet om" cancelTo="/mijn-account" />
      </Card>
    </Page>
  ),
})

/** New recovery codes; the old ones stop working. */
export const newRecoveryCodes = page({
  path: '/mijn-account/herstelcodes',
  may: 'sign in',
  load: ({ store }) => store.credentials.own(),
  form: () => ({ ownPassword }),
  prepare: (own, input) => isOwn(own, input.ownPassword),
  async save(ctx, _own, _input, isRight) {
    const problems = await unproven(ctx, isRight)
    if (problems) return { problems }
    return {
      show: <Renewed title="Je nieuwe herstelcodes" codes={await ctx.store.credentials.newCodes(ctx.from.origin)} />,
    }
  },
  view: (_, form) => (
    <Page title="Nieuwe herstelcodes" trail={trail} about="Je oude codes werken daarna niet meer.">
      <Card>
        <Form {...form} button="Maak nieuwe codes" cancelTo="/mijn-account" />
      </Card>
    </Page>
  ),
})

function Renewed({ title, codes }: { title: string; codes: readonly string[] }) {
  return (
    <Page title={title} trail={trail}>
      <Stack>
        <CodesToKeep codes={codes} />
        <Row>
          <ButtonLink to="/mijn-account" kind="main">
            Ik heb ze bewaard
          </ButtonLink>
        </Row>
      </Stack>
    </Page>
  )
}
