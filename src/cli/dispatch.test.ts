import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readArgs, WrongUse } from './command.ts'
import { runCommand } from './dispatch.ts'

let folder: string
let said: string[]
let complained: string[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'naober-commands-'))
  said = []
  complained = []
  vi.spyOn(console, 'log').mockImplementation((text) => void said.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation((text) => void complained.push(String(text)))
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

test('a command gets its arguments and its exit code becomes that of the program', async () => {
  commandThat('tel', 'return args.length')

  expect(await runCommand(['tel', 'een', 'twee'], folder)).toBe(2)
  expect(await runCommand(['tel'], folder)).toBe(0)
})

test('without a command the list of commands is shown', async () => {
  commandThat('tel', '')

  expect(await runCommand([], folder)).toBe(0)
  expect(said.join('\n')).toMatch(/tel +Telt iets\./)
})

test('help on a command shows how it is called and does not run it', async () => {
  commandThat('tel', `throw new Error('it ran')`)

  expect(await runCommand(['help', 'tel'], folder)).toBe(0)
  expect(await runCommand(['tel', '--help'], folder)).toBe(0)
  expect(said.join('\n')).toContain('naober tel <wat>')
})

test('a command that is broken does not stand in the way of another', async () => {
  writeFileSync(path.join(folder, 'stuk.ts'), `import 'a-package-that-is-not-there'`)
  commandThat('tel', '')

  expect(await runCommand(['tel'], folder)).toBe(0)
})

test.each(['onbekend', '../dispatch', 'TEL'])('the command %s does not exist', async (name) => {
  expect(await runCommand([name], folder)).toBe(2)
  expect(complained[0]).toContain('bestaat niet')
})

test('what cannot be done now is told in its own sentence', async () => {
  commandThat('tel', `throw new Refused('De map is vol: maak ruimte.')`)

  expect(await runCommand(['tel'], folder)).toBe(1)
  expect(complained).toEqual(['De map is vol: maak ruimte.'])
})

test('every problem of what was filled in is told', async () => {
  commandThat('tel', `throw new Invalid({ on: '31 februari bestaat niet.', name: 'Vul een naam in.' })`)

  expect(await runCommand(['tel'], folder)).toBe(1)
  expect(complained).toEqual(['31 februari bestaat niet.\nVul een naam in.'])
})

test('a mistake of ours gets the same number each time and tells nothing that was typed', async () => {
  commandThat('tel', `throw new TypeError('Vera Vermeulen is undefined')`)

  expect(await runCommand(['tel'], folder)).toBe(1)
  await runCommand(['tel'], folder)
  expect(complained[0]).toMatch(/^Er ging bij ons iets mis\. Geef de helpdesk nummer [0-9A-Z]{4}\.$/)
  expect(complained[1]).toBe(complained[0])
})

test('an option that does not exist is wrong use, and so is a word too many or too few', () => {
  const options = { lijn: { type: 'string' } } as const

  expect(readArgs(['a.xlsx', '--lijn', 'taalhuis', '--json'], options, { least: 1 })).toEqual({
    lijn: 'taalhuis',
    json: true,
    words: ['a.xlsx'],
  })
  expect(() => readArgs(['--kleur'], options)).toThrow(new WrongUse('De optie --kleur bestaat niet.'))
  expect(() => readArgs(['--lijn'], options)).toThrow(new WrongUse('--lijn is niet goed ingevuld.'))
  expect(() => readArgs(['a', 'b'], options, { most: 1 })).toThrow(new WrongUse('"b" is hier te veel.'))
  expect(() => readArgs([], options, { least: 1 })).toThrow(WrongUse)
})

/** A file as it stands in `commands/`, with this as its body. */
function commandThat(name: string, body: string) {
  const errors = path.resolve(import.meta.dirname, '../platform/errors/index.ts')
  writeFileSync(
    path.join(folder, `${name}.ts`),
    `import { Invalid, Refused } from '${errors}'
    export default {
      name: '${name}', about: 'Telt iets.', usage: 'naober ${name} <wat>',
      async run(args) { ${body} },
    }`,
  )
}
