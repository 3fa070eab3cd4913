import { noteOf } from '#access'
import type { roles } from '#platform/asker'
import { inWords, momentInWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import { day } from '#platform/fields'
import { ButtonLink, Card, Form, List, ListItem, Notice, Page, PostButton, Row, Stack } from '#ui'
import { page, post } from '#web/app'
import { isOwn, ownPassword, unproven } from '../mijn-account/proof.ts'
import { accountFields, emailField } from './account-fields.ts'
import { OpenWorkCard } from './open-work.tsx'

const trail = [{ to: '/beheer', label: 'Accounts' }]
const notYourself = 'Dit is je eigen account. Laat een andere beheerder dit doen, zodat er altijd iemand overblijft.'

/** One colleague: name and role, sessions, and what can be done about a lost password or phone. */
export const changeAccount = page({
  path: '/beheer/accounts/:account',
  may: 'change account',
  load: async ({ store, params }) => ({
    account: await store.accounts.get(params.account),
    sessions: await store.sessions.of(params.account),
  }),
  form: () => accountFields,
  values: ({ account }) => ({ name: account.name, role: account.role as keyof typeof roles, phone: account.phone }),
  version: ({ account }) => account.version,
  async save({ store, asker, from }, { account }, { name, role, phone, version }) {
    if (account.id === asker.account && role !== account.role) throw new Invalid({ role: notYourself })
    await store.accounts.change(account.id, { seen: version }, (was) => ({ ...was, name, role, phone }))
    await noteOf(asker, from.origin, 'account-changed', 'done', account.id)
    return {
      to: `/beheer/accounts/${account.id}`,
      say:
        role === account.role
          ? 'Het account is bewaard.'
          : 'De rol is veranderd. Bij de volgende keer aanmelden geldt de nieuwe rol.',
    }
  },
  view: ({ account, sessions }, form) => {
    const base = `/beheer/accounts/${account.id}`
    return (
      <Page
        title={account.name}
        trail={trail}
        about={
          account.endedOn === null
            ? `Meldt zich aan met ${account.email}`
            : `Werkt hier niet meer sinds ${inWords(account.endedOn)}`
        }
      >
        <Stack>
          <Card title="Naam en rol">
            <Form {...form} button="Bewaar" />
          </Card>
          {account.endedOn === null && (
            <Card title="Kan iemand niet meer binnenkomen?">
              <p>Vraag na of het echt {account.name} is, bijvoorbeeld door zelf te bellen. Geef daarna de link door.</p>
              <Row>
                <PostButton action={`${base}/link`} hidden={{ resets: 'password' }}>
                  Link voor een nieuw wachtwoord
                </PostButton>
                <PostButton action={`${base}/link`} hidden={{ resets: 'password and second step' }}>
                  Link voor wachtwoord én telefoon
                </PostButton>
              </Row>
            </Card>
          )}
          <Card
            title="Aangemeld op"
            bare
            side={sessions.length > 0 && <PostButton action={`${base}/sessies/einde`}>Log overal uit</PostButton>}
          >
            <List label="Aangemeld op" empty={<p className="n-card__in n-soft">Nergens op dit moment.</p>}>
              {sessions.map((one) => (
                <ListItem
                  key={one.id}
                  title={one.device || 'Onbekend apparaat'}
                  about={`Sinds ${momentInWords(one.startedAt)}, laatst gezien ${momentInWords(one.seenAt)}`}
                />
              ))}
            </List>
          </Card>
          <Row>
            <ButtonLink to={`${base}/email`}>Ander e-mailadres</ButtonLink>
            <ButtonLink to={`${base}/dossiers`}>Dichte dossiers</ButtonLink>
            {account.endedOn === null && (
              <ButtonLink to={`${base}/einde`} kind="quiet">
                Werkt hier niet meer
              </ButtonLink>
            )}
          </Row>
        </Stack>
      </Page>
    )
  },
})

/** Ends every session of a colleague, at once. */
export const endSessionsOf = post({
  path: '/beheer/accounts/:account/sessies/einde',
  may: 'change account',
  async save({ store, params, from }) {
    const account = await store.accounts.get(params.account)
    await store.sessions.endAll(account.id, from.origin)
    return { to: `/beheer/accounts/${account.id}`, say: `${account.name} is overal uitgelogd.` }
  },
})

/** Somebody leaves: from that day on the account opens nothing. What was registered stays, under the same name. */
export const endAccount = page({
  path: '/beheer/accounts/:account/einde',
  may: 'change account',
  load: async ({ store, params }) => ({
    account: await store.accounts.get(params.account),
    work: await store.accounts.openWork(params.account),
  }),
  form: () => ({ on: day('Vanaf welke dag werkt iemand hier niet meer?') }),
  values: (_, { asker }) => ({ on: asker.today }),
  version: ({ account }) => account.version,
  async save({ store, asker, from }, { account }, { on, version }) {
    if (account.id === asker.account) throw new Invalid({ '': notYourself })
    await store.accounts.change(account.id, { seen: version }, (was) => ({ ...was, endedOn: on }))
    await noteOf(asker, from.origin, 'account-changed', 'done', account.id)
    return { to: '/beheer', say: `${account.name} werkt hier niet meer vanaf ${inWords(on)}.` }
  },
  view: ({ account, work }, form) => (
    <Page
      title={`${account.name} werkt hier niet meer`}
      trail={[...trail, { to: `/beheer/accounts/${account.id}`, label: account.name }]}
    >
      <OpenWorkCard name={account.name} work={work} />
      <Card>
        <Notice>Wat {account.name} vastlegde, blijft bewaard.</Notice>
        <Form {...form} button="Beëindig het account" danger cancelTo={`/beheer/accounts/${account.id}`} />
      </Card>
    </Page>
  ),
})

/** Another address to sign in with. Who changes one, proves again who they are: it is a way to take over an account. */
export const changeEmail = page({
  path: '/beheer/accounts/:account/email',
  may: 'change account',
  load: async ({ store, params }) => ({
    account: await store.accounts.get(params.account),
    own: await store.credentials.own(),
  }),
  form: () => ({ email: emailField, ownPassword }),
  values: ({ account }) => ({ email: account.email }),
  version: ({ account }) => account.version,
  prepare: ({ own }, input) => isOwn(own, input.ownPassword),
  async save(ctx, { account }, { email, version }, isRight) {
    const problems = await unproven(ctx, isRight)
    if (problems) return { problems }
    await ctx.store.accounts.change(account.id, { seen: version }, (was) => ({ ...was, email }))
    await ctx.store.credentials.setEmail(account.id, email, ctx.from.origin)
    return { to: `/beheer/accounts/${account.id}`, say: 'Het e-mailadres is veranderd.' }
  },
  view: ({ account }, form) => (
    <Page
      title={`Ander e-mailadres voor ${account.name}`}
      trail={[...trail, { to: `/beheer/accounts/${account.id}`, label: account.name }]}
    >
      <Card>
        <Form {...form} button="Verander het e-mailadres" cancelTo={`/beheer/accounts/${account.id}`} />
      </Card>
    </Page>
  ),
})
