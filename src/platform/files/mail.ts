import Outlook, { type FieldsData } from '@kenjiuno/msgreader'
import PostalMime, { type Address, type Attachment } from 'postal-mime'
import { dayOf, momentInWords } from '#platform/days'
import { type FileType, mailType, outlookType } from './kinds.ts'
import { looksLikeMail } from './mail-head.ts'
import { brokenMail, notThere } from './sentences.ts'
import type { Looked, Picked } from './tasks.ts'
import { pagesOf, plainText } from './text.ts'

const mostAttachments = 50
/** A picture in the text that is smaller is the logo below somebody's name. */
const logo = 30_000

/** A mail as it was written: plain lines, and the files that hang on it. Nothing in it is fetched. */
interface Letter {
  from: string
  to: string
  copy: string
  at: Date | null
  subject: string
  words: string
  files: { name: string; content: Uint8Array }[]
}

/** What can be read in a mail, and what hangs on it. @throws Refused */
export async function lookAtMail(content: Uint8Array, type: FileType): Promise<Looked> {
  const letter = await letterIn(content, type)
  const { from, to, copy, at, subject, words, files } = letter
  const head = [
    `Van: ${from}`,
    `Aan: ${to}`,
    ...(copy ? [`Kopie: ${copy}`] : []),
    ...(at ? [`Verstuurd: ${momentInWords(at)}`] : []),
    `Onderwerp: ${subject}`,
  ]
  const texts = pagesOf(plainText(`${head.join('\n')}\n\n${words}`))
  return {
    ...{ type, content, pages: texts.length, texts, mended: null },
    day: at ? dayOf(at) : null,
    title: plainText(subject).slice(0, 100) || null,
    attachments: files.map(({ name, content: { length: size } }) => ({ name, size })),
  }
}

/** One of the files that hang on a mail, counted from 1. @throws Refused */
export async function pick(content: Uint8Array, nr: number): Promise<Picked> {
  const type = looksLikeMail(content) ? mailType : outlookType
  const file = (await letterIn(content, type)).files[nr - 1]
  if (!file) throw notThere()
  return { name: file.name, content: new Uint8Array(file.content) }
}

async function letterIn(content: Uint8Array, type: FileType): Promise<Letter> {
  try {
    const letter = type === mailType ? await plainMail(content) : outlookMail(content)
    return { ...letter, files: letter.files.slice(0, mostAttachments) }
  } catch {
    throw brokenMail()
  }
}

async function plainMail(content: Uint8Array): Promise<Letter> {
  const mail = await PostalMime.parse(content, { maxNestingDepth: 20, attachmentEncoding: 'arraybuffer' })
  return {
    from: mail.from ? addressOf(mail.from) : '',
    to: (mail.to ?? []).map(addressOf).join(', '),
    copy: (mail.cc ?? []).map(addressOf).join(', '),
    at: dateOf(mail.date),
    subject: mail.subject ?? '',
    words: mail.text?.trim() ? mail.text : wordsOf(mail.html ?? ''),
    files: mail.attachments.map(fileOf).filter((file) => !isLogo(file)),
  }
}

const isLogo = (file: { inText: boolean; content: Uint8Array }) => file.inText && file.content.length < logo

function fileOf({ filename, mimeType, content, contentId, related }: Attachment) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
  return {
    name: nameOf(filename),
    content: bytes,
    inText: mimeType.startsWith('image/') && (related === true || contentId !== undefined),
  }
}

const addressOf = (one: Address): string =>
  one.address ? [one.name, `<${one.address}>`].filter(Boolean).join(' ') : (one.name ?? '')

function outlookMail(content: Uint8Array): Letter {
  const reader = new Outlook.default(Uint8Array.from(content).buffer)
  const mail = reader.getFileData()
  const who = (one: FieldsData, mostly?: string) =>
    [one.name ?? one.senderName, `<${mostly ?? one.smtpAddress ?? one.email ?? ''}>`]
      .filter((part) => part && part !== '<>')
      .join(' ')
  const sent = (which: string) =>
    (mail.recipients ?? [])
      .filter((one) => (one.recipType ?? 'to') === which)
      .map((one) => who(one))
      .join(', ')
  const html = mail.bodyHtml ?? (mail.html ? Buffer.from(mail.html).toString('utf8') : '')
  return {
    from: who(mail, mail.senderSmtpAddress ?? mail.senderEmail),
    to: sent('to'),
    copy: sent('cc'),
    at: dateOf(mail.messageDeliveryTime ?? mail.clientSubmitTime),
    subject: mail.subject ?? '',
    words: mail.body?.trim() ? mail.body : wordsOf(html),
    files: (mail.attachments ?? []).flatMap((one) => {
      // A mail within a mail would have to be wrapped anew; its text stands in the original.
      if (one.innerMsgContent) return []
      const file = reader.getAttachment(one)
      const bytes = new Uint8Array(file.content)
      const inText = one.attachmentHidden === true || (one.pidContentId ?? '') !== ''
      return inText && bytes.length < logo ? [] : [{ name: nameOf(file.fileName), content: bytes }]
    }),
  }
}

function dateOf(text: string | undefined): Date | null {
  const at = new Date(text ?? '')
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 || at.getUTCFullYear() > 9000 ? null : at
}

/** The words of a web page, without what makes it one. */
function wordsOf(html: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', euro: '€', apos: "'" }
  return html
    .slice(0, 2_000_000)
    .replace(/<(script|style|head|title)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, (whole, ten?: string, hex?: string, name?: string) => {
      if (name) return signs[name.toLowerCase()] ?? whole
      const code = ten ? Number(ten) : Number.parseInt(hex as string, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
}

/** The name of a file as one short line. */
function nameOf(name: string | null | undefined): string {
  const last =
    plainText(name ?? '')
      .split(/[/\\\n]/)
      .at(-1)
      ?.trim() ?? ''
  return last.slice(0, 100).toWellFormed() || 'bijlage'
}
