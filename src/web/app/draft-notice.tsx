import { clockTimeOf, type Day, dayOf, withoutYear } from '#platform/days'
import { Notice, PostButton, Row } from '#ui'
import { draftDeed } from './drafts.ts'

/** 'om 14.10', 'op 11 maart om 14.10': when somebody typed it. */
export function typedAt(at: Date, today: Day): string {
  const time = `om ${clockTimeOf(at).replace(':', '.').replace(/^0/, '')}`
  return dayOf(at) === today ? time : `op ${withoutYear(dayOf(at))} ${time}`
}

/** Above a form that was filled with what its author typed before. */
export function DraftNotice({ address, keptAt, today }: { address: string; keptAt: Date; today: Day }) {
  return (
    <Notice title={`Dit had je getypt ${typedAt(keptAt, today)} en nog niet bewaard`}>
      <Row>
        <span>Kijk of het nog klopt en bewaar het. Alleen jij ziet dit.</span>
        <PostButton action={draftDeed(address, 'weg')}>Weggooien</PostButton>
      </Row>
    </Notice>
  )
}
