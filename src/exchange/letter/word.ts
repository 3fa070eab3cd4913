import { TemplateHandler } from 'easy-template-x'
import { Invalid } from '#platform/errors'
import { list } from '#platform/words'
import { type Packed, packed, packedIn } from '#platform/zip'
import { type LetterToMake, linesOf } from './letter.ts'

/** What may stand in braces in a Word template, and what becomes of it. */
export const wordFields = {
  organisatie: 'de naam van de organisatie',
  werksoort: 'hoe de werksoort heet',
  afzender: 'de regels boven aan het briefpapier',
  adres: 'aan wie de brief is',
  datum: 'de datum',
  onderwerp: 'waar de brief over gaat',
  brief: 'de tekst van de brief',
  privacy: 'wat je bewaart en waarom; leeg als dat al verteld is',
  naam: 'wie de brief schrijft',
  telefoon: 'het nummer om te bellen',
  voet: 'de regels onder aan het briefpapier',
} as const

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The most that a template may be, in bytes: as it is sent, and unpacked. */
export const mostTemplate = 1_000_000
const mostUnpacked = 8_000_000

/**
 * Looks whether a file can be our template, without running or fetching anything that is in it.
 * @throws Invalid under `file`, with everything that is unknown named
 */
export async function checkTemplate(bytes: Uint8Array): Promise<void> {
  const refuse = (why: string): never => {
    throw new Invalid({ file: why })
  }
  if (bytes.length > mostTemplate)
    refuse('Dit bestand is groter dan 1 MB. Maak het logo erin kleiner, of haal plaatjes weg.')
  const files = packedIn(bytes)
  const main = files?.find(({ name }) => name === 'word/document.xml')
  if (!files || !main)
    return refuse(
      'Dit is geen Word-document (.docx). Open het in Word en bewaar het als ‘Word-document’, zonder wachtwoord.',
    )
  if (files.reduce((sum, { size }) => sum + size, 0) > mostUnpacked || files.length > 500)
    refuse('Dit bestand is uitgepakt te groot. Haal plaatjes of bladzijden weg.')
  // What says that it is small and is not, would only show when Word unpacks it.
  if (!files.every(isWhole))
    refuse('Dit bestand is beschadigd. Open het in Word, bewaar het opnieuw en probeer het nog eens.')
  if (files.some(({ name }) => /vbaProject|\.bin$|activeX|embeddings\//i.test(name)))
    refuse('In dit bestand zitten macro’s of ingesloten bestanden. Bewaar het als gewoon Word-document, zonder die.')
  if (files.some((one) => /\.rels$/.test(one.name) && fetches(one)))
    refuse(
      'Dit bestand haalt iets op van een andere plek, zoals een plaatje of sjabloon. Zet het plaatje zelf in het bestand.',
    )
  const names = await fieldsIn(bytes)
  const unknown = names.filter((name) => !Object.hasOwn(wordFields, name))
  if (unknown.length > 0)
    refuse(
      `${list(unknown.slice(0, 5).map((name) => `{${name.slice(0, 40)}}`))} ${unknown.length === 1 ? 'ken' : 'kennen'} we niet. Deze kun je gebruiken: ${list(Object.keys(wordFields).map((name) => `{${name}}`))}.`,
    )
  if (!names.includes('brief'))
    refuse('In dit bestand staat nergens {brief}. Zet dat waar de tekst van de brief moet komen.')
}

function isWhole(one: Packed): boolean {
  try {
    return one.read().length === one.size
  } catch {
    return false
  }
}

/** Whether something else is fetched when the document opens. A link that somebody may press is no such thing. */
function fetches(one: Packed): boolean {
  const text = one.read().toString('utf8')
  return [...text.matchAll(/<Relationship\b[^>]*>/g)].some(
    ([tag]) => /TargetMode\s*=\s*["']External/i.test(tag) && !/\/hyperlink["']/.test(tag),
  )
}

async function fieldsIn(bytes: Uint8Array): Promise<string[]> {
  try {
    const tags = await new TemplateHandler().parseTags(Buffer.from(bytes))
    return [
      ...new Set(
        tags.map(({ name, rawText }) => (/^\{\s*[#/@]/.test(rawText) ? rawText.replace(/[{}]/g, '').trim() : name)),
      ),
    ]
  } catch {
    throw new Invalid({
      file: 'In dit bestand klopt een accolade niet. Schrijf elk veld als {brief}, met één { ervoor en één } erachter.',
    })
  }
}

/** A letter in a Word template that was looked at. What people typed is only ever a text in it. */
export async function letterInWord(letter: LetterToMake, template: Uint8Array): Promise<Uint8Array> {
  const { house, line, title, text, to, on, from, card, notice, head } = letter
  const values: Record<keyof typeof wordFields, string> = {
    organisatie: house,
    werksoort: line,
    afzender: linesOf(head.sender).join('\n'),
    adres: card ? '' : [to.name ?? 'Aan de bewoner', ...to.address].join('\n'),
    datum: on,
    onderwerp: title,
    brief: text,
    privacy: card || !notice ? '' : [notice.title, ...notice.paragraphs].join('\n\n'),
    naam: from.name,
    telefoon: from.phone ?? '',
    voet: linesOf(head.footer).join('\n'),
  }
  return new Uint8Array(await new TemplateHandler().process(Buffer.from(template), values))
}

/** The template that comes with Naober, for who has none: it is made here, so that nobody needs to trust a file. */
export function usualTemplate(): Uint8Array {
  const run = (text: string, style = '') =>
    `<w:r>${style === '' ? '' : `<w:rPr>${style}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
  const par = (text: string, { style = '', as = '' } = {}) =>
    `<w:p><w:pPr>${as}<w:spacing w:after="200"/></w:pPr>${run(text, style)}</w:p>`
  const soft = '<w:color w:val="574F5C"/><w:sz w:val="19"/>'
  const body = [
    par('{organisatie}', { style: '<w:b/><w:sz w:val="32"/>' }),
    par('{afzender}', { style: soft }),
    par('{adres}'),
    par('{datum}'),
    par('{onderwerp}', { as: '<w:pStyle w:val="Heading1"/>' }),
    par('{brief}'),
    par('{privacy}', { style: '<w:sz w:val="20"/>' }),
    par('{voet}', { style: soft }),
  ].join('')
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const typed = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  return packed({
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${typed}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${typed}.styles+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'word/document.xml': `${xml}<w:document xmlns:w="${main}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    'word/styles.xml': `${xml}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="23"/><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style></w:styles>`,
  })
}
