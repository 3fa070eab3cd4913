import { createHash } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'

/** The table whose rows are the bytes of documents: it goes along as files, and not as rows. */
export const documentPieces = 'document_contents'
export const pieceColumns = ['document', 'nr', 'content']
const folderName = 'documenten'

/** A document as it was written: its file and a digest of it. */
export interface WrittenDocument {
  file: string
  sha256: string
}

/** Writes each document as a file of its own, under its key. The pieces come in order, those of one document together. */
export async function writeDocuments(folder: string, pieces: AsyncIterable<string>): Promise<WrittenDocument[]> {
  await mkdir(join(folder, folderName), { mode: 0o700 })
  const written: WrittenDocument[] = []
  let now: Awaited<ReturnType<typeof begun>> | undefined
  try {
    for await (const piece of pieces) {
      const { document, content } = JSON.parse(piece) as { document: string; content: string }
      const bytes = Buffer.from(content.slice(2), 'hex') // '\x4a46…'
      if (now?.document !== document) {
        if (now) written.push(await now.end())
        now = await begun(folder, document, bytes)
      }
      await now.write(bytes)
    }
    if (now) written.push(await now.end())
  } catch (problem) {
    await now?.stop()
    throw problem
  }
  return written
}

async function begun(folder: string, document: string, first: Buffer) {
  const name = `${document}.${endOf(first)}`
  const handle = await open(join(folder, folderName, name), 'wx', 0o600)
  const hash = createHash('sha256')
  return {
    document,
    async write(bytes: Buffer): Promise<void> {
      hash.update(bytes)
      await handle.write(bytes)
    },
    async end(): Promise<WrittenDocument> {
      await handle.close()
      return { file: `${folderName}/${name}`, sha256: hash.digest('hex') }
    },
    stop: () => handle.close().catch(() => undefined),
  }
}

/** What a file is called at its end, by how it begins; a mail begins with words. */
function endOf(first: Buffer): string {
  const begins: readonly (readonly [string, string])[] = [
    ['ffd8ff', 'jpg'],
    ['25504446', 'pdf'],
    ['504b0304', 'docx'],
    ['d0cf11e0', 'msg'],
  ]
  const begin = first.subarray(0, 4).toString('hex')
  return begins.find(([sign]) => begin.startsWith(sign))?.[1] ?? 'eml'
}
