import { type Consent, mayBeForgotten, saidNow, standingOf } from '#kernel/consent'
import { type Day, inWords } from '#platform/days'
import { day, type Fields } from '#platform/fields'
import { versionOf } from '#platform/records'
import { Card, Form, Page, Stack, Table } from '#ui'
import { page } from '#web/app'
import { fieldOf, fullQuestion, questionsFor, saidIn } from './consents.tsx'
import { openReport, trailTo } from './open.ts'

/** What who reports allows to be told, and from which day: asked later, changed, or taken back. What was said before stays. */
export default page({
  path: '/zaken/:caseId/toestemming',
  may: 'change consent',
  async load(ctx) {
    const opened = await openReport(ctx, 'change', 'consent')
    const consents = await ctx.store.consents.ofCase(ctx.params.caseId)
    const { line, file } = opened
    const who = line.case.sides[line.case.mainSide]?.inText ?? ''
    return { ...opened, consents, who, questions: questionsFor(line, file.case.referrer !== null, consents) }
  },
  form: ({ questions, consents, who }, { asker }): Fields => ({
    ...Object.fromEntries(
      Object.entries(questions).map(([scope, { asks }]) => [
        fieldOf(scope),
        fullQuestion(asks, { askedOften: !mayBeForgotten(consents, scope) }),
      ]),
    ),
    on: day(`Op welke dag zei ${who} dit?`, { latest: asker.today }),
  }),
  values: ({ questions, consents }, { asker }) => ({
    ...Object.fromEntries(
      Object.keys(questions).map((scope) => [fieldOf(scope), saidNow(standingOf(consents, scope, asker.today))]),
    ),
    on: asker.today,
  }),
  version: ({ consents }) => versionOf(consents),
  async save({ store, params }, { questions, line, who }, { version, on, ...input }) {
    await store.consents.answer(params.caseId, { seen: version }, saidIn(questions, input), on as Day)
    return { to: `${line.path}/${params.caseId}`, say: `Vastgelegd wat er mag van ${who}.` }
  },
  view: (loaded, form) => (
    <Page
      title={`Wat mag van ${loaded.who}?`}
      trail={trailTo(loaded)}
      about={`Trekt ${loaded.who} iets in? Kies dan nee, met de dag waarop dat was. Wat eerder gold, blijft bewaard.`}
    >
      <Stack>
        <Card>
          <Form {...form} button="Bewaren" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
        </Card>
        {loaded.consents.length > 0 && (
          <Card title="Wat er eerder gezegd is" bare>
            <Before consents={loaded.consents} called={(scope) => loaded.line.case.consents[scope]?.called ?? scope} />
          </Card>
        )}
      </Stack>
    </Page>
  ),
})

/** Every answer that was given, the newest on top. */
function Before({ consents, called }: { consents: readonly Consent[]; called: (scope: string) => string }) {
  return (
    <Table
      caption="Wat er eerder gezegd is"
      rows={[...consents].reverse()}
      keyOf={(one) => one.id}
      columns={[
        { key: 'scope', label: 'Waarover', main: true, show: (one) => called(one.scope) },
        { key: 'answer', label: 'Antwoord', show: (one) => (one.answer === 'yes' ? 'ja' : 'nee') },
        { key: 'on', label: 'Gezegd op', show: (one) => inWords(one.givenOn) },
        {
          key: 'withdrawn',
          label: 'Ingetrokken op',
          show: (one) => (one.withdrawnOn === null ? '' : inWords(one.withdrawnOn)),
        },
      ]}
    />
  )
}
