import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkdays,
  addYears,
  ageOn,
  clockTimeOf,
  type Day,
  day,
  dayFrom,
  dayOf,
  daysBetween,
  endOfYear,
  fromToday,
  holidayOn,
  inDigits,
  inWords,
  isDay,
  isWorkday,
  momentInWords,
  momentOf,
  monthPeriod,
  periodInWords,
  previousYear,
  quarterPeriod,
  shortly,
  startOfWeek,
  startOfYear,
  timeOf,
  weekdayOf,
  within,
  withWeekday,
  workdayFrom,
  workdaysBetween,
  yearOf,
  yearPeriod,
  yearToDate,
} from './index.ts'

const anyDay = fc.integer({ min: 0, max: 80_000 }).map((count) => addDays(day('1900-01-01'), count))

describe('days', () => {
  test('only days that exist are days', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const wrong of ['2025-02-29', '1900-02-29', '2025-02-31', '2025-13-01', '0000-01-01', '2025-3-1', '', null]) {
      expect(isDay(wrong)).toBe(false)
    }
    expect(() => day('2025-02-31')).toThrow(RangeError)
    expect(() => dayFrom(2025, 4, 31)).toThrow(RangeError)
  })

  test('adding days and counting them agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (start, count) => {
        expect(daysBetween(start, addDays(start, count))).toBe(count)
        expect(addDays(addDays(start, count), -count)).toBe(start)
      }),
    )
  })

  test('days compare as text in the order of the calendar', () => {
    fc.assert(fc.property(anyDay, anyDay, (one, other) => one < other === daysBetween(one, other) > 0))
  })

  test('a month later is the same day, or the last of the month', () => {
    expect(addMonths(day('2025-01-31'), 1)).toBe('2025-02-28')
    expect(addMonths(day('2025-03-12'), -3)).toBe('2024-12-12')
    expect(addMonths(day('2025-03-12'), 24)).toBe('2027-03-12')
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28')
  })

  test('years below 100 are not moved to the twentieth century', () => {
    expect(addDays(day('0025-12-31'), 1)).toBe('0026-01-01')
  })

  test('the calendar ends where it ends', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(day('2025-01-01'), 0.5)).toThrow(RangeError)
  })

  test('someone is a year older on the birthday and not before', () => {
    expect(ageOn(day('1950-03-12'), day('2025-03-11'))).toBe(74)
    expect(ageOn(day('1950-03-12'), day('2025-03-12'))).toBe(75)
  })

  test('someone of 29 February is a year older on 1 March', () => {
    expect(ageOn(day('2004-02-29'), day('2025-02-28'))).toBe(20)
    expect(ageOn(day('2004-02-29'), day('2025-03-01'))).toBe(21)
  })

  test('years and weeks have their borders', () => {
    expect([yearOf(day('2025-03-12')), startOfYear(day('2025-03-12')), endOfYear(day('2025-03-12'))]).toEqual([
      2025,
      '2025-01-01',
      '2025-12-31',
    ])
    expect(weekdayOf(day('2025-03-12'))).toBe(3)
    expect(startOfWeek(day('2025-03-16'))).toBe('2025-03-10')
  })
})

describe('days in words', () => {
  test('a day is said in Dutch', () => {
    const on = day('2025-03-12')
    expect(inWords(on)).toBe('12 maart 2025')
    expect(shortly(on)).toBe('12 mrt')
    expect(withWeekday(on)).toBe('woensdag 12 maart')
    expect(inDigits(on)).toBe('12-3-2025')
  })

  test('near days have a name of their own', () => {
    const today = day('2025-03-12')
    const said = ['2025-03-11', '2025-03-12', '2025-03-13', '2025-03-14', '2024-12-31'].map((on) =>
      fromToday(day(on), today),
    )
    expect(said).toEqual(['gisteren', 'vandaag', 'morgen', 'vrijdag 14 maart', 'dinsdag 31 december 2024'])
  })

  test('a moment is said with its time', () => {
    expect(momentInWords(new Date('2025-03-12T15:20:00Z'))).toBe('12 maart 2025 om 16.20 uur')
  })
})

describe('moments', () => {
  test('the day changes at midnight in Amsterdam, in winter and in summer', () => {
    expect(dayOf(new Date('2025-01-14T22:59:59Z'))).toBe('2025-01-14')
    expect(dayOf(new Date('2025-01-14T23:00:00Z'))).toBe('2025-01-15')
    expect(dayOf(new Date('2025-07-14T21:59:59Z'))).toBe('2025-07-14')
    expect(dayOf(new Date('2025-07-14T22:00:00Z'))).toBe('2025-07-15')
  })

  test('a time is right in winter and in summer', () => {
    expect(momentOf(day('2025-01-15'), '16:20').toISOString()).toBe('2025-01-15T15:20:00.000Z')
    expect(momentOf(day('2025-07-15'), '16:20').toISOString()).toBe('2025-07-15T14:20:00.000Z')
    expect(timeOf(new Date('2025-07-15T14:20:00Z'))).toBe('16.20')
  })

  test.each(['1977-04-03', '1995-09-24', '2025-03-30', '2025-10-26', '2025-03-31'])(
    'every quarter of %s has the time that the calendar of the system gives it',
    (on) => {
      const calendar = new Intl.DateTimeFormat('nl-NL', {
        timeZone: 'Europe/Amsterdam',
        hourCycle: 'h23',
        hour: '2-digit',
        minute: '2-digit',
      })
      for (let quarter = -8; quarter < 104; quarter++) {
        const moment = new Date(Date.parse(`${on}T00:00:00Z`) + quarter * 900_000 + 899_999)
        expect(timeOf(moment)).toBe(calendar.format(moment).replace(':', '.'))
      }
    },
  )

  test('a time in the hour that summer time skips becomes an hour later', () => {
    const moment = momentOf(day('2025-03-30'), '02:30')
    expect(moment.toISOString()).toBe('2025-03-30T01:30:00.000Z')
    expect(timeOf(moment)).toBe('03.30')
  })

  test('a time that comes by twice when summer time ends is the first one', () => {
    expect(momentOf(day('2025-10-26'), '02:30').toISOString()).toBe('2025-10-26T00:30:00.000Z')
    expect(momentOf(day('2025-10-26'), '03:00').toISOString()).toBe('2025-10-26T02:00:00.000Z')
    expect(momentOf(day('2025-10-26'), '01:59').toISOString()).toBe('2025-10-25T23:59:00.000Z')
  })

  test('every time on every day since 1980 comes back as it was, except in the skipped hour', () => {
    const since = fc.integer({ min: 0, max: 30_000 }).map((count) => addDays(day('1980-01-01'), count))
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
    fc.assert(
      fc.property(since, time, (on, at) => {
        const moment = momentOf(on, at)
        expect(dayOf(moment)).toBe(on)
        const skipped = at.startsWith('02:') && clockTimeOf(moment) === at.replace('02:', '03:')
        expect(skipped || clockTimeOf(moment) === at).toBe(true)
      }),
    )
  })

  test('what is no time or no moment is a mistake', () => {
    for (const wrong of ['24:00', '9:30', '16.20', '']) {
      expect(() => momentOf(day('2025-03-12'), wrong)).toThrow(RangeError)
    }
    expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError)
  })
})

describe('periods', () => {
  test('a period is half open', () => {
    const year = yearPeriod(2025)
    expect(year).toEqual({ from: '2025-01-01', until: '2026-01-01' })
    expect([within(day('2025-12-31'), year), within(day('2026-01-01'), year)]).toEqual([true, false])
  })

  test('periods are said as people say them', () => {
    const period = (from: string, until: string) => periodInWords({ from: day(from), until: day(until) })
    expect(periodInWords(yearPeriod(2025))).toBe('2025')
    expect(periodInWords(monthPeriod(2025, 12))).toBe('december 2025')
    expect(periodInWords(quarterPeriod(2025, 4))).toBe('vierde kwartaal van 2025')
    expect(periodInWords(yearToDate(day('2025-03-12')))).toBe('1 januari tot en met 12 maart 2025')
    expect(period('2023-01-01', '2026-01-01')).toBe('2023 tot en met 2025')
    expect(period('2024-11-05', '2025-03-13')).toBe('5 november 2024 tot en met 12 maart 2025')
    expect(period('2025-03-12', '2025-03-13')).toBe('12 maart 2025')
    expect(() => period('2025-03-12', '2025-03-12')).toThrow(RangeError)
  })

  test('the year before has the same days, with 29 February where there is one', () => {
    expect(previousYear(yearPeriod(2025))).toEqual(yearPeriod(2024))
    expect(previousYear(monthPeriod(2025, 2))).toEqual(monthPeriod(2024, 2))
    expect(previousYear(yearToDate(day('2024-02-28'))).until).toBe('2023-03-01')
  })

  test('periods that touch still touch a year earlier', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(800), fc.nat(800), (from, first, second) => {
        const middle = addDays(from, first)
        const one = previousYear({ from, until: middle })
        const other = previousYear({ from: middle, until: addDays(middle, second) })
        expect(one.until).toBe(other.from)
        expect(one.from <= one.until).toBe(true)
      }),
    )
  })
})

describe('workdays', () => {
  test('public holidays move with Easter and with the king', () => {
    const names = (days: string[]) => days.map((on) => holidayOn(on as Day))
    expect(names(['2025-04-18', '2025-04-21', '2025-05-29', '2025-06-09'])).toEqual([
      'Goede Vrijdag',
      'Tweede Paasdag',
      'Hemelvaartsdag',
      'Tweede Pinksterdag',
    ])
    expect(names(['2025-04-26', '2025-04-27', '2026-04-27', '2013-04-30'])).toEqual([
      'Koningsdag',
      undefined,
      'Koningsdag',
      'Koningsdag',
    ])
  })

  test('a term that ends on a Saturday before Easter runs on until Tuesday', () => {
    expect(workdayFrom(day('2025-04-19'))).toBe('2025-04-22')
    expect(isWorkday(day('2025-12-26'))).toBe(false)
  })

  test('three workdays from Thursday is Tuesday', () => {
    expect(addWorkdays(day('2025-03-13'), 3)).toBe('2025-03-18')
    expect(workdaysBetween(day('2025-03-13'), day('2025-03-18'))).toBe(3)
    expect(() => addWorkdays(day('2025-03-13'), -1)).toThrow(RangeError)
  })
})
