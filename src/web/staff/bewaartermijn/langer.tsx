import { type HoldReason, holdReasons, longestHoldYears } from '#kernel/ending'
import { inWords } from '#platform/days'
import { choice, day } from '#platform/fields'
import { Card, Form, Page } from '#ui'
import { page } from '#web/app'
import { linesOf } from '../lines.tsx'
import { here, title } from './lijst.tsx'

/** One case stays, for a reason and until a day at most. */
export const longer = page({
  path: '/bewaartermijn/:caseId/langer',
  may: 'add ending',
  load: ({ store, asker, params }) => store.endings.get(linesOf(asker), params.caseId),
  form: () => ({
    reason: choice('Waarom moet het blijven?', holdReasons),
    until: day('Tot wanneer op zijn langst?', {
      hint: `Hooguit ${longestHoldYears} jaar. Dan komt het terug in de lijst.`,
    }),
  }),
  values: ({ said }) => ({ reason: said?.reason ?? null, until: said?.holdUntil ?? null }),
  async save({ store, asker, params }, one, { reason, until }) {
    await store.endings.hold(linesOf(asker), params.caseId, { reason: reason as HoldReason, until })
    return { to: here, say: `Nummer ${one.number} blijft tot ${inWords(until)}.` }
  },
  view: (one, form) => (
    <Page title={`Nummer ${one.number} langer bewaren`} trail={[{ to: here, label: title }]}>
      <Card>
        <Form {...form} button="Langer bewaren" cancelTo={here} />
      </Card>
    </Page>
  ),
})
