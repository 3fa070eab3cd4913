import { roleMay } from '#access'
import { nameOf, streetOf } from '#kernel/person'
import { yearOf } from '#platform/days'
import { ButtonLink, Card, Empty, Form, List, ListItem, Page } from '#ui'
import { page } from '#web/app'
import { dayInWords, titleOf } from '../zaken/in-words.ts'
import { linesOf } from '../zaken/open.ts'
import { asked } from '../zoeken.tsx'

const lately = 12

/** The way to people: searching, and who reported something lately. */
export default page({
  path: '/mensen',
  may: 'read person',
  async load({ store, asker }) {
    const lines = linesOf(asker)
    const { rows } = await store.cases.list({
      lines: lines.map((line) => line.key),
      status: 'all',
      order: 'opened',
      descending: true,
      limit: lately,
    })
    return { lines, rows, people: await store.people.byKeys(rows.flatMap((row) => (row.person ? [row.person] : []))) }
  },
  form: () => ({ zoek: asked }),
  save: async ({ store }, _loaded, { zoek }) => ({ to: `/zoeken/${await store.searches.keep(zoek)}` }),
  view: ({ lines, rows, people }, form, { asker }) => {
    const seen = new Set<string>()
    const shown = rows.flatMap((row) => {
      const person = people.find((one) => one.id === row.person)
      if (!person || seen.has(person.id)) return []
      seen.add(person.id)
      return [{ row, person }]
    })
    return (
      <Page
        title="Mensen"
        actions={roleMay(asker, 'add', 'case') && <ButtonLink to="/nieuw">Nieuwe melding</ButtonLink>}
      >
        <Form {...form} button="Zoek" />
        <Card title="Meldden laatst iets" bare>
          <List
            empty={
              <Empty title="Nog niemand" action={<ButtonLink to="/nieuw">Leg een melding vast</ButtonLink>}>
                Wie iets meldt, staat hier. Van elk mens zie je alles bij elkaar, voor zover je het mag zien.
              </Empty>
            }
          >
            {shown.map(({ row, person }) => {
              const line = lines.find((one) => one.key === row.line)
              return (
                <ListItem
                  key={person.id}
                  to={`/mensen/${person.id}`}
                  title={nameOf(person)}
                  about={[
                    person.birthDate && `geboren in ${yearOf(person.birthDate)}`,
                    [streetOf(person), person.villageName].filter(Boolean).join(', '),
                    line && `${titleOf(line, row)}, sinds ${dayInWords(row.openedOn, asker.today)}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                />
              )
            })}
          </List>
        </Card>
      </Page>
    )
  },
})
