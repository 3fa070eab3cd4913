import { usualMinutes } from '#access'
import { type QuietHours, usualQuietHours } from '#kernel/case'
import { usualMost } from '#kernel/document'
import { usuallyUnreadAfter } from '#kernel/message'
import type { ClockRule, KnownTo, Lasting, ServiceLine } from '#kernel/service-line'
import { type Day, inDigits, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import { choice, day, type Field, type Fields, long, text, time, wholeNumber } from '#platform/fields'
import { list, number } from '#platform/words'
import { outcomeSet, smallNumbers, villageSet } from '#reports'
import { serviceLines } from '#service-lines'
import { mostSetting } from '../documenten/shared.ts'
import { clockTime, lastingInWords } from '../zaken/in-words.ts'
import { keptFor } from './term-setting.ts'

/** A value that an organisation may set for itself: what it is, what holds without it, and how it is asked. */
export interface KnownSetting {
  key: string
  /** The line that it is about; without one, the whole organisation. */
  line?: string
  called: string
  about: string
  /** What holds when nothing was set, and who says so. */
  otherwise: string
  source: string
  fields: Fields
  /** Somebody answers for it: it asks who decided and why. */
  decided?: boolean
  /** From what was filled in to what is kept. */
  value(input: Record<string, unknown>): unknown
  /** A kept value in words. */
  inWords(value: unknown): string
  /** A kept value as the form starts with it, where that is not the value itself. */
  start?(value: unknown): Record<string, unknown>
}

const units = {
  hours: 'uren, dag en nacht door',
  days: 'dagen, tot dezelfde tijd',
  workdays: 'werkdagen, zonder weekend en feestdagen',
}

/** How long one clock of a line runs. */
function lasting(line: ServiceLine, clock: ClockRule): KnownSetting {
  return {
    key: `${line.key}.clock.${clock.key}`,
    called: `${line.name}: tijd tot ${clock.called}`,
    about: `Geldt voor ${line.case.called.many} die vanaf die dag zover komen. Lopende termijnen schuiven niet mee.`,
    otherwise: lastingInWords(clock.lasts),
    source: clock.source,
    fields: {
      amount: wholeNumber('Hoeveel?', { least: 1, most: 24 * 366 }),
      unit: choice('Waarin?', units, { whenEmpty: 'Kies uren, dagen of werkdagen.' }),
    },
    value: ({ amount, unit }) => ({ amount, unit }),
    inWords: (value) => lastingInWords(value as Lasting),
  }
}

/** When nobody of a line is to be disturbed. */
function quietHours(line: ServiceLine): KnownSetting {
  return {
    key: `${line.key}.quiet-hours`,
    called: `${line.name}: stille uren`,
    about: 'Een waarschuwing of het einde van een pauze valt nooit in deze uren.',
    otherwise: quietInWords(usualQuietHours),
    source: 'wat hier een net uur heet',
    fields: { from: time('Vanaf hoe laat in de avond?'), until: time('Tot hoe laat in de ochtend?') },
    value({ from, until }) {
      if (String(until) >= String(from))
        throw new Invalid({ until: 'De ochtend komt voor de avond. Draai de tijden om.' })
      return { from, until }
    },
    inWords: (value) => quietInWords(value as QuietHours),
  }
}

const quietInWords = ({ from, until }: QuietHours) => `van ${clockTime(from)} tot ${clockTime(until)} uur`

/** After how many months it is asked whether it still holds. Left out for a line that does not ask. */
function aftercare({ key, name, case: { aftercare: declared } }: ServiceLine): KnownSetting[] {
  if (!declared) return []
  return [
    counted({
      key: `${key}.aftercare`,
      called: `${name}: na hoeveel maanden vraag je het na`,
      about: `Dan komt ‘${declared.asks}’ bij Vandaag te staan. Geldt voor wat vanaf die dag wordt afgesloten.`,
      source: declared.source,
      otherwise: declared.afterMonths,
      field: wholeNumber('Na hoeveel maanden?', { least: 1, most: 24 }),
    }),
  ]
}

/** How long a question to a volunteer stays open, and who is an old hand. Left out for a line without helpers. */
function helping({ key, name, case: { called }, match }: ServiceLine): KnownSetting[] {
  if (!match) return []
  return [
    {
      key: `${key}.asked-for`,
      called: `${name}: tijd om te antwoorden`,
      about: `Zo lang ziet een ${match.helper.one} de vraag. Geldt voor wat vanaf die dag gevraagd wordt.`,
      otherwise: lastingInWords(match.askedFor),
      source: 'werkafspraak',
      fields: {
        amount: wholeNumber('Hoeveel?', { least: 1, most: 24 * 60 }),
        unit: choice('Waarin?', units, { whenEmpty: 'Kies uren, dagen of werkdagen.' }),
      },
      value: ({ amount, unit }) => ({ amount, unit }),
      inWords: (value) => lastingInWords(value as Lasting),
    },
    counted({
      key: `${key}.old-hand-from`,
      called: `${name}: ervaren vanaf`,
      about: `Zoveel afgeronde ${called.many} maken iemand ervaren. In een voorstel gaat een ervaren ${match.helper.one} met een nieuwe.`,
      source: 'werkafspraak',
      otherwise: match.oldHandFrom,
      field: wholeNumber(`Vanaf hoeveel ${called.many}?`, { least: 1, most: 500 }),
    }),
  ]
}

const knownToWords: Record<KnownTo, string> = {
  everyone: 'iedere collega van de organisatie',
  line: 'de collega’s van deze werksoort',
  named: 'wie het doet en de coördinator',
}
const yesOrNo = { yes: 'ja', no: 'nee' }

/** Who may know that somebody is known at all, and whether a closed file may be opened in need, for how long. */
function closing({ key, name, knownTo, opensInNeed, case: { called } }: ServiceLine): KnownSetting[] {
  return [
    {
      key: `${key}.known-to`,
      called: `${name}: wie mag zien dat iemand bekend is`,
      about: `Wie hier niet bij hoort, vindt de mensen van deze ${called.many} niet: ook niet bij zoeken.`,
      otherwise: knownToWords[knownTo],
      source: 'de werksoort zelf',
      fields: { value: choice('Wie mag het zien?', knownToWords) },
      decided: true,
      value: ({ value }) => value,
      inWords: (value) => knownToWords[value as KnownTo] ?? String(value),
    },
    {
      key: `${key}.opens-in-need`,
      called: `${name}: mag een dicht dossier met spoed open`,
      about:
        'Met een reden, voor korte tijd, en de collega en de coördinator zien het. Eigen dossiers gaan nooit open.',
      otherwise: opensInNeed ? 'ja' : 'nee',
      source: 'werkafspraak',
      fields: { value: choice('Mag dat?', yesOrNo) },
      decided: true,
      value: ({ value }) => value,
      inWords: (value) => yesOrNo[value as keyof typeof yesOrNo] ?? String(value),
    },
    counted({
      key: `${key}.need-minutes`,
      called: `${name}: zo lang blijft een dossier met spoed open`,
      about: 'In minuten. Daarna is het weer dicht.',
      source: 'werkafspraak',
      otherwise: usualMinutes,
      field: wholeNumber('Hoeveel minuten?', { least: 5, most: 480 }),
    }),
  ]
}

/** Days on which nobody works, besides weekends and public holidays. */
const closedDays: KnownSetting = {
  key: 'closed-days',
  called: 'Dagen dat we dicht zijn',
  about: 'Op deze dagen telt geen werkdag. Weekend en feestdagen staan er al in. Zet alle dagen erbij die nog komen.',
  otherwise: 'alleen weekend en feestdagen',
  source: 'de algemene termijnenwet',
  fields: {
    days: long('Welke dagen?', { hint: 'Elke dag op een eigen regel, bijvoorbeeld 24-12-2025.', maxLength: 4000 }),
  },
  value: ({ days }) => daysIn(String(days)),
  start: (value) => ({ days: ((value ?? []) as Day[]).map((on) => inDigits(on)).join('\n') }),
  inWords: (value) => list((value as Day[]).map((on) => inWords(on))),
}

/** Days that were typed on lines of their own, in order. @throws Invalid with what is wrong with which line */
function daysIn(typed: string): Day[] {
  const lines = typed.split('\n').flatMap((line) => line.trim() || [])
  const read = lines.map((line, at) => {
    try {
      return day('Dag').parse(line)
    } catch (problem) {
      throw new Invalid({ days: `Regel ${at + 1}: ${(problem as Error).message}` })
    }
  })
  return [...new Set(read)].sort()
}

/** Every setting that something in Naober looks at. What is not in this list, nobody reads. */
export const knownSettings: readonly KnownSetting[] = [
  ...serviceLines.flatMap((line) =>
    [
      ...line.case.clocks.map((clock) => lasting(line, clock)),
      quietHours(line),
      ...aftercare(line),
      ...helping(line),
      ...closing(line),
      keptFor(line),
      sameAsText(villageSet(line), line.name, 'De naam van de indeling, zoals die bij de dorpen staat.'),
      endings(line),
    ].map((one) => ({ ...one, line: line.key })),
  ),
  closedDays,
  counted({
    key: mostSetting,
    called: 'Documenten: hoe groot een bestand mag zijn',
    about: 'In MB. Een grote foto van een telefoon wordt al vóór het versturen kleiner gemaakt.',
    source: 'wat bij deze server past',
    otherwise: usualMost,
    field: wholeNumber('Hoeveel MB?', { least: 1, most: 20 }),
  }),
  counted({
    key: 'messages.unread-after',
    called: 'Na hoeveel dagen komt een ongeopend bericht terug',
    about: 'Dan staat het bij Vandaag van wie het verstuurde: bellen helpt vaak meer.',
    source: 'gewoonte: een week',
    otherwise: usuallyUnreadAfter,
    field: wholeNumber('Na hoeveel dagen?', { least: 1, most: 60 }),
  }),
  {
    key: 'rights.names-of-readers',
    called: 'Staan de namen van wie keek in een inzage',
    about: 'Zonder namen staat er van elke dag in welke rol iemand keek.',
    otherwise: 'nee',
    source: 'zo weinig als nodig',
    fields: { value: choice('Met namen?', yesOrNo) },
    decided: true,
    value: ({ value }) => value,
    inWords: (value) => yesOrNo[value as keyof typeof yesOrNo] ?? String(value),
  },
  counted({
    key: 'drafts.days',
    called: 'Hoeveel dagen blijft staan wat iemand typte en niet bewaarde',
    about: 'Alleen wie het typte, ziet het. Daarna wordt het gewist.',
    source: 'zo kort als kan, en langer dan een vakantieweek',
    otherwise: 14,
    field: wholeNumber('Hoeveel dagen?', { least: 1, most: 90 }),
  }),
  ...Object.values(smallNumbers).map((one) =>
    counted({
      ...one,
      about: 'Kleinere getallen zijn in cijfers voor anderen niet te zien, zodat niemand te herkennen is.',
      decided: true,
      field: wholeNumber('Vanaf hoeveel?', { least: 1, most: 1000 }),
    }),
  ),
]

function counted({
  otherwise,
  field,
  ...one
}: {
  key: string
  called: string
  about: string
  source: string
  otherwise: number
  field: Field<number>
  decided?: boolean
}): KnownSetting {
  return {
    ...one,
    otherwise: number(otherwise),
    fields: { value: field },
    value: ({ value }) => value,
    inWords: (value) => (typeof value === 'number' ? number(value) : String(value)),
  }
}

function sameAsText(
  one: { key: string; called: string; otherwise: string; source: string },
  line: string,
  about: string,
): KnownSetting {
  return {
    ...one,
    called: `${line}: ${one.called.toLowerCase()}`,
    about,
    fields: { value: text('Welke indeling?', { maxLength: 80 }) },
    value: ({ value }) => value,
    inWords: String,
  }
}

/** Under which published outcome each ending counts: one question per ending. */
function endings(line: (typeof serviceLines)[number]): KnownSetting {
  const { outcomes, published } = line.case
  const { key, called, source } = outcomeSet(line)
  return {
    key,
    called: `${line.name}: ${called.toLowerCase()}`,
    about: 'Cijfers over dagen van vóór de begindag blijven zoals ze waren.',
    otherwise: 'zoals de werksoort het zegt',
    source,
    fields: Object.fromEntries(
      Object.entries(outcomes).map(([ending, { called: label }]) => [ending, choice(label, published)]),
    ),
    value: (input) => Object.fromEntries(Object.keys(outcomes).map((ending) => [ending, input[ending]])),
    inWords: (value) =>
      Object.entries((value ?? {}) as Record<string, string>)
        .map(([ending, as]) => `${outcomes[ending]?.called ?? ending}: ${published[as] ?? as}`)
        .join('; '),
  }
}

/** What the form of endings starts with: the declaration itself. */
export function startOf(known: KnownSetting, now: unknown): Record<string, unknown> {
  if (known.start) return known.start(now)
  if (Object.hasOwn(known.fields, 'value')) return { value: now ?? undefined }
  const line = serviceLines.find((one) => known.key === outcomeSet(one).key)
  const declared = Object.fromEntries(
    Object.entries(line?.case.outcomes ?? {}).map(([ending, { publishedAs }]) => [ending, publishedAs]),
  )
  return { ...declared, ...(now ?? {}) }
}
