import { createHmac } from 'node:crypto'
import type { Context as Call } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '#platform/config'
import { keyFor, newToken, open, type SecretKey, sameSecret, seal } from '#platform/secrets'
import type { Say } from '#ui'
import type { Going } from './page.ts'

/** How long a sentence on top of the next page waits for that page, in seconds. */
const flashSeconds = 60
/** How long it is remembered where somebody was before they began something new, in seconds. */
const backSeconds = 3600

/**
 * The four cookies: who is signed in, who is about to (so that the sign-in form cannot be sent from elsewhere), what the
 * next page says on top, and which page to lead back to. Over https their names bind them to this very host.
 */
export function makeCookies({ secure }: Pick<Config, 'secure'>, secretKey: SecretKey) {
  const prefix = secure ? '__Host-naober' : 'naober'
  const csrfKey = keyFor('csrf', secretKey)
  const flashKey = keyFor('flash', secretKey)
  const shared = { path: '/', httpOnly: true, secure }

  // Lax, not Strict: who follows a link to a case from a letter must not look signed out. What changes anything is a post,
  // and a post from elsewhere is refused besides.
  const signedIn = { ...shared, sameSite: 'Lax' } as const
  const ours = { ...shared, sameSite: 'Strict' } as const

  /** What a form of ours carries: made from a token that only its own browser has. */
  const csrfOf = (token: string): string => createHmac('sha256', csrfKey).update(token).digest('base64url')

  return {
    csrfOf,
    /** Whether the form was made for this token; in a time that does not tell how nearly. */
    isCsrf: (token: string, sent: string | null): boolean => sent !== null && sameSecret(csrfOf(token), sent),

    token: (call: Call): string | undefined => wellFormed(getCookie(call, prefix)),
    setToken: (call: Call, token: string): void => setCookie(call, prefix, token, signedIn),
    clearToken: (call: Call): void => void deleteCookie(call, prefix, signedIn),

    /** The token of somebody who is not signed in; made when there is none. */
    visitor(call: Call): string {
      const there = wellFormed(getCookie(call, `${prefix}-voor`))
      if (there !== undefined) return there
      const made = newToken()
      setCookie(call, `${prefix}-voor`, made, ours)
      return made
    },
    visitorOf: (call: Call): string | undefined => wellFormed(getCookie(call, `${prefix}-voor`)),

    /** Keeps a sentence for the next page. Sealed, for it may name a case. */
    setFlash(call: Call, { say, tone, undo }: Going): void {
      if (say === undefined) return
      setCookie(call, `${prefix}-melding`, seal(JSON.stringify({ say, tone, undo }), flashKey), {
        ...ours,
        maxAge: flashSeconds,
      })
    },
    /** Remembers the page that somebody was on when they began something new, to lead back to it. Sealed, for it holds a key. */
    setBack: (call: Call, to: string): void =>
      setCookie(call, `${prefix}-terug`, seal(to, flashKey, 'back'), { ...ours, maxAge: backSeconds }),
    /** That page; it is told once. */
    takeBack(call: Call): string | undefined {
      const sealed = getCookie(call, `${prefix}-terug`)
      if (sealed === undefined) return undefined
      deleteCookie(call, `${prefix}-terug`, ours)
      return open(sealed, flashKey, 'back')
    },
    /** The sentence for this page; it is said once. */
    takeFlash(call: Call): Say | undefined {
      const sealed = getCookie(call, `${prefix}-melding`)
      if (sealed === undefined) return undefined
      deleteCookie(call, `${prefix}-melding`, ours)
      const text = open(sealed, flashKey)
      if (text === undefined) return undefined
      const {
        say,
        tone = 'good',
        undo,
      } = JSON.parse(text) as { say: string; tone?: 'good' | 'warn'; undo?: NonNullable<Going['undo']> }
      if (undo === undefined) return { text: say, tone }
      const { to, ...data } = undo
      return { text: say, tone, undo: { action: to, ...data } }
    },
  }
}

export type Cookies = ReturnType<typeof makeCookies>

/** Our tokens are 43 signs of base64url; anything else is nobody's. */
function wellFormed(token: string | undefined): string | undefined {
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined
}
