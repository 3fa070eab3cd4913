import { Refused } from '../errors/index.ts'

/** What a copy holds and what it was made of; it stands at the end of the file, after all that it tells of. */
export interface Contents {
  /** When the moment was that the copy shows, as ISO 8601 in UTC. */
  takenAt: string
  kind: 'demo' | 'real'
  /** The names of the organisations whose data it is. */
  organisations: string[]
  /** The steps that the database had taken, in order. */
  steps: { name: string; hash: string }[]
  /** The version of PostgreSQL it came from, as a number (180004). */
  server: number
  /** The first number of a transaction that is not in the copy any more: lines in the logs are ordered by it. */
  counter: string
  sequences: { name: string; last: string; called: boolean }[]
  parts: Part[]
  /** Tables that were left empty on purpose. */
  leftOut: string[]
  /** A digest by which the secret of the installation is recognised; the secret itself is a part of the copy, or not. */
  secretMark: string
}

/** One stretch of the file: a table as PostgreSQL copies it, or the secret; compressed, and locked when there is a word for it. */
export interface Part {
  kind: 'table' | 'secret'
  name: string
  columns: string[]
  rows: number
  /** Where it begins in the file, and how long it is there, in bytes. */
  at: number
  bytes: number
  /** SHA-256 of it as it stands in the file. */
  digest: string
  /** SHA-256 of what it says: of the rows themselves. */
  says: string
}

/** The contents as they were written. @throws Refused when they are not those of a copy that this version knows */
export function contentsFrom(text: string): Contents {
  const found = JSON.parse(text) as Contents
  const whole =
    Array.isArray(found.parts) &&
    Array.isArray(found.steps) &&
    Array.isArray(found.sequences) &&
    /^\d+$/.test(found.counter)
  if (!whole) throw new Refused('De inhoudsopgave van deze reservekopie is niet te lezen. Neem een andere kopie.')
  return found
}

/** The part with the secret of the installation, when it is in the copy. */
export const secretPart = ({ parts }: Contents): Part | undefined => parts.find((part) => part.kind === 'secret')

export const tableParts = ({ parts }: Contents): Part[] => parts.filter((part) => part.kind === 'table')
