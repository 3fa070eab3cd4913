import { type Case, lastingOf, placeOf } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import { Invalid } from '#platform/errors'
import { text } from '#platform/fields'
import { list } from '#platform/words'
import { Form, Notice, Page } from '#ui'
import { page } from '#web/app'
import { lastingInWords, namesIn } from './in-words.ts'
import { openCase, trailTo } from './open.ts'

/** Names the pair that takes the case. The clock of the first contact starts when the case gets there for the first time. */
export default page({
  path: '/zaken/:caseId/toewijzen',
  may: 'change case',
  load: (ctx) => openCase(ctx),
  form: () => ({
    mediators: text('Welke bemiddelaars?', {
      maxLength: 120,
      hint: 'Twee namen, bijvoorbeeld: Gerda en Wim.',
      whenEmpty: 'Vul de namen van twee bemiddelaars in.',
    }),
  }),
  values: ({ file }) => ({ mediators: (file.case.fields as { mediators?: string | null }).mediators ?? undefined }),
  version: ({ file }) => file.case.version,
  async save({ store, asker, params }, { file, line }, { mediators, version }) {
    const names = pair(mediators)
    const { mainTopic, id } = file.case
    await store.cases.correct(id, { seen: version }, { mainTopic, topics: file.topics, fields: { mediators: names } })
    const phase = phaseToReach(file.case, line)
    if (phase) await store.cases.goTo(id, line, phase, asker.now)
    return {
      to: `${line.path}/${params.caseId}`,
      say: phase
        ? `Toegewezen aan ${names}. De tijd voor het eerste contact loopt.`
        : `De bemiddelaars zijn nu ${names}.`,
    }
  },
  view: (loaded, form, { asker }) => {
    const phase = phaseToReach(loaded.file.case, loaded.line)
    const rule = loaded.line.case.clocks.find((clock) => clock.from === phase)
    return (
      <Page
        title="Wijs een koppel aan"
        trail={trailTo(loaded)}
        about="Wie een van beide kanten kent, geeft de zaak aan een ander."
      >
        <Form {...form} button="Toewijzen" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`}>
          {rule && (
            <Notice>
              Vanaf nu loopt de tijd: het {rule.called} is binnen{' '}
              {lastingInWords(lastingOf(loaded.line, rule, asker.today, asker.settings))}.
            </Notice>
          )}
        </Form>
      </Page>
    )
  },
})

/** The phase that assigning brings a case to: the one after the phase whose deed is to reach the next. */
export function assignedPhase(line: ServiceLine): string | undefined {
  const phases = Object.entries(line.case.phases)
  return phases[phases.findIndex(([, phase]) => phase.deed === 'reach') + 1]?.[0]
}

/** The phase that this brings the case to; undefined when it has come that far already. */
function phaseToReach(one: Pick<Case, 'phase'>, line: ServiceLine): string | undefined {
  const phase = assignedPhase(line)
  return phase && placeOf(line.case, one.phase) < placeOf(line.case, phase) ? phase : undefined
}

/** Two names in one sentence. @throws Invalid for one: mediators work in pairs (regel 2 van bijlage 1) */
export function pair(typed: string): string {
  const names = namesIn(typed)
  if (names.length < 2)
    throw new Invalid({
      mediators: 'Bemiddelaars werken met z’n tweeën. Vul twee namen in, bijvoorbeeld: Gerda en Wim.',
    })
  return list(names)
}
