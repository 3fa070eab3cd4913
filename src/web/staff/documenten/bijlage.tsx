import type { Holder } from '#kernel/document'
import { Invalid, NotFound, Refused } from '#platform/errors'
import { isMail, takeFromMail } from '#platform/files'
import { Form, Notice, Page } from '#ui'
import { page } from '#web/app'
import { base, looked, openDocument, saidFields, sizeInWords } from './shared.ts'
import { keep } from './toevoegen.tsx'

/** Keeps what hangs on a mail as a document of its own, looked at like any other that comes in. */
export default page({
  path: `${base}/:documentId/bijlage/:nr`,
  may: 'add document',
  async load(ctx) {
    const opened = await openDocument(ctx, 'add')
    const { document } = opened
    const nr = Number(ctx.params.nr)
    const attachment = Number.isInteger(nr) ? document.attachments[nr - 1] : undefined
    if (!attachment || !isMail(document.type)) throw new NotFound()
    // To show the form nothing of the mail is needed.
    const mail = ctx.sent.size > 0 ? await ctx.store.documents.content(document.id) : undefined
    return { ...opened, nr, attachment, mail }
  },
  form: ({ line }, { asker }) => saidFields(asker, line, true),
  values: ({ document }) => ({ source: document.source, side: document.side ?? undefined }),
  async prepare({ mail, nr }) {
    if (!mail) throw new NotFound()
    const taken = await takeFromMail(mail, nr).catch((problem: unknown) => {
      throw problem instanceof Refused ? new Invalid({ '': problem.message }) : problem
    })
    const kept = await looked(taken).catch((problem: unknown) => {
      throw problem instanceof Invalid ? new Invalid({ '': problem.message }) : problem
    })
    return { kept, name: taken.name }
  },
  async save({ store, asker }, { document }, input, { kept, name }) {
    const holder: Holder = document.caseId
      ? { caseId: document.caseId }
      : { person: document.person as string, line: document.line }
    const day = { happenedOn: input.happenedOn ?? kept.day ?? document.happenedOn }
    try {
      return await keep(store, asker, holder, { name }, kept, { ...input, ...day })
    } catch (problem) {
      throw problem instanceof Invalid && problem.problems.file ? new Invalid({ '': problem.problems.file }) : problem
    }
  },
  view: ({ document, attachment, trail }, form) => (
    <Page title="Bijlage bewaren" trail={trail} about={`${attachment.name}, ${sizeInWords(attachment.size)}`}>
      <Form {...form} button="Bewaren" cancelTo={`${base}/${document.id}`}>
        <Notice>De bijlage wordt een eigen document. Ze wordt nagekeken zoals elk bestand.</Notice>
      </Form>
    </Page>
  ),
})
