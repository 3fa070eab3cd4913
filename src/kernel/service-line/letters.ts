import type { ServiceLine } from './service-line.ts'

/** A letter or a card to a side of a case. What it says are words that whoever makes it may still change. */
export interface LetterWords {
  /** Among ourselves: 'Kennismakingsbrief'. */
  called: string
  /** Above it. */
  title: string
  /** A paragraph each, with fields in braces: those of `letterFields` and no others. */
  text: readonly string[]
  /** The same for a side that did not ask for it; it names nobody who did. */
  toOthers?: readonly string[]
  /** A card through the letterbox lies open for who passes by: no name stands on it, and nothing of what it is about. */
  card?: true
  /** It is about a planned step: when and where. */
  ofStep?: true
}

/** What can be filled in, with what becomes of it. There is no field for another side: no letter can name one by itself. */
export const letterFields = {
  aanhef: 'Beste en de naam, of Beste bewoner',
  organisatie: 'de naam van de organisatie',
  werksoort: 'hoe de werksoort heet',
  afspraak: 'dag, tijd en plaats van de stap',
  naam: 'jouw naam',
  telefoon: 'jouw nummer, of dat van het briefpapier',
} as const
export type LetterField = keyof typeof letterFields

const greeting = 'Met vriendelijke groet,\n{naam}\n{werksoort}, {organisatie}'

/** The letters of every line, until a line says it in its own words. */
export const usualLetters: Readonly<Record<string, LetterWords>> = {
  introduction: {
    called: 'Kennismakingsbrief',
    title: 'We maken graag kennis',
    text: [
      '{aanhef}',
      'Je vroeg ons om hulp. Ik ben {naam} van {werksoort} en ik denk graag met je mee.',
      'Ik bel je binnenkort, of ik kom bij je langs. Kies je liever zelf een moment? Bel me dan op {telefoon}.',
      'Jij beslist wat er gebeurt. Stoppen mag altijd.',
      greeting,
    ],
    toOthers: [
      '{aanhef}',
      'Ik ben {naam} van {werksoort}. Iemand vroeg ons om mee te denken. Daarbij werd ook dit adres genoemd.',
      'We kiezen geen kant. Daarom horen we graag ook jouw verhaal.',
      'Ik kom graag bij je langs. Kies je liever zelf een moment? Bel me dan op {telefoon}. Meedoen is vrijwillig.',
      greeting,
    ],
  },
  'was-at-door': {
    called: 'Kaartje: we waren aan de deur',
    title: 'We waren bij je aan de deur',
    card: true,
    text: [
      'Je was er niet. Dat geeft niet: we komen graag een andere keer.',
      'Wil je ons bellen op {telefoon}? Vraag naar {naam}.',
    ],
  },
  appointment: {
    called: 'Afspraak',
    title: 'Onze afspraak',
    ofStep: true,
    text: [
      '{aanhef}',
      'We spraken af: {afspraak}.',
      'Kun je dan niet, of wil je iemand meenemen? Bel me op {telefoon}.',
      greeting,
    ],
  },
  closing: {
    called: 'Bedankbrief',
    title: 'Bedankt',
    text: [
      '{aanhef}',
      'We zijn klaar. Bedankt dat je met ons wilde praten, en voor je vertrouwen.',
      'Speelt er later weer iets? Bel ons gerust op {telefoon}.',
      greeting,
    ],
  },
}

type Declared = { case: Pick<ServiceLine['case'], 'letters'> }

/** The letters that a line has, by key: the usual ones in its own words where it has those, and its own. */
export const lettersOf = ({ case: { letters } }: Declared): Readonly<Record<string, LetterWords>> => ({
  ...usualLetters,
  ...letters,
})

/** Fields in a text that are none of ours. */
export const unknownFields = (texts: readonly string[]): string[] => [
  ...new Set(
    texts
      .flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map((found) => (found[1] as string).trim()))
      .filter((name) => !Object.hasOwn(letterFields, name)),
  ),
]
