import { describe, expect, test } from 'vitest'
import { type Day, day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { type Choice, type CopyItem, type CopySection, fileCopy, proposals, struckOut } from './file-copy.ts'
import {
  askRight,
  decideRequest,
  dueOn,
  extendRequest,
  handOverRequest,
  type NewRequest,
  type RightsRequest,
  warnOn,
} from './rights.ts'

const today = day('2025-03-12')
const received = (on: string) => ({ receivedOn: day(on), extendedOn: null })
const asked: NewRequest = {
  ...{
    person: 'riet',
    line: 'een-lijn',
    kind: 'access',
    receivedOn: today,
    askedBy: 'self',
    askerName: null,
    seenOn: null,
  },
  ...{ unable: false, identifiedBy: 'known', about: null, owner: 'noor' },
}
const standing = {
  ...asked,
  extendedOn: null,
  decision: null,
  decidedOn: null,
  deliveredOn: null,
} as unknown as RightsRequest
const problemOf = (work: () => unknown): Record<string, string | undefined> => {
  try {
    work()
  } catch (problem) {
    if (problem instanceof Invalid) return problem.problems
    throw problem
  }
  return {}
}

describe('the clock of the law', () => {
  test('is a calendar month, and three when it was extended', () => {
    expect(dueOn(received('2025-03-12'))).toBe('2025-04-12')
    expect(dueOn(received('2025-01-31'))).toBe('2025-02-28')
    expect(dueOn({ ...received('2025-03-12'), extendedOn: day('2025-04-01') })).toBe('2025-06-12')
    expect(warnOn(received('2025-03-12'))).toBe('2025-03-28')
  })

  test('is extended once, and told within the month', () => {
    const said = { on: day('2025-04-12'), because: 'veel mappen' }
    const longer = extendRequest(standing, said, day('2025-04-12'))
    expect(dueOn(longer)).toBe('2025-06-12')
    expect(problemOf(() => extendRequest(longer, said, day('2025-04-12')))).toHaveProperty([''])
    const late = { ...said, on: day('2025-04-13') }
    expect(problemOf(() => extendRequest(standing, late, day('2025-04-13'))).on).toContain('12 april')
    expect(problemOf(() => extendRequest(standing, { ...said, on: day('2025-03-13') }, today))).toHaveProperty('on')
  })

  test('stops with a decision; a no has a reason, and nothing is given before it or after a no', () => {
    const said = { decision: 'refused' as const, on: today, reason: null }
    expect(problemOf(() => decideRequest(standing, said, today))).toHaveProperty('reason')
    const no = decideRequest(standing, { ...said, reason: 'het gaat over een ander' }, today)
    const given = { on: today, how: 'post' }
    expect(problemOf(() => handOverRequest(no, given, today))['']).toContain('geweigerd')
    expect(problemOf(() => handOverRequest(standing, given, today))['']).toContain('nog niet beslist')
    const yes = decideRequest(standing, { decision: 'granted', on: today, reason: null }, today)
    const done = handOverRequest(yes, given, today)
    expect(done.deliveredOn).toBe(today)
    expect(problemOf(() => handOverRequest(done, given, today))['']).toContain('al gegeven')
  })
})

describe('who may ask, by age on the day of asking (Wmo 5.3.2)', () => {
  const parent = { ...asked, askedBy: 'parent', askerName: 'Moeder', seenOn: today }
  const age = (years: number): Day => day(`${2025 - years}-03-12`)

  test.each([
    [11, 'self', 'askedBy'],
    [11, 'parent', undefined],
    [12, 'self', undefined],
    [12, 'parent', undefined],
    [15, 'parent', undefined],
    [16, 'parent', 'askedBy'],
    [16, 'self', undefined],
  ] as const)('%i years, asked by %s', (years, by, wrong) => {
    const one = by === 'self' ? asked : parent
    expect(Object.keys(problemOf(() => askRight(one, age(years), today)))).toEqual(wrong ? [wrong] : [])
  })

  test('a parent asks for who cannot judge it at sixteen, and never without a birth date or a paper', () => {
    expect(askRight({ ...parent, unable: true }, age(17), today).unable).toBe(true)
    expect(problemOf(() => askRight(parent, null, today))).toHaveProperty('askedBy')
    expect(problemOf(() => askRight({ ...parent, seenOn: null }, age(11), today))).toHaveProperty('seenOn')
    expect(problemOf(() => askRight({ ...asked, receivedOn: day('2025-03-13') }, null, today))).toHaveProperty(
      'receivedOn',
    )
  })
})

describe('a copy', () => {
  const note: CopyItem = {
    key: 'note',
    title: 'Gebeld met Jan de Boer',
    rows: [['Waar', 'Esweg 14']],
    words: 'Jan de Boer zegt dat JAN\nDE  BOER blaft. De boerderij is van Jans zus, 06-12345678.',
  }
  const sections: CopySection[] = [
    { title: 'Zaak', items: [note, { key: 'name', title: 'Naam', rows: [['Naam', 'Riet']], words: null }] },
  ]
  const goes: Choice = { ground: null, strike: [] }
  const copy = (strike: string[]) =>
    fileCopy(
      sections,
      new Map([
        ['note', { ground: null, strike }],
        ['name', goes],
      ]),
    )

  test('words are struck out whatever their capitals and line ends, in title and rows too, and no part of a longer word', () => {
    const [item] = copy(['jan de boer', 'Esweg 14']).sections[0]?.items ?? []
    expect(item?.title).toBe(`Gebeld met ${struckOut}`)
    expect(item?.rows).toEqual([['Waar', struckOut]])
    expect(item?.words).toBe(`${struckOut} zegt dat ${struckOut} blaft. De boerderij is van Jans zus, 06-12345678.`)
  })

  test('what is held back leaves a ground and a number, and nothing else', () => {
    const held = fileCopy(
      sections,
      new Map([
        ['note', { ground: 'other', strike: [] } as Choice],
        ['name', goes],
      ]),
    )
    expect(held.sections[0]?.items.map(({ key }) => key)).toEqual(['name'])
    expect(held.held).toEqual([{ ground: 'other', items: 1 }])
    expect(JSON.stringify(held)).not.toMatch(/Boer|Esweg/)
  })

  test('every item is decided upon, and words that do not stand there are a mistake', () => {
    expect(problemOf(() => fileCopy(sections, new Map([['name', goes]])))).toHaveProperty('note')
    expect(problemOf(() => copy(['Piet'])).note).toContain('‘Piet’ staat niet')
    expect(problemOf(() => copy(['$&.*'])).note).toContain('staat niet')
  })

  test('names, streets and numbers of others are proposed as they stand there', () => {
    const other = { names: ['Jan de Boer', 'Boer'], streets: ['Esweg 14', 'Laan 3'], phones: ['+31612345678'] }
    expect(proposals(note, [other])).toEqual(['Jan de Boer', 'Boer', 'Esweg 14', '06-12345678'])
    expect(proposals({ ...note, words: 'niets', title: 'niets', rows: [] }, [other])).toEqual([])
  })
})
