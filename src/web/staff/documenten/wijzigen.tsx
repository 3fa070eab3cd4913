import type { DocumentKind } from '#kernel/document'
import type { Day } from '#platform/days'
import { Form, Page } from '#ui'
import { page, post } from '#web/app'
import { base, noSide, openDocument, saidFields, sideOf } from './shared.ts'

/** Corrects what is said about a document: what it is, of which day, its title, who gave it. The file stays as it came. */
export const change = page({
  path: `${base}/:documentId/wijzigen`,
  may: 'change document',
  load: (ctx) => openDocument(ctx, 'change'),
  form: ({ line }, { asker }) => saidFields(asker, line),
  values: ({ document }) => ({
    ...{ kind: document.kind, happenedOn: document.happenedOn, name: document.name, source: document.source },
    side: document.side ?? noSide,
  }),
  version: ({ document }) => document.version,
  async save({ store }, { document }, { version, ...input }) {
    await store.documents.correct(
      document.id,
      { seen: version },
      {
        ...{ kind: input.kind as DocumentKind, happenedOn: input.happenedOn as Day, name: input.name as string },
        ...{ source: (input.source as string | null) ?? null, side: sideOf(input.side) },
      },
    )
    return { to: `${base}/${document.id}`, say: 'Het document is gewijzigd.' }
  },
  view: ({ document, trail }, form) => (
    <Page title="Document wijzigen" trail={trail} about={document.name}>
      <Form {...form} button="Bewaren" cancelTo={`${base}/${document.id}`} />
    </Page>
  ),
})

/** Takes a document out of sight; for thirty days it can be put back. */
export const takeAway = post({
  path: `${base}/:documentId/weg`,
  may: 'remove document',
  async save(ctx) {
    const { document, holder } = await openDocument(ctx, 'remove')
    await ctx.store.documents.remove(document.id)
    return {
      to: holder,
      say: 'Het document is verwijderd. Dertig dagen lang kan het terug.',
      undo: { to: `${base}/${document.id}/terug` },
    }
  },
})

export const putBack = post({
  path: `${base}/:documentId/terug`,
  may: 'remove document',
  async save({ store, params }) {
    await store.documents.restore(params.documentId)
    return { to: `${base}/${params.documentId}`, say: 'Het document staat er weer.' }
  },
})
