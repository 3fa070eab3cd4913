import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { Conflict, NotFound } from '#platform/errors'
import { records, table, versionOf } from '#platform/records'
import { answering, type Consent, type Said, standingOf } from './consent.ts'

const consents = table(
  'consents',
  'consent',
  ['person', 'caseId', 'scope', 'answer', 'givenOn', 'validUntil', 'withdrawnOn'],
  { defaults: { answer: 'yes' } },
)

/** What was agreed or refused, until when, and what was taken back. */
export function consentStore(asker: Asker) {
  const own = records(asker, consents)

  const ofCase = (caseId: string): Promise<Consent[]> =>
    own.all().where('consents.caseId', '=', caseId).orderBy('consents.givenOn').orderBy('consents.id').execute()

  const withdraw = (id: string, on: Day = asker.today): Promise<Consent> =>
    own.apply(id, (was) => ({ ...was, withdrawnOn: was.withdrawnOn ?? on }))

  /**
   * Registers what somebody in a case says on a day, question by question. What stays the same is left alone.
   * @param seen the version of the answers that was on the screen: `versionOf`
   * @throws Invalid as `answering` does; Conflict when a colleague registered something in between; NotFound
   */
  async function answer(
    caseId: string,
    { seen }: { seen: number },
    said: Readonly<Record<string, Said>>,
    on: Day,
  ): Promise<void> {
    // Where nothing was asked yet there is no row to wait for, so two who answer wait for the case.
    const held = await asker.tx
      .selectFrom('cases')
      .select('id')
      .where('tenant', '=', asker.tenant)
      .where('id', '=', caseId)
      .forUpdate()
      .execute()
    if (held.length === 0) throw new NotFound()
    const standing = await ofCase(caseId)
    if (versionOf(standing) !== seen) throw new Conflict(said, standing)
    for (const [scope, now] of Object.entries(said)) {
      const last = standingOf(standing, scope, asker.today).last
      const deed = answering(standing, scope, now, on, asker.today)
      if (deed === 'withdraw' && last) await withdraw(last.id, on)
      if (deed === 'forget' && last) await own.remove(last.id)
      if (deed === 'add' && now !== 'unasked') await own.add(newAnswer(caseId, scope, now, on))
    }
  }

  return { ofCase, add: own.add, addMany: own.addMany, withdraw, answer }
}

/** An answer to one question about a case. A yes lasts until it is taken back. */
export function newAnswer(caseId: string, scope: string, answer: 'yes' | 'no', givenOn: Day) {
  return { caseId, person: null, scope, answer, givenOn, validUntil: null, withdrawnOn: null }
}
