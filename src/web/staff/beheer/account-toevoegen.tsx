import { noteOf } from '#access'
import { choice } from '#platform/fields'
import { Card, Form, Page } from '#ui'
import { page } from '#web/app'
import { accountFields, emailField } from './account-fields.ts'
import { LinkToGive, reachTo } from './link.tsx'

/** A new colleague: an account, a team, and a link to begin with. */
export const addAccount = page({
  path: '/beheer/accounts/nieuw',
  may: 'add account',
  load: ({ store }) => store.accounts.teams(),
  form: (teams) => ({
    ...accountFields,
    email: emailField,
    team: choice('Team', Object.fromEntries(teams.map((team) => [team.id, team.name])), {
      optional: true,
      hint: 'Het team bepaalt van welke werksoorten iemand dossiers ziet',
    }),
  }),
  async save({ store, asker, from, site, sends }, _teams, { name, role, phone, email, team }) {
    const account = await store.accounts.add({ name, role, phone, email, endedOn: null })
    await store.credentials.reserve(account.id, email)
    if (team !== null) await store.accounts.join(team, account.id)
    await noteOf(asker, from.origin, 'account-added', 'done', account.id)
    const token = await store.credentials.invite(account.id, 'password', from.origin)
    const link = `${site}/uitnodiging#${token}`
    return { show: <LinkToGive name={name} account={account.id} link={link} reach={reachTo(sends, account)} /> }
  },
  view: (_, form) => (
    <Page title="Collega toevoegen" trail={[{ to: '/beheer', label: 'Accounts' }]}>
      <Card>
        <Form {...form} button="Voeg toe en maak een link" cancelTo="/beheer" />
      </Card>
    </Page>
  ),
})
