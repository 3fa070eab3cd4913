import { Invalid, NotFound } from '#platform/errors'
import { type Fields, text } from '#platform/fields'
import { isKey } from '#platform/ids'
import { lineOf } from '#service-lines'
import { Form, Notice, Page } from '#ui'
import { page, post } from '#web/app'
import { titleOf } from '../zaken/in-words.ts'
import { caseNumbered } from '../zaken/notitie-verplaatsen.tsx'
import { mayDo } from '../zaken/open.ts'
import { base, noSide, openDocument, sideField, sideOf } from './shared.ts'

/**
 * Takes a document that was kept in the wrong file to the right one. Who may read only the first no longer sees it; that it stood there
 * is kept in the log.
 */
export const move = page({
  path: `${base}/:documentId/verplaatsen`,
  may: 'change document',
  load: (ctx) => openDocument(ctx, 'change'),
  form: ({ line }): Fields => ({
    number: text('Waar hoort dit document bij?', {
      maxLength: 20,
      hint: 'Het nummer, bijvoorbeeld 7K2-P4X. Het staat onderaan de pagina waar het document wél bij hoort.',
      whenEmpty: 'Vul het nummer in van waar dit document bij hoort.',
    }),
    ...sideField(line),
  }),
  version: ({ document }) => document.version,
  async save({ store, asker }, { document, holder }, { number: typed, side, version }) {
    const number = typed as string
    const to = await caseNumbered(store, number)
    if (!to || !mayDo(asker, 'add', 'document', to))
      throw new Invalid({ number: `Er is niets met nummer ${number} waar jij in mag schrijven. Kijk het nummer na.` })
    const line = lineOf(to.line)
    const there = sideOf(side)
    await store.documents.move(
      document.id,
      { seen: version },
      { caseId: to.id, side: there !== null && line.case.sides[there] ? there : null },
    )
    return {
      to: holder,
      say: `Het document staat nu bij ${titleOf(line, to)}, en niet meer hier.`,
      undo: {
        to: `${base}/${document.id}/terug-naar`,
        hidden: {
          naar: document.caseId ?? document.person ?? '',
          bij: document.caseId ? 'zaak' : 'mens',
          lijn: document.line,
          kant: document.side ?? noSide,
        },
      },
    }
  },
  view: ({ document, trail }, form) => (
    <Page title="Document verplaatsen" trail={trail} about={document.name}>
      <Form {...form} button="Verplaatsen" cancelTo={`${base}/${document.id}`}>
        <Notice>Wie alleen het oude dossier mag lezen, ziet het document daarna niet meer.</Notice>
      </Form>
    </Page>
  ),
})

/** Takes it back to where it stood. */
export const moveBack = post({
  path: `${base}/:documentId/terug-naar`,
  may: 'change document',
  async save(ctx, sent) {
    const { store } = ctx
    const [to, line] = [sent.get('naar') ?? '', sent.get('lijn') ?? '']
    const { document } = await openDocument(ctx, 'change')
    if (!isKey(to)) throw new NotFound()
    const holder = sent.get('bij') === 'mens' ? { person: to, line } : { caseId: to }
    await store.documents.back(document.id, { seen: document.version }, { holder, side: sideOf(sent.get('kant')) })
    return { to: `${base}/${document.id}`, say: 'Het document staat er weer.' }
  },
})
