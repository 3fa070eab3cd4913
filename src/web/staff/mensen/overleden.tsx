import { nameOf } from '#kernel/person'
import { day } from '#platform/fields'
import { Card, Form, Notice, Page } from '#ui'
import { page, post } from '#web/app'
import { openPerson, trailTo } from './file-of.ts'

/** Somebody died. All that we would send or ask stops at once. */
export const died = page({
  path: '/mensen/:personId/overleden',
  may: 'change person',
  load: openPerson,
  form: (_loaded, { asker }) => ({ onDay: day('Op welke dag?', { latest: asker.today }) }),
  async save({ store }, { person }, { onDay }) {
    const { id } = await store.departures.leave(person.id, { kind: 'died', onDay })
    return {
      to: `/mensen/${person.id}`,
      say: 'Vastgelegd. Er gaat niets meer uit, en niemand krijgt nog een herinnering.',
      undo: { to: `/mensen/${person.id}/vertrek/${id}/terug` },
    }
  },
  view: ({ person }, form) => (
    <Page title="Overleden" trail={trailTo(person)} about={nameOf(person)}>
      <Card>
        <Form {...form} button="Vastleggen" cancelTo={`/mensen/${person.id}`}>
          <Notice>
            Brieven, kaarten, termijnen, geplande stappen en vragen over hoe het ging, stoppen meteen, ook bij andere
            teams. Wat nog loopt, blijft open tot iemand het zelf afsluit.
          </Notice>
        </Form>
      </Card>
    </Page>
  ),
})

/** It was not so, or somebody came back: what stood still goes on. */
export const back = post({
  path: '/mensen/:personId/vertrek/:departureId/terug',
  may: 'change person',
  async save({ store, params }) {
    await store.departures.back(params.departureId)
    return { to: `/mensen/${params.personId}`, say: 'Ongedaan gemaakt. Wat stilstond, loopt weer.' }
  },
})
