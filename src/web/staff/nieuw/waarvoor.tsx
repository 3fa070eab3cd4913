import { nameOf } from '#kernel/person'
import { NotFound } from '#platform/errors'
import { Card, List, ListItem, Page } from '#ui'
import { page } from '#web/app'
import { linesOf } from '../lines.tsx'

/** For which line something new is: asked of who works for several, before the questions of that line. */
export default page({
  path: '/nieuw/waarvoor/:personId',
  may: 'add case',
  async load({ store, asker, params }) {
    const lines = linesOf(asker)
    if (lines.length < 2) throw new NotFound()
    return { lines, person: (await store.people.file(await store.people.nowUnder(params.personId))).person }
  },
  view: ({ lines, person }) => (
    <Page title={`Waarvoor komt ${nameOf(person)}?`} about="Elke werksoort vraagt iets anders.">
      <Card bare>
        <List label="Werksoorten">
          {lines.map((line) => (
            <ListItem
              key={line.key}
              to={`/nieuw/zaak/${person.id}?lijn=${line.key}`}
              title={line.name}
              about={line.about}
            />
          ))}
        </List>
      </Card>
    </Page>
  ),
})
