import type { Store } from '#access'
import { mainSideOf, otherSidesOf, reportOf, type ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { aNew, capital, type Noun, noun } from '#platform/words'
import { serviceLines } from '#service-lines'
import { Chip } from '#ui'

type Works = Pick<Asker, 'lines'>

/** Our own word for a case, where no line is meant or more than one. */
export const anyCase = noun('zaak', 'zaken', 'de')

/** The lines that the asker works for. Pages about one case follow its line; other pages are about one of these. */
export function linesOf(asker: Works): ServiceLine[] {
  return serviceLines.filter((line) => asker.lines.includes(line.key))
}

/** The lines that the organisation has switched on, the asker's own first. Others are declared, and nobody is bothered with them. */
export async function linesInUse(store: Store, asker?: Works): Promise<ServiceLine[]> {
  const keys = await store.accounts.linesInUse(serviceLines.map((line) => line.key))
  const inUse = serviceLines.filter((line) => keys.includes(line.key))
  const mine = inUse.filter((line) => asker?.lines.includes(line.key))
  return [...mine, ...inUse.filter((line) => !mine.includes(line))]
}

/** The line that an address asks for, else the first of the asker's; undefined when she works for none. */
export function chosenLine(asker: Works, query: URLSearchParams): ServiceLine | undefined {
  const mine = linesOf(asker)
  return mine.find((line) => line.key === query.get('lijn')) ?? mine[0]
}

/** The same for a page that is about a line. @throws NotFound when the asker works for none */
export function chosenOf(asker: Works, query: URLSearchParams): ServiceLine {
  const line = chosenLine(asker, query)
  if (!line) throw new NotFound()
  return line
}

/** A page about a line, with what else stands in its address: the first line of the asker is not named, so that one line needs no word for it. */
export function about(path: string, line: Pick<ServiceLine, 'key'>, asker: Works, search = ''): string {
  const asked = new URLSearchParams(search)
  if (linesOf(asker)[0]?.key !== line.key) asked.set('lijn', line.key)
  const words = asked.toString()
  return words === '' ? path : `${path}?${words}`
}

/** The one line of somebody who works for one, and nothing else. */
function onlyLine(asker: Works): ServiceLine | undefined {
  const [line, another] = linesOf(asker)
  return another ? undefined : line
}

/** What cases are called to somebody: the word of her line, or our own where she works for several. */
export const casesCalled = (asker: Works): Noun => onlyLine(asker)?.case.called ?? anyCase

/** What comes in, to somebody: 'melding' or 'vraag'; our own word for a case where she works for several lines. */
export function reportCalled(asker: Works): Noun {
  const line = onlyLine(asker)
  return line ? reportOf(line) : anyCase
}

/** What is asked first of somebody new: 'Wie meldt?' */
export const whoAsks = (asker: Works): string => {
  const line = onlyLine(asker)
  return line ? mainSideOf(line).asks : 'Om wie gaat het?'
}

/** What stands on the button that begins a case: 'Nieuwe melding'. */
export const newReport = (asker: Works): string => capital(aNew(reportCalled(asker)))

/** 'Stap 1 van 3': in how many steps something new is written down, as far as that is known before the line was chosen. */
export function stepInWords(lines: readonly ServiceLine[], step: number): string {
  const [count, another] = new Set(lines.map((line) => (otherSidesOf(line).length > 0 ? 3 : 2)))
  return count === undefined || another !== undefined ? `Stap ${step}` : `Stap ${step} van ${count}`
}

/** The lines beside each other for who works for several: the one that is shown is a chip, the others are links. */
export function LineSwitch({ asker, line, path }: { asker: Works; line: Pick<ServiceLine, 'key'>; path: string }) {
  const mine = linesOf(asker)
  if (mine.length < 2) return null
  return mine.map((one) =>
    one.key === line.key ? (
      <Chip key={one.key} tone="heather">
        {one.name}
      </Chip>
    ) : (
      <a key={one.key} href={about(path, one, asker)}>
        {one.name}
      </a>
    ),
  )
}
