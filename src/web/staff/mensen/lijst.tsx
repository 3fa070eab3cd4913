import { roleMay } from '#access'
import { nameOf, streetOf } from '#kernel/person'
import { yearOf } from '#platform/days'
import { ButtonLink, Card, Empty, Form, List, ListItem, Page } from '#ui'
import { page } from '#web/app'
import { linesOf, newReport } from '../lines.tsx'
import { listFiles, TakeList } from '../list-file.tsx'
import { dayInWords, titleOf } from '../zaken/in-words.ts'
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
        actions={roleMay(asker, 'add', 'case') && <ButtonLink to="/nieuw">{newReport(asker)}</ButtonLink>}
      >
        <Form {...form} button="Zoek" />
        <Card title="Kwamen er het laatst bij" side={shown.length > 0 && <TakeList at="/mensen" />} bare>
          <List
            empty={
              <Empty title="Nog niemand" action={<ButtonLink to="/nieuw">{newReport(asker)}</ButtonLink>}>
                Wie iets vraagt of meldt, staat hier. Van elk mens zie je alles bij elkaar, voor zover je het mag zien.
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

/** Who came in last, to take along: the same people as on the page. */
export const files = listFiles('/mensen', 'read person', async ({ store, asker }) => {
  const lines = linesOf(asker)
  const query = { status: 'all', order: 'opened', descending: true, limit: lately } as const
  const { rows } = await store.cases.list({ ...query, lines: lines.map((line) => line.key) })
  const people = await store.people.byKeys(rows.flatMap((row) => (row.person ? [row.person] : [])))
  const shown = people.map((person) => ({ person, row: rows.find((row) => row.person === person.id) }))
  return {
    name: 'mensen',
    title: 'Kwamen er het laatst bij',
    columns: [
      { title: 'Naam', kind: 'text' },
      { title: 'Geboren', kind: 'day' },
      { title: 'Adres', kind: 'text' },
      { title: 'Dorp', kind: 'text' },
      { title: 'Sinds', kind: 'day' },
    ],
    rows: shown.map(({ person, row }) => [
      nameOf(person),
      person.birthDate,
      streetOf(person) ?? '',
      person.villageName ?? '',
      row?.openedOn ?? null,
    ]),
    keys: people.map(({ id }) => id),
    what: 'person',
  }
})
