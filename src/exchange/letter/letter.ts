import type { Addressee, Letterhead, Notice } from '#kernel/letter'

/** A letter as it is set on paper or put in a Word template: everything on it is a text that is ready. */
export interface LetterToMake {
  house: string
  /** How the service line is called. */
  line: string
  title: string
  /** Paragraphs, with an empty line between two. */
  text: string
  to: Addressee
  /** '12 maart 2025' */
  on: string
  /** Who writes it, and the number to call. */
  from: { name: string; phone: string | null }
  /** A card that goes through a letterbox without an envelope: no name and no address on it. */
  card: boolean
  notice: Notice | undefined
  head: Pick<Letterhead, 'sender' | 'footer' | 'logo'>
}

/** The parts of a text: what stands between two empty lines. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Lines, without those that are empty. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
