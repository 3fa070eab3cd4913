import { createHash } from 'node:crypto'
import { copyAsJson, copyAsPdf } from '#exchange/file-copy'
import { type Choice, type CopyItem, fileCopy, type Ground, grounds, mayGo, proposals } from '#kernel/rights'
import { inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { choice, type Field, type Fields, long, text } from '#platform/fields'
import { lineOf } from '#service-lines'
import { Card, Form, Notice, Page } from '#ui'
import { download, page } from '#web/app'
import { gather, sectionsFor } from './gather.ts'
import { isCopied } from './items.ts'
import { base, called, openToHandle, trailTo } from './shared.ts'

const path = `${base}/:requestId/kopie` as '/verzoeken/:requestId/kopie'

/** What can be done with an item, in as few words as fit on one line. */
const ways = {
  goes: 'gaat mee',
  other: 'niet: van een ander',
  'working-note': 'niet: klad',
  necessary: 'niet: gevaar',
} as const
const wayOf = (key: string) => `gaat-${key}`
const strikeOf = (key: string) => `weg-${key}`

/** Words between semicolons. */
const split = (words: unknown): string[] =>
  (typeof words === 'string' ? words : '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')

const mayBeStruck = (item: CopyItem) => item.words !== null || item.joint === true
/** All choices of an item stand on one line: there are many items. */
const onOneLine = <T,>(field: Field<T>): Field<T> => ({ ...field, kind: 'yesno' })

function fieldsOf(items: readonly CopyItem[]): Fields {
  const each = items.flatMap((item) => [
    [
      wayOf(item.key),
      onOneLine(choice('Gaat dit mee?', ways, { whenEmpty: `Kies of dit meegaat: ${item.title}.` })),
    ] as const,
    ...(mayBeStruck(item)
      ? [
          [
            strikeOf(item.key),
            text('Woorden die weg moeten', { optional: true, maxLength: 1000, private: true }),
          ] as const,
        ]
      : []),
  ])
  return {
    ...Object.fromEntries(each),
    explanation: long('Waarom houd je iets achter om iemand te beschermen?', {
      optional: true,
      maxLength: 1000,
      private: true,
      hint: 'Alleen nodig bij ‘niet: gevaar’. Een ander leest deze uitleg en zegt akkoord. Noem geen namen.',
    }),
  }
}

/** The choices that were sent, by item. @throws Invalid at the field that it is about */
function made(sections: ReturnType<typeof sectionsFor>, input: Readonly<Record<string, unknown>>) {
  const choices = new Map<string, Choice>()
  for (const { key } of sections.flatMap(({ items }) => items)) {
    const way = input[wayOf(key)]
    if (typeof way !== 'string') continue
    choices.set(key, {
      ground: way === 'goes' ? null : (way as Ground),
      strike: way === 'goes' ? split(input[strikeOf(key)]) : [],
    })
  }
  const protects = [...choices.values()].some(({ ground }) => ground === 'necessary')
  if (protects && !input.explanation)
    throw new Invalid({ explanation: 'Leg uit wie je beschermt en waartegen, zonder namen. Een ander leest dit.' })
  try {
    return { choices, copy: fileCopy(sections, choices) }
  } catch (problem) {
    if (!(problem instanceof Invalid)) throw problem
    throw new Invalid(
      Object.fromEntries(
        Object.entries(problem.problems).map(([key, says]) => [choices.has(key) ? strikeOf(key) : wayOf(key), says]),
      ),
    )
  }
}

/** Puts a copy of a file together: every item stands there, goes along or not, and words in it can be struck out. */
export const compose = page({
  path,
  may: 'change rights-request',
  async load(ctx) {
    const opened = await openToHandle(ctx)
    if (!isCopied(opened.request) || opened.request.deliveredOn !== null) throw new NotFound()
    const gathered = await gather(ctx.store, ctx.asker, opened.request)
    return {
      ...opened,
      ...{ house: ctx.asker.tenantName, on: inWords(ctx.asker.today), others: gathered.others },
      sections: sectionsFor(opened.request.kind, gathered),
    }
  },
  form: ({ sections }) => fieldsOf(sections.flatMap(({ items }) => items)),
  values: ({ sections, others }) =>
    Object.fromEntries(
      sections
        .flatMap(({ items }) => items)
        .flatMap((item) => [
          ...(item.joint ? [] : [[wayOf(item.key), 'goes']]),
          ...(mayBeStruck(item) ? [[strikeOf(item.key), proposals(item, others).join('; ')]] : []),
        ]),
    ) as never,
  version: ({ sections }) => stampOf(sections),
  async prepare({ sections, request, house, on, name }, input) {
    const { choices, copy } = made(sections, input)
    const making = { house, on, person: name, line: lineOf(request.line).name, asked: called(request.kind), copy }
    return { choices, pdf: await copyAsPdf(making), json: copyAsJson(making), stamp: stampOf(sections) }
  },
  async save({ store, params }, { sections }, input, { choices, pdf, json, stamp }) {
    if (stampOf(sections) !== stamp || input.version !== stamp)
      throw new Invalid({ '': 'Het dossier is net veranderd. Laad de pagina opnieuw en kijk na wat erbij kwam.' })
    const kept = await store.rights.keepCopy(params.requestId, {
      ...{ pdf, json, explanation: (input.explanation as string | null) ?? null },
      choices: [...choices].map(([key, { ground, strike }]) => ({ key, ground, struck: strike.length })),
    })
    return {
      to: `${base}/${params.requestId}`,
      say: mayGo(kept) ? 'De kopie is klaar.' : 'De kopie is klaar, en wacht op een tweede paar ogen.',
    }
  },
  view: ({ request, sections }, form) => (
    <Page
      title="Kopie samenstellen"
      trail={trailTo(request)}
      about="Dit is alles wat er over diegene bewaard is. Wat van een ander is, staat er al niet bij."
    >
      <Card>
        <Form
          {...form}
          layout={[
            ...sections.flatMap((section) =>
              section.items.map((item) => ({
                legend:
                  item.rows.length === 1 && item.rows[0]?.[0] === item.title
                    ? item.title
                    : `${section.title}: ${item.title}`,
                hint: textOf(item),
                fields: [wayOf(item.key), ...(mayBeStruck(item) ? [strikeOf(item.key)] : [])],
              })),
            ),
            'explanation',
          ]}
          button="Kopie maken"
          cancelTo={`${base}/${request.id}`}
          first={
            <Notice title="Zo werkt het">
              <ul className="n-problems">
                <li>Wat over allebei gaat, kies je zelf: lees het eerst.</li>
                <li>
                  Zet woorden die weg moeten precies zo neer als ze er staan, met een puntkomma ertussen. Namen, straten
                  en nummers van anderen die we vonden, staan er al.
                </li>
                {Object.entries(grounds).map(([key, ground]) => (
                  <li key={key}>
                    ‘{ways[key as Ground]}’: {ground}
                  </li>
                ))}
              </ul>
            </Notice>
          }
        />
      </Card>
    </Page>
  ),
})

const textOf = ({ rows, words }: CopyItem): string =>
  [...rows.map(([term, value]) => `${term}: ${value}`), words].filter(Boolean).join('. ')

/** Tells whether something changed since it was on the screen. That somebody looked is no change. */
function stampOf(sections: ReturnType<typeof sectionsFor>): number {
  const items = sections.flatMap(({ items }) => items).filter(({ key }) => key !== 'looks')
  return createHash('sha256').update(JSON.stringify(items)).digest().readUInt32BE(0) >>> 1 || 1
}

const file = (form: 'pdf' | 'json') =>
  download({
    path: `${path}/:copyId/${form}` as '/verzoeken/:requestId/kopie/:copyId/pdf',
    may: 'change rights-request',
    async load(ctx) {
      const { request } = await openToHandle(ctx)
      const { kept, pdf, json } = await ctx.store.rights.copy(ctx.params.copyId)
      if (kept.request !== request.id || !mayGo(kept)) throw new NotFound()
      await ctx.store.log.exported([request.person], 'kopie van een dossier')
      const name = `kopie-${inWords(request.receivedOn).replaceAll(' ', '-')}.${form}`
      if (form === 'json') return { name, type: 'application/json; charset=utf-8', body: json }
      const paper = pdf ?? (kept.document && (await ctx.store.documents.content(kept.document)))
      if (!paper) throw new NotFound()
      return { name, type: 'application/pdf', body: paper }
    },
  })

export const asPdf = file('pdf')
export const asJson = file('json')
