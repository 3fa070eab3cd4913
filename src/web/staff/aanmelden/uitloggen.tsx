import { ButtonLink, Page, Row } from '#ui'
import { entrance, post } from '#web/app'

const everywhere = ['in', 'locked', 'second step', 'set up'] as const

/** Signing out, from wherever somebody is. */
export const signOut = post({
  path: '/uitloggen',
  may: 'sign in',
  stages: everywhere,
  async save({ store, from }) {
    await store.sessions.signOut(from.origin)
    return { to: '/uitgelogd', token: '' }
  },
})

export const signedOut = entrance({
  path: '/uitgelogd',
  view: () => (
    <Page
      title="Je bent uitgelogd"
      about="Niemand kan hier nu bij wat jij zag. Sluit op een gedeelde computer ook het venster."
    >
      <Row>
        <ButtonLink to="/aanmelden" kind="main">
          Opnieuw aanmelden
        </ButtonLink>
      </Row>
    </Page>
  ),
})

/** The page tells that somebody is still there. That it arrives is enough: every page keeps its session alive. */
export const stay = post({ path: '/sessie/verleng', may: 'sign in', save: () => ({ json: { goed: true } }) })
