import { choice } from '#platform/fields'
import { the } from '#platform/words'
import { lineOf } from '#service-lines'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { openToHandOver, trailTo } from './open.ts'

/** Gives a case to a colleague who works on the same line. */
export default page({
  path: '/zaken/:caseId/overdragen',
  may: 'change case',
  async load(ctx) {
    const opened = await openToHandOver(ctx)
    return { ...opened, colleagues: await ctx.store.accounts.workingOn(opened.line.key) }
  },
  form: ({ colleagues }) => ({
    owner: choice('Aan wie?', Object.fromEntries(colleagues.map((one) => [one.id, one.name])), {
      whenEmpty: 'Kies een collega.',
    }),
  }),
  values: ({ file }) => ({ owner: file.case.owner ?? undefined }),
  version: ({ file }) => file.case.version,
  async save({ store, params }, { line, file, colleagues }, { owner, version }) {
    const to = `${line.path}/${params.caseId}`
    const say = `${the(line.case.called)} is nu bij ${colleagues.find((one) => one.id === owner)?.name}.`
    const giver = file.case.owner
    if (giver === null || giver === owner || file.case.version !== version) {
      await store.cases.give(params.caseId, { seen: version }, owner)
      return { to, say }
    }
    const workingOn = new Map([[line.key, new Set(colleagues.map(({ id }) => id))]])
    const given = { cases: [{ id: file.case.id, receiver: owner }], steps: [] }
    const made = await store.handovers.give(giver, given, { lineOf, workingOn })
    return { to, say, undo: { to: `/overdragen/${made.id}/terug` } }
  },
  view: (loaded, form) => (
    <Page
      title="Overdragen"
      trail={trailTo(loaded)}
      about="De nieuwe collega ziet alles wat hier staat. Wat gepland is, gaat mee."
    >
      <Form {...form} button="Overdragen" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
    </Page>
  ),
})
