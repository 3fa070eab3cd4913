import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { burn } from '@kenjiuno/msgreader/lib/Burner.js'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js'
import sharp from 'sharp'
import { pdfOf } from '#platform/paper'

// Real files for tests, made on the spot: nothing of anybody lies beside the code.

/** A photo from a phone: on its side, with where and when it was made. */
export const aPhoto = (width = 1200, height = 900): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#7a9b4e' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD0: { Make: 'Telefoon', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2025:03:07 10:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 51/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '6/1 31/1 0/1' },
    })
    .toBuffer()

/** A pdf with these words on its pages. */
export async function aPdf(...pages: string[]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'naober-pdf-'))
  const template = join(folder, 'page.typ')
  writeFileSync(
    template,
    '#let data = json(bytes(sys.inputs.data))\n#set document(title: "Brief")\n#set text(font: "Atkinson Hyperlegible Next", lang: "nl")\n#for page in data.pages [= #page\n#pagebreak(weak: true)]',
  )
  try {
    return Buffer.from(await pdfOf({ template, data: { pages } }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A pdf by hand: these objects, and whatever stands behind it. */
export function handmadePdf(catalog = '', ...more: string[]): Buffer {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>',
    ...more,
  ]
  let text = '%PDF-1.7\n'
  const at = objects.map((object, index) => {
    const here = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return here
  })
  const table = at.map((here) => `${String(here).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}

/** A zip of these files. `lies` makes the list say another size than what comes out. */
export function aZip(files: Record<string, string | Buffer>, { lies = 0 } = {}): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc32(plain), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(plain.length - lies, 18)
    about.writeUInt16LE(name.length, 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed])
    const entry = Buffer.alloc(16)
    entry.writeUInt32LE(at, 12)
    list.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, entry.subarray(2), Buffer.from(name)]),
    )
    bodies.push(body)
    at += body.length
  }
  const size = list.reduce((sum, one) => sum + one.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(list.length, 8)
  end.writeUInt16LE(list.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...list, end])
}

const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

/** A Word file with these words, and whatever else is put in it. */
export function aWord(words: string, more: Record<string, string | Buffer> = {}, options = {}): Buffer {
  return aZip(
    {
      '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
      '_rels/.rels':
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${words
        .split('\n')
        .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
        .join('')}</w:body></w:document>`,
      ...more,
    },
    options,
  )
}

/** A mail with these files on it, and a picture that would tell its maker that it was read. */
export function aMail(words: string, files: Record<string, Buffer> = {}): Buffer {
  const parts = Object.entries(files).map(
    ([name, content]) =>
      `--grens\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n`,
  )
  return Buffer.from(
    `From: Gemeente Lindeveen <wmo@lindeveen.example>\r\nTo: Noor <noor@welzijn.example>\r\nSubject: =?utf-8?Q?Besluit_over_hulp_=E2=82=AC?=\r\nDate: Thu, 06 Mar 2025 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="grens"\r\n\r\n--grens\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>${words}</p><script>alert(1)</script><img src="https://elders.example/oog.png">\r\n${parts.join('')}--grens--\r\n`,
  )
}

/** A mail as Outlook keeps it when it is dragged to the desktop. */
export function anOutlookMail(subject: string, words: string): Buffer {
  const text = (value: string) => Buffer.from(value, 'utf16le')
  const streams: Record<string, Buffer> = {
    '__properties_version1.0': Buffer.alloc(32),
    '__substg1.0_001A001F': text('IPM.Note'),
    '__substg1.0_0037001F': text(subject),
    '__substg1.0_0C1A001F': text('Gemeente Lindeveen'),
    '__substg1.0_1000001F': text(words),
  }
  const names = Object.keys(streams)
  return Buffer.from(
    burn([
      { name: 'Root Entry', type: TypeEnum.ROOT, children: names.map((_, at) => at + 1), length: 0 },
      ...names.map((name) => {
        const content = streams[name] as Buffer
        return { name, type: TypeEnum.DOCUMENT, length: content.length, binaryProvider: () => Uint8Array.from(content) }
      }),
    ]),
  )
}
