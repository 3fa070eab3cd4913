import { roles } from '#platform/asker'
import { email, secret } from '#platform/fields'
import { Button, Card, Form, HiddenInputs, List, ListItem, Page, Stack } from '#ui'
import { entrance, onwards, type Visit } from '#web/app'
import { here } from './met-telefoon.tsx'

const fields = {
  email: email('E-mailadres', { autocomplete: 'username' }),
  password: secret('Wachtwoord', { autocomplete: 'current-password' }),
}

/** Signing in, first step. In the demo the invented people stand below it, with a button each. */
export const signIn = entrance({
  path: '/aanmelden',
  load: async ({ gate }) => ({ people: await gate.demoAccounts() }),
  form: () => fields,
  async save({ gate, from, query }, _loaded, input) {
    const token = await gate.signIn({ email: input.email, password: input.password, from })
    return { to: onwards(query.get('verder')), token }
  },
  view: ({ people }, form, visit) => (
    <Page title="Aanmelden" about="Met het e-mailadres van je werk.">
      <Stack>
        <naober-phone ask="/aanmelden/vraag" hidden>
          <form method="post" action={here(visit.query.get('verder'))} className="n-form">
            <HiddenInputs hidden={{ answer: '', sealed: '' }} />
            <Button kind="second">Aanmelden met je telefoon</Button>
          </form>
        </naober-phone>
        <Card>
          <Form {...form} action={withOnwards('/aanmelden', visit)} button="Ga verder" />
        </Card>
        {people.length > 0 && (
          <Card title="Of kijk rond als iemand anders" bare>
            <List label="Verzonnen collega's">
              {people.map((person) => (
                <ListItem
                  key={person.account}
                  title={person.name}
                  about={person.role === 'system' ? '' : roles[person.role]}
                  side={
                    <form method="post" action={withOnwards('/aanmelden/demo', visit)} className="n-post" data-once="">
                      <HiddenInputs hidden={{ account: person.account }} />
                      <Button kind="second">Ga verder als {person.name}</Button>
                    </form>
                  }
                />
              ))}
            </List>
          </Card>
        )}
      </Stack>
    </Page>
  ),
})

/** Signing in as an invented person. In a real installation this address leads nowhere. */
export const asInventedPerson = entrance({
  path: '/aanmelden/demo',
  async save({ gate, from, query, sent }) {
    const token = await gate.enterDemo({ account: sent.get('account') ?? '', from })
    return { to: onwards(query.get('verder')), token }
  },
  view: () => <Page title="Aanmelden" about="Ga terug en kies als wie je wilt rondkijken." />,
})

/** Keeps where somebody was going. */
function withOnwards(path: string, { query }: Visit): string {
  const to = onwards(query.get('verder'))
  return to === '/' ? path : `${path}?verder=${encodeURIComponent(to)}`
}
