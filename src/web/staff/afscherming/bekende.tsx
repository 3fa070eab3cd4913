import { nearness } from '#access'
import { nameOf } from '#kernel/person'
import { roles } from '#platform/asker'
import { dayOf } from '#platform/days'
import { choice } from '#platform/fields'
import { Card, Empty, Form, List, ListItem, Notice, Page, PostButton, Stack } from '#ui'
import { page, post } from '#web/app'
import { dayInWords } from '../zaken/in-words.ts'

/** 'This is family, or I know them': the name that she saw already, and no more. */
export const declare = page({
  path: '/mensen/:personId/bekende',
  may: 'add file-link',
  load: async ({ store, params }) => ({ person: await store.people.get(params.personId) }),
  form: () => ({}),
  async save({ store, params }) {
    await store.closedFiles.declare(params.personId)
    return { to: '/', say: 'Dit dossier is voor jou dicht. Alleen een ander kan het weer voor je openen.' }
  },
  view: ({ person }, form) => (
    <Page title="Familie of een bekende van jou?" trail={[{ to: `/mensen/${person.id}`, label: nameOf(person) }]}>
      <Card>
        <Notice title={`Je zegt dat je ${nameOf(person)} kent`}>
          <p>
            Daarna zie je niets meer van {nameOf(person)}: ook niet in lijsten, bij zoeken of met spoed. Wie je kent,
            hoef je niet te vertellen. Je kunt dit niet zelf terugdraaien.
          </p>
        </Notice>
        <Form {...form} button="Sluit dit dossier voor mij" cancelTo={`/mensen/${person.id}`} />
      </Card>
    </Page>
  ),
})

/** For which colleagues somebody's file is closed; a coordinator sees to that without telling them anything. */
export const closedTo = page({
  path: '/mensen/:personId/dicht-voor',
  may: 'change file-link',
  load: async ({ store, params }) => ({
    person: await store.people.get(params.personId),
    links: await store.closedFiles.ofPerson(params.personId),
    accounts: (await store.accounts.all()).filter((one) => one.endedOn === null),
  }),
  form: ({ accounts }) => ({
    account: choice(
      'Welke collega?',
      Object.fromEntries(
        accounts.map((one) => [one.id, `${one.name} (${roles[one.role as keyof typeof roles] ?? one.role})`]),
      ),
    ),
    kind: choice('Wat is die collega van deze mens?', nearness),
  }),
  async save({ store, params, asker }, _loaded, { account, kind }) {
    await store.closedFiles.closeTo(account, params.personId, kind)
    return account === asker.account
      ? { to: '/', say: 'Dit dossier is voor jou dicht.' }
      : { to: `/mensen/${params.personId}/dicht-voor`, say: 'Dit dossier is voor die collega dicht.' }
  },
  view: ({ person, links }, form, { asker }) => (
    <Page
      title="Dicht voor een collega"
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${person.id}`, label: nameOf(person) },
      ]}
      about="Niemand opent het eigen dossier, of dat van familie of een bekende. Ook niet met spoed."
    >
      <Stack>
        <Card title="Voor wie is dit dicht?" bare>
          <List label="Collega’s" empty={<Empty title="Voor niemand" />}>
            {links.map((one) => (
              <ListItem
                key={one.id}
                title={one.accountName}
                about={`${nearness[one.kind as keyof typeof nearness]} · sinds ${dayInWords(dayOf(one.addedAt), asker.today)}${one.byName ? `, door ${one.byName}` : ''}`}
                side={
                  one.account !== asker.account && (
                    <PostButton action={`/mensen/${person.id}/dicht-voor/${one.id}/open`}>Weer openen</PostButton>
                  )
                }
              />
            ))}
          </List>
        </Card>
        <Card title="Sluiten voor een collega">
          <Form {...form} button="Sluit het dossier" cancelTo={`/mensen/${person.id}`} />
        </Card>
      </Stack>
    </Page>
  ),
})

export const openAgain = post({
  path: '/mensen/:personId/dicht-voor/:linkId/open',
  may: 'change file-link',
  async save({ store, params }) {
    const { accountName } = await store.closedFiles.open(params.linkId)
    return { to: `/mensen/${params.personId}/dicht-voor`, say: `Het dossier is weer open voor ${accountName}.` }
  },
})
