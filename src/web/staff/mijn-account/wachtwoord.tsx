import { Invalid } from '#platform/errors'
import { secret } from '#platform/fields'
import { hashPassword, passwordLength, passwordProblem } from '#platform/secrets'
import { Card, Form, Page } from '#ui'
import { page } from '#web/app'
import { isOwn, ownPassword, unproven } from './proof.ts'

/** Another password. It ends every other session, for somebody may have had the old one. */
export const changePassword = page({
  path: '/mijn-account/wachtwoord',
  may: 'sign in',
  drafts: false,
  load: async ({ store, session }) => ({
    own: await store.credentials.own(),
    words: [session.email, session.name, session.tenantName],
  }),
  form: () => ({
    ownPassword,
    password: secret('Nieuw wachtwoord', {
      hint: `Minstens ${passwordLength.least} tekens. Vier losse woorden zijn goed te onthouden.`,
      autocomplete: 'new-password',
      maxLength: passwordLength.most,
    }),
    again: secret('Hetzelfde wachtwoord nog een keer', {
      autocomplete: 'new-password',
      maxLength: passwordLength.most,
    }),
  }),
  async prepare({ own, words }, input) {
    const problem = passwordProblem(input.password, words)
    if (problem !== undefined) throw new Invalid({ password: problem })
    if (input.password !== input.again)
      throw new Invalid({ again: 'Dit is niet hetzelfde wachtwoord. Typ het twee keer gelijk.' })
    return { isRight: await isOwn(own, input.ownPassword), hash: await hashPassword(input.password) }
  },
  async save(ctx, _loaded, _input, { isRight, hash }) {
    const problems = await unproven(ctx, isRight)
    if (problems) return { problems }
    await ctx.store.credentials.setPassword(ctx.session.email, hash, ctx.from.origin)
    return {
      to: '/mijn-account',
      say: 'Je wachtwoord is veranderd. Overal anders ben je uitgelogd.',
      token: await ctx.store.sessions.renew(ctx.from.device),
    }
  },
  view: (_, form) => (
    <Page title="Wachtwoord veranderen" trail={[{ to: '/mijn-account', label: 'Mijn account' }]}>
      <Card>
        <Form {...form} button="Verander je wachtwoord" cancelTo="/mijn-account" />
      </Card>
    </Page>
  ),
})
