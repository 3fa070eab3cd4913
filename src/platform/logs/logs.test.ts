import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#platform/days'
import { newKey, requestNumber } from '#platform/ids'
import { code, inRequest, isCode, type LogOptions, makeLog, mistakeOf } from './index.ts'

function recording(options: LogOptions = {}) {
  const lines: Record<string, unknown>[] = []
  const log = makeLog({
    now: () => new Date('2025-03-12T15:20:00Z'),
    ...options,
    write: (line) => lines.push(JSON.parse(line)),
  })
  return { log, lines }
}

describe('a line in the log', () => {
  test('has its moment, level, event and facts', () => {
    const { log, lines } = recording()
    const key = newKey()
    log.info('page shown', {
      path: '/trajecten/:caseId',
      took: 12,
      cached: false,
      on: day('2025-03-12'),
      row: code(key),
    })
    expect(lines).toEqual([
      {
        at: '2025-03-12T15:20:00.000Z',
        level: 'info',
        event: 'page shown',
        facts: { path: '/trajecten/:caseId', took: 12, cached: false, on: '2025-03-12', row: key },
      },
    ])
  })

  test('less than the level is not written', () => {
    const { log, lines } = recording({ level: 'warn' })
    log.debug('detail')
    log.info('page shown')
    log.warn('disk filling up')
    expect(lines.map((line) => line.event)).toEqual(['disk filling up'])
  })

  test('lines of one request carry its number, also after waiting', async () => {
    const { log, lines } = recording()
    const number = requestNumber()
    await inRequest(number, async () => {
      await new Promise((done) => setTimeout(done, 1))
      log.info('page shown')
    })
    log.info('server started')
    expect(lines.map((line) => line.request)).toEqual([number, undefined])
  })
})

describe('nothing of a person is in the log', () => {
  test('the compiler refuses a text that can hold anything', () => {
    const { log, lines } = recording()
    const name: string = 'Jan Jansen'
    // @ts-expect-error a plain text can be a name
    log.info('page shown', { name })
    // @ts-expect-error a list is no fact
    log.info('page shown', { names: ['jan'] })
    // @ts-expect-error an event is a literal
    log.info(name)
    expect(JSON.stringify(lines)).not.toMatch(/jan/i)
    expect(lines.map((line) => line.withheld)).toEqual([1, 1, undefined])
  })

  test.each([
    'Jan Jansen',
    'Jansen',
    'jan jansen',
    'jan@voorbeeld.nl',
    '0612345678',
    '+31612345678',
    '9411 AB',
    '123456782',
    'Hij belt morgen terug.',
    '14-3-1950',
    "d'r",
    'a\nb',
    '{"x":1}',
  ])('%j is withheld', (text) => {
    expect(isCode(text)).toBe(false)
    expect(code(text)).toBeUndefined()
  })

  test.each([
    'case-closed',
    'mainTopic',
    'buurtbemiddeling',
    'jobs.seal',
    '23505',
    '42P01',
    'ECONNREFUSED',
    'POST',
    '18.4',
  ])('%s is a code', (text) => {
    expect(isCode(text)).toBe(true)
  })

  test('whatever is given, a line is one line and holds only fit facts', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (facts) => {
        const written: string[] = []
        makeLog({ write: (line) => written.push(line) }).info('page shown', facts as Record<string, never>)
        expect(written).toHaveLength(1)
        expect(written[0]).not.toContain('\n')
        const { facts: kept = {} } = JSON.parse(written[0] as string)
        for (const value of Object.values(kept)) expect(typeof value === 'string' ? isCode(value) : true).toBe(true)
      }),
    )
  })
})

describe('a mistake', () => {
  test('says where in our code it happened and not what it said', () => {
    const { log, lines } = recording()
    log.error('page failed', new Error('Jan Jansen bestaat al\n    at Jan (/tmp/jansen.ts:1:1)'), { status: 500 })
    const [line] = lines
    expect(JSON.stringify(line)).not.toMatch(/jan/i)
    expect(line).toMatchObject({ level: 'error', facts: { status: 500 }, mistake: { name: 'Error' } })
    expect((line as { mistake: { at: string[] } } | undefined)?.mistake.at[0]).toMatch(
      /^src\/platform\/logs\/logs\.test\.ts:\d+:\d+/,
    )
  })

  test('of the database tells its code, table and constraint, and no row', () => {
    const refused = Object.assign(new Error('duplicate key value'), {
      name: 'error',
      code: '23505',
      table: 'persons',
      constraint: 'persons_email_key',
      detail: 'Key (email)=(jan@voorbeeld.nl) already exists.',
    })
    expect(mistakeOf(new Error('saving failed', { cause: refused }))).toMatchObject({
      name: 'Error',
      cause: { name: 'error', code: '23505', table: 'persons', constraint: 'persons_email_key' },
    })
    expect(JSON.stringify(mistakeOf(refused))).not.toContain('voorbeeld')
  })

  test('of the language itself keeps its words, for they name our code and no person', () => {
    const nothing = undefined as unknown as { title: string }
    try {
      nothing.title.toString()
    } catch (error) {
      expect(mistakeOf(error).said).toBe("Cannot read properties of undefined (reading 'title')")
    }
    expect(mistakeOf(new TypeError('Jan Jansen is not valid')).said).toBeUndefined()
  })

  test('can be anything that was thrown', () => {
    fc.assert(fc.property(fc.anything(), (thrown) => Array.isArray(mistakeOf(thrown).at)))
    const circle = new Error('a')
    circle.cause = circle
    expect(mistakeOf(circle).name).toBe('Error')
  })
})
