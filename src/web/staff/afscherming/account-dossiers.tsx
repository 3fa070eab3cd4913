import { nearness } from '#access'
import { dayOf } from '#platform/days'
import { choice, day, text } from '#platform/fields'
import { Card, Empty, Form, List, ListItem, Page, PostButton, Stack } from '#ui'
import { page, post } from '#web/app'
import { dayInWords } from '../zaken/in-words.ts'

/** Which files are closed to a colleague, without a name: who keeps the accounts sees no file, and is not told whether there is one. */
export const ofAccount = page({
  path: '/beheer/accounts/:account/dossiers',
  may: 'change account',
  load: async ({ store, params }) => ({
    account: await store.accounts.get(params.account),
    links: await store.closedFiles.ofAccount(params.account),
  }),
  form: () => ({
    familyName: text('Achternaam, zonder tussenvoegsel', { maxLength: 80, private: true, autocomplete: 'off' }),
    birthDate: day('Geboortedatum'),
    kind: choice('Wat is deze collega van diegene?', nearness),
  }),
  async save({ store, params }, { account }, { familyName, birthDate, kind }) {
    await store.closedFiles.closeAsTold(params.account, { familyName, birthDate }, kind)
    return {
      to: `/beheer/accounts/${params.account}`,
      say: `Staat diegene in Naober, dan is dat dossier nu dicht voor ${account.name}. Of dat zo is, zie je hier niet.`,
    }
  },
  view: ({ account, links }, form, { asker }) => (
    <Page
      title="Dichte dossiers"
      trail={[
        { to: '/beheer', label: 'Accounts' },
        { to: `/beheer/accounts/${account.id}`, label: account.name },
      ]}
      about={`${account.name} opent deze dossiers niet: het eigen dossier, en dat van familie of een bekende.`}
    >
      <Stack>
        <Card title="Een dossier sluiten">
          <Form {...form} button="Sluit het dossier" cancelTo={`/beheer/accounts/${account.id}`} />
        </Card>
        <Card title="Wat zij zelf of een coördinator sloot" bare>
          <List label="Dichte dossiers" empty={<Empty title="Nog geen" />}>
            {links
              .filter((one) => one.addedBy !== asker.account)
              .map((one) => (
                <ListItem
                  key={one.id}
                  title={`Een dossier: ${nearness[one.kind as keyof typeof nearness]}`}
                  about={`sinds ${dayInWords(dayOf(one.addedAt), asker.today)}${one.byName ? `, door ${one.byName}` : ''}`}
                  side={
                    one.account !== asker.account && (
                      <PostButton action={`/beheer/accounts/${account.id}/dossiers/${one.id}/open`}>
                        Weer openen
                      </PostButton>
                    )
                  }
                />
              ))}
          </List>
        </Card>
      </Stack>
    </Page>
  ),
})

export const openOfAccount = post({
  path: '/beheer/accounts/:account/dossiers/:linkId/open',
  may: 'change account',
  async save({ store, params }) {
    await store.closedFiles.open(params.linkId)
    return { to: `/beheer/accounts/${params.account}/dossiers`, say: 'Dat dossier is weer open.' }
  },
})
