import { roleMay, type Store } from '#access'
import type { RightsRequest } from '#kernel/rights'
import type { Asker } from '#platform/asker'
import { inWords } from '#platform/days'
import { lineOf } from '#service-lines'
import { Card, Chip, List, ListItem } from '#ui'
import { base, called, stateOf } from './shared.ts'

/** What this person asked for by right, for who handles that. */
export const requestsOf = async (store: Store, asker: Asker, person: string): Promise<RightsRequest[]> =>
  roleMay(asker, 'read', 'rights-request') ? store.rights.ofPerson(person) : []

/** On the page of a person: their requests, and the way to write one down. Nothing for who does not handle them. */
export function RequestsCard({
  requests,
  person,
  asker,
}: {
  requests: readonly RightsRequest[]
  person: string
  asker: Asker
}) {
  if (!roleMay(asker, 'add', 'rights-request')) return null
  return (
    <Card
      title="Verzoeken over het dossier"
      bare={requests.length > 0}
      side={<a href={`/mensen/${person}/verzoek`}>vastleggen</a>}
    >
      {requests.length === 0 ? (
        <p className="n-soft">
          Vraagt iemand om inzage, verbetering of vernietiging? Leg het hier vast, dan loopt de tijd.
        </p>
      ) : (
        <List label="Verzoeken">
          {requests.map((one) => {
            const state = stateOf(one, asker.today)
            return (
              <ListItem
                key={one.id}
                to={`${base}/${one.id}`}
                title={called(one.kind)}
                about={`${lineOf(one.line).name} · gevraagd op ${inWords(one.receivedOn)}`}
                side={<Chip tone={state.tone}>{state.text}</Chip>}
              />
            )
          })}
        </List>
      )}
    </Card>
  )
}
