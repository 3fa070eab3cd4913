import type { Config } from '#platform/config'

/** What the browser may do with a page of ours: nothing from elsewhere, nothing inside the page itself, no frames. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** The headers of every answer, whatever it is. HSTS only when people come in over https. */
export function safetyHeaders({ secure }: Pick<Config, 'secure'>): Record<string, string> {
  return {
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
    'x-robots-tag': 'noindex, nofollow',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

/** Pages show people's lives: no browser, proxy or shared computer may keep one. */
export const neverKept = 'no-store'

/** A built asset has its content in its name. */
export const keptForEver = 'public, max-age=31536000, immutable'
