import mammoth from 'mammoth'
import { wordType } from './kinds.ts'
import { brokenWord, workInWord } from './sentences.ts'
import type { Looked } from './tasks.ts'
import { pagesOf, plainText } from './text.ts'
import { unzip } from './zip.ts'

/** Parts that hold work of another program: macros, controls, packed files. */
const works = /vbaProject|vbaData|activeX\/|oleObject|\.bin$/i
/** What a document fetches from elsewhere the moment it is opened. A link that somebody has to click is none. */
const fetches =
  /<Relationship\b(?=[^>]*\bTargetMode\s*=\s*["']External)(?=[^>]*\bType\s*=\s*["'][^"']*\/(?:attachedTemplate|oleObject|frame|subDocument|image|externalLink|control)["'])/i

/** Looks whether a Word file is one, holds nothing that works by itself, and what can be read in it. @throws Refused */
export async function lookAtWord(content: Uint8Array): Promise<Looked> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const files = unzip(bytes)
  const types = files.get('[Content_Types].xml')?.toString('utf8') ?? ''
  if (!files.has('word/document.xml') || !/wordprocessingml\.document\.main/.test(types)) throw brokenWord()
  for (const [name, file] of files) {
    // A file of Word has no document type of its own; what is declared there can grow without end.
    if (/\.(xml|rels)$/i.test(name) && /<!(DOCTYPE|ENTITY)/i.test(textOf(file))) throw brokenWord()
    if (works.test(name) || (/\.rels$/i.test(name) && fetches.test(textOf(file)))) throw workInWord()
  }
  if (/macroEnabled|vbaProject/i.test(types)) throw workInWord()
  const { value } = await mammoth.extractRawText({ buffer: bytes }).catch(() => {
    throw brokenWord()
  })
  const texts = pagesOf(plainText(value))
  return { type: wordType, content, pages: texts.length, texts, attachments: [], title: null, day: null, mended: null }
}

/** XML may be written in sixteen bits as well; what is looked for must be seen there too. */
const textOf = (file: Buffer) => file.toString('latin1').replaceAll('\0', '')
