/**
 * Files that strangers made: what they are by their bytes, what may be kept of them, and a picture or a text of what is in them. All of
 * it happens in a process of its own, without our secrets, that lives for one file and is ended when it takes too long or too much.
 */
import { createHash } from 'node:crypto'
import { aside } from './aside.ts'
import { empty } from './sentences.ts'
import type { Looked, Picked } from './tasks.ts'

export { type FileType, isMail, isPhoto, kindsOfFile } from './kinds.ts'
export type { Looked } from './tasks.ts'

/** What was found in a file, and the bytes to keep. `digest` is of the file as it was given: by it the same file is recognised. */
export type Kept = Looked & { digest: Buffer }

/**
 * Looks what a file is and what is in it. A photo comes back turned upright, smaller and without where and when it was made.
 * @throws Refused with one sentence: what is wrong with it and what to do now
 */
export async function lookInside(content: Uint8Array): Promise<Kept> {
  if (content.length === 0) throw empty()
  const looked = await aside<Looked>({ look: content })
  return { ...looked, digest: createHash('sha256').update(content).digest() }
}

/** One page of a pdf as the bytes of a jpeg. Pages are counted from 1. @throws Refused when it cannot be drawn */
export const drawPage = (pdf: Uint8Array, page: number): Promise<Uint8Array> => aside<Uint8Array>({ draw: pdf, page })

/** One of the files that hang on a mail, counted from 1. @throws Refused when it is not there */
export const takeFromMail = (mail: Uint8Array, nr: number): Promise<Picked> => aside<Picked>({ pick: mail, nr })
