import { expect, test } from 'vitest'
import { day, momentOf } from '#platform/days'
import { lineOf } from '#service-lines'
import { aboutOf, chipOf, householdOf, lateness, nearDay, nextDeed, titleOf, trackOf, whoWaits } from './in-words.ts'
import { changed, searchOf, stateFrom } from './list-state.ts'
import { expected, mustStillBeTold, nextOf, talkOf } from './vastleggen.tsx'
import { looksByDay } from './wie.tsx'

const line = lineOf('buurtbemiddeling')
const today = day('2025-03-12')
const now = momentOf(today, '09:14')
const running = {
  id: 'x',
  phase: 'assigned',
  waitsFor: 'us',
  dueAt: null,
  warnAt: null,
  pausedUntil: null,
  seeks: null,
  closedOn: null,
  outcome: null,
  nextKind: null,
  nextOn: null,
  nextAt: null,
  nextPlace: null,
}

test('a case is called by its topic and street, or by its number when there is no street', () => {
  expect(titleOf(line, { mainTopic: 'pets', street: 'Oosterstraat', number: '7K2-P4X' })).toBe(
    'Huisdieren, Oosterstraat',
  )
  expect(titleOf(line, { mainTopic: null, street: null, number: '7K2-P4X' })).toBe('Zaak, nummer 7K2-P4X')
})

test('a case without a village says so', () => {
  expect(
    aboutOf({ villageName: null, openedOn: day('2024-12-30'), fields: { mediators: 'Gerda en Wim' } }, today),
  ).toBe('dorp onbekend · sinds 30 december 2024 · Gerda en Wim')
  const helped = { villageName: 'Oosterhaar', openedOn: day('2025-03-10'), fields: { mediators: 'Gerda en Wim' } }
  expect(aboutOf({ ...helped, helperNames: ['Fatma Aydin', 'Jan Weening'] }, today)).toBe(
    'Oosterhaar · sinds 10 maart · Fatma en Jan',
  )
})

test('what had to be done yesterday is one day late, however few hours ago that is', () => {
  expect(lateness(momentOf(day('2025-03-11'), '16:20'), now)).toBe('1 dag te laat')
  expect(lateness(momentOf(today, '06:00'), now)).toBe('3 uur te laat')
  expect(lateness(momentOf(today, '09:00'), now)).toBe('net te laat')
  expect(lateness(momentOf(today, '10:00'), now)).toBeUndefined()
})

test('a day nearby has the name people give it', () => {
  expect(
    ['2025-03-11', '2025-03-13', '2025-03-14', '2025-03-24', '2026-01-02'].map((each) => nearDay(day(each), today)),
  ).toEqual(['gisteren', 'morgen', 'vrijdag', '24 mrt', '2 jan 2026'])
})

test('of all there is to say of a case, late comes first, then what is planned, then who is waited for', () => {
  const step = { nextKind: 'talk', nextOn: day('2025-03-13'), nextAt: '19:30:00', nextPlace: 'dorpshuis' }
  const chip = (more: object) => chipOf(line, { ...running, ...more }, { now, today })
  expect(chip({ ...step, dueAt: momentOf(day('2025-03-11'), '16:20') })).toEqual({
    tone: 'late',
    text: '1 dag te laat',
  })
  expect(chip(step)).toEqual({ tone: 'good', text: 'gesprek morgen 19.30, dorpshuis' })
  expect(chip({ ...step, nextKind: 'call', nextOn: day('2025-03-10') })).toMatchObject({ tone: 'warn' })
  expect(chip({ ...step, nextKind: 'call', nextOn: day('2025-03-14'), nextAt: null, waitsFor: 'neighbour' })).toEqual({
    tone: 'warn',
    text: 'de buur denkt na, bellen vrijdag',
  })
  expect(chip({ waitsFor: 'neighbour' })).toEqual({ tone: 'warn', text: 'wacht op de buur' })
  const due = { dueAt: momentOf(day('2025-03-13'), '08:50') }
  expect(chip(due)).toEqual({ tone: 'plain', text: 'voor morgen 8.50' })
  expect(chip({ ...due, warnAt: now })).toEqual({ tone: 'warn', text: 'voor morgen 8.50' })
  expect(chip({ ...due, pausedUntil: momentOf(day('2025-03-14'), '08:00') })).toEqual({
    tone: 'plain',
    text: 'staat stil tot vrijdag',
  })
  expect(chip({})).toEqual({ tone: 'plain', text: 'Maak het eerste contact' })
  expect(chip({ closedOn: today, outcome: 'advice' })).toEqual({ tone: 'plain', text: 'Advies gegeven' })
})

test('the line shows what was reached, where it stands and how late that is', () => {
  const track = trackOf(line, { ...running, dueAt: momentOf(day('2025-03-11'), '16:20') }, now, {
    phases: [{ phase: 'reported', reachedAt: momentOf(day('2025-03-10'), '09:40') }],
    clocks: [],
  })
  expect(track.map((step) => step.state)).toEqual([
    'done',
    'done',
    'done',
    'done',
    'late',
    'todo',
    'todo',
    'todo',
    'todo',
  ])
  expect(track[0]?.note).toBe('10 mrt')
  expect(track[4]?.note).toBe('voor 11 mrt 16.20')
  expect(trackOf(line, { ...running, closedOn: today }, now).some((step) => step.state === 'now')).toBe(false)
})

test('the next deed has its own page, and a closed case has none', () => {
  expect(nextDeed(line, running)).toEqual({ label: 'Maak het eerste contact', to: '/zaken/x/vastleggen' })
  expect(nextDeed(line, { ...running, closedOn: today })).toBeUndefined()
  expect(whoWaits(line, running, { now, today })).toBe('Deze zaak wacht op ons.')
  expect(whoWaits(line, { ...running, waitsFor: 'neighbour' }, { now, today })).toBe('We wachten op de buur.')
})

test('a household without a name is called by where it lives', () => {
  expect(householdOf({ called: null, street: 'Oosterstraat', houseNumber: '14' })).toBe('Bewoner Oosterstraat 14')
  expect(householdOf({ called: 'mevrouw met de hond', street: 'Es', houseNumber: null })).toBe('mevrouw met de hond')
  expect(householdOf({ called: null, street: null, houseNumber: null })).toBe('Nog niet bekend wie het is')
})

test('a case that seeks a second says so before what is planned, and who is asked is waited for', () => {
  const at = { now, today }
  const planned = { ...running, nextKind: 'call', nextOn: today }
  expect(chipOf(line, { ...planned, seeks: 1 }, at)).toEqual({ tone: 'warn', text: 'zoekt tweede' })
  const asked = { ...running, phase: 'pairAsked', waitsFor: 'helpers' }
  expect(chipOf(line, asked, at)).toEqual({ tone: 'warn', text: 'wacht op de bemiddelaars' })
  expect(chipOf(line, { ...planned, waitsFor: 'helpers' }, at)).toMatchObject({ tone: 'good' })
  expect(whoWaits(line, asked, at)).toBe('We wachten op de bemiddelaars.')
})

test('the form of a talk begins with what most likely comes next', () => {
  expect(expected({ phase: 'assigned' }, line)).toEqual({ who: 'reporter', kind: 'call' })
  expect(expected({ phase: 'contacted' }, line)).toEqual({ who: 'reporter', kind: 'visit' })
  expect(expected({ phase: 'neighbourHeard' }, line)).toMatchObject({ who: 'talk' })
  expect(expected({ phase: 'reported' }, line)).toEqual({ kind: 'call' })
})

test('who sat together had a talk together, whatever was chosen at how', () => {
  expect(talkOf(line.case, { who: 'talk', kind: 'call', result: 'agreed' })).toEqual({
    kind: 'talk',
    side: null,
    result: 'agreed',
  })
  expect(talkOf(line.case, { who: 'neighbour', kind: 'visit', result: 'heard' })).toEqual({
    kind: 'visit',
    side: 'neighbour',
    result: 'heard',
  })
})

test('half an appointment is asked about', () => {
  expect(nextOf({ nextKind: null, nextOn: null, nextAt: null, nextPlace: null })).toBeUndefined()
  expect(() => nextOf({ nextKind: null, nextOn: today, nextAt: null, nextPlace: null })).toThrow(
    'Kies wat de volgende stap is',
  )
  expect(() => nextOf({ nextKind: 'call', nextOn: null, nextAt: null, nextPlace: null })).toThrow('Kies op welke dag')
})

test('the address of a list says it whole, and what it cannot be is left out', () => {
  const address = '?status=alles&jaar=2024&onderwerp=noise&stap=talked&uitkomst=solvedApart&wacht=laat&op=village&om=ja'
  expect(searchOf(stateFrom(new URLSearchParams(address), line))).toBe(address)
  expect(
    searchOf(stateFrom(new URLSearchParams('?status=zoek&jaar=1&dorp=Lindeveen&onderwerp=constructor&na=x~y'), line)),
  ).toBe('')
  const state = stateFrom(new URLSearchParams('?op=opened&na=2025-01-01~01a21254-fb56-75c0-a97c-a262449cbcaf'), line)
  expect(state.after?.[0]).toBe('2025-01-01')
  expect(searchOf(changed(state, { topic: 'pets' }))).toBe('?onderwerp=pets&op=opened')
})

test('a day of looking is one line: who, how often and on which pages', () => {
  const look = (time: string, purpose: string, accountName = 'Noor Haan') => ({
    at: momentOf(today, time),
    accountName,
    role: 'coordinator',
    purpose,
  })
  expect(
    looksByDay([
      look('09:14', '/zaken/:caseId'),
      look('09:12', '/'),
      look('09:10', '/zaken/:caseId'),
      look('09:00', '/zaken/:caseId/wie', 'Bas Wolters'),
    ]),
  ).toEqual([
    { who: 'Noor Haan', role: 'coördinator', on: today, times: 3, places: ['het dossier zelf', 'het scherm Vandaag'] },
    { who: 'Bas Wolters', role: 'coördinator', on: today, times: 1, places: ['wie mag dit zien'] },
  ])
})

test('who speaks with the neighbour for the first time is reminded to tell what is kept', () => {
  const sides = [{ side: 'neighbour', informedOn: null }]
  expect(mustStillBeTold(line, sides, { side: 'neighbour', result: 'heard' })).toContain(
    'Weet de buur nu wat je bewaart?',
  )
  expect(mustStillBeTold(line, sides, { side: 'neighbour', result: 'nobody' })).toBe('')
  expect(mustStillBeTold(line, sides, { side: 'reporter', result: 'heard' })).toBe('')
  expect(
    mustStillBeTold(line, [{ side: 'neighbour', informedOn: today }], { side: 'neighbour', result: 'heard' }),
  ).toBe('')
})
