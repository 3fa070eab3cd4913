import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { lineOf } from '#service-lines'
import {
  availabilityInWords,
  endRole,
  pauseFrom,
  type Standing,
  sharedTime,
  talkIsDue,
  type VolunteerPause,
  type VolunteerRole,
  whyNot,
} from './index.ts'

const declared = lineOf('buurtbemiddeling').match!
const today = day('2025-03-12')
const since2020: Standing = {
  role: { validFrom: day('2020-01-01'), validUntil: null },
  demands: Object.keys(declared.demands).map((demand) => ({ demand, metOn: day('2020-02-01') })),
  pauses: [],
}
const pause = (startsOn: string, endsOn: string | null) =>
  ({ startsOn: day(startsOn), endsOn: endsOn && day(endsOn) }) as VolunteerPause
const without = (demand: string): Standing => ({
  ...since2020,
  demands: since2020.demands.filter((one) => one.demand !== demand),
})

test('who was trained, signed, showed the certificate and is not on pause can be asked', () => {
  expect(whyNot(declared, since2020, today)).toBeUndefined()
})

test.each([
  ['without a training', without('training'), 'heeft de training nog niet gevolgd'],
  ['without a signature', without('confidentiality'), 'heeft de geheimhouding nog niet getekend'],
  ['of whom no certificate was seen', without('vog'), 'heeft nog geen VOG laten zien'],
  ['on pause', { ...since2020, pauses: [pause('2025-03-01', '2025-04-01')] }, 'heeft pauze tot en met 1 april'],
  ['on pause without an end', { ...since2020, pauses: [pause('2025-03-12', null)] }, 'heeft pauze'],
  [
    'who stopped',
    { ...since2020, role: { validFrom: day('2020-01-01'), validUntil: day('2025-03-11') } },
    'is geen bemiddelaar meer',
  ],
  [
    'who begins in April',
    { ...since2020, role: { validFrom: day('2025-04-01'), validUntil: null } },
    'begint pas op 1 april',
  ],
] as [string, Standing, string][])('somebody %s is not asked, and the reason is told', (_, standing, why) => {
  expect(whyNot(declared, standing, today)).toBe(why)
})

test('a pause that is over, or still to come, keeps nobody from helping today', () => {
  const pauses = [pause('2025-01-01', '2025-03-11'), pause('2025-03-13', null)]
  expect(whyNot(declared, { ...since2020, pauses }, today)).toBeUndefined()
})

test('when somebody can is told as people say it', () => {
  expect(availabilityInWords({ days: ['th', 'tu'], parts: ['evening'] })).toBe('dinsdag en donderdag, ’s avonds')
  expect(availabilityInWords({ days: [], parts: ['morning', 'afternoon'] })).toBe('’s ochtends en ’s middags')
  expect(availabilityInWords({ days: ['mo', 'tu', 'we', 'th', 'fr', 'sa'], parts: [] })).toBe('doordeweeks en zaterdag')
  expect(availabilityInWords({ days: ['mo', 'tu', 'we', 'th', 'sa', 'su'], parts: [] })).toContain('maandag, dinsdag')
  expect(availabilityInWords({ days: [], parts: [] })).toBeUndefined()
})

test('two can go together on a day and a part of it that both have; of whom nothing is known it is not said that they cannot', () => {
  const tuesdayEvening = { days: ['tu'], parts: ['evening'] }
  expect(sharedTime(tuesdayEvening, { days: ['mo', 'tu'], parts: ['evening', 'morning'] })).toBe(true)
  expect(sharedTime(tuesdayEvening, { days: ['tu'], parts: ['morning'] })).toBe(false)
  expect(sharedTime(tuesdayEvening, { days: ['mo'], parts: ['evening'] })).toBe(false)
  expect(sharedTime(tuesdayEvening, { days: [], parts: [] })).toBe(true)
})

test('after a year the yearly talk is due, and who is new for a year was not spoken to either', () => {
  expect(talkIsDue(day('2024-03-13'), day('2015-01-01'), today)).toBe(false)
  expect(talkIsDue(day('2024-03-12'), day('2015-01-01'), today)).toBe(true)
  expect(talkIsDue(null, day('2024-03-12'), today)).toBe(true)
  expect(talkIsDue(null, day('2025-01-01'), today)).toBe(false)
})

test('a pause ends after it began and not in the past; who stopped cannot stop again', () => {
  expect(() => pauseFrom(today, day('2025-03-01'), today)).toThrow('Kies die dag of later')
  expect(() => pauseFrom(day('2025-02-01'), day('2025-03-01'), today)).toThrow('Die dag is voorbij')
  const role = { validFrom: day('2025-01-01'), validUntil: null, thanks: null } as VolunteerRole
  const stopped = endRole(role, today, 'bloemen')
  expect(stopped).toMatchObject({ validUntil: today, thanks: 'bloemen' })
  expect(() => endRole(stopped, today, null)).toThrow('Dit eindigde al op 12 maart 2025')
  expect(() => endRole(role, day('2024-12-31'), null)).toThrow('Kies die dag of later')
})
