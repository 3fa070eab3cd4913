import { leaveToTell } from '#kernel/case'
import { standingOf } from '#kernel/consent'
import { outcomeLasts, outcomeLetter } from '#kernel/letter'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { lineOf } from '#service-lines'
import type { Store } from './store.ts'

/**
 * The outcome of a case for who sent it to us, by the message that told them: as long as the link works, and only while it may still be
 * told. Undefined when it may not (any more).
 */
export async function outcomeFor(store: Store, asker: Asker, message: string): Promise<string[] | undefined> {
  try {
    const sent = await store.messages.get(message)
    const isOver = sent.addedAt.getTime() + outcomeLasts <= asker.now.getTime()
    if (sent.template !== 'outcome' || sent.state === 'withdrawn' || sent.caseId === null || isOver) return undefined
    const report = await store.cases.get(sent.caseId)
    const whole = report.joinedTo === null ? report : await store.cases.get(report.joinedTo)
    const line = lineOf(report.line)
    const scope = leaveToTell(line)
    const leave =
      scope === undefined || standingOf(await store.consents.ofCase(report.id), scope, asker.today).now === 'yes'
    const person = report.person
    const left = person === null ? null : (await store.people.wishes([person])).get(person)?.left
    if (!leave || left?.kind === 'died' || whole.closedOn === null || report.referrer === null) return undefined
    await store.messages.opened(sent.about)
    return outcomeLetter(line, whole, report, asker.settings, asker.tenantName)
  } catch (problem) {
    if (problem instanceof NotFound) return undefined
    throw problem
  }
}
