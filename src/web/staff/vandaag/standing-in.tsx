import type { Asker } from '#platform/asker'
import { type Day, daysBetween, weekdayName } from '#platform/days'
import { Notice } from '#ui'
import { dayInWords } from '../zaken/in-words.ts'

/** 'Je vervangt Noor tot en met vrijdag.': for whom the asker does the work today, one sentence each. */
export function standingInWords({ standsInFor, today }: Pick<Asker, 'standsInFor' | 'today'>): string[] {
  const byAccount = Map.groupBy(standsInFor, ({ account }) => account)
  return [...byAccount.values()].map((lines) => {
    const [{ name, until }] = lines as [(typeof lines)[number]]
    return `Je vervangt ${name} ${untilInWords(until, today)}.`
  })
}

/** 'vandaag', 'tot en met vrijdag', and from a week on the day itself. */
function untilInWords(until: Day, today: Day): string {
  const days = daysBetween(today, until)
  if (days === 0) return 'vandaag'
  if (days === 1) return 'tot en met morgen'
  return `tot en met ${days < 7 ? weekdayName(until) : dayInWords(until, today)}`
}

/** What stands on top of the start page of who stands in: that work is hers until they are back. */
export function StandingIn({ asker }: { asker: Asker }) {
  const said = standingInWords(asker)
  if (said.length === 0) return null
  return <Notice title={said.join(' ')}>Dat werk staat hieronder bij het jouwe.</Notice>
}
