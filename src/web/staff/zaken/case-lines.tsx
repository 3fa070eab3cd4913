import { type CaseLine, stillUntil } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { Chip, ListItem } from '#ui'
import { aboutOf, chipOf, titleOf, trackOf } from './in-words.ts'

/** Cases as lines on a board, for a dense List. */
export function caseLines(line: ServiceLine, rows: readonly CaseLine[], at: Pick<Asker, 'now' | 'today'>, from = '') {
  return rows.map((row) => {
    const chip = chipOf(line, row, at)
    return (
      <ListItem
        key={row.id}
        to={`${line.path}/${row.id}${from}`}
        title={titleOf(line, row)}
        about={aboutOf(row, at.today)}
        track={trackOf(line, row, at.now)}
        side={<Chip tone={chip.tone}>{chip.text}</Chip>}
      />
    )
  })
}

/** What is late stands on top; the rest keeps its order. */
export const lateFirst = (rows: readonly CaseLine[], now: Date): CaseLine[] => {
  const isLate = (row: CaseLine) => row.dueAt !== null && row.dueAt < now && !stillUntil(row, now)
  return [...rows.filter(isLate), ...rows.filter((row) => !isLate(row))]
}
