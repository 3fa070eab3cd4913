import { rightsOf, verbsInWords } from '#access'
import { type Resource, type Role, roles } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { capital, list } from '#platform/words'
import { serviceLines } from '#service-lines'
import { Card, Empty, List, ListItem, Notice, Page, Stack, Table } from '#ui'
import { type Definition, type MenuEntry, mayBeHere, menuFor, page } from '#web/app'

type Shown = Exclude<Role, 'system'>

/** What a resource is called; what is not in this list no page is about. */
const called: Partial<Record<Resource, string>> = {
  case: 'dossiers',
  person: 'mensen',
  note: 'notities',
  document: 'documenten',
  'next-step': 'volgende stappen',
  referral: 'verwijzingen',
  survey: 'evaluaties',
  consent: 'toestemmingen',
  volunteer: 'vrijwilligers',
  match: 'koppelingen',
  talk: 'gesprekken als vrijwilliger',
  figures: 'cijfers',
  publication: 'publicaties',
  shield: 'afschermingen',
  opening: 'met spoed openen',
  organisation: 'organisaties',
  area: 'dorpen',
  account: 'accounts',
  team: 'teams',
  setting: 'instellingen',
  log: 'het logboek',
}

/**
 * What a role sees, for who keeps the accounts: its menu and what its sentences allow. It is made from the menu and the sentences alone and reads
 * no record of anybody, so nothing in it can be somebody's (decision 0029).
 */
export const lookAs = (pages: () => readonly Definition[], menu: readonly MenuEntry[]) => ({
  choose: page({
    path: '/beheer/kijk-als',
    may: 'change account',
    view: () => (
      <Page
        title="Kijk als"
        trail={[{ to: '/beheer', label: 'Accounts' }]}
        about="Zie welk menu en welke rechten een rol heeft. Je ziet van niemand een dossier."
      >
        <Card bare>
          <List label="Rollen">
            {Object.entries(roles).map(([key, name]) => (
              <ListItem key={key} to={`/beheer/kijk-als/${key}`} title={capital(name)} />
            ))}
          </List>
        </Card>
      </Page>
    ),
  }),
  as: page({
    path: '/beheer/kijk-als/:role',
    may: 'change account',
    load({ params }) {
      if (!Object.hasOwn(roles, params.role)) throw new NotFound()
      return { role: params.role as Shown }
    },
    view: ({ role }) => {
      const asker = { role, lines: serviceLines.map(({ key }) => key) }
      const there = pages().filter((one) => one.kind === 'page' && one.may !== 'sign in' && mayBeHere(asker, one.may))
      // What holds for several verbs alike stands in one line.
      const rights = (Object.keys(called) as Resource[]).flatMap((resource) => {
        const alike = Map.groupBy(rightsOf(role, resource), ({ which }) => list(which))
        return [...alike].map(([which, said]) => {
          const verbs = said.map(({ verb }) => verb)
          return { key: `${resource} ${verbs.join(' ')}`, resource, verbs, which }
        })
      })
      return (
        <Page
          title={`Kijk als ${roles[role]}`}
          trail={[
            { to: '/beheer', label: 'Accounts' },
            { to: '/beheer/kijk-als', label: 'Kijk als' },
          ]}
          about={`Een ${roles[role]} komt op ${there.length} soorten pagina’s. Hier staan geen gegevens van iemand.`}
        >
          <Stack>
            <Card title="Het menu" bare>
              <List label={`Het menu van een ${roles[role]}`} empty={<Empty title="Geen menu" />}>
                {menuFor(menu, pages(), asker, '').map((one) => (
                  <ListItem key={one.to} title={one.label} />
                ))}
              </List>
            </Card>
            <Card title="Wat mag deze rol?" bare>
              <Table
                caption={`Wat een ${roles[role]} mag`}
                columns={[
                  { key: 'what', label: 'Wat', main: true, show: (one) => capital(called[one.resource] ?? '') },
                  { key: 'verb', label: 'Mag', show: (one) => list(one.verbs.map((verb) => verbsInWords[verb])) },
                  { key: 'which', label: 'Welke', show: (one) => one.which },
                ]}
                rows={rights}
                keyOf={(one) => one.key}
                empty={<Empty title="Niets">Deze rol ziet alleen wat er gepubliceerd is.</Empty>}
              />
            </Card>
            <Notice title="Dit geldt voor elke rol">
              <p>
                Wat afgeschermd is, het eigen dossier en dat van familie of bekenden gaat ook met deze rechten niet
                open.
              </p>
            </Notice>
          </Stack>
        </Page>
      )
    },
  }),
})
