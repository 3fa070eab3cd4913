import type { Resets } from '#access'
import { Invalid } from '#platform/errors'
import { ButtonLink, Card, Notice, Page, Row, Stack } from '#ui'
import { post } from '#web/app'

const trail = [{ to: '/beheer', label: 'Accounts' }]
const resets: readonly Resets[] = ['password', 'password and second step']

/** A link for who forgot the password or lost the phone. Nothing changes until it is used, but that a lost phone opens nothing more. */
export const makeLink = post({
  path: '/beheer/accounts/:account/link',
  may: 'change account',
  async save({ store, params, from, site }, form) {
    const asked = resets.find((one) => one === form.get('resets'))
    if (!asked) throw new Invalid({ '': 'Kies wat de link moet doen. Ga terug naar het account.' })
    const account = await store.accounts.get(params.account)
    return {
      show: (
        <LinkToGive
          name={account.name}
          account={account.id}
          link={`${site}/uitnodiging#${await store.credentials.invite(account.id, asked, from.origin)}`}
        />
      ),
    }
  },
})

/** The link, shown this once. Naober sends no mail yet: the administrator hands it over. */
export function LinkToGive({ name, account, link }: { name: string; account: string; link: string }) {
  return (
    <Page title={`Link voor ${name}`} trail={trail}>
      <Stack>
        <Card>
          <Notice kind="warn" title="Deze link zie je maar één keer">
            Geef hem door op een manier waarop alleen {name} hem krijgt, bijvoorbeeld in een gesprek of een eigen
            bericht. De link werkt één keer en 48 uur lang.
          </Notice>
          <p>
            <code>{link}</code>
          </p>
          <p>
            Wie de link opent, kiest een eigen wachtwoord en stelt zo nodig de tweede stap in. Maak je een nieuwe link,
            dan werkt deze niet meer.
          </p>
        </Card>
        <Row>
          <ButtonLink to={`/beheer/accounts/${account}`} kind="main">
            Ik heb de link
          </ButtonLink>
        </Row>
      </Stack>
    </Page>
  )
}
