import { createHash } from 'node:crypto'

/** For how many minutes a closed file stays open to who opened it in need; the setting `<line>.need-minutes` overrides it. */
export const usualMinutes = 60

/** Of every month a tenth is looked at afterwards, and at least so many. */
const share = 10
const least = 5

/**
 * Which openings of a month are looked at: always the same ones, whoever asks and however often, and nobody can tell beforehand which.
 * @param month '2025-03'
 */
export function sampleOf<O extends { id: string }>(openings: readonly O[], month: string): O[] {
  const size = Math.min(openings.length, Math.max(least, Math.ceil(openings.length / share)))
  const place = ({ id }: O) => createHash('sha256').update(`${month} ${id}`).digest('hex')
  const drawn = [...openings].sort((one, other) => (place(one) < place(other) ? -1 : 1)).slice(0, size)
  return openings.filter((one) => drawn.includes(one))
}
