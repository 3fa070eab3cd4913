import { roleMay, type Store } from '#access'
import { isOpen, type KeptCopy, type RightsRequest, warnOn } from '#kernel/rights'
import type { Asker } from '#platform/asker'
import { dayOf, inWords } from '#platform/days'
import { counted, noun } from '#platform/words'
import { lineOf } from '#service-lines'
import { Card, Chip, Empty, Filters, List, ListItem, Page, PostButton } from '#ui'
import { page, post } from '#web/app'
import { base, called, namesOf, stateOf } from './shared.ts'

const requestsCalled = noun('verzoek', 'verzoeken', 'het')

/** What residents asked for by right, what came first on top; and what waits for a second pair of eyes. */
export const list = page({
  path: base,
  may: 'read rights-request',
  async load({ store, query }) {
    const all = query.get('toon') === 'alles'
    const requests = await store.rights.list(all ? 'all' : 'open')
    return { all, requests, names: await namesOf(store, requests), looks: await store.rights.toSecond() }
  },
  view: ({ all, requests, names, looks }, _form, { asker }) => (
    <Page
      title="Verzoeken"
      about={
        all
          ? 'Alle verzoeken van bewoners, de nieuwste boven.'
          : requests.length === 0
            ? 'Geen verzoek staat open.'
            : `${counted(requests.length, requestsCalled)} ${requests.length === 1 ? 'staat' : 'staan'} open.`
      }
    >
      <Filters
        action={base}
        filters={[
          {
            name: 'toon',
            label: 'Toon',
            options: { alles: 'alles' },
            value: all ? 'alles' : undefined,
            all: 'wat openstaat',
          },
        ]}
      />
      {looks.length > 0 && (
        <Card title="Kijk je mee?" bare>
          <List label="Wat op een tweede paar ogen wacht">
            {looks.map((look) => (
              <Look key={look.id} look={look} />
            ))}
          </List>
        </Card>
      )}
      <Card bare>
        <List
          label="Verzoeken"
          empty={
            <Empty title="Hier staat niets">Vraagt iemand om inzage? Leg het vast op de pagina van dat mens.</Empty>
          }
        >
          {requests.map((one) => (
            <Line key={one.id} one={one} name={names[one.person]} asker={asker} />
          ))}
        </List>
      </Card>
    </Page>
  ),
})

function Line({ one, name, asker }: { one: RightsRequest; name: string | undefined; asker: Asker }) {
  const state = stateOf(one, asker.today)
  return (
    <ListItem
      to={`${base}/${one.id}`}
      title={name ? `${called(one.kind)}: ${name}` : called(one.kind)}
      about={`${lineOf(one.line).name} · gevraagd op ${inWords(one.receivedOn)}`}
      side={<Chip tone={state.tone}>{state.text}</Chip>}
    />
  )
}

/** What is held back to protect somebody: the reason, and nothing of the file. */
function Look({ look }: { look: KeptCopy & { byName: string | null } }) {
  const held = (look.choices as { ground: string | null }[]).filter(({ ground }) => ground === 'necessary').length
  return (
    <ListItem
      title={`${held === 1 ? 'Eén onderdeel' : `${held} onderdelen`} achtergehouden om iemand te beschermen`}
      about={`${look.byName ?? 'Een collega'} · ${lineOf(look.line).name} · ${inWords(dayOf(look.addedAt))}`}
      side={<PostButton action={`${base}/meekijken/${look.id}`}>Akkoord</PostButton>}
    >
      <p>{look.explanation}</p>
    </ListItem>
  )
}

export const second = post({
  path: `${base}/meekijken/:copyId` as '/verzoeken/meekijken/:copyId',
  may: 'change second-look',
  async save({ store, params }) {
    await store.rights.second(params.copyId)
    return { to: base, say: 'Je keek mee: dit mag gegeven worden.' }
  },
})

/** What must be looked at on the start page: half of the time is over, or all of it. */
export async function rightsDue(store: Store, asker: Asker) {
  if (!roleMay(asker, 'read', 'rights-request')) return { due: [], names: {}, looks: 0 }
  const due = (await store.rights.list('open')).filter(
    (one) => isOpen(one) && (one.decidedOn !== null || warnOn(one) <= asker.today),
  )
  return { due, names: await namesOf(store, due), looks: (await store.rights.toSecond()).length }
}

export function RightsCard({ rights, asker }: { rights: Awaited<ReturnType<typeof rightsDue>>; asker: Asker }) {
  if (rights.due.length === 0 && rights.looks === 0) return null
  return (
    <Card title="Verzoeken van bewoners" bare>
      <List label="Verzoeken waarvan de tijd dringt">
        {rights.due.map((one) => (
          <Line key={one.id} one={one} name={(rights.names as Record<string, string>)[one.person]} asker={asker} />
        ))}
        {rights.looks > 0 && <ListItem to={base} title="Een collega vraagt of je meekijkt bij een kopie" />}
      </List>
    </Card>
  )
}
