import { roleMay, type Store } from '#access'
import { type Figure, rounded } from '#counting'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { yearOf, yearPeriod } from '#platform/days'
import { number } from '#platform/words'
import { Tile } from '#ui'
import { figureAddress } from '../cijfers/addresses.ts'
import { comparedInWords, respondedInWords } from '../what-waits.ts'

interface Figures {
  standing: Figure | undefined
  mark: Figure | undefined
  response: Figure | undefined
}

/** This year's figures that stand on the start page, as far as the line has them and the asker may see them. */
export async function figuresOf(store: Store, asker: Asker, line: ServiceLine): Promise<Figures | undefined> {
  if (!roleMay(asker, 'read', 'figures')) return undefined
  const { standing, mark } = line.start
  const wanted = [standing, mark?.figure, mark?.response]
  const indicators = line.indicators.filter((one) => wanted.includes(one.key))
  const answer = await store.figures.ask({
    lines: [line.key],
    period: yearPeriod(yearOf(asker.today)),
    compare: 'same-day-last-year',
    upTo: asker.today,
    indicators,
  })
  const figure = (key: string | undefined) => (key === undefined ? undefined : answer.figures[key])
  return { standing: figure(standing), mark: figure(mark?.figure), response: figure(mark?.response) }
}

/** Tiles of figures that are counted elsewhere too; each opens how it was counted. */
export function FigureTiles({
  line,
  list,
  figures,
  running,
}: {
  line: ServiceLine
  list: string
  figures: Figures | undefined
  running: number
}) {
  const { standing, mark, response } = figures ?? {}
  const average = mark ? rounded(mark, mark.indicator) : null
  return (
    <>
      <Tile
        to={standing ? figureAddress(line, yearOf(standing.period.from), standing.indicator.key) : list}
        number={number(standing?.value ?? running)}
        name={(standing?.value ?? running) === 1 ? `${line.case.called.one} loopt` : `${line.case.called.many} lopen`}
        about={standing && comparedInWords(standing.value, standing.last?.value ?? null)}
      />
      {mark && !mark.hidden && (
        <Tile
          to={figureAddress(line, yearOf(mark.period.from), mark.indicator.key)}
          number={average === null ? '–' : number(average, 1)}
          name={line.start.mark?.called ?? ''}
          about={respondedInWords(response?.part ?? null, response?.of ?? null)}
        />
      )}
    </>
  )
}
