import type { Account } from '#access'
import { roles } from '#platform/asker'
import { shortly } from '#platform/days'
import { ButtonLink, Card, Chip, type Column, Empty, Page, Stack, Table } from '#ui'
import { page } from '#web/app'
import { asShown, listFiles, TakeList } from '../list-file.tsx'

/** Everybody who works here, and the way to teams, villages and settings. */
export const accounts = page({
  path: '/beheer',
  may: 'change account',
  load: ({ store }) => store.accounts.all(),
  view: (everybody) => {
    const working = everybody.filter((one) => one.endedOn === null)
    const left = everybody.filter((one) => one.endedOn !== null)
    return (
      <Page
        title="Accounts"
        about="Wie hier werkt en wat ieder mag. Dossiers zie je als beheerder niet."
        wide
        actions={
          <>
            <ButtonLink to="/beheer/teams">Teams</ButtonLink>
            <ButtonLink to="/beheer/dorpen">Dorpen</ButtonLink>
            <ButtonLink to="/beheer/instellingen">Instellingen</ButtonLink>
            <ButtonLink to="/beheer/kijk-als">Kijk als</ButtonLink>
            <ButtonLink to="/beheer/briefpapier">Briefpapier</ButtonLink>
            <TakeList at="/beheer" />
            <ButtonLink to="/beheer/accounts/nieuw" kind="main">
              Collega toevoegen
            </ButtonLink>
          </>
        }
      >
        <Stack>
          <Card bare>
            <Accounts caption="Wie hier werkt" rows={working} />
          </Card>
          {left.length > 0 && (
            <Card title="Werkt hier niet meer" bare>
              <Accounts caption="Wie hier niet meer werkt" rows={left} />
            </Card>
          )}
        </Stack>
      </Page>
    )
  },
})

/** The accounts to take along: who works here first, then who left. */
export const accountFiles = listFiles('/beheer', 'change account', async ({ store, asker }) => {
  const everybody = await store.accounts.all()
  const rows = [...everybody.filter((one) => one.endedOn === null), ...everybody.filter((one) => one.endedOn !== null)]
  return {
    name: 'accounts',
    title: `Accounts van ${asker.tenantName}`,
    ...asShown(columns, rows),
    keys: rows.map(({ id }) => id),
    what: 'account',
  }
})

const columns: Column<Account>[] = [
  {
    key: 'name',
    label: 'Naam',
    main: true,
    show: (one) => <a href={`/beheer/accounts/${one.id}`}>{one.name}</a>,
  },
  { key: 'role', label: 'Rol', show: (one) => roles[one.role as keyof typeof roles] ?? one.role },
  { key: 'email', label: 'E-mailadres', show: (one) => one.email },
  {
    key: 'until',
    label: 'Tot',
    show: (one) => (one.endedOn === null ? '' : <Chip>{shortly(one.endedOn)}</Chip>),
  },
]

function Accounts({ caption, rows }: { caption: string; rows: Account[] }) {
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={(one) => one.id}
      empty={<Empty title="Nog niemand">Voeg een collega toe en geef de link door die je dan krijgt.</Empty>}
      columns={columns}
    />
  )
}
