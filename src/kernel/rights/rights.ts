// A request of a resident, from the day that it comes in:
//
//   received ─┬─ extended, once ─┬─ decided ── handed over
//             └──────────────────┘     └────── refused: nothing to hand over
//
// The clock is one calendar month, three with the extension (AVG 12(3)). It stops with the decision.

import { addDays, addMonths, ageOn, type Day, daysBetween, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

export type RightsRequest = Row<'rightsRequests'>

/** What a resident can ask for, with the article of the AVG. Keys are for ever. */
export const rightsKinds = {
  access: 'Inzage',
  copy: 'Een kopie van het dossier',
  correction: 'Iets verbeteren of aanvullen',
  destruction: 'Gegevens vernietigen',
  restriction: 'Gegevens even niet gebruiken',
  objection: 'Bezwaar tegen het gebruik',
  portability: 'Gegevens meenemen',
} as const
export type RightsKind = keyof typeof rightsKinds

/** What is answered with a copy of what is kept. */
export const copied: readonly string[] = ['access', 'copy', 'portability']

export const askers = {
  self: 'Diegene zelf',
  representative: 'Een vertegenwoordiger',
  parent: 'Een ouder met gezag of een voogd',
} as const
export type AskedBy = keyof typeof askers

/** How it was established who asks. Nothing else is kept about it, and no copy of a paper. */
export const identifications = {
  known: 'Een collega kent diegene',
  document: 'Identiteitsbewijs gezien, niets bewaard',
  'called-back': 'Teruggebeld op het nummer dat we hadden',
  visited: 'Thuis gesproken',
} as const

export const rightsDecisions = {
  granted: 'Ja, helemaal',
  partly: 'Ja, voor een deel',
  refused: 'Nee',
} as const
export type RightsDecision = keyof typeof rightsDecisions

export const handings = {
  'in-person': 'Zelf gegeven',
  post: 'Op de post gedaan, aangetekend',
  'read-here': 'Hier samen gelezen',
  'safe-mail': 'Met beveiligde mail',
} as const

/** The day on which it must be answered at the latest: the same day of the next month, or two later when it was extended. */
export const dueOn = ({ receivedOn, extendedOn }: Pick<RightsRequest, 'receivedOn' | 'extendedOn'>): Day =>
  addMonths(receivedOn, extendedOn === null ? 1 : 3)

/** From this day it stands on the start page: half of the time is over. */
export const warnOn = (one: Pick<RightsRequest, 'receivedOn' | 'extendedOn'>): Day =>
  addDays(one.receivedOn, Math.ceil(daysBetween(one.receivedOn, dueOn(one)) / 2))

export const isOpen = (one: Pick<RightsRequest, 'decidedOn' | 'decision' | 'deliveredOn'>): boolean =>
  one.decidedOn === null || (one.decision !== 'refused' && one.deliveredOn === null)

export type NewRequest = Pick<
  RightsRequest,
  | 'person'
  | 'line'
  | 'kind'
  | 'receivedOn'
  | 'askedBy'
  | 'askerName'
  | 'seenOn'
  | 'unable'
  | 'identifiedBy'
  | 'about'
  | 'owner'
>

const [alone, along] = [16, 12]

/**
 * A request as it is written down. Who may ask for a child follows from the age on the day of asking (Wmo 2015, 5.3.2(2) and (3)):
 * under twelve it is who has the say; from twelve until fifteen both; from sixteen only oneself, unless unable to judge it.
 * @throws Invalid
 */
export function askRight(news: NewRequest, birthDate: Day | null, today: Day): NewRequest {
  if (news.receivedOn > today) throw new Invalid({ receivedOn: 'Die dag moet nog komen. Kies vandaag of eerder.' })
  if (birthDate !== null && news.receivedOn < birthDate)
    throw new Invalid({ receivedOn: `Toen was diegene nog niet geboren (${inWords(birthDate)}). Kies een latere dag.` })
  if (news.askedBy === 'self') {
    if (birthDate && ageOn(birthDate, news.receivedOn) < along)
      throw new Invalid({
        askedBy: `Diegene was toen jonger dan ${along}. Dan vraagt een ouder met gezag of een voogd het (Wmo 2015, artikel 5.3.2). Kies dat.`,
      })
    if (news.unable)
      throw new Invalid({ unable: 'Wie het niet zelf kan overzien, laat het een ander vragen. Kies wie het vraagt.' })
    return { ...news, askerName: null, seenOn: null }
  }
  if (!news.askerName) throw new Invalid({ askerName: 'Vul in hoe heet wie het vraagt.' })
  if (news.seenOn === null)
    throw new Invalid({
      seenOn:
        'Vul in wanneer je het papier zag: de beschikking, de volmacht of het gezagsregister. Zonder dat papier kan het niet.',
    })
  if (news.seenOn > today) throw new Invalid({ seenOn: 'Die dag moet nog komen. Kies vandaag of eerder.' })
  if (news.askedBy === 'parent') {
    if (!birthDate)
      throw new Invalid({
        askedBy: 'De geboortedatum is niet bekend. Vul die eerst in: zij bepaalt of een ouder dit mag vragen.',
      })
    if (ageOn(birthDate, news.receivedOn) >= alone && !news.unable)
      throw new Invalid({
        askedBy: `Diegene is ${alone} of ouder en vraagt het zelf (Wmo 2015, artikel 5.3.2). Kan diegene het niet overzien, vink dat dan aan.`,
      })
  }
  return news
}

/**
 * Takes two months more, once, told to who asked on a day within the first month (AVG 12(3)).
 * @throws Invalid when it was extended or decided already, or told too late
 */
export function extendRequest(
  was: RightsRequest,
  { on, because }: { on: Day; because: string },
  today: Day,
): RightsRequest {
  mustBeUndecided(was)
  if (was.extendedOn !== null) throw new Invalid({ '': 'Dit is al een keer verlengd. Nog een keer mag niet.' })
  if (on > today) throw new Invalid({ on: 'Die dag moet nog komen. Verleng het als je het verteld hebt.' })
  if (on < was.receivedOn)
    throw new Invalid({ on: `Het verzoek kwam op ${inWords(was.receivedOn)}. Kies die dag of later.` })
  if (on > dueOn(was))
    throw new Invalid({
      on: `Verlengen kon tot en met ${inWords(dueOn(was))}. Beslis nu, en leg uit waarom het later is.`,
    })
  return { ...was, extendedOn: on, extendedBecause: because }
}

/** Decides, with a reason unless all of it is granted. @throws Invalid */
export function decideRequest(
  was: RightsRequest,
  { decision, on, reason }: { decision: RightsDecision; on: Day; reason: string | null },
  today: Day,
): RightsRequest {
  if (was.deliveredOn !== null) throw new Invalid({ '': 'Dit is al gegeven. De beslissing staat vast.' })
  if (on > today) throw new Invalid({ on: 'Die dag moet nog komen. Kies vandaag of eerder.' })
  if (on < was.receivedOn)
    throw new Invalid({ on: `Het verzoek kwam op ${inWords(was.receivedOn)}. Kies die dag of later.` })
  if (decision !== 'granted' && !reason)
    throw new Invalid({ reason: 'Schrijf op waarom. Wie het vroeg, krijgt deze reden te lezen.' })
  return { ...was, decision, decidedOn: on, decisionReason: reason }
}

/** Hands over what was decided. @throws Invalid when nothing was decided, or it was refused */
export function handOverRequest(was: RightsRequest, { on, how }: { on: Day; how: string }, today: Day): RightsRequest {
  if (was.decidedOn === null) throw new Invalid({ '': 'Hierover is nog niet beslist. Doe dat eerst.' })
  if (was.decision === 'refused') throw new Invalid({ '': 'Dit is geweigerd: er is niets te geven.' })
  if (was.deliveredOn !== null) throw new Invalid({ '': `Dit is op ${inWords(was.deliveredOn)} al gegeven.` })
  if (on > today) throw new Invalid({ on: 'Die dag moet nog komen. Kies vandaag of eerder.' })
  if (on < was.decidedOn)
    throw new Invalid({ on: `Er is op ${inWords(was.decidedOn)} beslist. Kies die dag of later.` })
  return { ...was, deliveredOn: on, deliveredHow: how }
}

function mustBeUndecided({ decidedOn }: RightsRequest): void {
  if (decidedOn !== null) throw new Invalid({ '': `Hierover is op ${inWords(decidedOn)} al beslist.` })
}
