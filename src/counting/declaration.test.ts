import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { yearPeriod } from '#platform/days'
import { noun } from '#platform/words'
import { change, names, rank, sum } from './derived.ts'
import { fact } from './fact.ts'
import { grouping } from './grouping.ts'
import { count, measure, share } from './indicator.ts'
import { ruleInWords } from './rule.ts'
import { scratchCases as reads, scratchTalks, scratchTopics } from './testing/scratch.ts'
import { not, oneOf, present } from './where.ts'

const cases = count({ key: 'zaken', name: 'Zaken', reads, when: 'started', by: ['village'] })
const persons = count({ key: 'mensen', name: 'Mensen', reads, when: 'started', counts: 'persons', by: ['village'] })
const solved = share({
  key: 'opgelost',
  name: 'Opgelost',
  reads,
  when: 'ended',
  whole: {},
  part: { resultDetail: 'solved' },
})

describe('a wrong declaration stops the program with its key', () => {
  const wrong = (declare: () => unknown) => {
    try {
      declare()
    } catch (error) {
      return (error as Error).message
    }
    return 'it was accepted'
  }
  test('an unknown dimension', () => {
    expect(wrong(() => count({ key: 'k', name: 'k', reads, when: 'started', by: ['street'] }))).toBe(
      "Indicator 'k': 'street' is no dimension or grouping of fact 'scratch-case'",
    )
    expect(wrong(() => count({ key: 'k', name: 'k', reads, when: 'started', where: { street: 'x' } }))).toContain(
      "'street'",
    )
  })
  test('a value that a dimension does not know', () => {
    const known = fact({
      key: 'f',
      called: noun('zaak', 'zaken', 'de'),
      dimensions: { phase: { column: 'phase', label: 'fase', values: { heard: 'Gehoord' } } },
      rows: () => sql`select 1`,
    })
    expect(
      wrong(() => count({ key: 'k', name: 'k', reads: known, when: 'started', where: { phase: 'herd' } })),
    ).toContain("'herd' is no value of 'phase'")
  })
  test('moments that would be standing', () => {
    expect(wrong(() => count({ key: 'k', name: 'k', reads: scratchTalks, when: 'standing' }))).toContain(
      'never standing',
    )
  })
  test('a sum of distinct persons', () => {
    expect(wrong(() => sum({ key: 'k', name: 'k', reads: [cases, persons] }))).toContain("'mensen' cannot be added")
  })
  test('a sum of a percentage', () => {
    expect(wrong(() => sum({ key: 'k', name: 'k', reads: [cases, solved] }))).toContain("'opgelost' cannot be added")
  })
  test('a change of a percentage in per cent', () => {
    expect(wrong(() => change({ key: 'k', name: 'k', reads: solved, in: 'procent' }))).toContain('cannot be in procent')
    expect(wrong(() => change({ key: 'k', name: 'k', reads: cases, in: 'punten' }))).toContain('cannot be in punten')
  })
  test('a rank of a breakdown that is not there', () => {
    expect(wrong(() => rank({ key: 'k', name: 'k', reads: cases, ranks: 'school', top: 2 }))).toContain("'school'")
    expect(wrong(() => names({ key: 'k', name: 'k', reads: cases, names: 'school' }))).toContain("'school'")
  })
  test('a measure over rows that stand there more than once', () => {
    const twice = fact({
      key: 'f',
      called: noun('zaak', 'zaken', 'de'),
      overlapping: ['village'],
      measures: { m: { column: 'm', label: 'm' } },
      rows: () => sql`select 1`,
    })
    expect(
      wrong(() => measure({ key: 'k', name: 'k', reads: twice, when: 'started', measures: 'm', take: 'sum' })),
    ).toContain('more than once')
  })
  test("'not' on topics, of which a record has several", () => {
    expect(
      wrong(() =>
        count({ key: 'k', name: 'k', reads: scratchTopics, when: 'started', where: { topic: not('noise') } }),
      ),
    ).toContain('what is left out')
  })
})

describe('the rule in words', () => {
  const context = {
    groupings: [
      grouping({
        key: 'villageSize',
        of: 'village',
        groups: { large: ['v'] },
        labels: { large: 'Grote dorpen' },
        name: 'groot-klein-2025',
      }),
      grouping({
        key: 'result',
        of: 'resultDetail',
        groups: { good: ['solved'], bad: ['unsolved'] },
        labels: { good: 'Opgelost', bad: 'Niet opgelost' },
      }),
    ],
    labels: { school: { north: 'De Noord' } },
  }
  test('says what counts in a share, what is left out, and how an outcome is read', () => {
    const rule = share({
      key: 'k',
      name: 'k',
      reads,
      when: 'ended',
      whole: { result: oneOf('good', 'bad') },
      part: { result: 'good' },
      since: 2025,
      note: 'Advies telt niet mee.',
    })
    expect(ruleInWords(rule, yearPeriod(2025), context)).toBe(
      "Geteld zijn de zaken die in 2025 eindigden. Alleen met uitkomst Opgelost of Niet opgelost. Het percentage is het deel daarvan met uitkomst Opgelost. Voor uitkomst kijken we naar 31 december 2025: wat toen nog liep, telt als 'loopt nog'. Advies telt niet mee. Zo geteld sinds 2025.",
    )
  })
  test('says who counts once, and which villages are large', () => {
    const rule = count({
      key: 'k',
      name: 'k',
      reads,
      when: 'standing',
      counts: 'persons',
      where: { villageSize: 'large', school: not('north') },
    })
    expect(ruleInWords(rule, yearPeriod(2025), context)).toBe(
      "Geteld zijn de personen bij de zaken die op 31 december 2025 liepen. Alleen met grootte van het dorp Grote dorpen. Alleen met school anders dan De Noord. Wie vaker voorkomt, telt één keer. Zonder bekende persoon telt een zaak niet mee. Voor grootte van het dorp geldt de indeling 'groot-klein-2025'.",
    )
  })
  test('has words for every period rule', () => {
    const first = (when: 'started' | 'running' | 'carriedOver') =>
      ruleInWords(count({ key: 'k', name: 'k', reads, when, where: { school: present } }), yearPeriod(2025)).split(
        '. ',
      )[0]
    expect(first('started')).toBe('Geteld zijn de zaken die in 2025 begonnen')
    expect(first('running')).toBe('Geteld zijn de zaken die in 2025 liepen, ook als ze eerder begonnen')
    expect(first('carriedOver')).toBe('Geteld zijn de zaken die op 31 december 2024 al liepen')
    expect(ruleInWords(count({ key: 'k', name: 'k', reads: scratchTalks, when: 'started' }), yearPeriod(2025))).toBe(
      'Geteld zijn de gesprekken in 2025.',
    )
  })
  test('of a derived figure names the figures it reads', () => {
    expect(ruleInWords(change({ key: 'k', name: 'k', reads: solved, in: 'punten' }), yearPeriod(2025))).toBe(
      "Hoeveel 'Opgelost' meer of minder is dan vorig jaar, met dezelfde regel geteld, in procentpunten.",
    )
  })
})
