import { roleMay, type Store } from '#access'
import { isLate } from '#kernel/call-back'
import { nameOf } from '#kernel/person'
import type { Asker } from '#platform/asker'
import { clockTimeOf, dayOf } from '#platform/days'
import { showPhone } from '#platform/fields'
import { Card, Chip, List, ListItem, PostButton } from '#ui'
import { clockTime, dayInWords } from '../zaken/in-words.ts'

/** Who is to be called back by the asker, with their names as far as she may know them. */
export async function callsFor(store: Store, asker: Asker) {
  if (!roleMay(asker, 'change', 'call-back')) return []
  const notes = await store.callBacks.waiting()
  const people = await store.people.byKeys(notes.flatMap(({ person }) => person ?? []))
  asker.saw(
    'person',
    people.map(({ id }) => id),
  )
  return notes.map((note) => ({ ...note, who: people.find(({ id }) => id === note.person) }))
}

export type Waiting = Awaited<ReturnType<typeof callsFor>>

/** On the start page: who rang and waits for a call. Left out while nobody does. */
export function CallsCard({ calls, asker }: { calls: Waiting; asker: Asker }) {
  if (calls.length === 0) return null
  return (
    <Card title="Terugbellen" bare>
      <List label="Wie je terugbelt">
        {calls.map((call) => (
          <Call key={call.id} call={call} asker={asker} />
        ))}
      </List>
    </Card>
  )
}

function Call({ call, asker }: { call: Waiting[number]; asker: Asker }) {
  const { who, phone, dueAt, words, tries } = call
  const late = isLate(call, asker.now)
  const before = `voor ${dayInWords(dayOf(dueAt), asker.today)} ${clockTime(clockTimeOf(dueAt))}`
  const deed = (name: string) => `/terugbellen/${call.id}/${name}`
  return (
    <ListItem
      to={who && `/mensen/${who.id}`}
      title={who ? nameOf(who) : (call.called ?? 'Iemand van wie je het dossier niet ziet')}
      about={
        <>
          {phone && <a href={`tel:${phone}`}>{showPhone(phone)}</a>}
          {[
            ...(late ? [] : [before]),
            ...(call.byName && call.addedBy !== asker.account ? [`aangenomen door ${call.byName}`] : []),
            ...(call.receiver === asker.account ? [] : [`voor ${call.receiverName}`]),
            ...(tries > 0 ? [`${tries} keer geprobeerd`] : []),
            ...(words ? [words] : []),
          ].map((part) => ` · ${part}`)}
        </>
      }
      side={
        <>
          {late && <Chip tone="warn">{before}</Chip>}
          <PostButton action={deed('gebeld')}>Gebeld</PostButton>
          <PostButton kind="quiet" action={deed('niet-bereikt')}>
            Niet bereikt
          </PostButton>
        </>
      }
    />
  )
}
