import type { Store } from '#access'
import { addDays, addMonths, day } from '#platform/days'
import { lineOf } from '#service-lines'
import { demoDay } from './day-of-the-demo.ts'
import type { Story } from './story.ts'

const line = lineOf('buurtbemiddeling')
/** Most solutions hold; now and then somebody is never at home. */
const answers = ['holds', 'holds', 'partly', 'holds', 'unreached', 'holds', 'no', 'holds', 'holds']

/**
 * What both sides said, three months after a solution, when they were asked whether it still holds. Everybody was asked in time:
 * the next is due a week from now.
 */
export async function askWhetherItHolds(
  store: Store,
  stories: readonly Story[],
  cases: readonly string[],
): Promise<void> {
  const asked = stories.flatMap(({ closed }, at) => {
    const [closedOn, outcome = ''] = closed ?? []
    if (!closedOn || line.case.outcomes[outcome]?.publishedAs !== 'solved') return []
    const onDay = addDays(addMonths(day(closedOn), 3), at % 5)
    if (onDay >= demoDay) return []
    return Object.keys(line.case.sides).map((side) => ({ caseId: cases[at] as string, side, onDay }))
  })
  await store.aftercare.addMany(
    asked.map((one, nr) => {
      const answer = answers[nr % answers.length] as string
      return { ...one, answer, reached: answer !== line.case.aftercare?.unreached }
    }),
  )
}
