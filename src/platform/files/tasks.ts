import type { FileType } from './kinds.ts'

/** What is asked of the process beside us. */
export type Task = { look: Uint8Array } | { draw: Uint8Array; page: number } | { pick: Uint8Array; nr: number }

/** What was found in a file. */
export interface Looked {
  type: FileType
  /** The bytes to keep: of a photo a new one, of anything else those that were given. */
  content: Uint8Array
  /** How many pages there are to show; 1 for a photo. */
  pages: number
  /** The text of each page, as far as there is any. */
  texts: string[]
  /** What hangs on a mail. */
  attachments: { name: string; size: number }[]
  /** The day that stands in it: when the photo was made, or the mail was sent. */
  day: string | null
  /** What it is called inside: the subject of a mail. */
  title: string | null
  /** Of a photo, what was done to it. */
  mended: { smaller: boolean; place: boolean } | null
}

/** A file that was taken from a mail. */
export interface Picked {
  name: string
  content: Uint8Array
}
