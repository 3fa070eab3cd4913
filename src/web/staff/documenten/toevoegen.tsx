import { roleMay, type Store } from '#access'
import type { Holder } from '#kernel/document'
import { nameOf } from '#kernel/person'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, type Fields } from '#platform/fields'
import type { Kept } from '#platform/files'
import { type Crumb, FilePick, Form, Page } from '#ui'
import { page, type Upload } from '#web/app'
import { linesOf } from '../lines.tsx'
import { openCase, trailTo } from '../zaken/open.ts'
import { base, guessed, looked, mendedInWords, mostOf, saidFields, sideOf, titleFrom, tooLarge } from './shared.ts'

/** What may come along beside the file itself: what is said about it. */
const beside = 100_000
const takes = { file: 'file', most: (asker: Asker) => mostOf(asker) + beside, tooLarge }

interface Coming {
  here: string
  trail: Crumb[]
  most: number
  file: Upload | undefined
}

/** Keeps a document with a case: a photo of a letter, a pdf, a mail. */
export const toCase = page({
  path: '/zaken/:caseId/documenten/toevoegen',
  may: 'add document',
  takes,
  async load(ctx) {
    const opened = await openCase(ctx, 'add', 'document')
    const here = `${opened.line.path}/${opened.file.case.id}`
    return { ...coming(ctx, here, trailTo(opened)), line: opened.line as ServiceLine | undefined }
  },
  form: ({ line }, { asker }) => saidFields(asker, line, true),
  prepare: ({ file }) => looked(file),
  save: ({ store, asker, params }, { file }, input, kept) =>
    keep(store, asker, { caseId: params.caseId }, file, kept, input),
  view: (loaded, form) => <Adding {...loaded} form={form} />,
})

/** Keeps a document with somebody who has no case with us, or of whom it is more than one case. */
export const toPerson = page({
  path: '/mensen/:personId/documenten/toevoegen',
  may: 'add document',
  takes,
  async load(ctx) {
    const { store, asker, params } = ctx
    const lines = linesOf(asker)
    const person = await store.people.get(params.personId)
    if (lines.length === 0 || person.sameAs !== null || !roleMay(asker, 'add', 'document')) throw new NotFound()
    const here = `/mensen/${person.id}`
    const trail = [
      { to: '/mensen', label: 'Mensen' },
      { to: here, label: nameOf(person) },
    ]
    return { ...coming(ctx, here, trail), lines }
  },
  form: ({ lines }, { asker }): Fields => ({
    ...saidFields(asker, undefined, true),
    ...(lines.length === 1
      ? {}
      : {
          line: choice('Welk team mag het zien?', Object.fromEntries(lines.map((line) => [line.key, line.name]))),
        }),
  }),
  prepare: ({ file }) => looked(file),
  save({ store, asker, params }, { file, lines }, input, kept) {
    const line = lines.length === 1 ? lines[0] : lines.find(({ key }) => key === input.line)
    if (!line) throw new NotFound()
    return keep(store, asker, { person: params.personId, line: line.key }, file, kept, input)
  },
  view: (loaded, form) => <Adding {...loaded} form={form} />,
})

const coming = (ctx: { asker: Asker; file?: Upload | undefined }, here: string, trail: Crumb[]): Coming => ({
  ...{ here, trail, most: mostOf(ctx.asker), file: ctx.file },
})

function Adding({ here, trail, most, form }: Coming & { form: Parameters<typeof Form>[0] | object }) {
  const state = form as Parameters<typeof Form>[0]
  return (
    <Page
      title="Document toevoegen"
      trail={trail}
      about="Kies een bestand; de rest kan later. Niemand ziet er meer dan wie dit dossier mag zien."
    >
      <Form
        {...state}
        button="Toevoegen"
        cancelTo={here}
        multipart
        first={<FilePick most={most} problem={state.problems?.file} />}
        layout={[
          ...('line' in state.fields ? ['line'] : []),
          { legend: 'Meteen zeggen wat het is (mag later ook)', folded: true, fields: aboutIt(state.fields) },
        ]}
      />
    </Page>
  )
}

/** What is said about a document, but for the team that may see it. */
const aboutIt = (fields: Fields) => Object.keys(fields).filter((name) => name !== 'line')

/** Keeps what came in, with what was said about it or, where nothing was, what stands in the file. */
export async function keep(
  store: Store,
  asker: Asker,
  holder: Holder,
  file: Pick<Upload, 'name'> | undefined,
  kept: Kept,
  input: Record<string, unknown>,
) {
  const guess = guessed(kept, asker.today)
  const made = await store.documents.keep({
    ...holder,
    ...{ type: kept.type, content: kept.content, texts: kept.texts, pages: kept.pages },
    ...{ attachments: kept.attachments, digest: kept.digest, once: true },
    kind: (input.kind as typeof guess.kind | null) ?? guess.kind,
    happenedOn: (input.happenedOn as Day | null) ?? guess.happenedOn,
    name: (input.name as string | null) ?? kept.title ?? titleFrom(file?.name ?? ''),
    source: (input.source as string | null) ?? null,
    side: sideOf(input.side),
  })
  return { to: `${base}/${made.id}`, say: `Het document is bewaard.${mendedInWords(kept)}` }
}
