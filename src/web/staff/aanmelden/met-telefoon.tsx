import { Invalid } from '#platform/errors'
import { Card, Form, Page, Row } from '#ui'
import { entrance, onwards } from '#web/app'
import { noAnswer, phoneAnswer } from './phone-answer.tsx'

/** The question for the phone in somebody's hand. */
export const askPhone = entrance({
  path: '/aanmelden/vraag',
  save: async ({ gate }) => ({ json: await gate.askPhone() }),
  view: () => <Page title="Aanmelden" about="Ga terug en kies Aanmelden met je telefoon." />,
})

/** Signing in with the phone: one tap, and the finger, face or code that unlocks it. The button for it stands with the password. */
export const signInWithPhone = entrance({
  path: '/aanmelden/met-telefoon',
  form: () => phoneAnswer,
  async save({ gate, from, query }, _loaded, { answer, sealed }) {
    if (answer === null || sealed === null) throw new Invalid({ '': noAnswer })
    const token = await gate.signInWithPhone({ answer, sealed, from })
    return { to: onwards(query.get('verder')), token }
  },
  view: (_, form, { query }) => (
    <Page title="Aanmelden met je telefoon">
      <Card>
        <naober-phone ask="/aanmelden/vraag">
          <Form {...form} values={{}} action={here(query.get('verder'))} button="Probeer het nog een keer" />
        </naober-phone>
      </Card>
      <Row>
        <a className="utrecht-link" href="/aanmelden">
          Liever met een wachtwoord
        </a>
      </Row>
    </Page>
  ),
})

/** The address of the form, with where somebody was going. */
export function here(onward: string | null): string {
  const to = onwards(onward)
  return to === '/' ? '/aanmelden/met-telefoon' : `/aanmelden/met-telefoon?verder=${encodeURIComponent(to)}`
}
