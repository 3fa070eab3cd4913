import { expect, test } from 'vitest'
import type { DatabaseLook, FolderLook } from '#platform/check'
import { aboutBackup, aboutDatabase, aboutFolder, aboutImports, aboutMail, aboutSeals } from './findings.ts'

const now = new Date('2025-03-12T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const sound: DatabaseLook = {
  kind: 'real',
  version: 'same',
  clockAhead: 0,
  open: [],
  tooMuch: [],
  isRunning: true,
  workerSince: hoursAgo(5),
  jobs: { failed: 0, stuck: 0, late: 0, lastSeal: hoursAgo(0.1) },
}
const roomy: FolderLook = { openToOthers: [], free: 80e9, total: 100e9, leftovers: [] }

const about = (change: Partial<DatabaseLook>) => aboutDatabase({ ...sound, ...change }, now).map(({ key }) => key)
const jobs = (change: Partial<DatabaseLook['jobs']>) => ({ jobs: { ...sound.jobs, ...change } })

test('of an installation in which nothing is wrong nothing is said', () => {
  expect([
    ...aboutDatabase(sound, now),
    ...aboutFolder(roomy),
    ...aboutBackup({ at: hoursAgo(20), file: '' }, 'real', now),
  ]).toEqual([])
})

test('a clock that differs is said in seconds, and which way', () => {
  expect(about({ clockAhead: 1_500 })).toEqual([])
  expect(aboutDatabase({ ...sound, clockAhead: -90_000 }, now)[0]?.what).toBe(
    'De klok van de databaseserver loopt 90 seconden achter.',
  )
})

test.each(['older', 'newer', 'altered', 'none'] as const)(
  'a database that is %s than the program is wrong',
  (version) => {
    expect(about({ version })).toEqual(['version'])
  },
)

test('background work stands still when its worker is gone, or has been there for an hour and did nothing', () => {
  expect(about({ workerSince: undefined })).toEqual(['jobs-stuck'])
  expect(about(jobs({ lastSeal: hoursAgo(2) }))).toEqual(['jobs-stuck'])
  expect(about(jobs({ late: 1 }))).toEqual(['jobs-stuck'])
  expect(about(jobs({ stuck: 1 }))).toEqual(['jobs-stuck'])
  expect(about(jobs({ failed: 2 }))).toEqual(['jobs-failed'])
})

test('an installation that is stopped, or has only just started, does not stand still', () => {
  expect(about({ isRunning: false, workerSince: undefined, ...jobs({ lastSeal: hoursAgo(200), late: 3 }) })).toEqual([])
  expect(about({ workerSince: hoursAgo(0.2), ...jobs({ lastSeal: hoursAgo(200), late: 3 }) })).toEqual([])
})

test('a full disk is wrong, a disk that fills up is a warning', () => {
  expect(aboutFolder({ ...roomy, free: 100e6 })).toMatchObject([{ key: 'disk', weight: 'wrong' }])
  expect(aboutFolder({ ...roomy, free: 9e9 })).toMatchObject([{ key: 'disk', weight: 'warning' }])
  expect(aboutFolder({ ...roomy, free: 9e9 })[0]?.what).toBe('Op de schijf is nog 9.000 MB vrij van 100.000 MB.')
})

test('a copy of more than two days ago is too old; the demo needs none', () => {
  const keys = (...asked: Parameters<typeof aboutBackup>) => aboutBackup(...asked).map(({ key }) => key)
  expect(keys({ at: hoursAgo(47), file: '' }, 'real', now)).toEqual([])
  expect(keys({ at: hoursAgo(49), file: '' }, 'real', now)).toEqual(['backup'])
  expect(keys(undefined, 'real', now)).toEqual(['backup'])
  expect(keys(undefined, 'demo', now)).toEqual([])
})

test('a log that was altered is named with its organisation', () => {
  const one = { organisation: 'Welzijn Lindeveen', seals: 3, lines: 40, broken: ['access 2'], altered: 1, last: {} }
  expect(aboutSeals([one])[0]?.what).toBe(
    'Het logboek van Welzijn Lindeveen is veranderd. Het klopt niet. Zegels die niet kloppen: access 2. Veranderde inhoud: 1.',
  )
  expect(aboutSeals([{ ...one, broken: [], altered: 0 }])).toEqual([])
})

test('an import that broke off is told with what to do, and is no fault of the installation', () => {
  const [finding] = aboutImports([{ organisation: 'Welzijn Lindeveen', since: hoursAgo(1) }])
  expect(finding).toMatchObject({ key: 'imports', weight: 'warning' })
  expect(finding?.what).toBe(
    'Bij Welzijn Lindeveen is het inlezen van een lijst afgebroken, op 12 maart 2025 om 12.00 uur.',
  )
  expect(aboutImports([])).toEqual([])
})

test('mail that does not leave is told apart from mail that is off', () => {
  expect(aboutMail(undefined)).toEqual([])
  expect(aboutMail('535 5.7.8')[0]).toMatchObject({
    weight: 'wrong',
    what: expect.stringContaining('laat ons niet binnen'),
  })
  expect(aboutMail('ESOCKET')[0]).toMatchObject({ key: 'mail', what: expect.stringContaining('niet te bereiken') })
})
