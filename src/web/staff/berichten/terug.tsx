import { roleMay, type Store } from '#access'
import { hasTrouble, type Message, reasonInWords } from '#kernel/message'
import type { Asker } from '#platform/asker'
import { momentInWords } from '#platform/days'
import { serviceLines } from '#service-lines'
import { Card, Chip, List, ListItem, PostButton } from '#ui'
import { messageCalled, toWhom } from './uitgaand.tsx'

/** What came back to the asker: not arrived, not opened, or a letter that lies ready. Nothing for who sends nothing. */
export const cameBackTo = (store: Store, asker: Asker): Promise<Message[]> | Message[] =>
  roleMay(asker, 'add', 'message') ? store.messages.back() : []

/** On the start page of who sent it. Left out when nothing came back. */
export function CameBack({ messages }: { messages: readonly Message[] }) {
  if (messages.length === 0) return null
  return (
    <Card title="Berichten die op jou wachten" bare side={<a href="/berichten">alle berichten</a>}>
      <List label="Berichten die op jou wachten">
        {messages.map((one) => (
          <BackItem key={one.id} one={one} />
        ))}
      </List>
    </Card>
  )
}

function BackItem({ one }: { one: Message }) {
  const line = serviceLines.find(({ key }) => key === one.line)
  const inCase = line && one.caseId ? `${line.path}/${one.caseId}` : undefined
  const ready = one.way === 'paper' && one.state === 'waiting'
  const to = ready && inCase ? `${inCase}/brief/${one.id}/klaar` : inCase
  const [chip, what] = ready
    ? ['ligt klaar', 'Post hem of geef hem, en zeg dat het gebeurd is.']
    : hasTrouble(one)
      ? [
          one.state === 'unsure' ? 'onzeker' : 'niet aangekomen',
          `${reasonInWords(one)} Bel liever, of neem een ander adres.`,
        ]
      : ['niet geopend', `Verstuurd op ${momentInWords(one.sentAt as Date)}. Bel even, en vul het samen in.`]
  return (
    <ListItem
      to={to}
      title={[messageCalled(one), toWhom(one)].filter(Boolean).join(' aan ')}
      about={what}
      side={
        <>
          <Chip tone={hasTrouble(one) && one.state !== 'unsure' ? 'late' : 'warn'}>{chip}</Chip>
          {!ready && (
            <PostButton action={`/berichten/${one.id}/gezien`} hidden={{ terug: 'vandaag' }}>
              Gezien<span className="n-hidden">: {messageCalled(one)}</span>
            </PostButton>
          )}
        </>
      }
    />
  )
}
