import { addDays, type Day } from '#platform/days'
import { capital, spelled } from '#platform/words'

/** What waits for somebody, each with the day on which it had to be done; undefined when there is no such day. */
export type Waiting = readonly { due: Day | undefined }[]

/** One human sentence of what waits: 'Drie dingen wachten op jou. Eén daarvan had gisteren gemoeten.' */
export function whatWaits(waiting: Waiting, today: Day): string {
  const count = waiting.length
  if (count === 0) return 'Er wacht niets op jou. Mooi moment om iemand terug te bellen, of voor koffie.'
  const first = `${capital(spelled(count))} ${count === 1 ? 'ding wacht' : 'dingen wachten'} op jou.`
  const passed = waiting.flatMap(({ due }) => (due && due < today ? [due] : []))
  if (passed.length === 0) return first
  const yesterday = passed.every((due) => due === addDays(today, -1))
  const when = yesterday ? 'gisteren gemoeten' : 'al gedaan moeten zijn'
  if (count === 1) return `${first} Het had ${when}.`
  if (passed.length === count) return `${first} Ze hadden allemaal ${when}.`
  return `${first} ${capital(spelled(passed.length))} daarvan ${passed.length === 1 ? 'had' : 'hadden'} ${when}.`
}

/** How the figure of those who were asked came about: '11 van 19 gaven een cijfer'. */
export function respondedInWords(answered: number | null, asked: number | null): string {
  if (!asked) return 'nog niemand gevraagd'
  return `${answered ?? 0} van ${asked} vulden het in`
}

/** How many more or fewer than a year ago: '4 meer dan vorig jaar'. Nothing when there is nothing to compare with. */
export function comparedInWords(now: number | null, before: number | null): string | undefined {
  if (now === null || before === null) return undefined
  if (now === before) return 'evenveel als vorig jaar'
  return `${Math.abs(now - before)} ${now > before ? 'meer' : 'minder'} dan vorig jaar`
}
