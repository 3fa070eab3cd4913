import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { Invalid } from '#platform/errors'
import {
  type Area,
  checkName,
  ended,
  mostAtOnce,
  nameKey,
  nameTakenBack,
  readVillages,
  renamed,
  takesNew,
  villagesToChoose,
} from './village.ts'

const village = (name: string, more: Partial<Area> = {}) =>
  ({ id: name, name, formerNames: [], validUntil: null, ...more }) as unknown as Area

test('a list is read one village on a line, or with commas, and bullets and numbers are left out', () => {
  expect(readVillages('- Lindeveen\r\n 2.  Oosterhaar \n\nSint  Anna, Esveld; \tZandwolde', [])).toEqual({
    fresh: ['Lindeveen', 'Oosterhaar', 'Sint Anna', 'Esveld', 'Zandwolde'],
    known: [],
    twice: [],
    refused: [],
  })
})

test('a village that is there is not made again, however it is written', () => {
  const { fresh, known, twice } = readVillages('nieuw lindeveen\nNIEUW-LINDEVEEN\nZuid\nzuid', [
    { name: 'Nieuw-Lindeveen' },
  ])
  expect({ fresh, known, twice }).toEqual({ fresh: ['Zuid'], known: ['Nieuw-Lindeveen'], twice: ['Zuid'] })
})

test('what is no name is named with the reason, and costs no good name', () => {
  const { fresh, refused } = readVillages(`Esveld\n123\n${'a'.repeat(81)}`, [])
  expect(fresh).toEqual(['Esveld'])
  expect(refused.map(({ why }) => why)).toEqual([
    'Hier staat geen letter in. Vul de naam van een dorp in.',
    'Dit is langer dan 80 tekens. Zet elk dorp op een eigen regel.',
  ])
})

test('five hundred villages are read at once, and more than the country has are refused', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `Dorp ${at}`).join('\n')
  expect(readVillages(names(500), []).fresh).toHaveLength(500)
  expect(() => readVillages(names(mostAtOnce + 1), [])).toThrow(Invalid)
})

test('whatever is pasted, every name comes out once and none is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 30 })), (lines) => {
      const { fresh, known, refused } = readVillages(lines.join('\n'), [{ name: 'Esveld' }])
      const keys = fresh.map(nameKey)
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys).not.toContain('esveld')
      const again = readVillages(fresh.join('\n'), [])
      expect(again).toEqual({ fresh, known: [], twice: [], refused: [] })
      expect(known.length + fresh.length + refused.length).toBeLessThanOrEqual(
        lines.join('\n').split(/[\n,;\t]/).length,
      )
    }),
  )
})

test('a name that another village has is refused, and so is that of one that ended', () => {
  expect(() => checkName('esveld', [village('Esveld')])).toThrow('Esveld staat er al. Kies een andere naam.')
  expect(() => checkName('Esveld', [village('Esveld', { validUntil: day('2025-01-01') })])).toThrow(
    'bestaat tot en met 31 december 2024',
  )
  expect(() => checkName('…', [])).toThrow('geen letter')
  expect(() => checkName('Nieuw Esveld', [village('Esveld')])).not.toThrow()
})

test('a village that gets another name keeps what it was called, and the change can be taken back whole', () => {
  const once = renamed(village('Esvelt'), 'Esveld')
  expect(once).toMatchObject({ name: 'Esveld', formerNames: ['Esvelt'] })
  expect(nameTakenBack(once)).toEqual(village('Esvelt'))
  const twice = renamed(renamed(once, 'Esvelderveen'), 'Esveld')
  expect(twice).toMatchObject({ name: 'Esveld', formerNames: ['Esvelt', 'Esvelderveen'] })
  expect(renamed(once, 'Esveld')).toBe(once)
  expect(() => nameTakenBack(village('Esveld'))).toThrow(Invalid)
})

test('a village that ended takes nothing new from the day after, and stays where it was chosen', () => {
  const [esveld, other] = [ended(village('Esveld'), day('2024-12-31')), village('Oosterhaar')]
  expect(takesNew(esveld, day('2024-12-31'))).toBe(true)
  expect(takesNew(esveld, day('2025-01-01'))).toBe(false)
  expect(villagesToChoose([esveld, other], day('2025-03-12'))).toEqual({ Oosterhaar: 'Oosterhaar' })
  expect(Object.keys(villagesToChoose([esveld, other], day('2025-03-12'), 'Esveld'))).toEqual(['Esveld', 'Oosterhaar'])
})
