import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { serviceLines } from '#service-lines'
import { handOver } from './case.ts'
import {
  assess,
  assessmentOf,
  type Case,
  closeCase,
  isCarriedOver,
  outcomesFor,
  phaseAfter,
  reachPhase,
  withdrawClosing,
} from './index.ts'

const line = serviceLines[0]
if (!line) throw new Error('no service line')
const declared = line.case
const today = day('2025-03-12')
const noon = new Date('2025-03-12T11:00:00Z')

/** A case reported on Monday 10 March, as it stands before anybody looked at it. */
function reported(change: Partial<Case> = {}): Case {
  return {
    tenant: 't',
    id: 'c',
    version: 1,
    addedAt: noon,
    addedBy: null,
    removedAt: null,
    number: '7K2-P4X',
    line: 'buurtbemiddeling',
    person: null,
    village: null,
    street: 'Oosterstraat',
    openedOn: day('2025-03-10'),
    closedOn: null,
    phase: 'reported',
    phaseSince: noon,
    outcome: null,
    mainTopic: 'pets',
    channel: 'phone',
    referrer: null,
    owner: null,
    waitsFor: 'us',
    dueAt: noon,
    warnAt: noon,
    pausedUntil: null,
    seeks: null,
    ageAtStart: null,
    fields: {},
    joinedTo: null,
    joinedAs: null,
    joinedAt: null,
    joinedStood: null,
    referrerToldOn: null,
    shielded: false,
    destroyedOn: null,
    ...change,
  }
}
const suitable = (change: Partial<Case> = {}) => assess(reported(change), declared, { suitable: 'yes', reasons: [] })

test('nothing happens before the coordinator has decided whether the case can be mediated', () => {
  expect(() => reachPhase(reported(), declared, 'assigned', noon)).toThrow('Beslis eerst of deze zaak past')
  expect(reachPhase(suitable(), declared, 'assigned', noon)).toMatchObject({ phase: 'assigned', phaseSince: noon })
})

test('a case that does not fit needs a reason, and its clock stands still', () => {
  expect(() => assess(reported(), declared, { suitable: 'no', reasons: [] })).toThrow(Invalid)
  const unfit = assess(reported(), declared, { suitable: 'no', reasons: ['violence'] })
  expect(assessmentOf(unfit)).toEqual({ suitable: 'no', reasons: ['violence'] })
  expect(unfit.dueAt).toBeNull()
})

test('what never suited cannot end as solved, and what was mediated cannot end as unsuitable', () => {
  const unfit = assess(reported(), declared, { suitable: 'no', reasons: ['family'] })
  expect(Object.keys(outcomesFor(unfit, declared))).toEqual(['withdrawn', 'unsuitable', 'advice', 'referred'])
  expect(Object.keys(outcomesFor(suitable(), declared))).not.toContain('unsuitable')
  expect(() => closeCase(unfit, line, { on: today, outcome: 'solvedTogether' }, { today })).toThrow(
    'Kies hoe de zaak is afgelopen',
  )
})

test('a case closes with exactly one outcome, on a day that lies within it', () => {
  expect(() => closeCase(suitable(), line, { on: day('2025-03-09'), outcome: 'solvedTogether' }, { today })).toThrow(
    'De zaak begon op 10 maart 2025',
  )
  expect(() => closeCase(suitable(), line, { on: day('2025-03-13'), outcome: 'solvedTogether' }, { today })).toThrow(
    'Die dag moet nog komen',
  )
  const closed = closeCase(suitable(), line, { on: today, outcome: 'solvedTogether' }, { today })
  expect(closed).toMatchObject({ closedOn: today, outcome: 'solvedTogether', waitsFor: null, dueAt: null })
  expect(() => closeCase(closed, line, { on: today, outcome: 'notSolved' }, { today })).toThrow(
    'Trek eerst de afsluiting in',
  )
})

test('a closing can be taken back: the case runs on from where it stood', () => {
  const talked = reachPhase(suitable(), declared, 'talked', noon)
  const closed = closeCase(talked, line, { on: today, outcome: 'notSolved' }, { today })
  expect(withdrawClosing(closed)).toMatchObject({ phase: 'talked', closedOn: null, outcome: null })
  expect(withdrawClosing(talked)).toBe(talked)
})

test('a visit to the reporter is a first contact and more: the case goes to the furthest step it reaches', () => {
  const assigned = reachPhase(suitable(), declared, 'assigned', noon)
  expect(phaseAfter(assigned, declared, { kind: 'call', side: 'reporter', result: 'heard' })).toBe('contacted')
  expect(phaseAfter(assigned, declared, { kind: 'visit', side: 'reporter', result: 'heard' })).toBe('reporterHeard')
})

test('nobody at home moves nothing, and neither does a note', () => {
  const assigned = reachPhase(suitable(), declared, 'assigned', noon)
  expect(phaseAfter(assigned, declared, { kind: 'call', side: 'reporter', result: 'nobody' })).toBeUndefined()
  expect(phaseAfter(assigned, declared, { kind: 'memo', side: null, result: null })).toBeUndefined()
})

test('a case never goes back by itself', () => {
  const talked = reachPhase(suitable(), declared, 'talked', noon)
  expect(reachPhase(talked, declared, 'assigned', noon)).toBe(talked)
  expect(() => reachPhase(talked, declared, 'nonsense', noon)).toThrow('Die stap bestaat hier niet')
})

test('a closed case is not given to somebody else', () => {
  const closed = closeCase(suitable(), line, { on: today, outcome: 'advice' }, { today })
  expect(() => handOver(closed, 'somebody')).toThrow(Invalid)
})

test('a case of last year is carried over', () => {
  expect(isCarriedOver(reported({ openedOn: day('2024-12-31') }), today)).toBe(true)
  expect(isCarriedOver(reported(), today)).toBe(false)
})
