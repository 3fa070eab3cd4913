import { assessmentOf } from '#kernel/case'
import { assesses } from '#kernel/service-line'
import { NotFound } from '#platform/errors'
import { several, yesNo } from '#platform/fields'
import { withArticle } from '#platform/words'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { openCase, trailTo } from './open.ts'

/** Decides whether the line can help here; it comes before anything else. */
export default page({
  path: '/zaken/:caseId/beoordelen',
  may: 'change case',
  async load(ctx) {
    const opened = await openCase(ctx)
    if (!assesses(opened.line)) throw new NotFound()
    return opened
  },
  form: ({ line }) => ({
    suits: yesNo(`Past dit bij ${line.name.toLowerCase()}?`, { whenEmpty: 'Kies of het hier past.' }),
    reasons: several(
      'Waarom niet?',
      { ...line.case.unsuitable },
      { optional: true, hint: 'Alleen als het niet past. Kies alles wat klopt.' },
    ),
  }),
  values: ({ file }) => {
    const assessed = assessmentOf(file.case)
    return assessed && { suits: assessed.suitable === 'yes', reasons: assessed.reasons as never }
  },
  version: ({ file }) => file.case.version,
  async save({ store, params }, { file, line }, { suits, reasons, version }) {
    const here = `${line.path}/${params.caseId}`
    await store.cases.judge(file.case.id, { seen: version }, line, {
      suitable: suits ? 'yes' : 'no',
      reasons: suits ? [] : reasons,
    })
    if (suits) {
      const next = Object.values(line.case.phases)
        .find((phase) => phase.byAssessment)
        ?.next.toLowerCase()
      return { to: here, say: `Vastgelegd: dit past hier. Nu: ${next}.` }
    }
    return {
      to: `${here}/afsluiten`,
      tone: 'warn',
      say: `Vastgelegd: dit past hier niet. Sluit ${withArticle(line.case.called)} nu af; verwijzen kan ook.`,
    }
  },
  view: (loaded, form) => (
    <Page title="Past dit hier?" trail={trailTo(loaded)} about={loaded.line.about}>
      <Form {...form} button="Vastleggen" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
    </Page>
  ),
})
