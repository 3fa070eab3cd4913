import type { Day } from '#platform/days'
import { Card, List, ListItem, PostButton } from '#ui'
import { draftDeed, type NotSaved, typedAt } from '#web/app'

/** On the start page: what I typed somewhere and did not save yet. Left out while there is nothing. */
export function NotSavedCard({ drafts, today }: { drafts: readonly NotSaved[]; today: Day }) {
  if (drafts.length === 0) return null
  return (
    <Card title="Nog niet bewaard" bare>
      <List label="Wat je typte en nog niet bewaarde">
        {drafts.map(({ address, label, keptAt }) => (
          <ListItem
            key={address}
            to={address}
            title={label || 'Een half ingevuld formulier'}
            about={`getypt ${typedAt(keptAt, today)}`}
            side={
              <PostButton kind="quiet" action={draftDeed(address, 'weg')} hidden={{ terug: 'vandaag' }}>
                Weggooien
              </PostButton>
            }
          />
        ))}
      </List>
    </Card>
  )
}
