import { existsSync } from 'node:fs'
import { openDoorway } from '#access'
import { importDesk } from '#exchange/imports'
import { lastBackup } from '#platform/backup'
import { type DatabaseLook, letsIn, lookAtDatabase, lookAtFolder } from '#platform/check'
import { clockFor } from '#platform/clock'
import { type Config, configFrom, variables } from '#platform/config'
import { rolePassword, urlFor } from '#platform/database'
import { Refused } from '#platform/errors'
import { tryMail } from '#platform/mail'
import { answer, command, readArgs } from '../command.ts'
import {
  aboutBackup,
  aboutDatabase,
  aboutFolder,
  aboutImports,
  aboutMail,
  aboutSeals,
  type BrokenImport,
  type Finding,
} from '../findings.ts'
import { type Soundness, soundnessOf } from '../seals.ts'
import { openStanding, roleSecret, type Standing } from '../standing.ts'

export default command({
  name: 'check',
  about: 'Kijkt of er iets mis is met deze installatie, en zegt wat je kunt doen.',
  usage: 'naober check [--settings] [--json]',
  async run(args) {
    const { json, settings } = readArgs(args, { settings: { type: 'boolean' } })
    if (settings) {
      answer(json, settingsNow(), settingsInDutch())
      return 0
    }
    const config = configFrom(process.env)
    const findings = [...(await lookAll(config)), ...aboutMail(config.mail && (await tryMail(config.mail)))]
    const wrong = findings.filter(({ weight }) => weight === 'wrong')
    answer(json, { ok: wrong.length === 0, findings }, inDutch(findings))
    return wrong.length === 0 ? 0 : 1
  },
})

/** Which names in the environment are set. Not to what: a value may hold a password. */
const settingsNow = () =>
  Object.fromEntries(Object.keys(variables).map((name) => [name, (process.env[name] ?? '').trim() !== '']))

function settingsInDutch(): string[] {
  const isSet = settingsNow()
  return Object.entries(variables).map(
    ([name, about]) => `${name.padEnd(20)} ${isSet[name] ? 'gezet ' : '-     '} ${about}`,
  )
}

/** The folder comes first: opening an installation puts its rights right, and then nobody would hear of it. */
async function lookAll(config: Config): Promise<Finding[]> {
  const folder = existsSync(config.data) ? aboutFolder(lookAtFolder(config.data, config.secretFile)) : []
  const standing = await openStanding(config).catch(unreachable)
  if ('what' in standing) return [standing, ...folder]
  try {
    return [...folder, ...(await lookInside(standing))]
  } finally {
    await standing.close()
  }
}

async function lookInside(standing: Standing): Promise<Finding[]> {
  const database = await lookAtDatabase(standing.adminUrl).catch(unreachable)
  if ('what' in database) return [database]
  const now = new Date()
  const secret = await aboutSecret(standing, database)
  const canCount = secret.length === 0 && database.version === 'same'
  return [
    ...secret,
    ...aboutDatabase(database, now),
    ...aboutBackup(lastBackup(standing.config.data), database.kind, now),
    ...(canCount ? aboutSeals(await seals(standing)) : []),
    ...(canCount ? aboutImports(await brokenImports(standing)) : []),
  ]
}

function unreachable(problem: unknown): Finding {
  if (!(problem instanceof Refused)) throw problem
  return { key: 'database', weight: 'wrong', what: problem.message, now: 'Daarna kijk je opnieuw met naober check.' }
}

/** Whether the secret is there, and is the one that this database was made with. */
async function aboutSecret({ config, adminUrl, key }: Standing, { version }: DatabaseLook): Promise<Finding[]> {
  const wrong = (what: string): Finding[] => [
    {
      key: 'secret',
      weight: 'wrong',
      what,
      now: 'Zet het terug uit een reservekopie of uit de kluis waar je het bewaart.',
    },
  ]
  if (!key) return wrong(`Het geheimbestand ${config.secretFile} ontbreekt: niemands tweede stap werkt nog.`)
  if (version === 'none' || (await letsIn(webUrl(adminUrl, key)))) return []
  return wrong(`Het geheimbestand ${config.secretFile} hoort niet bij deze database.`)
}

async function seals({ config, adminUrl, key }: Standing): Promise<Soundness[]> {
  const doorway = openDoorway(webUrl(adminUrl, key as NonNullable<typeof key>), clockFor(config), 2)
  try {
    const found: Soundness[] = []
    for (const tenant of await doorway.tenants()) found.push(await soundnessOf(doorway, tenant))
    return found
  } finally {
    await doorway.close()
  }
}

async function brokenImports({ config, adminUrl, key }: Standing): Promise<BrokenImport[]> {
  const doorway = openDoorway(webUrl(adminUrl, key as NonNullable<typeof key>), clockFor(config), 2)
  try {
    const found: BrokenImport[] = []
    for (const tenant of await doorway.tenants())
      await doorway.system({ tenant, via: 'command', purpose: 'naober check' }, async (_store, asker) => {
        for (const { since } of await importDesk(asker).brokenOff())
          found.push({ organisation: asker.tenantName, since })
      })
    return found
  } finally {
    await doorway.close()
  }
}

function webUrl(adminUrl: string, key: NonNullable<Standing['key']>): string {
  return urlFor(adminUrl, 'naober_web', rolePassword(roleSecret(key), 'naober_web'))
}

function inDutch(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ['Er is niets mis.']
  const of = (weight: Finding['weight'], title: string) => {
    const some = findings.filter((one) => one.weight === weight)
    return some.length === 0 ? [] : [title, ...some.flatMap(({ what, now }) => [`- ${what}`, `  ${now}`])]
  }
  return [...of('wrong', 'Dit is mis:'), ...of('warning', 'Let op:')]
}
