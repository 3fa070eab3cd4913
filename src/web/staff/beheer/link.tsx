import type { Resets } from '#access'
import { Invalid } from '#platform/errors'
import { ButtonLink, Card, Notice, Page, Row, Stack } from '#ui'
import { post, type Sends } from '#web/app'
import { type Reach, reachOfColleague } from '../berichten/reach.ts'
import { keyOf, SendButtons, sendsAnything, wayIn } from '../berichten/send.tsx'

const trail = [{ to: '/beheer', label: 'Accounts' }]
const resets: readonly Resets[] = ['password', 'password and second step']

/** A link for who forgot the password or lost the phone. Nothing changes until it is used, but that a lost phone opens nothing more. */
export const makeLink = post({
  path: '/beheer/accounts/:account/link',
  may: 'change account',
  async save({ store, params, from, site, sends }, form) {
    const asked = resets.find((one) => one === form.get('resets'))
    if (!asked) throw new Invalid({ '': 'Kies wat de link moet doen. Ga terug naar het account.' })
    const account = await store.accounts.get(params.account)
    return {
      show: (
        <LinkToGive
          name={account.name}
          account={account.id}
          link={`${site}/uitnodiging#${await store.credentials.invite(account.id, asked, from.origin)}`}
          reach={reachTo(sends, account)}
        />
      ),
    }
  },
})

/** How a link can be sent to a colleague; undefined where nothing is sent. */
export const reachTo = (sends: Sends, account: { email: string; phone: string | null }): Reach | undefined =>
  sendsAnything(sends) ? reachOfColleague(sends, account) : undefined

/** The link that is on the screen, sent. It was shown this once, so it is sent along and stands in no address. */
export const sendLink = post({
  path: '/beheer/accounts/:account/link/stuur',
  may: 'change account',
  async save({ store, params, site, sends, vault }, form) {
    const account = await store.accounts.get(params.account)
    const token = /^[\w-]{43}$/.exec(form.get('token') ?? '')?.[0]
    if (token === undefined) throw new Invalid({ '': 'Deze link is er niet meer. Maak een nieuwe.' })
    const { way, to } = wayIn(form, reachTo(sends, account))
    await store.messages.post(
      {
        ...{ template: 'invitation-colleague', way, to, line: null, about: keyOf(token), account: account.id },
        link: () => `${site}/uitnodiging#${token}`,
      },
      vault.seal,
    )
    return { to: `/beheer/accounts/${account.id}`, say: `De link gaat per ${way} naar ${account.name}.` }
  },
})

/** The link, shown this once: sent where mail or text messages are switched on, or handed over by the administrator. */
export function LinkToGive({
  name,
  account,
  link,
  reach,
}: {
  name: string
  account: string
  link: string
  reach: Reach | undefined
}) {
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
          {reach && (
            <SendButtons
              action={`/beheer/accounts/${account}/link/stuur`}
              hidden={{ token: link.replace(/^.*#/, '') }}
              reach={reach}
            />
          )}
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
