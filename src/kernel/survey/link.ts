import { newToken, sha256 } from '#platform/secrets'

/** How long a link to an evaluation works, in milliseconds: six weeks. */
export const linkLasts = 42 * 24 * 3_600_000

const markLength = 8
const written = /^[\w-]{51}$/

/** What a token begins with, so that it is known of which organisation it is before anything was looked up. It names nobody. */
const markOf = (tenant: string): string =>
  Buffer.from(sha256(`evaluation ${tenant}`), 'hex')
    .toString('base64url')
    .slice(0, markLength)

/** A token that nobody can guess, for a link of this organisation. Keep its digest, or the token sealed. */
export const newLinkToken = (tenant: string): string => `${markOf(tenant)}${newToken()}`

/** Whose token this is; undefined for what is none of ours. */
export function tenantOfToken(token: string, tenants: readonly string[]): string | undefined {
  return written.test(token) ? tenants.find((tenant) => token.startsWith(markOf(tenant))) : undefined
}

/** What is kept of a token. */
export const digestOf = (token: string): Buffer => Buffer.from(sha256(token), 'hex')
