import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Doorway, openDoorway } from '#access'
import {
  type Backup,
  type Contents,
  keepSecret,
  markOf,
  mustBeReadable,
  newSecret,
  openBackup,
  type Place,
  placeInFolder,
  placeOnServer,
  putBack,
  secretIn,
  tableParts,
} from '#platform/backup'
import { clockFor } from '#platform/clock'
import { type Config, configFrom } from '#platform/config'
import { rolePassword, urlFor } from '#platform/database'
import { momentInWords } from '#platform/days'
import { Refused } from '#platform/errors'
import { type SecretKey, secretKeyFrom } from '#platform/secrets'
import { list, number } from '#platform/words'
import { answer, command, readArgs } from '../command.ts'
import { isSound, type Soundness, soundnessOf, verdict } from '../seals.ts'
import { roleSecret } from '../standing.ts'
import { stopSignal, whenStopped } from '../stop-signal.ts'
import { keepersOf } from '../way-in.store.ts'

export default command({
  name: 'restore',
  about: 'Zet een reservekopie terug op een lege plek.',
  usage: 'naober restore <bestand> [--data <map>] [--password <bestand>] [--json]',
  async run(args) {
    const { json, data, password, words } = readArgs(
      args,
      { data: { type: 'string' }, password: { type: 'string' } },
      { least: 1 },
    )
    const config = configFrom({ ...process.env, ...(data === undefined ? {} : { NAOBER_DATA: resolve(data) }) })
    const backup = await openBackup(resolve(words[0] as string), password === undefined ? undefined : resolve(password))
    await mustBeReadable(backup.contents)
    const secret = await secretFor(backup, config)
    // What is told on the way goes beside the answer, which another program may be reading.
    const tell = (line: string) => console.error(line)
    tell(`De kopie is heel. Hij is van ${momentInWords(new Date(backup.contents.takenAt))}. Ik zet hem terug.`)
    const signal = stopSignal()
    let place: Place | undefined
    try {
      place = await placeFor(config, secret.key)
      const work = fill(place, { backup, secret, config, tell })
      work.catch(() => {}) // when somebody stops us it fails after we are gone
      const found = await Promise.race([work, whenStopped(signal, stopped())])
      await settle(place, secret, config)
      const { contents } = backup
      answer(
        json,
        { ...inShort(contents), ...found, secondStepsLost: secret.lost },
        inDutch(contents, { ...found, lost: secret.lost }, config),
      )
      return found.soundness.every(isSound) ? 0 : 1
    } catch (problem) {
      await wait(50) // Ctrl-C also stops initdb, which we wait for without listening: it is only now heard
      throw signal.aborted ? stopped() : problem
    } finally {
      await place?.abandon()
    }
  },
})

const stopped = () => new Refused('Gestopt. Er is niets teruggezet.')

interface Secret {
  key: SecretKey
  /** Whether its file must still be made. */
  isNew: boolean
  /** Whether nothing that was sealed with the old one can be opened any more. */
  lost: boolean
}

/** The secret that lies there already, else the one in the copy, else a new one. @throws Refused when another's lies there */
async function secretFor(backup: Backup, { secretFile }: Config): Promise<Secret> {
  const there = existsSync(secretFile) ? secretKeyFrom(secretFile) : undefined
  const { secretMark } = backup.contents
  if (there && secretMark !== '' && markOf(there) !== secretMark) {
    throw new Refused(
      `Het geheimbestand ${secretFile} hoort niet bij deze reservekopie. Zet het goede neer of kies een lege map met --data.`,
    )
  }
  if (there) return { key: there, isNew: false, lost: secretMark === '' }
  const inCopy = await secretIn(backup)
  return inCopy ? { key: inCopy, isNew: true, lost: false } : { key: newSecret(), isNew: true, lost: true }
}

function placeFor({ database, data, secretFile }: Config, key: SecretKey): Promise<Place> {
  return database?.adminUrl === undefined
    ? placeInFolder(data, secretFile)
    : placeOnServer(database.adminUrl, roleSecret(key))
}

interface Found {
  soundness: Soundness[]
  /** Who keeps the accounts, with a link when they cannot come in without. */
  links: { name: string; link: string }[]
}

/** Fills the place and looks at what came back through the same door as the pages. */
async function fill(
  { adminUrl }: Place,
  { backup, secret, config, tell }: { backup: Backup; secret: Secret; config: Config; tell: (line: string) => void },
): Promise<Found> {
  const roles = roleSecret(secret.key)
  await putBack(adminUrl, roles, backup, tell)
  const doorway = openDoorway(urlFor(adminUrl, 'naober_web', rolePassword(roles, 'naober_web')), clockFor(config), 2)
  try {
    const found: Found = { soundness: [], links: [] }
    for (const tenant of await doorway.tenants()) {
      found.soundness.push(await soundnessOf(doorway, tenant))
      found.links.push(...(await linksFor(doorway, tenant, secret.lost, config)))
    }
    return found
  } finally {
    await doorway.close()
  }
}

/**
 * Without its second step even who keeps the accounts cannot come in, nor can who never chose a password: a link lets
 * them. Links of before are not in the copy.
 */
async function linksFor(doorway: Doorway, tenant: string, lost: boolean, { url }: Config): Promise<Found['links']> {
  return doorway.system({ tenant, via: 'command', purpose: 'restore' }, async (store, asker) => {
    const keepers = await keepersOf(asker)
    if (!lost && keepers.some(({ hasPassword }) => hasPassword)) return []
    const links: Found['links'] = []
    for (const { id, name } of keepers) {
      const token = await store.credentials.invite(id, 'password and second step', 'command')
      links.push({ name, link: `${url.origin}/uitnodiging#${token}` })
    }
    return links
  })
}

/** The secret comes first: a database without it would be taken for one that lost it. */
async function settle(place: Place, { key, isNew }: Secret, { secretFile }: Config): Promise<void> {
  if (isNew) keepSecret(secretFile, key)
  try {
    await place.settle()
  } catch (problem) {
    if (isNew) rmSync(secretFile)
    throw problem
  }
}

function inShort({ takenAt, organisations, parts, steps }: Contents) {
  const tables = parts.filter(({ kind }) => kind === 'table')
  return {
    takenAt,
    organisations,
    version: steps.at(-1)?.name,
    rows: Object.fromEntries(tables.map(({ name, rows }) => [name, rows])),
  }
}

function inDutch(contents: Contents, { soundness, links, lost }: Found & { lost: boolean }, config: Config): string[] {
  const tables = tableParts(contents)
  const rows = tables.reduce((sum, part) => sum + part.rows, 0)
  const start = contents.kind === 'demo' ? 'npm start' : 'naober start'
  return [
    `${list(contents.organisations)} staat er weer: ${number(rows)} regels in ${number(tables.length)} tabellen, precies zoals in de kopie.`,
    ...soundness.map((one) => `Logboeken van ${one.organisation}: ${verdict(one)}`),
    '',
    `Wat na ${momentInWords(new Date(contents.takenAt))} is gedaan, staat er niet in. Wat daarna is gewist, staat er weer: wis het opnieuw.`,
    'Iedereen meldt zich opnieuw aan.',
    ...linksInWords(links, lost),
    `Start Naober met: ${config.data === configFrom(process.env).data ? '' : `NAOBER_DATA=${config.data} `}${start}`,
  ]
}

function linksInWords(links: Found['links'], lost: boolean): string[] {
  if (links.length === 0) return []
  return [
    '',
    lost
      ? 'Het geheim zat niet in de kopie. Daarom werkt van niemand de tweede stap nog: geef alle anderen een nieuwe link.'
      : 'Geen beheerder had al een wachtwoord.',
    'Met deze link komt de beheerder er één keer in, twee dagen lang:',
    ...links.map(({ name, link }) => `  ${name}: ${link}`),
    '',
  ]
}
