import { Invalid } from '#platform/errors'
import { secret } from '#platform/fields'
import { passwordLength } from '#platform/secrets'
import { Card, Form, Page } from '#ui'
import { entrance } from '#web/app'

const fields = {
  link: secret('Code uit je link', {
    hint: 'Het deel van de link achter het hekje (#)',
    autocomplete: 'off',
    whenEmpty: 'Plak hier het deel van de link achter het hekje (#).',
  }),
  password: secret('Nieuw wachtwoord', {
    hint: `Minstens ${passwordLength.least} tekens. Vier losse woorden zijn goed te onthouden.`,
    autocomplete: 'new-password',
    maxLength: passwordLength.most,
  }),
  again: secret('Hetzelfde wachtwoord nog een keer', { autocomplete: 'new-password', maxLength: passwordLength.most }),
}

/**
 * Following a link of the administrator: choosing a password. The token stands behind the # of the address, which browsers
 * send to nobody; our script puts it into the form, and without script one pastes it.
 */
export const invitation = entrance({
  path: '/uitnodiging',
  form: () => fields,
  async save({ gate, from }, _loaded, input) {
    if (input.password !== input.again)
      throw new Invalid({ again: 'Dit is niet hetzelfde wachtwoord. Typ het twee keer gelijk.' })
    const token = await gate.accept({ token: input.link.replace(/^.*#/, '').trim(), password: input.password, from })
    return { to: '/', say: 'Je wachtwoord is bewaard.', token }
  },
  view: (_, form) => (
    <Page title="Kies je wachtwoord" about="Daarna stel je op je telefoon de tweede stap in.">
      <Card>
        <naober-invitation>
          <Form {...form} button="Bewaar je wachtwoord" />
        </naober-invitation>
      </Card>
    </Page>
  ),
})
