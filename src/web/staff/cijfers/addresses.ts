import type { ServiceLine } from '#kernel/service-line'
import { NotFound } from '#platform/errors'
import type { Hiding } from '#reports'
import { lineOf } from '#service-lines'

/** The address of a line's factsheet. */
export const sheetAddress = (line: Pick<ServiceLine, 'key'>, year: number): string => `/cijfers/${line.key}/${year}`

/** Where a figure, or one row of it, is explained. Keys only: they may stand in an address. */
export function figureAddress(
  line: Pick<ServiceLine, 'key'>,
  year: number,
  figure: string,
  cell?: { by: string; key: string },
): string {
  return `${sheetAddress(line, year)}/${figure}${cell ? `?cel=${encodeURIComponent(`${cell.by}:${cell.key}`)}` : ''}`
}

/** The line and year of an address. @throws NotFound for a line that does not exist or what is no year */
export function sheetIn(params: { readonly line: string; readonly year: string }): { line: ServiceLine; year: number } {
  if (!/^\d{4}$/.test(params.year)) throw new NotFound()
  return { line: lineOf(params.line), year: Number(params.year) }
}

/** Where the small numbers of a factsheet stand, for those who decide about them. */
export const smallAddress = (line: Pick<ServiceLine, 'key'>, year: number, audience: Hiding): string =>
  `${sheetAddress(line, year)}/klein/${audience === 'outside' ? 'buiten' : 'binnen'}`

/** For whom numbers are hidden, from an address. */
export const audienceIn = (text: string): Hiding | undefined =>
  text === 'buiten' ? 'outside' : text === 'binnen' ? 'inside' : undefined
