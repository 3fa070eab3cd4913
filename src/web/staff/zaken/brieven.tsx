import type { Message } from '#kernel/message'
import type { ServiceLine } from '#kernel/service-line'
import { momentInWords } from '#platform/days'
import { ButtonLink, Card, Chip, List, ListItem } from '#ui'
import { sentInWords, toneOf } from '../berichten/send.tsx'
import { messageCalled, toWhom } from '../berichten/uitgaand.tsx'

/** Letters and messages of a case, the newest first. Left out while there are none and the asker makes none. */
export function MessagesCard({
  messages,
  line,
  caseId,
  may,
}: {
  messages: readonly Message[]
  line: ServiceLine
  caseId: string
  may: boolean
}) {
  if (messages.length === 0) return null
  return (
    <Card
      title="Brieven en berichten"
      bare
      side={
        may && (
          <ButtonLink kind="quiet" to={`${line.path}/${caseId}/brief`}>
            Brief maken
          </ButtonLink>
        )
      }
    >
      <List label="Brieven en berichten">
        {messages.map((one) => (
          <ListItem
            key={one.id}
            to={may && one.way === 'paper' ? `${line.path}/${caseId}/brief/${one.id}/klaar` : undefined}
            title={messageCalled(one)}
            about={[toWhom(one), momentInWords(one.addedAt), one.openedAt && 'geopend'].filter(Boolean).join(' · ')}
            side={<Chip tone={toneOf(one)}>{sentInWords(one)}</Chip>}
          />
        ))}
      </List>
    </Card>
  )
}
