import { fileTypeFromBuffer } from 'file-type'
import { mailType, outlookType, pdfType, wordType } from './kinds.ts'
import { looksLikeMail } from './mail-head.ts'
import { heic, locked, oldWord, unknown } from './sentences.ts'
import type { Looked } from './tasks.ts'

const photos = ['image/jpeg', 'image/png', 'image/webp']
/** What Word, Excel and Outlook wrap their old files in, and new ones with a password. */
const wrapped = 'application/x-cfb'

/** Looks what a file is, by its bytes and never by its name. What reads it is loaded when it is known what that must be. @throws Refused */
export async function look(content: Uint8Array): Promise<Looked> {
  const mime = (await fileTypeFromBuffer(content))?.mime
  if (mime !== undefined && photos.includes(mime)) return (await import('./photo.ts')).lookAtPhoto(content)
  if (mime === pdfType) return (await import('./pdf.ts')).lookAtPdf(content)
  if (mime === wordType || mime === 'application/zip') return (await import('./word.ts')).lookAtWord(content)
  if (mime === 'image/heic' || mime === 'image/heif') throw heic()
  if (mime === wrapped || mime === outlookType) return inWrapping(content)
  // A mail is text, which has no sign by which it is known.
  if (mime === undefined || mime === mailType) {
    if (looksLikeMail(content)) return (await import('./mail.ts')).lookAtMail(content, mailType)
  }
  throw unknown()
}

async function inWrapping(content: Uint8Array): Promise<Looked> {
  const names = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const holds = (name: string) => names.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) throw locked()
  if (holds('__properties_version1.0')) return (await import('./mail.ts')).lookAtMail(content, outlookType)
  if (holds('WordDocument')) throw oldWord()
  throw unknown()
}
