import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { yearPeriod } from '#platform/days'
import { derive } from '../derive.ts'
import { change, rank } from '../derived.ts'
import { type Figure, GROUPED } from '../figure.ts'
import { count, measure, share } from '../indicator.ts'
import type { Question } from '../question.ts'
import { answerByHand } from '../testing/by-hand.ts'
import { Reader } from '../testing/reader.ts'
import { results, type Scratch, scratchCases, sizes, us, villages } from '../testing/scratch.ts'
import { oneOf } from '../where.ts'
import { attacker } from './attack.ts'
import { documentOf } from './document.ts'
import { type Choice, everybody, partner, suppress, suppressed, type WayOn } from './index.ts'

const reads = scratchCases
const cases = count({
  key: 'cases',
  name: 'Zaken',
  reads,
  when: 'started',
  by: ['village', 'villageSize', 'resultDetail', 'result'],
})
const solved = share({
  key: 'solved',
  name: 'Opgelost',
  reads,
  when: 'started',
  whole: { resultDetail: oneOf('solved', 'unsolved') },
  part: { resultDetail: 'solved' },
  by: ['village', 'villageSize'],
})
const standing = count({ key: 'standing', name: 'Lopend', reads, when: 'standing', by: ['village'] })
const ended = count({ key: 'ended', name: 'Geëindigd', reads, when: 'ended' })
const persons = count({
  key: 'persons',
  name: 'Personen',
  reads,
  when: 'started',
  counts: 'persons',
  by: ['villageSize'],
})
const question: Question = {
  tenant: us,
  lines: ['mediation'],
  period: yearPeriod(2025),
  compare: 'last-year',
  indicators: [cases, solved, standing, ended, persons],
  groupings: [sizes, results],
}

/** So many cases of a year in a village with an outcome; null runs on. */
const some = (howMany: number, village: number, result: string | null, year = 2025): Scratch[] =>
  Array.from({ length: howMany }, (_, i) => ({
    tenant: us,
    record: `${village} ${result} ${year} ${i}`,
    person: `${village} ${result} ${year} ${i}`,
    line: 'mediation',
    village: villages[village] ?? null,
    starts: `${year}-03-01`,
    ends: result === null ? null : `${year}-09-01`,
    result,
    school: null,
    minutes: null,
    topics: [],
  }))

const cell = (figure: Figure | undefined, by: string, key: string) => figure?.cells[by]?.find((one) => one.key === key)
const forPartner = (rows: Scratch[], asked = question) =>
  suppress([answerByHand(asked, rows)], partner)[0]?.figures ?? {}

describe('what is hidden', () => {
  const year = [
    ...some(13, 0, 'solved'),
    ...some(7, 1, 'solved'),
    ...some(7, 1, 'unsolved'),
    ...some(1, 2, 'solved'),
    ...some(8, 3, 'unsolved'),
  ]

  test('a village with one case takes a second village along, or the total would give it away', () => {
    const figure = forPartner(year).cases
    expect(figure?.value).toBe(36)
    expect(cell(figure, 'village', villages[2] as string)).toMatchObject({ hidden: true, value: null })
    expect(figure?.cells.village?.filter(({ hidden }) => hidden)).toHaveLength(2)
  })

  test('hidden rows come last, in the order of the alphabet', () => {
    const rows = forPartner(year).cases?.cells.village ?? []
    expect(rows.map(({ hidden }) => hidden)).toEqual([false, false, true, true])
    expect(rows.slice(2).map(({ label }) => label)).toEqual(
      rows
        .slice(2)
        .map(({ label }) => label)
        .sort(),
    )
  })

  test('nine of ten is hidden: it says that one failed', () => {
    const figures = forPartner([...some(9, 0, 'solved'), ...some(1, 0, 'unsolved'), ...some(20, 1, 'advice')])
    expect(figures.solved).toMatchObject({ hidden: true, value: null, part: null, of: null })
  })

  test('a percentage of everybody or nobody is hidden, and one in between is shown', () => {
    expect(forPartner([...some(12, 0, 'solved'), ...some(9, 1, 'advice')]).solved).toMatchObject({ hidden: true })
    expect(forPartner([...some(12, 0, 'solved'), ...some(9, 1, 'unsolved')]).solved).toMatchObject({
      hidden: false,
      part: 12,
      of: 21,
    })
  })

  test('an empty row is shown, unless it tells that everybody is in the other one', () => {
    const spread = forPartner([
      ...some(8, 0, 'solved'),
      ...some(8, 1, 'unsolved'),
      ...some(8, 0, 'advice', 2024),
      ...some(9, 0, 'solved', 2024),
    ])
    expect(cell(spread.cases, 'resultDetail', 'advice')).toMatchObject({ hidden: false, value: 0 })
    const together = forPartner([
      ...some(16, 0, 'solved'),
      ...some(8, 0, 'advice', 2024),
      ...some(9, 0, 'solved', 2024),
    ])
    expect(cell(together.cases, 'resultDetail', 'advice')).toMatchObject({ hidden: true })
    expect(together.cases?.value).toBe(16)
  })

  test('a mean of fewer than ten is hidden, and the smallest and largest are nobody else’s business', () => {
    const timed = (take: 'mean' | 'min' | 'sum', by: string[] = []) =>
      measure({ key: take, name: take, reads, when: 'started', measures: 'minutes', take, by })
    const minutes = (howMany: number, village: number) =>
      some(howMany, village, 'solved').map((row, i) => ({ ...row, minutes: 10 + i }))
    const asked = { ...question, indicators: [timed('mean', ['village']), timed('min'), timed('sum', ['village'])] }
    const figures = forPartner([...minutes(30, 0), ...minutes(12, 1), ...minutes(8, 2)], asked)
    expect(figures.mean).toMatchObject({ hidden: false, n: 50 })
    expect(figures.min).toMatchObject({ hidden: true, value: null })
    expect(cell(figures.mean, 'village', villages[2] as string)).toMatchObject({ hidden: true, value: null, n: null })
    // The total and the other two would give the third away, as a sum or as a mean.
    expect(figures.mean?.cells.village?.filter(({ hidden }) => hidden)).toHaveLength(2)
    expect(figures.sum?.cells.village?.filter(({ hidden }) => hidden)).toHaveLength(2)
  })

  test('halls and activities are no persons: two of them are two', () => {
    const halls = { ...reads, personal: false }
    const two = count({ key: 'halls', name: 'Zalen', reads: halls, when: 'started' })
    expect(forPartner(some(2, 0, 'solved'), { ...question, indicators: [two] }).halls).toMatchObject({
      value: 2,
      hidden: false,
    })
  })

  test('the public sees less than a partner', () => {
    const hiddenFor = (audience: typeof partner) =>
      suppress([answerByHand(question, year)], audience)[0]?.figures.cases?.cells.village?.filter(
        ({ hidden }) => hidden,
      ).length ?? 0
    expect(hiddenFor(everybody)).toBeGreaterThan(hiddenFor(partner))
  })

  test('a change is hidden with either of its years, and a rank with a row that may belong in it', () => {
    const rows = [...some(30, 0, 'solved'), ...some(20, 1, 'unsolved'), ...some(3, 0, 'solved', 2024)]
    const answer = answerByHand(question, rows)
    const read = answer.figures.cases as Figure
    const derived = [
      change({ key: 'growth', name: 'Groei', reads: cases, in: 'procent' }),
      rank({ key: 'top', name: 'Top', reads: cases, ranks: 'village', top: 1 }),
    ].map((indicator) => [indicator.key, derive(indicator, [read], answer.periods)])
    const whole = { ...answer, figures: { ...answer.figures, ...Object.fromEntries(derived) } }
    const figures = suppress([whole], partner)[0]?.figures
    expect(figures?.growth).toMatchObject({ hidden: true, value: null })
    expect(figures?.top).toMatchObject({ hidden: false, names: [{ key: villages[0] }] })
    const four = answerByHand(question, year)
    const top = rank({ key: 'top', name: 'Top', reads: cases, ranks: 'village', top: 3 })
    const ranked = derive(top, [four.figures.cases as Figure], four.periods)
    expect(suppress([{ ...four, figures: { ...four.figures, top: ranked } }], partner)[0]?.figures.top).toMatchObject({
      hidden: true,
      names: [],
    })
  })
})

/** A choice for a figure or one of its rows, this year. */
const choice = (way: WayOn, figure: string, by?: string, key?: string): Choice => ({
  name: `${way} ${figure} ${by} ${key}`,
  way,
  place: { answer: 0, figure, last: false, ...(by && key ? { cell: [by, key] as const } : {}) },
})

describe('what somebody chooses for a number that is too small', () => {
  const year = [...some(20, 0, 'solved'), ...some(12, 1, 'unsolved'), ...some(4, 2, 'advice'), ...some(3, 3, 'advice')]
  const byVillage = (way: WayOn, ...at: number[]) =>
    at.map((i) => choice(way, 'cases', 'village', villages[i] as string))
  const chosen = (choices: Choice[], rows = year, audience = partner) => {
    const found = suppressed([answerByHand(question, rows)], audience, { choices })
    return { figures: found.answers[0]?.figures ?? {}, refused: [...found.refused] }
  }

  test('rows put together are one row with their sum, and the rest is shown', () => {
    const { figures, refused } = chosen(byVillage('group', 2, 3))
    expect(refused).toEqual([])
    expect(figures.cases?.cells.village?.map(({ label, value }) => [label, value])).toEqual([
      [expect.any(String), 20],
      [expect.any(String), 12],
      ['overige', 7],
    ])
  })

  test('a group that would be small itself, or in which each is known, is not made', () => {
    const one = chosen(byVillage('group', 3))
    expect(one.refused).toHaveLength(1)
    expect(cell(one.figures.cases, 'village', GROUPED)).toBeUndefined()
    expect(cell(one.figures.cases, 'village', villages[3] as string)).toMatchObject({ hidden: true })
    // Two of four and eight together: who knows that both are below five knows both.
    const four = [
      ...some(20, 0, 'solved'),
      ...some(12, 1, 'unsolved'),
      ...some(4, 2, 'advice'),
      ...some(4, 3, 'advice'),
    ]
    expect(chosen(byVillage('group', 2, 3), four).refused).toHaveLength(2)
    expect(chosen(byVillage('group', 0, 1, 2, 3)).refused).toHaveLength(4)
  })

  test('less than five is told of what is less than five, and of nothing else', () => {
    const { figures, refused } = chosen(byVillage('below', 0, 2, 3))
    expect(refused).toEqual([])
    expect(cell(figures.cases, 'village', villages[2] as string)).toMatchObject({ hidden: true, value: null, below: 5 })
    expect(cell(figures.cases, 'village', villages[0] as string)?.below).toBeUndefined()
  })

  test('less than five with a sum that tells how much takes a neighbour along', () => {
    const rows = [...some(20, 0, 'solved'), ...some(12, 1, 'unsolved'), ...some(3, 2, 'advice')]
    const { figures } = chosen(byVillage('below', 2), rows)
    expect(cell(figures.cases, 'village', villages[2] as string)).toMatchObject({ hidden: true, below: 5 })
    expect(
      [figures.cases, ...(figures.cases?.cells.village ?? [])].filter((one) => one?.hidden).length,
    ).toBeGreaterThan(1)
  })

  test('two that are less than five and make eight would both be four: then a third is hidden', () => {
    const rows = [
      ...some(20, 0, 'solved'),
      ...some(12, 1, 'unsolved'),
      ...some(4, 2, 'advice'),
      ...some(4, 3, 'advice'),
    ]
    const hidden = (choices: Choice[]) => {
      const { figures } = chosen(choices, rows)
      return [figures.cases, ...(figures.cases?.cells.village ?? [])].filter((one) => one?.hidden).length
    }
    expect(hidden([])).toBe(2)
    expect(hidden(byVillage('below', 2, 3))).toBeGreaterThan(2)
  })

  test('what is left out is not there, and cannot be subtracted', () => {
    const rows = [...some(20, 0, 'solved'), ...some(12, 1, 'unsolved'), ...some(3, 2, 'advice')]
    const { figures } = chosen([...byVillage('omit', 2), choice('omit', 'ended')], rows)
    expect(cell(figures.cases, 'village', villages[2] as string)).toBeUndefined()
    expect(figures.cases?.incomplete).toEqual(['village'])
    const rest = [figures.cases, ...(figures.cases?.cells.village ?? [])]
    expect(rest.some((one) => one?.hidden)).toBe(true)
    expect(figures.ended).toMatchObject({ hidden: true, gone: true, value: null })
  })

  test('what is shown by decision is shown, and no other small number with it', () => {
    const { figures, refused } = chosen(byVillage('show', 3))
    expect(refused).toEqual([])
    expect(cell(figures.cases, 'village', villages[3] as string)).toMatchObject({ hidden: false, value: 3 })
    expect(cell(figures.cases, 'village', villages[2] as string)).toMatchObject({ hidden: true })
    expect(figures.cases?.cells.village?.filter(({ hidden }) => hidden)).toHaveLength(2)
  })

  test('a decision that leaves nothing to hide another behind does not hold', () => {
    const rows = [...some(20, 0, 'solved'), ...some(12, 1, 'unsolved'), ...some(3, 2, 'advice')]
    const all = [choice('show', 'cases'), ...byVillage('show', 0, 1)]
    const { figures, refused } = chosen(all, rows)
    expect(refused).toEqual([all.at(-1)?.name])
    expect(cell(figures.cases, 'village', villages[2] as string)).toMatchObject({ hidden: true })
  })

  test('an enumeration or ranking does not name what was put together or left out', () => {
    const answer = answerByHand(question, year)
    const top = rank({ key: 'top', name: 'Top', reads: cases, ranks: 'village', top: 3 })
    const ranked = derive(top, [answer.figures.cases as Figure], answer.periods)
    const whole = { ...answer, figures: { ...answer.figures, top: ranked } }
    for (const way of ['group', 'omit'] as const) {
      const [shown] = suppress([whole], partner, { choices: byVillage(way, 2, 3) })
      expect(shown?.figures.top).toMatchObject({ hidden: true, names: [] })
    }
  })
})

const many = fc
  .array(
    fc.record({
      howMany: fc.integer({ min: 1, max: 14 }),
      village: fc.integer({ min: 0, max: 3 }),
      result: fc.constantFrom('solved', 'unsolved', 'advice', 'helped', null),
      year: fc.constantFrom(2024, 2025),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((groups) => groups.flatMap(({ howMany, village, result, year }) => some(howMany, village, result, year)))
  .map((rows) => rows.map((row, i) => ({ ...row, record: String(i), person: String(i) })))

describe('an attacker with all the printed numbers', () => {
  test('recovers no hidden number, and of a small one not even the neighbourhood', () => {
    fc.assert(
      fc.property(many, fc.constantFrom(partner, everybody), (rows, audience) => {
        const truth = answerByHand(question, rows)
        const shown = suppress([truth], audience)[0]
        if (!shown) throw new Error('no answer')
        const attacker = new Reader(shown.figures, truth.figures)
        const { threshold } = audience
        for (const [name, [low, high]] of attacker.intervals()) {
          const value = attacker.truth.get(name) ?? 0
          if (value > 0 && value < threshold) {
            expect(high - low, `${name} is ${low} to ${high}`).toBeGreaterThanOrEqual(threshold - 1)
          }
        }
      }),
      { numRuns: 25, seed: 12 },
    )
  })

  test('recovers none with the help of what was chosen either', () => {
    const way = fc.constantFrom<WayOn>('group', 'below', 'omit', 'show')
    const places: (readonly [figure: string, by?: string, key?: string])[] = [
      ...villages.slice(0, 4).map((key) => ['cases', 'village', key] as const),
      ...['solved', 'unsolved', 'advice', 'helped'].map((key) => ['cases', 'resultDetail', key] as const),
      ...(['cases', 'ended', 'standing'] as const).map((key) => [key, undefined, undefined] as const),
    ]
    const some = fc.array(fc.tuple(way, fc.constantFrom(...places)), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(many, fc.constantFrom(partner, everybody), some, (rows, audience, picked) => {
        const choices = [...new Map(picked.map(([way, place]) => [place.join(), choice(way, ...place)])).values()]
        const truth = answerByHand(question, rows)
        const { answers, refused } = suppressed([truth], audience, { choices })
        const shown = answers[0]
        if (!shown) throw new Error('no answer')
        const reader = new Reader(shown.figures, truth.figures)
        for (const [name, [low, high]] of reader.intervals()) {
          const value = reader.truth.get(name) ?? 0
          if (value <= 0 || value >= audience.threshold) continue
          const room = audience.threshold - (reader.below.size > 0 ? 2 : 1)
          expect(high - low, `${name} is ${low} to ${high}`).toBeGreaterThanOrEqual(room)
        }
        for (const { way, place, name } of choices) {
          if (way !== 'show' || refused.has(name)) continue
          const figure = shown.figures[place.figure]
          const at = place.cell ? cell(figure, ...place.cell) : figure
          if (at && truth.figures[place.figure]?.cells[place.cell?.[0] ?? '']?.length !== 1)
            expect(at.hidden).toBe(false)
        }
      }),
      { numRuns: 40, seed: 12 },
    )
  })

  test('finds no number in what is hidden', () => {
    fc.assert(
      fc.property(many, (rows) => {
        const shown = suppress([answerByHand(question, rows)], everybody)[0]
        const places = Object.values(shown?.figures ?? {}).flatMap((figure) => [
          figure,
          figure.last,
          ...Object.values(figure.cells).flat(),
          ...Object.values(figure.cells)
            .flat()
            .map(({ last }) => last),
        ])
        for (const place of places) {
          if (place?.hidden) expect([place.value, place.part, place.of, place.n]).toEqual([null, null, null, null])
          else if (place) {
            const small = [place.of === null ? place.value : null, place.part, place.of].filter(
              (one) => one !== null && one > 0 && one < 10,
            )
            expect(small).toEqual([])
          }
        }
      }),
      { numRuns: 12, seed: 12 },
    )
  })

  test('knows no more when another number is hidden as well', () => {
    // What was safe is not looked at again while more is hidden; this is why that may be.
    fc.assert(
      fc.property(many, fc.array(fc.nat(), { minLength: 2, maxLength: 30 }), (rows, picks) => {
        const { model } = documentOf([answerByHand(question, rows)], partner)
        const published = [...model.variables.values()].filter((one) => one.published)
        const hidden = new Set(published.filter((one) => one.primary).map(({ id }) => id))
        const more = new Set([...hidden, ...picks.map((pick) => published[pick % published.length]?.id as string)])
        const cracked = attacker(model)
        for (const { id } of published) {
          if (!hidden.has(id)) continue
          const [few, all] = [cracked.interval(hidden, id), cracked.interval(more, id)]
          expect(all.low, id).toBeLessThanOrEqual(few.low)
          expect(all.high, id).toBeGreaterThanOrEqual(few.high)
          for (const width of [1, 4, 9]) {
            if (cracked.leavesRoom(hidden, id, width)) expect(cracked.leavesRoom(more, id, width)).toBe(true)
          }
        }
      }),
      { numRuns: 25, seed: 12 },
    )
  })

  test('cannot reckon one new case in a village from what ran on there since last year', () => {
    const rows = [
      ...some(7, 1, 'unsolved', 2024),
      ...some(3, 1, 'solved', 2024),
      ...some(8, 2, null, 2024),
      ...some(1, 1, null, 2023),
      ...some(4, 1, null),
      ...some(1, 2, null),
    ]
    const by = ['village', 'resultDetail']
    const indicators = [{ ...cases, by }, standing, { ...ended, by }]
    const figures = forPartner(rows, { ...question, indicators })
    const village = villages[2] as string
    expect(cell(figures.cases, 'village', village)).toMatchObject({ hidden: true, last: { value: 8 } })
    // Last year's eight all ran on: eight did in all, and the ten that ended were in the other village. Nothing ended
    // here since, so nine that run now would be those eight and one that is new.
    expect(cell(figures.standing, 'village', village)).toMatchObject({ hidden: true })
  })

  test('learns nothing from a second table: two half years and the year', () => {
    const rows = [...some(20, 0, 'solved'), ...some(30, 1, 'unsolved')].map((row, i) => ({
      ...row,
      starts: i < 3 ? '2025-08-01' : '2025-02-01',
    }))
    const half = {
      ...question,
      compare: 'none' as const,
      period: { from: yearPeriod(2025).from, until: '2025-07-01' as never },
    }
    const [year, first] = suppress(
      [answerByHand({ ...question, compare: 'none' }, rows), answerByHand(half, rows)],
      partner,
    )
    // 50 in the year and 47 in its first half would tell of the 3 in the second.
    expect([year?.figures.cases?.hidden, first?.figures.cases?.hidden]).toContain(true)
  })
})
