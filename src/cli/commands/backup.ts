import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Contents, type LastBackup, rememberBackup, tableParts, takeBackup } from '#platform/backup'
import { Refused } from '#platform/errors'
import { list, number } from '#platform/words'
import { answer, command, readArgs } from '../command.ts'
import { openStanding, type Standing } from '../standing.ts'
import { stopSignal } from '../stop-signal.ts'

export default command({
  name: 'backup',
  about: 'Maakt een reservekopie van alles, ook terwijl er gewerkt wordt.',
  usage: 'naober backup [--to <map>] [--password <bestand>] [--without-secret] [--json]',
  async run(args) {
    const { json, to, password, ...rest } = readArgs(args, {
      to: { type: 'string' },
      password: { type: 'string' },
      'without-secret': { type: 'boolean' },
    })
    const standing = await openStanding()
    try {
      const folder = resolve(to ?? join(standing.config.data, 'reservekopie'))
      const withSecret = !rest['without-secret']
      if (standing.key === undefined && withSecret) throw new Refused(secretGone(standing.config.secretFile))
      const { file, contents } = await takeBackup({
        adminUrl: standing.adminUrl,
        folder,
        key: standing.key,
        withSecret,
        wordFile: password === undefined ? undefined : resolve(password),
        signal: stopSignal(),
      })
      remember(standing.config.data, { at: new Date(contents.takenAt), file })
      const made = { file, locked: password !== undefined, withSecret, bytes: statSync(file).size }
      answer(json, { ...made, ...inShort(contents) }, inDutch(contents, made, standing))
    } finally {
      await standing.close()
    }
  },
})

/** A copy that nobody remembers is still a copy. */
function remember(folder: string, last: LastBackup): void {
  try {
    rememberBackup(folder, last)
  } catch {
    console.error(
      `In de map ${folder} kan Naober niet opschrijven dat deze kopie er is. naober check weet er dan niet van.`,
    )
  }
}

const secretGone = (file: string) =>
  `Het geheimbestand ${file} ontbreekt. Zet het terug uit een oudere reservekopie, of maak deze zonder: --without-secret.`

function inShort(contents: Contents) {
  const tables = tableParts(contents)
  return {
    takenAt: contents.takenAt,
    organisations: contents.organisations,
    rows: Object.fromEntries(tables.map(({ name, rows }) => [name, rows])),
    version: contents.steps.at(-1)?.name,
    leftOut: contents.leftOut,
  }
}

function inDutch(
  contents: Contents,
  made: { file: string; locked: boolean; withSecret: boolean; bytes: number },
  { config }: Standing,
): string[] {
  const tables = tableParts(contents)
  const rows = tables.reduce((sum, part) => sum + part.rows, 0)
  return [
    `De reservekopie van ${list(contents.organisations)} is klaar: ${number(rows)} regels uit ${number(tables.length)} tabellen, ${number(made.bytes / 1e6, 1)} MB.`,
    `  ${made.file}`,
    '',
    made.locked
      ? 'De kopie is op slot. Zonder je wachtwoord krijgt niemand hem open, wij ook niet. Bewaar het wachtwoord ergens anders.'
      : 'De kopie is niet op slot: wie dit bestand heeft, kan alles lezen. Met --password <bestand> maak je er een die op slot is.',
    made.withSecret
      ? 'Het geheim van Naober zit erin. Dat is nodig voor de tweede stap bij het aanmelden.'
      : `Het geheim van Naober zit er niet in. Bewaar ${config.secretFile} apart. Ben je het kwijt, dan werkt na terugzetten van niemand de tweede stap nog: iedereen krijgt dan een nieuwe link.`,
    'Niet in de kopie: wie er is aangemeld, links die nog open staan en wat net is gezocht.',
    'Zet de kopie ook op een andere plek dan deze computer.',
  ]
}
