import { threadOf } from '#platform/threads'
import type { Paper } from './typst.ts'
import type { Task } from './worker.ts'

export { colours } from './colours.ts'
export { broughtAlong, family, widthOf } from './letters.ts'
export { type Square, squareOf, svgOf } from './square.ts'
export type { Paper }

const inWorker = threadOf<Task>(new URL('./worker.ts', import.meta.url), {
  atOnce: 1, // a page takes ten milliseconds, starting a thread half a second
  megabytes: 512,
  full: 'Dit is te veel voor één bestand.',
})

/** An accessible pdf (PDF/UA-1), made in a thread of its own. The data must be JSON. */
export const pdfOf = (paper: Paper): Promise<Uint8Array> => inWorker<Uint8Array>({ paper })

/** A drawing (svg) as pixels in our letter, so many for each unit of it. @returns the bytes of a png */
export const pngOf = (drawing: string, scale: number): Promise<Uint8Array> => inWorker<Uint8Array>({ drawing, scale })
