import type { FileReader } from '#access'
import { nameOf } from '#kernel/person'
import { roles } from '#platform/asker'
import { type Day, fromToday } from '#platform/days'
import { counted, list, noun } from '#platform/words'
import { Card, Empty, Page, Stack, Table } from '#ui'
import { page } from '#web/app'
import { looksByDay } from '../zaken/wie.tsx'

/** Who may see a file, each with the rules by which. */
export function ReadersTable({ readers, what }: { readers: readonly FileReader[]; what: string }) {
  return (
    <Card title={counted(readers.length, noun('collega', 'collega’s', 'de'))} bare>
      <Table
        caption={`Collega’s die ${what} mogen zien`}
        columns={[
          { key: 'name', label: 'Wie', main: true, show: (one) => one.name },
          { key: 'role', label: 'Rol', show: (one) => (one.role === 'system' ? 'systeem' : roles[one.role]) },
          { key: 'why', label: 'Waarom', show: (one) => one.because.join(' ') },
        ]}
        rows={[...readers]}
        keyOf={(one) => one.account}
      />
    </Card>
  )
}

/** Who looked, a day of work in one line. */
export function LooksTable({
  looks,
  what,
  today,
}: {
  looks: Parameters<typeof looksByDay>[0]
  what: string
  today: Day
}) {
  return (
    <Card title="Wie keek?" bare>
      <Table
        caption={`Wie ${what} zag, de laatste dag bovenaan`}
        columns={[
          { key: 'who', label: 'Wie', main: true, show: (look) => look.who },
          { key: 'role', label: 'In welke rol', show: (look) => look.role },
          { key: 'on', label: 'Wanneer', show: (look) => fromToday(look.on, today) },
          { key: 'times', label: 'Hoe vaak', numeric: true, show: (look) => `${look.times} keer` },
          { key: 'what', label: 'Waarvoor', show: (look) => list(look.places) },
        ]}
        rows={looksByDay(looks)}
        keyOf={(look) => `${look.on}-${look.who}-${look.role}`}
        empty={<Empty title="Nog niemand">Zodra iemand {what} opent, staat het hier. Ook jij.</Empty>}
      />
    </Card>
  )
}

/** Who may see somebody and why, and who looked: for who coordinates. */
export const who = page({
  path: '/mensen/:personId/wie',
  may: 'read shield',
  load: async ({ store, params }) => ({
    person: await store.people.get(params.personId),
    readers: await store.readers.ofPerson(params.personId),
    looks: await store.log.looksAt(params.personId),
  }),
  view: ({ person, readers, looks }, _form, { asker }) => (
    <Page
      title="Wie mag dit zien, en waarom?"
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${person.id}`, label: nameOf(person) },
      ]}
      about="Deze regels zijn dezelfde als die waarmee Naober elke pagina toelaat of weigert."
    >
      <Stack>
        <ReadersTable readers={readers} what="deze mens" />
        <LooksTable looks={looks} what="deze mens" today={asker.today} />
      </Stack>
    </Page>
  ),
})
