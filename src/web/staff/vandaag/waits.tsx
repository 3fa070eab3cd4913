import type { CaseLine, LeftToDo } from '#kernel/case'
import type { PlacedStep } from '#kernel/next-step'
import type { Asker } from '#platform/asker'
import { Card, List } from '#ui'
import { StepLine } from '../stappen/in-words.tsx'
import { Left, WaitingCase } from './left.tsx'

/** What somebody has planned until tomorrow, and how many there are in all. */
export interface Planned {
  rows: readonly PlacedStep[]
  total: { all: number; soon: number }
}

/** What waits for the asker: a step that passed first, then cases and what is left, then what is planned for today and tomorrow. */
export function WaitsForMe({
  planned: { rows, total },
  cases,
  left,
  asker,
}: {
  planned: Planned
  cases: readonly CaseLine[]
  left: readonly LeftToDo[]
  asker: Asker
}) {
  const more = total.soon > rows.length || total.all > rows.length
  const lines = (some: readonly PlacedStep[]) =>
    some.map((step) => <StepLine key={step.id} step={step} asker={asker} from="vandaag" />)
  return (
    <Card
      title={rows.some((step) => step.onDay > asker.today) ? 'Wacht op jou, en morgen' : 'Wacht op jou'}
      side={more && <a href="/stappen">{`alle ${total.all} stappen`}</a>}
      bare
    >
      <List label="Wat op jou wacht">
        {[
          ...lines(rows.filter((step) => step.onDay < asker.today)),
          ...cases.map((one) => <WaitingCase key={one.id} one={one} asker={asker} />),
          ...left.map((one) => (
            <Left key={`${one.kind} ${one.case.id} ${one.side} ${one.household}`} left={one} asker={asker} />
          )),
          ...lines(rows.filter((step) => step.onDay >= asker.today)),
        ]}
      </List>
    </Card>
  )
}

/** The steps of the team of which the day is over, for who leads it: whose they are, and nothing to press. */
export function PassedCard({ steps, asker }: { steps: readonly PlacedStep[]; asker: Asker }) {
  if (steps.length === 0) return null
  return (
    <Card title="Stappen van het team waarvan de dag voorbij is" bare>
      <List label="Stappen van het team waarvan de dag voorbij is">
        {steps.map((step) => (
          <StepLine key={step.id} step={step} asker={asker} from="vandaag" works={false} />
        ))}
      </List>
    </Card>
  )
}
