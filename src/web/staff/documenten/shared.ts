import { roleMay, type Store } from '#access'
import { type DocumentKind, documentKinds, kindInWords, type SignedDocument, usualMost } from '#kernel/document'
import { nameOf } from '#kernel/person'
import { otherSidesOf, type ServiceLine } from '#kernel/service-line'
import type { Asker, Verb } from '#platform/asker'
import { type Day, inWords } from '#platform/days'
import { Invalid, NotFound, Refused } from '#platform/errors'
import { choice, day, type Fields, text } from '#platform/fields'
import { isMail, isPhoto, type Kept, kindsOfFile, lookInside } from '#platform/files'
import type { Crumb } from '#ui'
import { mayDo, openCase, trailTo } from '../zaken/open.ts'

export const base = '/documenten'

interface Asks {
  store: Store
  asker: Asker
  params: { readonly documentId: string }
}

/** A document with where it stands, and whether the asker may change it. */
export interface OpenDocument {
  document: SignedDocument
  /** The line of its case; of a document of somebody without a case there is none. */
  line: ServiceLine | undefined
  /** The address of the case or person that holds it. */
  holder: string
  trail: Crumb[]
  works: boolean
}

/**
 * The document of this address. Whoever opens it opens what holds it as well: both stand in the log.
 * @throws NotFound: not there, or not the asker's to do this with
 */
export async function openDocument({ store, asker, params }: Asks, verb: Verb = 'read'): Promise<OpenDocument> {
  const document = await store.documents.get(params.documentId)
  const opened = document.caseId
    ? await ofCase({ store, asker }, document.caseId)
    : await ofPerson({ store, asker }, document.person ?? '')
  if (verb !== 'read' && !opened.may(verb)) throw new NotFound()
  return { document, ...opened, works: opened.may('change') }
}

async function ofCase({ store, asker }: Omit<Asks, 'params'>, caseId: string) {
  // A report that joined a case has no page of its own; its documents are found at the case.
  const one = await store.cases.get(caseId)
  const opened = await openCase({ store, asker, params: { caseId: one.joinedTo ?? one.id } }, 'read')
  return {
    line: opened.line,
    holder: `${opened.line.path}/${opened.file.case.id}`,
    trail: trailTo(opened),
    may: (verb: Verb) => mayDo(asker, verb, 'document', one),
  }
}

async function ofPerson({ store, asker }: Omit<Asks, 'params'>, id: string) {
  const person = await store.people.get(id)
  return {
    line: undefined,
    holder: `/mensen/${person.id}`,
    trail: [
      { to: '/mensen', label: 'Mensen' },
      { to: `/mensen/${person.id}`, label: nameOf(person) },
    ],
    may: (verb: Verb) => roleMay(asker, verb, 'document'),
  }
}

/** Of both, or of the case as a whole. */
export const noSide = 'none'

/** The sides of a line that a document can be of; nothing for a line with one side. */
export const sideField = (line: ServiceLine | undefined, optional = false): Fields =>
  line === undefined || otherSidesOf(line).length === 0
    ? {}
    : {
        side: choice(
          'Van wie is dit?',
          {
            ...Object.fromEntries(Object.entries(line.case.sides).map(([key, side]) => [key, side.called])),
            [noSide]: 'Van allebei, of van niemand in het bijzonder',
          },
          { optional } as never,
        ),
      }
export const sideOf = (side: unknown): string | null => (typeof side === 'string' && side !== noSide ? side : null)

/** What is asked about a document. When it is just coming in, nothing is needed: most of it stands in the file. */
export const saidFields = (asker: Pick<Asker, 'today'>, line: ServiceLine | undefined, coming = false): Fields => ({
  kind: choice('Wat is het?', documentKinds, {
    ...(coming ? { optional: true } : {}),
    whenEmpty: 'Kies wat het is. Weet je het niet, kies dan Iets anders.',
  } as never),
  happenedOn: day('Van welke dag is het?', {
    ...(coming ? { optional: true } : {}),
    latest: asker.today,
    ...(coming ? { hint: 'Leeg: de dag die in de foto of mail staat, anders vandaag.' } : {}),
  } as never),
  name: text('Korte titel', {
    ...(coming ? { optional: true } : {}),
    maxLength: 100,
    private: true,
    hint: 'Bijvoorbeeld: Beschikking hulp in huis. Zonder titel gebruiken we de naam van het bestand.',
  } as never),
  source: text('Van wie kreeg je het?', { optional: true, maxLength: 100, private: true }),
  ...sideField(line, coming),
})

/** The most that a file may be, in bytes: as the organisation says. */
export const mostOf = (asker: Pick<Asker, 'settings' | 'today'>): number =>
  asker.settings.value(mostSetting, asker.today, usualMost) * 1_000_000
export const mostSetting = 'documents.most-megabytes'

export const tooLarge = (megabytes: number) =>
  `Dit bestand is te groot: het mag ${megabytes} MB zijn. Een foto kun je met je telefoon kleiner maken; van een scan kun je minder bladzijden tegelijk sturen. Er is niets bewaard.`

/** Looks inside a file that somebody sends, outside any transaction. @throws Invalid under the name of its input */
export async function looked(file: { content: Uint8Array } | undefined): Promise<Kept> {
  if (!file) throw new Invalid({ file: 'Kies een bestand, of maak een foto.' })
  try {
    return await lookInside(file.content)
  } catch (problem) {
    if (problem instanceof Refused) throw new Invalid({ file: problem.message })
    throw problem
  }
}

/** What a file is when nobody said it, and of which day: never of one that is yet to come. */
export function guessed(kept: Pick<Kept, 'type' | 'day'>, today: Day): { kind: DocumentKind; happenedOn: Day } {
  const kind = isPhoto(kept.type) ? 'photo' : isMail(kept.type) ? 'mail' : 'other'
  const known = kept.day && /^(19|20)\d\d-/.test(kept.day) && kept.day <= today && isDay(kept.day)
  return { kind, happenedOn: known ? (kept.day as Day) : today }
}

const isDay = (text: string) => {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** The name of a file as a title: without its end. */
export const titleFrom = (name: string): string =>
  name
    .replace(/\.[a-z0-9]{2,4}$/i, '')
    .slice(0, 100)
    .trim() || 'Bestand'

/** What was done to a photo, for whoever sent it: that nothing tells where it was made. */
export const mendedInWords = ({ mended }: Pick<Kept, 'mended'>): string =>
  mended === null
    ? ''
    : ` De foto is rechtop gezet${mended.smaller ? ' en verkleind' : ''}.${mended.place ? ' Waar en wanneer hij gemaakt is, staat er niet meer in.' : ''}`

/** 'pdf, 2 bladzijden, 1,2 MB'. */
export function fileInWords({ type, pages, size }: Pick<SignedDocument, 'type' | 'pages' | 'size'>): string {
  const kind = (kindsOfFile as Record<string, { called: string }>)[type]?.called ?? 'bestand'
  const sheets =
    type === 'application/pdf' && pages !== null ? `, ${pages === 1 ? '1 bladzijde' : `${pages} bladzijden`}` : ''
  return `${kind}${sheets}, ${sizeInWords(size)}`
}

export const sizeInWords = (size: number): string =>
  size < 100_000
    ? `${Math.max(1, Math.round(size / 1000))} kB`
    : `${(size / 1_000_000).toLocaleString('nl-NL', { maximumFractionDigits: 1 })} MB`

/** The name under which a document leaves the house: what it is and of which day, and of nobody. */
export const downloadName = ({
  kind,
  happenedOn,
  type,
}: Pick<SignedDocument, 'kind' | 'happenedOn' | 'type'>): string => {
  const end = (kindsOfFile as Record<string, { end: string }>)[type]?.end ?? 'bin'
  return `${kindInWords(kind).toLowerCase().replaceAll(' ', '-')}-${happenedOn}.${end}`
}

/** What stands under the title of a document in a list. */
export const aboutInWords = (one: SignedDocument, line: ServiceLine | undefined): string =>
  [
    kindInWords(one.kind),
    inWords(one.happenedOn),
    one.source && `van ${one.source}`,
    one.side && line?.case.sides[one.side]?.inText,
  ]
    .filter(Boolean)
    .join(' · ')
