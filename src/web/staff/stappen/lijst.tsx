import type { StepPlace } from '#kernel/next-step'
import { isDay } from '#platform/days'
import { isKey } from '#platform/ids'
import { counted, noun } from '#platform/words'
import { ButtonLink, Card, Empty, List, Page, Pager } from '#ui'
import { page } from '#web/app'
import { StepLine } from './in-words.tsx'

const stepNoun = noun('stap', 'stappen', 'de')
const perPage = 40

/** All that somebody has planned, the oldest first: for who has more than the start page holds. */
export default page({
  path: '/stappen',
  may: 'change next-step',
  load: async ({ store, query }) => ({
    page: await store.nextSteps.mine({ after: placeFrom(query.get('na')), limit: perPage }),
    total: await store.nextSteps.mineTotal(),
    further: query.has('na'),
  }),
  view: ({ page: { rows, next }, total, further }, _form, { asker }) => (
    <Page
      title="Stappen"
      trail={[{ to: '/', label: 'Vandaag' }]}
      about={
        total.all === 0
          ? 'Je hebt niets gepland.'
          : `${counted(total.all, stepNoun)} gepland.${total.passed > 0 ? ` Van ${total.passed} is de dag voorbij.` : ''}`
      }
    >
      <Card bare>
        <List
          label="Jouw stappen"
          empty={<Empty title="Niets gepland">Plan een stap bij een zaak of bij een mens. Dan staat die hier.</Empty>}
        >
          {rows.map((step) => (
            <StepLine key={step.id} step={step} asker={asker} from="stappen" />
          ))}
        </List>
      </Card>
      <Pager next={next && `/stappen?na=${encodeURIComponent(next.join('~'))}`} />
      {further && <ButtonLink to="/stappen">Naar het begin</ButtonLink>}
    </Page>
  ),
})

/** A place in the list, 'day~time~key', when it is one. */
function placeFrom(text: string | null): StepPlace | undefined {
  const [day, time, key, more] = (text ?? '').split('~')
  if (more !== undefined || !isDay(day) || !isKey(key) || !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time ?? ''))
    return undefined
  return [day, time as string, key as string]
}
