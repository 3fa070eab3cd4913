import { reportOf } from '#kernel/service-line'
import { choice, several } from '#platform/fields'
import { withArticle } from '#platform/words'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { openCase, trailTo } from './open.ts'

/** Corrects what a case is about: its topics, how it came in, and what the line alone asks. */
export default page({
  path: '/zaken/:caseId/corrigeren',
  may: 'change case',
  load: (ctx) => openCase(ctx),
  form: ({ line }) => ({
    mainTopic: choice(
      'Waar gaat het vooral over?',
      { ...line.case.topics },
      { whenEmpty: 'Kies waar het vooral over gaat.' },
    ),
    topics: several('Waar gaat het nog meer over?', { ...line.case.topics }, { optional: true }),
    channel: choice(`Hoe kwam ${withArticle(reportOf(line))} binnen?`, { ...line.case.channels }, { optional: true }),
    ...line.case.fields,
  }),
  values: ({ file }) => ({
    ...(file.case.fields as Record<string, never>),
    mainTopic: file.case.mainTopic ?? undefined,
    topics: file.topics,
    channel: file.case.channel ?? undefined,
  }),
  version: ({ file }) => file.case.version,
  async save({ store, params }, { line }, input) {
    const { version, mainTopic, topics, channel, ...fields } = input
    await store.cases.correct(params.caseId, { seen: version }, { mainTopic, topics, channel, fields })
    return { to: `${line.path}/${params.caseId}`, say: 'Verbeterd. De cijfers tellen met wat er nu staat.' }
  },
  view: (loaded, form) => (
    <Page title="Verbeteren" trail={trailTo(loaded)}>
      <Form {...form} button="Bewaren" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
    </Page>
  ),
})
