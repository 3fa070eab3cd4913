import { roleMay, type Store } from '#access'
import {
  hasTrouble,
  type Message,
  type MessageTemplate,
  messageTemplates,
  type OutboxQuery,
  reasonInWords,
  type TemplateKey,
} from '#kernel/message'
import { lettersOf } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { momentInWords } from '#platform/days'
import { number } from '#platform/words'
import { serviceLines } from '#service-lines'
import { Card, Chip, Empty, Filters, List, ListItem, Notice, Page, Pager, PostButton, Row } from '#ui'
import { page, post } from '#web/app'
import { sendsAnything, sentInWords, toneOf } from './send.tsx'

const here = '/berichten'
const onPage = 50
const shows = { wacht: 'waiting', mis: 'trouble', weg: 'sent' } as const satisfies Record<string, OutboxQuery['show']>
const showLabels = { wacht: 'wat nog wacht', mis: 'wat niet aankwam', weg: 'wat weg is' }

/** The outbox: what waits, what went, and what did not arrive. Nobody's name, address or link stands in it. */
export const outbox = page({
  path: here,
  may: 'add message',
  async load({ store, query }) {
    const show = Object.hasOwn(shows, query.get('toon') ?? '') ? (query.get('toon') as keyof typeof shows) : undefined
    const after = query.get('na') ?? undefined
    return {
      show,
      after,
      counts: await store.messages.standing(),
      page: await store.messages.outbox({ show: show ? shows[show] : 'all', after, limit: onPage }),
    }
  },
  view: ({ show, after, counts, page: { rows, next } }, _form, { asker, sends }) => (
    <Page
      title="Berichten"
      about={`${number(counts.waiting)} ${counts.waiting === 1 ? 'wacht' : 'wachten'}, ${number(counts.sent)} verstuurd, ${number(counts.trouble)} niet aangekomen.`}
    >
      {!sendsAnything(sends) && (
        <Notice title="Naober verstuurt nu zelf niets">
          Mail en sms staan uit. Links en brieven kopieer of print je zelf. Wie de server beheert, zet het aan.
        </Notice>
      )}
      <Filters
        action={here}
        filters={[{ name: 'toon', label: 'Toon', options: showLabels, value: show, all: 'alles' }]}
      />
      <Card bare>
        <List
          label="Berichten"
          empty={
            <Empty title="Hier staat niets">Wat je per mail, sms of op papier verstuurt, komt hier te staan.</Empty>
          }
        >
          {rows.map((one) => (
            <Line key={one.id} one={one} asker={asker} />
          ))}
        </List>
      </Card>
      <Pager
        previous={after && here + (show ? `?toon=${show}` : '')}
        next={next && `${here}?${new URLSearchParams({ ...(show && { toon: show }), na: next })}`}
      />
    </Page>
  ),
})

/** What kind of message or letter it is, among ourselves. */
export function messageCalled({ template, line, way }: Pick<Message, 'template' | 'line' | 'way'>): string {
  if (way !== 'paper')
    return (messageTemplates[template as TemplateKey] as MessageTemplate | undefined)?.called ?? template
  const declared = serviceLines.find(({ key }) => key === line)
  return (declared && lettersOf(declared)[template]?.called) ?? 'Brief'
}

/** Whom it is for, without a name: 'de buur', 'iemand die hier werkt of helpt'. */
export function toWhom({ line, side, account }: Pick<Message, 'line' | 'side' | 'account'>): string | undefined {
  const declared = serviceLines.find(({ key }) => key === line)
  if (side !== null) return declared?.case.sides[side]?.inText
  return account === null ? undefined : 'iemand die hier werkt of helpt'
}

function Line({ one, asker }: { one: Message & { by: string | null }; asker: Asker }) {
  const line = serviceLines.find(({ key }) => key === one.line)
  const about = [
    toWhom(one),
    line?.name,
    `${one.by ? `door ${one.by}` : 'vanzelf'} op ${momentInWords(one.addedAt)}`,
    one.openedAt && 'geopend',
  ]
  return (
    <ListItem
      to={line && one.caseId && roleMay(asker, 'read', 'case') ? `${line.path}/${one.caseId}` : undefined}
      title={messageCalled(one)}
      about={about.filter(Boolean).join(' · ')}
      side={<Chip tone={toneOf(one)}>{sentInWords(one)}</Chip>}
    >
      {hasTrouble(one) && <p>{reasonInWords(one)}</p>}
      <Row>
        {hasTrouble(one) && one.way !== 'paper' && (
          <PostButton action={`${here}/${one.id}/opnieuw`}>Verstuur opnieuw</PostButton>
        )}
        {one.state === 'waiting' && one.way !== 'paper' && (
          <PostButton kind="quiet" action={`${here}/${one.id}/intrekken`}>
            Trek in
          </PostButton>
        )}
        {one.way !== 'paper' && (one.state === 'sent' || one.state === 'unsure') && one.openedAt === null && (
          <PostButton kind="quiet" action={`${here}/${one.id}/teruggekomen`}>
            Kwam terug
          </PostButton>
        )}
      </Row>
    </ListItem>
  )
}

const after = (form: URLSearchParams) => (form.get('terug') === 'vandaag' ? '/' : here)

/** A deed with one message, from the outbox or from the start page. */
const deed = (name: string, says: string, work: (store: Store, id: string) => Promise<unknown>) =>
  post({
    path: `${here}/:messageId/${name}` as '/berichten/:messageId/deed',
    may: 'add message',
    async save({ store, params }, form) {
      await work(store, params.messageId)
      return { to: after(form), say: says }
    },
  })

export const deeds = [
  deed('opnieuw', 'Het bericht gaat opnieuw weg.', (store, id) => store.messages.again(id)),
  deed('intrekken', 'Het bericht is ingetrokken: het gaat niet weg.', (store, id) => store.messages.withdraw(id)),
  deed('teruggekomen', 'Vastgelegd dat dit terugkwam. Het staat bij wie het verstuurde.', (store, id) =>
    store.messages.cameBack(id),
  ),
  deed('gezien', 'Goed. Dit staat niet meer bij Vandaag.', (store, id) => store.messages.handled(id)),
]
