import { readFileSync } from 'node:fs'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { cuts } from './letters.ts'

/** A page in Typst's language and what stands in it. What people typed is only ever data: it never becomes a part of the page. */
export interface Paper {
  template: string
  data: unknown
}

let press: NodeCompiler | undefined

/**
 * Sets a paper and makes an accessible pdf of it (PDF/UA-1). Typst refuses when a title or alternative text is missing; a
 * warning counts as a mistake too. A sign that no font has becomes an empty box.
 */
export function printed({ template, data }: Paper): Uint8Array {
  press ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: cuts.map((cut) => readFileSync(cut)) }] })
  let text = JSON.stringify(data)
  // Which signs have no font is only said after setting, some at a time.
  for (let round = 0; ; round++) {
    try {
      const pdf = press.pdf(set(press, template, text), { pdfStandard: 'ua-1' })
      press.evictCache(1)
      return pdf
    } catch (problem) {
      const missing = missingIn(String(problem))
      if (missing.length === 0 || round === 20) throw problem
      for (const sign of missing) text = text.replaceAll(sign, '□')
    }
  }
}

function set(press: NodeCompiler, template: string, data: string): NodeTypstDocument {
  const made = press.compile({ mainFileContent: readFileSync(template, 'utf8'), inputs: { data } })
  const wrong = made.takeWarnings() ?? made.takeError()
  if (wrong || !made.result)
    throw new Error(`Typst: ${JSON.stringify(wrong ? press.fetchDiagnostics(wrong) : 'nothing was made')}`)
  return made.result
}

/** 'the text `"中"` could not be displayed': the signs that it names. */
function missingIn(said: string): string[] {
  return [...said.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)].map((found) => found[1] as string)
}
