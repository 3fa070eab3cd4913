import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { lineOf } from '#service-lines'
import {
  callBackDay,
  choicesFor,
  type LoggedTalk,
  loggedByPartner,
  mayTakeBack,
  momentAgo,
  pressedTwice,
  talkOf,
  together,
} from './helping.ts'

const line = lineOf('buurtbemiddeling')
const at = (text: string) => new Date(`2025-03-12T${text}:00Z`)
const talk = { kind: 'call', side: 'reporter', result: 'heard' }
const logged = (more: Partial<LoggedTalk> = {}): LoggedTalk => ({
  ...talk,
  id: 'one',
  happenedAt: at('09:00'),
  addedAt: at('09:00'),
  author: 'gerda',
  authorName: 'Gerda Nijboer',
  ...more,
})

test('what can be chosen follows from with whom the talk was', () => {
  const called = (who: string) => Object.values(choicesFor(line, who)).map((one) => one.called)
  expect(called('reporter')).toEqual([
    'Gebeld',
    'Langs geweest',
    'Niemand bereikt',
    'Afspraak gemaakt',
    'Wil niet',
    'Ging niet goed, bel mij',
  ])
  expect(called(together)).toContain('Iemand kwam niet')
  expect(called(together)).not.toContain('Gebeld')
  expect(called('de burgemeester')).toEqual([])
  expect(talkOf(line, together, 'agreed')).toEqual({ kind: 'talk', side: null, result: 'agreed' })
  expect(() => talkOf(line, together, 'called')).toThrow(Invalid)
})

test('of a talk on an earlier day only the day is known, a week back at most', () => {
  const [now, today] = [at('09:14'), day('2025-03-12')]
  expect(momentAgo(0, now, today)).toBe(now)
  expect(momentAgo(1, now, today)).toEqual(new Date('2025-03-11T11:00:00Z'))
  for (const days of [-1, 7, 1.5, Number.NaN]) expect(() => momentAgo(days, now, today)).toThrow(Invalid)
})

test('what the other of the pair logged that day is the same talk, but for an attempt that reached nobody', () => {
  const same = (standing: LoggedTalk, more: Partial<typeof talk> = {}, moment = at('15:00')) =>
    loggedByPartner(line, [standing], { ...talk, ...more }, moment, 'wim') !== undefined
  expect(same(logged())).toBe(true)
  expect(same(logged(), { result: 'appointment' })).toBe(true)
  expect(same(logged({ result: 'nobody' }))).toBe(false)
  expect(same(logged(), { side: 'neighbour' })).toBe(false)
  expect(same(logged(), { kind: 'visit' })).toBe(false)
  expect(same(logged(), {}, new Date('2025-03-13T09:00:00Z'))).toBe(false)
  expect(same(logged({ author: 'wim' }))).toBe(false)
})

test('a second press within two minutes is no second talk', () => {
  const twice = (me: string, now: Date) => pressedTwice([logged()], talk, me, now) !== undefined
  expect(twice('gerda', at('09:01'))).toBe(true)
  expect(twice('gerda', at('09:03'))).toBe(false)
  expect(twice('wim', at('09:01'))).toBe(false)
})

test('a talk is hers to take back for a day, and not a minute longer', () => {
  const may = (me: string, now: Date) => mayTakeBack(logged(), me, now)
  expect(may('gerda', new Date('2025-03-13T08:59:00Z'))).toBe(true)
  expect(may('gerda', new Date('2025-03-13T09:00:00Z'))).toBe(false)
  expect(may('wim', at('09:01'))).toBe(false)
})

test('who asks on a Saturday is called on Monday, and on a free Monday on Tuesday', () => {
  const none = new Set<never>()
  const on = (moment: string, closed: ReadonlySet<ReturnType<typeof day>> = none) =>
    callBackDay(new Date(moment), '20:00', closed)
  expect(on('2025-03-12T09:00:00Z')).toBe('2025-03-12')
  expect(on('2025-03-12T20:30:00Z')).toBe('2025-03-13')
  expect(on('2025-03-15T10:00:00Z')).toBe('2025-03-17')
  expect(on('2025-03-15T10:00:00Z', new Set([day('2025-03-17')]))).toBe('2025-03-18')
  expect(on('2025-04-19T10:00:00Z')).toBe('2025-04-22') // Easter
})
