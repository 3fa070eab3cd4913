import { expect, test } from 'vitest'
import type { VolunteerLine } from '#kernel/volunteer'
import { day } from '#platform/days'
import { settingsFrom } from '#platform/settings'
import { lineOf } from '#service-lines'
import { propose, weigh } from './index.ts'

const line = lineOf('buurtbemiddeling')
const declared = line.match!
const today = day('2025-03-12')
const evenings = { days: ['tu', 'th'], parts: ['evening'] }

/** Somebody who can be asked: new, without a case, from a village where nobody of this case lives. */
function volunteer(name: string, more: Partial<VolunteerLine> = {}): VolunteerLine {
  const demands = Object.keys(declared.demands).map((demand) => ({ demand, metOn: day('2024-01-01') }))
  return {
    ...{ id: name, name, street: 'Brink', village: 'zandwolde', villageName: 'Zandwolde', ...evenings },
    ...{ running: 0, ended: 0, lastAskedAt: null, askedLately: 0, pauses: [], demands },
    ...{ role: { validFrom: day('2024-01-01'), validUntil: null } },
    ...more,
  } as VolunteerLine
}
const old = (name: string, more: Partial<VolunteerLine> = {}) => volunteer(name, { ended: 12, ...more })

const about = {
  places: [
    { street: 'Oosterstraat', village: 'lindeveen' },
    { street: 'Oosterstraat', village: 'lindeveen' },
  ],
  askedBefore: new Set<string>(),
  today,
  settings: settingsFrom([]),
}
const weighed = (all: VolunteerLine[], more: Partial<typeof about> = {}) => weigh(line, all, { ...about, ...more })
const names = (all: VolunteerLine[], places = 2, partners: string[] = []) => {
  const candidates = weighed(all)
  return propose(
    declared,
    candidates,
    places,
    candidates.filter(({ volunteer: { id } }) => partners.includes(id)),
  ).map(({ helpers }) =>
    helpers
      .map((one) => one.volunteer.name)
      .sort()
      .join(' en '),
  )
}

test('an old hand goes with somebody new', () => {
  const first = names([old('Gerda'), old('Wim'), volunteer('Sander')])[0]
  expect(first).toBe('Gerda en Sander')
  expect(names([old('Gerda'), old('Wim'), volunteer('Sander')], 1, ['Sander'])[0]).toBe('Gerda')
  expect(names([volunteer('Truus'), old('Wim'), volunteer('Sander')], 1, ['Sander'])[0]).toBe('Wim')
})

test('who can go together comes before who is busy, and who has little to do before who was asked long ago', () => {
  const mornings = { days: ['sa'], parts: ['morning'] }
  expect(names([old('Gerda', { running: 3 }), old('Jan', mornings), volunteer('Sander')])[0]).toBe('Gerda en Sander')
  expect(names([old('Gerda', { running: 3 }), old('Wim', { running: 1 }), volunteer('Sander')])[0]).toBe(
    'Sander en Wim',
  )
  const asked = (on: string) => ({ lastAskedAt: new Date(`${on}T10:00:00Z`) })
  expect(names([old('Gerda', asked('2025-03-01')), old('Wim', asked('2025-01-01')), volunteer('Sander')])[0]).toBe(
    'Sander en Wim',
  )
})

test('who lives in the same street is asked last, who lives in the same village before them, and both are warned of', () => {
  const near = old('Amina', { street: 'oosterstraat', village: 'lindeveen', villageName: 'Lindeveen' })
  const village = old('Bea', { village: 'lindeveen', villageName: 'Lindeveen' })
  expect(names([near, village, old('Wim', { running: 9 }), volunteer('Sander')])).toEqual([
    'Sander en Wim',
    'Bea en Sander',
    'Bea en Wim',
  ])
  expect(weighed([near, village]).map(({ minds }) => minds)).toEqual([
    ['woont dichtbij, in dezelfde straat'],
    ['woont in hetzelfde dorp'],
  ])
  // Another village may have a street of that name.
  expect(weighed([old('Ria', { street: 'Oosterstraat' })])[0]?.minds).toEqual([])
})

test('where helpers had better live close by, they do', () => {
  const buddies = { ...line, match: { ...declared, helpers: 1, nearby: 'prefer' as const } }
  const candidates = weigh(
    buddies,
    [volunteer('Sander'), volunteer('Bea', { village: 'lindeveen', villageName: 'Lindeveen' })],
    about,
  )
  const [first] = propose(buddies.match, candidates, 1)
  expect(first?.helpers[0]).toMatchObject({ volunteer: { name: 'Bea' }, minds: [] })
  expect(first?.helpers[0]?.reasons).toContain('woont in hetzelfde dorp')
})

test('the reasons are told in words', () => {
  const [one] = weighed([old('Gerda', { running: 1, askedLately: 4, lastAskedAt: new Date('2025-03-03T10:00:00Z') })])
  expect(one?.reasons).toEqual([
    'ervaren, 12 zaken gedaan',
    'heeft nu 1 zaak',
    'kan dinsdag en donderdag, ’s avonds',
    'woont in Zandwolde',
    'laatst gevraagd op 3 maart',
  ])
  expect(one?.minds).toEqual(['is de laatste drie maanden 4 keer gevraagd'])
  const candidates = weighed([old('Gerda'), volunteer('Sander')])
  expect(propose(declared, candidates, 2)[0]?.reasons).toEqual(['één ervaren, één nieuw', 'kunnen samen'])
})

test('an organisation says itself from when somebody is an old hand', () => {
  const settings = settingsFrom([
    { key: 'buurtbemiddeling.old-hand-from', from: day('2025-01-01'), until: null, value: 20 },
  ])
  expect(weighed([old('Gerda')], { settings } as never)[0]?.oldHand).toBe(false)
})

test('who cannot be asked is not proposed, and it is told why', () => {
  const all = [old('Gerda'), old('Rob', { pauses: [{ startsOn: today, endsOn: null }] as never }), volunteer('Sander')]
  expect(weighed(all, { askedBefore: new Set(['Sander']) }).map(({ why }) => why)).toEqual([
    undefined,
    'heeft pauze',
    'is hiervoor al gevraagd',
  ])
  expect(propose(declared, weighed(all, { askedBefore: new Set(['Sander']) }), 2)).toEqual([])
})
