import { Invalid } from '#platform/errors'
import { secret, text } from '#platform/fields'
import { passwordLength } from '#platform/secrets'
import { Card, Form, Page, Row } from '#ui'
import { entrance, type Visit } from '#web/app'
import { noAnswer, phoneAnswer } from './phone-answer.tsx'

const code = text('Code van je uitnodiging', {
  hint: 'Twaalf tekens, bijvoorbeeld K7PX-2MQR-9TBW',
  autocomplete: 'off',
  maxLength: 200,
  whenEmpty: 'Typ de code die op je uitnodiging staat.',
})

const withPassword = {
  link: code,
  password: secret('Nieuw wachtwoord', {
    hint: `Minstens ${passwordLength.least} tekens. Vier losse woorden zijn goed te onthouden.`,
    autocomplete: 'new-password',
    maxLength: passwordLength.most,
    whenEmpty: 'Met deze telefoon of browser kom je binnen met een wachtwoord. Kies er hier een.',
  }),
  again: secret('Hetzelfde wachtwoord nog een keer', {
    autocomplete: 'new-password',
    maxLength: passwordLength.most,
    whenEmpty: 'Typ je wachtwoord hier nog een keer.',
  }),
}
const withPhone = { link: code, ...phoneAnswer }

/** Who asked for a password, is sending one, or has a phone that gave no answer. */
const wantsPassword = ({ query, sent }: Visit): boolean =>
  query.get('met') === 'wachtwoord' || sent.has('password') || (sent.has('link') && (sent.get('answer') ?? '') === '')

/** The question for a phone that becomes somebody's key, when the invitation holds. */
export const askNewPhone = entrance({
  path: '/welkom/vraag',
  async save({ gate, sent }) {
    try {
      return { json: await gate.askNewPhone(sent.get('link') ?? '') }
    } catch (problem) {
      if (problem instanceof Invalid) return { json: { problem: Object.values(problem.problems).join(' ') } }
      throw problem
    }
  },
  view: () => <Page title="Welkom bij Naober" about="Ga terug en typ de code van je uitnodiging." />,
})

/**
 * The invitation of somebody who works from a phone, by link or from paper: the phone itself becomes the key. Who has a phone that cannot
 * do that chooses a password, and a second step after it. The code stands behind the # of the address, or is typed over.
 */
export const welcome = entrance({
  path: '/welkom',
  form: (_loaded, visit) => (wantsPassword(visit) ? withPassword : withPhone),
  async save({ gate, from }, _loaded, input) {
    if ('password' in input) {
      if (input.password !== input.again)
        throw new Invalid({ again: 'Dit is niet hetzelfde wachtwoord. Typ het twee keer gelijk.' })
      const token = await gate.accept({ token: input.link, password: input.password, from })
      return { to: '/', say: 'Je wachtwoord is bewaard.', token }
    }
    const { link, answer, sealed } = input
    if (answer === null || sealed === null) throw new Invalid({ '': noAnswer })
    const token = await gate.acceptWithPhone({ code: link, answer, sealed, from })
    return { to: '/', say: 'Je bent binnen. De volgende keer kies je Aanmelden met je telefoon.', token }
  },
  view: (_, form, visit) => (wantsPassword(visit) ? <Password form={form} /> : <ThisPhone form={form} />),
})

type Filled = Parameters<typeof Form>[0] extends infer P ? Omit<P, 'button'> : never

function ThisPhone({ form }: { form: Filled }) {
  return (
    <Page
      title="Welkom bij Naober"
      about="Met je uitnodiging maak je van deze telefoon je sleutel. Een wachtwoord is niet nodig."
    >
      <Card>
        <naober-phone ask="/welkom/vraag" instead="/welkom?met=wachtwoord">
          <naober-invitation>
            <Form {...form} action="/welkom" button="Gebruik deze telefoon">
              <p className="utrecht-paragraph n-soft">
                Je telefoon vraagt zo om je vinger, je gezicht of de code waarmee je hem opent. Naober krijgt die niet
                te zien.
              </p>
            </Form>
          </naober-invitation>
          <Row>
            <a className="utrecht-link" href="/welkom?met=wachtwoord" data-keeps-code="">
              Liever een wachtwoord
            </a>
          </Row>
        </naober-phone>
      </Card>
    </Page>
  )
}

function Password({ form }: { form: Filled }) {
  return (
    <Page title="Kies je wachtwoord" about="Daarna stel je op je telefoon de tweede stap in.">
      <Card>
        <naober-invitation>
          <Form {...form} action="/welkom?met=wachtwoord" button="Bewaar je wachtwoord" />
        </naober-invitation>
      </Card>
      <Row>
        <a className="utrecht-link" href="/welkom">
          Toch zonder wachtwoord, met je telefoon
        </a>
      </Row>
    </Page>
  )
}
