import type { LastBackup } from '#platform/backup'
import type { DatabaseLook, FolderLook } from '#platform/check'
import { momentInWords } from '#platform/days'
import { list, number } from '#platform/words'
import { isSound, type Soundness, verdict } from './seals.ts'

/** Something about an installation that somebody must know, with what to do about it. */
export interface Finding {
  /** For other programs; for ever. */
  key: string
  /** Wrong makes the check fail; a warning does not. */
  weight: 'wrong' | 'warning'
  what: string
  now: string
}

const hour = 3_600_000
const day = 24 * hour
const megabyte = 1_000_000
const oldest = { backup: 2 * day, seal: hour }
const most = { clock: 2_000 }
const least = { room: 500 * megabyte, share: 0.1 }

const wrong = (key: string, what: string, now: string): Finding => ({ key, weight: 'wrong', what, now })
const warning = (key: string, what: string, now: string): Finding => ({ key, weight: 'warning', what, now })

/** What is wrong with the data folder. */
export function aboutFolder({ openToOthers, free, total, leftovers }: FolderLook): Finding[] {
  const findings: Finding[] = []
  if (openToOthers.length > 0)
    findings.push(
      wrong(
        'rights',
        `Anderen op deze computer kunnen hierbij: ${list(openToOthers)}.`,
        `Neem hun dat recht af: chmod go-rwx ${openToOthers.join(' ')}`,
      ),
    )
  const room = `Op de schijf is nog ${number(free / megabyte)} MB vrij van ${number(total / megabyte)} MB.`
  if (free < least.room) findings.push(wrong('disk', room, 'Maak nu ruimte: zonder ruimte kan niemand iets bewaren.'))
  else if (free < least.share * total) findings.push(warning('disk', room, 'Maak ruimte voordat de schijf vol is.'))
  if (leftovers.length > 0)
    findings.push(
      warning(
        'leftovers',
        `Er ligt iets half af van een reservekopie of van terugzetten: ${list(leftovers)}.`,
        'Loopt er nu niets? Dan mag het weg.',
      ),
    )
  return findings
}

const versions: Partial<Record<DatabaseLook['version'], [string, string]>> = {
  none: ['In de database staat geen Naober.', 'Begin met naober init, of zet een reservekopie terug.'],
  older: ['De database is van een oudere versie.', 'Maak eerst een reservekopie en geef dan naober migrate.'],
  newer: ['De database is van een nieuwere versie dan dit programma.', 'Werk eerst Naober bij.'],
  altered: [
    'Een stap van de database is veranderd nadat hij was uitgevoerd.',
    'Zet de oude bestanden van Naober terug; gebruik geen eigen versie.',
  ],
}

/** What is wrong with the database. */
export function aboutDatabase(look: DatabaseLook, now: Date): Finding[] {
  const findings: Finding[] = []
  const version = versions[look.version]
  if (version) findings.push(wrong('version', ...version))
  if (Math.abs(look.clockAhead) > most.clock)
    findings.push(
      wrong(
        'clock',
        `De klok van de databaseserver loopt ${number(Math.abs(look.clockAhead) / 1000)} seconden ${look.clockAhead > 0 ? 'voor' : 'achter'}.`,
        'Zet op beide computers de klok gelijk (NTP): termijnen en codes rekenen ermee.',
      ),
    )
  if (look.open.length > 0)
    findings.push(
      wrong(
        'row-security',
        `Deze tabellen houden organisaties niet uit elkaar: ${list(look.open)}.`,
        'Stop Naober en vraag de helpdesk: zo kan de ene organisatie bij gegevens van de andere.',
      ),
    )
  if (look.tooMuch.length > 0)
    findings.push(
      wrong(
        'roles',
        `Rollen in de database mogen te veel: ${list(look.tooMuch)}.`,
        'Neem dat recht af. Wie heeft dit gegeven, en waarom?',
      ),
    )
  return [...findings, ...aboutJobs(look, now)]
}

function aboutJobs(look: DatabaseLook, now: Date): Finding[] {
  const findings: Finding[] = []
  const { failed, lastSeal } = look.jobs
  if (failed > 0)
    findings.push(
      wrong(
        'jobs-failed',
        `${number(failed)} keer is werk op de achtergrond mislukt, ook na nog een keer proberen.`,
        'Kijk in het logboek van het programma en geef het nummer dat daar staat aan de helpdesk.',
      ),
    )
  if (standsStill(look, now))
    findings.push(
      wrong(
        'jobs-stuck',
        `Het werk op de achtergrond staat stil${lastSeal ? ` sinds ${momentInWords(lastSeal)}` : ''}.`,
        'Stop Naober en start opnieuw.',
      ),
    )
  return findings
}

/** Logs are sealed every five minutes, so a worker that has been there for an hour did that. Without pages nothing need run. */
function standsStill({ jobs, isRunning, workerSince }: DatabaseLook, now: Date): boolean {
  const longAgo = (at: Date | undefined) => at === undefined || now.getTime() - at.getTime() > oldest.seal
  if (jobs.stuck > 0) return true
  if (workerSince === undefined) return isRunning
  return longAgo(workerSince) && (jobs.late > 0 || longAgo(jobs.lastSeal))
}

/** An import that stopped on its way, since when and of which organisation. */
export interface BrokenImport {
  organisation: string
  since: Date
}

/** Imports of which a part came in and the rest did not. Nothing is lost: somebody must say what to do with it. */
export function aboutImports(broken: readonly BrokenImport[]): Finding[] {
  return broken.map(({ organisation, since }) =>
    warning(
      'imports',
      `Bij ${organisation} is het inlezen van een lijst afgebroken, op ${momentInWords(since)}.`,
      'Laat de coördinator bij Inlezen de lijst openen en kiezen: ga verder, of maak ongedaan.',
    ),
  )
}

/** What is wrong with the last copy. Nobody needs one of the demo. */
export function aboutBackup(last: LastBackup | undefined, kind: DatabaseLook['kind'], now: Date): Finding[] {
  if (kind !== 'real') return []
  if (!last)
    return [
      wrong(
        'backup',
        'Van deze installatie is nog nooit een reservekopie gemaakt.',
        'Maak er nu een met naober backup.',
      ),
    ]
  if (now.getTime() - last.at.getTime() <= oldest.backup) return []
  return [
    wrong(
      'backup',
      `De laatste reservekopie is van ${momentInWords(last.at)}.`,
      'Maak er nu een met naober backup, en laat de computer dat elke nacht doen.',
    ),
  ]
}

/** What is wrong with the logs. */
export function aboutSeals(found: readonly Soundness[]): Finding[] {
  return found
    .filter((one) => !isSound(one))
    .map((one) =>
      wrong(
        'seals',
        `Het logboek van ${one.organisation} is veranderd. ${verdict(one)}`,
        'Maak een reservekopie van hoe het nu is, vergelijk met een oudere en meld het wie over de veiligheid gaat.',
      ),
    )
}

/** Whether mail can leave. @param trouble the code of what went wrong; undefined when mail works or is off */
export function aboutMail(trouble: string | undefined): Finding[] {
  if (trouble === undefined) return []
  const password = /^(535|534|530|EAUTH)/.test(trouble)
  return [
    wrong(
      'mail',
      password ? `De mailserver laat ons niet binnen (${trouble}).` : `De mailserver is niet te bereiken (${trouble}).`,
      `Kijk NAOBER_SMTP na${password ? ': naam en wachtwoord' : ''}. Wat verstuurd moest worden, wacht in Berichten.`,
    ),
  ]
}
