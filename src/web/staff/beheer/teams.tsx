import { choice, several, text } from '#platform/fields'
import { list } from '#platform/words'
import { serviceLines } from '#service-lines'
import { ButtonLink, Card, Empty, Form, List, ListItem, Page, PostButton, Stack } from '#ui'
import { page, post } from '#web/app'
import { listFiles, TakeList } from '../list-file.tsx'

const trail = [{ to: '/beheer', label: 'Accounts' }]
const lineNames = Object.fromEntries(serviceLines.map((line) => [line.key, line.name]))

const teamFields = {
  name: text('Naam van het team', { maxLength: 100 }),
  lines: several('Welke werksoorten doet dit team?', lineNames, {
    optional: true,
    hint: 'Wie in het team zit, ziet de dossiers van deze werksoorten',
  }),
}

/** The teams: who belongs to one sees the files of its service lines. */
export const teams = page({
  path: '/beheer/teams',
  may: 'change team',
  load: ({ store }) => store.accounts.teams(),
  view: (all) => (
    <Page
      title="Teams"
      trail={trail}
      about="Wie in een team zit, ziet de dossiers van de werksoorten van dat team."
      actions={
        <>
          <TakeList at="/beheer/teams" />
          <ButtonLink to="/beheer/teams/nieuw" kind="main">
            Team toevoegen
          </ButtonLink>
        </>
      }
    >
      <Card bare>
        <List
          label="Teams"
          empty={
            <Empty title="Nog geen teams">
              Voeg een team toe en zet er collega’s in. Zonder team ziet niemand dossiers.
            </Empty>
          }
        >
          {all.map((team) => (
            <ListItem
              key={team.id}
              to={`/beheer/teams/${team.id}`}
              title={team.name}
              about={list(team.lines.map((line) => lineNames[line] ?? line)) || 'Nog zonder werksoort'}
            />
          ))}
        </List>
      </Card>
    </Page>
  ),
})

/** The teams to take along, with their lines. */
export const teamFiles = listFiles('/beheer/teams', 'change team', async ({ store, asker }) => {
  const all = await store.accounts.teams()
  return {
    name: 'teams',
    title: `Teams van ${asker.tenantName}`,
    columns: [
      { title: 'Team', kind: 'text' },
      { title: 'Werksoorten', kind: 'text' },
    ],
    rows: all.map((team) => [team.name, list(team.lines.map((line) => lineNames[line] ?? line))]),
    keys: all.map(({ id }) => id),
    what: 'team',
  }
})

export const addTeam = page({
  path: '/beheer/teams/nieuw',
  may: 'add team',
  form: () => teamFields,
  async save({ store }, _loaded, { name, lines }) {
    const team = await store.accounts.addTeam({ name, lines })
    return { to: `/beheer/teams/${team.id}`, say: 'Het team is toegevoegd. Zet er nu collega’s in.' }
  },
  view: (_, form) => (
    <Page title="Team toevoegen" trail={[...trail, { to: '/beheer/teams', label: 'Teams' }]}>
      <Card>
        <Form {...form} button="Voeg toe" cancelTo="/beheer/teams" />
      </Card>
    </Page>
  ),
})

/** One team: its lines, and who belongs to it. */
export const changeTeam = page({
  path: '/beheer/teams/:team',
  may: 'change team',
  load: ({ store, params }) => store.accounts.team(params.team),
  form: () => teamFields,
  values: ({ team }) => ({ name: team.name, lines: team.lines }),
  version: ({ team }) => team.version,
  async save({ store }, { team }, { name, lines, version }) {
    await store.accounts.changeTeam(team.id, { seen: version }, (was) => ({ ...was, name, lines }))
    return { to: `/beheer/teams/${team.id}`, say: 'Het team is bewaard.' }
  },
  view: ({ team, members }, form) => (
    <Page title={team.name} trail={[...trail, { to: '/beheer/teams', label: 'Teams' }]}>
      <Stack>
        <Card title="Naam en werksoorten">
          <Form {...form} button="Bewaar" />
        </Card>
        <Card
          title="Wie zit erin"
          bare
          side={<ButtonLink to={`/beheer/teams/${team.id}/erbij`}>Collega erbij</ButtonLink>}
        >
          <List label="Wie zit erin" empty={<Empty title="Nog niemand">Zet een collega in het team.</Empty>}>
            {members.map((member) => (
              <ListItem
                key={member.id}
                title={member.name}
                side={<PostButton action={`/beheer/teams/${team.id}/uit/${member.id}`}>Haal uit het team</PostButton>}
              />
            ))}
          </List>
        </Card>
      </Stack>
    </Page>
  ),
})

export const joinTeam = page({
  path: '/beheer/teams/:team/erbij',
  may: 'change team',
  async load({ store, params }) {
    const { team, members } = await store.accounts.team(params.team)
    const inIt = new Set(members.map((member) => member.account))
    return { team, others: (await store.accounts.all()).filter((one) => one.endedOn === null && !inIt.has(one.id)) }
  },
  form: ({ others }) => ({ account: choice('Wie?', Object.fromEntries(others.map((one) => [one.id, one.name]))) }),
  async save({ store }, { team }, { account }) {
    await store.accounts.join(team.id, account)
    return { to: `/beheer/teams/${team.id}`, say: 'Je collega zit nu in het team.' }
  },
  view: ({ team, others }, form) => (
    <Page
      title={`Wie komt er bij ${team.name}?`}
      trail={[...trail, { to: `/beheer/teams/${team.id}`, label: team.name }]}
    >
      <Card>
        {others.length === 0 ? (
          <p>Iedereen zit al in dit team.</p>
        ) : (
          <Form {...form} button="Zet in het team" cancelTo={`/beheer/teams/${team.id}`} />
        )}
      </Card>
    </Page>
  ),
})

export const leaveTeam = post({
  path: '/beheer/teams/:team/uit/:member',
  may: 'change team',
  async save({ store, params }) {
    await store.accounts.leave(params.member)
    return {
      to: `/beheer/teams/${params.team}`,
      say: 'Je collega zit niet meer in het team.',
      undo: { to: `/beheer/teams/${params.team}/terug/${params.member}` },
    }
  },
})

export const backInTeam = post({
  path: '/beheer/teams/:team/terug/:member',
  may: 'change team',
  async save({ store, params }) {
    await store.accounts.rejoin(params.member)
    return { to: `/beheer/teams/${params.team}`, say: 'Je collega zit weer in het team.' }
  },
})
