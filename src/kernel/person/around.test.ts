import { describe, expect, test } from 'vitest'
import { day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { leave } from './departure.ts'
import { leaveHousehold, liveTogether, type Member } from './household.ts'
import { type Departure, leftBy, mayReach, noWishes, reachedAt, type Wishes, wishesInWords } from './reach.ts'
import { familyOf, mayRelate, type NewRelation, reverseOf, type Tie } from './relation.ts'
import { actsOn, ageRule, endsOn, type NewRepresentative, represent } from './representative.ts'

const today = day('2025-03-12')
const wishes = (more: Partial<Wishes> = {}): Wishes => ({ ...noWishes, ...more })
const left = (kind: 'moved' | 'died', on = '2025-03-01') => ({ kind, onDay: day(on) })
const problemsOf = (work: () => unknown): string[] => {
  try {
    work()
  } catch (problem) {
    if (problem instanceof Invalid) return Object.keys(problem.problems)
    throw problem
  }
  return []
}

describe('how somebody may be reached', () => {
  const ways = (said: Wishes | undefined) =>
    (['mail', 'sms', 'paper', 'phone'] as const).filter((by) => mayReach(said, by, today).may)

  test('who said nothing may be reached every way; who may not be seen, not at all', () => {
    expect(ways(wishes())).toEqual(['mail', 'sms', 'paper', 'phone'])
    expect(ways(undefined)).toEqual([])
  })

  test('never mail is no mail, and who must not be called is not texted either', () => {
    expect(ways(wishes({ never: ['mail'] }))).toEqual(['sms', 'paper', 'phone'])
    expect(ways(wishes({ never: ['phone'] }))).toEqual(['mail', 'paper'])
  })

  test('where a safe number was agreed nothing else is used, and a letter never', () => {
    expect(ways(wishes({ safePhone: '+31612345678' }))).toEqual(['sms', 'phone'])
    expect(ways(wishes({ safeEmail: 'veilig@voorbeeld.nl' }))).toEqual(['mail'])
    const person = { phone: '+31500000000', email: 'thuis@voorbeeld.nl' }
    expect(reachedAt(person, wishes({ safePhone: '+31612345678' }))).toEqual({ phone: '+31612345678', email: null })
    expect(reachedAt(person)).toEqual(person)
  })

  test('who died is reached by nothing; who moved away may be called and is sent nothing', () => {
    expect(ways(wishes({ left: left('died') }))).toEqual([])
    expect(ways(wishes({ left: left('moved') }))).toEqual(['phone'])
    expect(mayReach(wishes({ left: left('died') }), 'paper', today)).toEqual({
      may: false,
      because: 'Diegene is overleden op 1 maart 2025. Er gaat niets meer uit.',
    })
  })

  test('what matters for safety stands first', () => {
    const said = wishes({ practical: 'niet bellen als partner thuis is', notBefore: '10:00:00', language: 'Pools' })
    expect(wishesInWords(said)).toEqual([
      'Niet bellen als partner thuis is',
      'Bel niet vóór 10.00 uur',
      'Spreekt Pools',
    ])
  })
})

describe('a relation', () => {
  const lotte = { id: 'lotte', birthDate: day('2015-05-01') }
  const anna = { id: 'anna', birthDate: day('1985-02-03') }
  const news = (more: Partial<NewRelation> = {}): NewRelation => ({
    ...{ kind: 'parent', other: 'anna', called: 'Anna', described: null, phone: null },
    ...{ validFrom: null, validUntil: null, ...more },
  })
  const around = { person: lotte, other: anna, between: [], ancestors: [] }

  test('has a reverse name', () => {
    expect([reverseOf('parent'), reverseOf('carer'), reverseOf('ex-partner')]).toEqual([
      'child',
      'cared-for',
      'ex-partner',
    ])
  })

  test('is not with oneself, not of a child older than its parent, and no circle', () => {
    expect(problemsOf(() => mayRelate(news(), around))).toEqual([])
    expect(problemsOf(() => mayRelate(news({ other: 'lotte' }), { ...around, other: lotte }))).toEqual(['called'])
    expect(problemsOf(() => mayRelate(news({ kind: 'child' }), around))).toEqual(['kind'])
    expect(problemsOf(() => mayRelate(news(), { ...around, ancestors: ['oma', 'lotte'] }))).toEqual(['kind'])
  })

  test('ends after it began, begins after the birth, and nobody is partner and ex-partner at once', () => {
    const dates = { validFrom: day('2020-01-01'), validUntil: day('2019-01-01') }
    expect(problemsOf(() => mayRelate(news(dates), around))).toEqual(['validUntil'])
    expect(problemsOf(() => mayRelate(news({ validFrom: day('2014-01-01') }), around))).toEqual(['validFrom'])
    const between = [{ kind: 'ex-partner', validUntil: null }]
    expect(problemsOf(() => mayRelate(news({ kind: 'partner' }), { ...around, between }))).toEqual(['kind'])
  })

  test('of a child makes one family with both parents, also when these no longer live together', () => {
    const people = [lotte, anna, { id: 'piet', birthDate: null }, { id: 'tim', birthDate: day('2018-01-01') }]
    const ties: Tie[] = [
      { of: 'lotte', kind: 'parent', is: 'anna' },
      { of: 'piet', kind: 'child', is: 'lotte' },
      { of: 'anna', kind: 'child', is: 'tim' },
      { of: 'anna', kind: 'ex-partner', is: 'piet' },
    ]
    expect(familyOf(lotte, ties, people, today).sort()).toEqual(['anna', 'piet', 'tim'])
    expect(familyOf(anna, ties, people, today).sort()).toEqual(['lotte', 'tim'])
    // Who is grown up is the family of nobody's parents any more.
    expect(familyOf({ ...lotte, birthDate: day('2000-01-01') }, ties, people, today)).toEqual([])
  })
})

describe('a household', () => {
  const with_ = (one?: string, other?: string) =>
    new Map([
      ['anna', one],
      ['piet', other],
    ])
  const at = { from: day('2025-01-01'), today, born: [null], exPartners: false }

  test('begins with two, or takes in the one who lives in none', () => {
    const pair = ['anna', 'piet'] as const
    expect(liveTogether(pair, with_(), at, 'fresh')).toEqual({ household: 'fresh', joining: ['anna', 'piet'] })
    expect(liveTogether(pair, with_('home'), at, 'fresh')).toEqual({ household: 'home', joining: ['piet'] })
    expect(liveTogether(pair, with_('home', 'home'), at, 'fresh')).toBeUndefined()
  })

  test('is one: nobody lives in two, and ex-partners in one home are two', () => {
    expect(problemsOf(() => liveTogether(['anna', 'piet'], with_('a', 'b'), at, 'fresh'))).toEqual(['who'])
    expect(problemsOf(() => liveTogether(['anna', 'piet'], with_(), { ...at, exPartners: true }, 'x'))).toEqual(['who'])
    expect(problemsOf(() => liveTogether(['anna', 'anna'], with_(), at, 'x'))).toEqual(['who'])
  })

  test('ends on a day after it began', () => {
    const member = { validFrom: day('2025-01-01'), validUntil: null, removedAt: null } as Member
    expect(leaveHousehold(member, day('2025-02-01'), today).validUntil).toBe('2025-02-01')
    expect(problemsOf(() => leaveHousehold(member, day('2024-01-01'), today))).toEqual(['on'])
    expect(problemsOf(() => leaveHousehold(member, day('2025-04-01'), today))).toEqual(['on'])
  })
})

describe('who acts for somebody', () => {
  const news = (more: Partial<NewRepresentative> = {}): NewRepresentative => ({
    ...{ kind: 'mentor', name: 'Bos', phone: null, email: null, scope: null, decides: [] },
    ...{ validFrom: day('2025-01-01'), validUntil: null, seenOn: null, ...more },
  })

  test('ends as written down, and a parent on the eighteenth birthday', () => {
    const birth = day('2007-06-01')
    expect(endsOn(news({ kind: 'parent' }), birth)).toBe('2025-06-01')
    expect(actsOn(news({ kind: 'parent' }), birth, day('2025-06-01'))).toBe(false)
    expect(actsOn(news({ validUntil: day('2025-03-12') }), null, today)).toBe(false)
    expect(actsOn(news(), birth, today)).toBe(true)
  })

  test('is refused with an end before the start, a paper of tomorrow, or a parent of an adult', () => {
    expect(problemsOf(() => represent(news({ validUntil: day('2024-01-01') }), null, today))).toEqual(['validUntil'])
    expect(problemsOf(() => represent(news({ seenOn: day('2025-04-01') }), null, today))).toEqual(['seenOn'])
    expect(problemsOf(() => represent(news({ kind: 'parent' }), day('1990-01-01'), today))).toEqual(['kind'])
  })

  test.each([
    ['2013-03-13', 'Jonger dan 12'],
    ['2013-03-12', '12 tot en met 15'],
    ['2009-03-13', '12 tot en met 15'],
    ['2009-03-12', '16 of 17'],
    ['2007-03-12', undefined],
  ])('born on %s the rule of that age holds today, with its source', (birth, begins) => {
    const rule = ageRule(day(birth), today)
    expect(rule?.says.split(':')[0]).toBe(begins)
    if (rule) expect(rule.source).toContain('Wmo 2015')
  })
})

describe('who is no longer here', () => {
  const standing = [{ id: 'd', removedAt: null, ...left('died') }] as Departure[]
  const at = { birthDate: day('1950-01-01'), today }

  test('died after the birth and not tomorrow; said twice it stands there once', () => {
    expect(problemsOf(() => leave([], { kind: 'died', onDay: day('2025-03-13') }, at))).toEqual(['onDay'])
    expect(problemsOf(() => leave([], { kind: 'died', onDay: day('1949-12-31') }, at))).toEqual(['onDay'])
    expect(leave(standing, left('died'), at)).toBeUndefined()
    expect(problemsOf(() => leave(standing, left('died', '2025-03-02'), at))).toEqual(['onDay'])
    expect(problemsOf(() => leave(standing, left('moved', '2025-03-02'), at))).toEqual(['onDay'])
  })

  test('who moved and died, died', () => {
    const both = [{ id: 'm', removedAt: null, ...left('moved', '2025-02-01') }, ...standing] as Departure[]
    expect(leftBy(both)?.kind).toBe('died')
    expect(leftBy([])).toBeNull()
  })
})
