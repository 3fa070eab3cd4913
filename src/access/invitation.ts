import { shortCodeIn } from '#platform/secrets'

/** How long an invitation works: a link that is handed over, and one on paper that lies on a kitchen table for a while. In milliseconds. */
export const invitationLasts = { link: 48 * 3_600_000, paper: 7 * 24 * 3_600_000 }

export const linkIsOver =
  'Deze uitnodiging is al gebruikt of verlopen. Ben je al eens binnen geweest? Kies dan Aanmelden. Vraag anders een nieuwe aan wie hem gaf.'

/**
 * What stands behind the # of a link, or the short code of a paper, however it was pasted or typed. Sixty random bits at least: nobody
 * guesses them. @returns undefined when it is neither
 */
export function tokenIn(typed: string): string | undefined {
  const last = typed.replace(/^.*#/s, '').trim()
  return /^[\w-]{43}$/.test(last) ? last : shortCodeIn(last)
}
