import { referralKinds } from '#kernel/referral'
import { assesses, firstPhase, reportOf, type ServiceLine, type Side, wordOf } from '#kernel/service-line'
import { day as aDay, type Day } from '#platform/days'
import {
  choice,
  day,
  email,
  type Field,
  long,
  mark,
  optional,
  phone,
  postcode,
  several,
  text,
  time,
  wholeNumber,
  yesNo,
} from '#platform/fields'
import { capital } from '#platform/words'
import { moment } from './moment.ts'

/** What one column of a file can be: its field reads, checks and speaks; its synonyms help to recognise it. */
export interface Column {
  /** 'reportedOn', 'reporter.name', 'phase.assigned', 'field.housing' */
  key: string
  /** Its label is the title of the column in a workbook that we make ourselves. */
  field: Field
  synonyms: readonly string[]
}

/** What the organisation has, as far as a cell can name it: key to name. */
export interface Known {
  today: Day
  villages: Record<string, string>
  /** Who works here, by e-mail address. */
  colleagues: Record<string, string>
  partners: Record<string, string>
}

const nothing: Known = { today: aDay('2100-12-31'), villages: {}, colleagues: {}, partners: {} }

/**
 * The columns of a file with cases, which follow from what the line declares. Without `known` only labels and synonyms
 * are of use: villages, colleagues and partners are then nobody and nowhere.
 */
export function caseColumns(line: ServiceLine, known: Known = nothing): Column[] {
  const own = line.case.headings ?? {}
  return columnsOf(line, known).map((one) => ({ ...one, synonyms: [...one.synonyms, ...(own[one.key] ?? [])] }))
}

function columnsOf(line: ServiceLine, known: Known): Column[] {
  const declared = line.case
  const one = declared.called.one
  const report = reportOf(line).one
  const latest = { latest: known.today }
  const first = firstPhase(line)
  const labels = <T extends { called: string }>(of: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(of).map(([key, { called }]) => [key, called]))
  return [
    column('reference', text('Nummer', { optional: true, maxLength: 60 }), [
      ...[
        `${one}nummer`,
        'nr',
        'id',
        'kenmerk',
        'referentie',
        'dossiernummer',
        'dossier',
        'volgnummer',
        'meldingsnummer',
        'casusnummer',
      ],
    ]),
    column('reportedOn', moment(`${declared.phases[first]?.called ?? 'Begonnen'} op`, latest), [
      ...[
        'gemeld op',
        'meldingsdatum',
        `datum ${report}`,
        'melddatum',
        'aanmelddatum',
        'datum aanmelding',
        'aangemeld op',
        'startdatum',
        'begindatum',
        'datum',
        'datum start',
        'instroomdatum',
        'datum binnenkomst',
      ],
    ]),
    column('reportedTime', time('Tijd van melden', { optional: true }), [
      'tijd',
      'tijdstip',
      'meldtijd',
      `tijdstip ${report}`,
    ]),
    column('channel', choice('Hoe gemeld', declared.channels, { optional: true }), [
      'kanaal',
      'manier van melden',
      'wijze van aanmelden',
      'via',
      'binnengekomen via',
      'aanmeldwijze',
    ]),
    column('referrer', choice('Gemeld door partner', known.partners, { optional: true }), [
      'verwezen door',
      'verwijzer',
      'aanmelder',
      'aangemeld door',
      'doorverwezen door',
    ]),
    column('topic', choice('Onderwerp', declared.topics, { optional: true }), [
      'hoofdonderwerp',
      'aard van het probleem',
      `aard ${report}`,
      'problematiek',
      'probleem',
      'klacht',
      'reden',
    ]),
    column('topics', several('Andere onderwerpen', declared.topics, { optional: true }), [
      'nevenonderwerpen',
      'bijkomende onderwerpen',
      'ook over',
      'onderwerpen',
    ]),
    ...Object.entries(declared.sides).flatMap(([key, side]) =>
      sideColumns(key, side, key === declared.mainSide, known),
    ),
    column(
      'ageAtStart',
      wholeNumber(`Leeftijd ${wordOf(declared.sides[declared.mainSide])}`, { optional: true, most: 120 }),
      ['leeftijd'],
    ),
    ...(assesses(line)
      ? [
          column('suitable', yesNo('Geschikt', { optional: true }), [
            'past',
            `past de ${one}`,
            'in behandeling genomen',
          ]),
          column('reasons', several('Waarom niet geschikt', declared.unsuitable, { optional: true }), [
            'reden niet geschikt',
            'reden ongeschikt',
            'reden afwijzing',
          ]),
        ]
      : []),
    ...Object.entries(declared.phases)
      .filter(([key]) => key !== first)
      .map(([key, phase]) =>
        column(`phase.${key}`, moment(`${phase.called} op`, latest), [
          phase.called,
          `datum ${phase.called}`,
          `datum ${key}`,
        ]),
      ),
    column('closedOn', optional(day('Afgesloten op', latest)), [
      'afsluitdatum',
      'datum afsluiting',
      'datum afgesloten',
      'einddatum',
      'datum einde',
      'gesloten op',
      'afgerond op',
      'uitstroomdatum',
    ]),
    column('outcome', choice('Afloop', labels(declared.outcomes), { optional: true }), [
      'uitkomst',
      'resultaat',
      'hoe afgelopen',
      'reden afsluiting',
      'afsluitreden',
      'eindresultaat',
    ]),
    column('referredTo', text('Verwezen naar', { optional: true, maxLength: 500 }), [
      'doorverwezen naar',
      'doorverwijzing',
      'verwijzing',
      'verwijzing naar',
      'doorverwezen',
    ]),
    column('referredKind', choice('Soort verwijzing', { ...referralKinds }, { optional: true }), ['type verwijzing']),
    column('referredOn', optional(day('Verwezen op', latest)), [
      'datum verwijzing',
      'verwijsdatum',
      'datum doorverwijzing',
    ]),
    column('mark', mark('Rapportcijfer', { optional: true }), [
      'cijfer',
      'cijfer evaluatie',
      'waardering',
      'tevredenheid',
    ]),
    column('evaluatedOn', optional(day('Evaluatie op', latest)), [
      'datum evaluatie',
      'evaluatiedatum',
      'geëvalueerd op',
    ]),
    column('evaluationAnswered', yesNo('Evaluatie ingevuld', { optional: true }), ['ingevuld', 'evaluatie ontvangen']),
    column('owner', choice('E-mail behandelaar', known.colleagues, { optional: true }), [
      'behandelaar',
      'eigenaar',
      'coördinator',
      'medewerker',
      'uitvoerder',
      'contactpersoon',
    ]),
    ...Object.entries(declared.fields).map(([key, field]) => column(`field.${key}`, anyway(field), [key])),
  ]
}

/** The columns that make one side: who it is and where they live. The main side is meant when no side is named. */
function sideColumns(key: string, side: Side, isMain: boolean, known: Known): Column[] {
  const word = wordOf(side)
  const part = (name: string, label: string, field: (label: string) => Field, ...others: string[]): Column => {
    const also = [label, ...others]
    return column(`${key}.${name}`, field(`${label} ${word}`), [
      ...also.flatMap((other) => [`${other} ${word}`, `${other} ${key}`]),
      ...(isMain ? also : []),
    ])
  }
  const latest = { latest: known.today }
  return [
    part(
      'reference',
      'Persoonsnummer',
      (label) => text(label, { optional: true, maxLength: 60 }),
      'cliëntnummer',
      'klantnummer',
      'persoon id',
    ),
    part('name', 'Naam', (label) => text(label, { optional: true, maxLength: 200 }), 'volledige naam', 'cliënt'),
    part('givenName', 'Voornaam', (label) => text(label, { optional: true, maxLength: 80 }), 'roepnaam', 'voorletters'),
    part(
      'infix',
      'Tussenvoegsel',
      (label) => text(label, { optional: true, maxLength: 30 }),
      'tussenvoegsels',
      'voorvoegsel',
      'tv',
    ),
    part('familyName', 'Achternaam', (label) => text(label, { optional: true, maxLength: 120 }), 'familienaam'),
    part(
      'birthDate',
      'Geboortedatum',
      (label) => optional(day(label, latest)),
      'geboren',
      'geboren op',
      'geb datum',
      'gebdatum',
    ),
    part('sex', 'Geslacht', (label) => choice(label, sexes, { optional: true }), 'm/v', 'man/vrouw'),
    part('street', 'Straat', (label) => text(label, { optional: true, maxLength: 120 }), 'straatnaam', 'adres'),
    part(
      'houseNumber',
      'Huisnummer',
      (label) => text(label, { optional: true, maxLength: 20 }),
      'huisnr',
      'nummer huis',
    ),
    part('postcode', 'Postcode', (label) => optional(postcode(label)), 'pc'),
    part(
      'village',
      'Dorp',
      (label) => choice(label, known.villages, { optional: true }),
      'woonplaats',
      'plaats',
      'kern',
      'wijk',
    ),
    part('phone', 'Telefoon', (label) => optional(phone(label)), 'telefoonnummer', 'tel', 'mobiel', 'telefoonnr', '06'),
    part('email', 'E-mail', (label) => optional(email(label)), 'e-mailadres', 'mail', 'emailadres'),
    part('words', 'Verhaal', (label) => long(label, { optional: true }), 'toelichting', 'omschrijving', 'opmerkingen'),
    ...(side.mustBeInformed
      ? [
          column(`${key}.informedOn`, optional(day(`${capital(word)} ingelicht op`, latest)), [
            `datum ingelicht ${word}`,
            `${word} geïnformeerd op`,
          ]),
        ]
      : []),
  ]
}

const sexes = { woman: 'Vrouw', man: 'Man', other: 'Anders', unknown: 'Onbekend' }

/** The columns without which no case can be made of a line. */
export const requiredColumns = ['reportedOn'] as const

function column(key: string, field: Field<never> | Field, synonyms: readonly string[]): Column {
  return { key, field: field, synonyms }
}

/** What a line declares as required on its form may be missing in a file from before. */
function anyway(field: Field): Field {
  return field.kind === 'several' ? { ...field, optional: true } : optional(field)
}
