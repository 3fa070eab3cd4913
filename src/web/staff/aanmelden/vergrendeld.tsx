import { noteOf } from '#access'
import { secret } from '#platform/fields'
import { verifyPassword } from '#platform/secrets'
import { Card, Form, Page, PostButton, Row } from '#ui'
import { onwards, page, post } from '#web/app'

/** Leaves the session as it is, but out of sight: for who walks away from a screen for a moment. */
export const lock = post({
  path: '/vergrendelen',
  may: 'sign in',
  async save({ store, asker, from }) {
    await store.sessions.setLocked(true)
    await noteOf(asker, from.origin, 'lock', 'done')
    return { to: '/vergrendeld' }
  },
})

/** The locked screen. The password of whoever locked it opens it again. */
export const locked = page({
  path: '/vergrendeld',
  may: 'sign in',
  stages: ['locked'],
  load: ({ store }) => store.credentials.own(),
  form: () => ({ password: secret('Wachtwoord', { autocomplete: 'current-password' }) }),
  prepare: (own, input) => verifyPassword(own.passwordHash, input.password),
  async save({ store, asker, from, query }, _own, _input, isRight) {
    const wait = await store.credentials.mustWait(from.origin)
    if (wait !== undefined) {
      await noteOf(asker, from.origin, 'unlock', 'slowed')
      return { problems: { '': wait } }
    }
    await noteOf(asker, from.origin, 'unlock', isRight ? 'done' : 'refused')
    if (!isRight) return { problems: { password: 'Dit is niet je wachtwoord. Typ het opnieuw, of log uit.' } }
    await store.sessions.setLocked(false)
    return { to: onwards(query.get('verder')) }
  },
  view: ({ passwordHash }, form, { asker }) =>
    // Who has a phone for a key has no password to type: signing in again is one tap.
    passwordHash === '' ? (
      <Page
        title="Vergrendeld"
        about={`${asker.name} is nog aangemeld. Meld je opnieuw aan met je telefoon om verder te gaan.`}
      >
        <Row>
          <PostButton action="/uitloggen" kind="main">
            Meld je opnieuw aan
          </PostButton>
        </Row>
      </Page>
    ) : (
      <Page title="Vergrendeld" about={`${asker.name} is nog aangemeld. Typ je wachtwoord om verder te gaan.`}>
        <Card>
          <Form {...form} button="Ontgrendel" />
        </Card>
        <Row>
          <PostButton action="/uitloggen" kind="quiet">
            Ben je iemand anders? Log uit
          </PostButton>
        </Row>
      </Page>
    ),
})
