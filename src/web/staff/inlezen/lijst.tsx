import { roleMay } from '#access'
import { importDesk, type ListedImport, type Stage } from '#exchange/imports'
import type { Asker } from '#platform/asker'
import { momentInWords } from '#platform/days'
import { number } from '#platform/words'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Chip, type Column, Empty, Page, Soft, Table, type Tone } from '#ui'
import { page } from '#web/app'
import { linesOf } from '../lines.tsx'
import { asShown, listFiles, TakeList } from '../list-file.tsx'
import { base } from './shared.ts'

/** What was read in, by whom and when; from here a new list is read in. */
export default page({
  path: base,
  may: 'read import',
  load: async ({ asker }) => ({ all: await importDesk(asker).list() }),
  view: ({ all }, _form, { asker }) => {
    const mayRead = roleMay(asker, 'add', 'import') && asker.lines.length > 0
    return (
      <Page
        title="Inlezen"
        wide
        about="Een lijst uit een ander systeem of een werkblad in één keer in Naober zetten. Je ziet eerst wat er zou gebeuren."
        actions={
          <>
            {all.length > 0 && <TakeList at={base} />}
            {mayRead && (
              <ButtonLink to={`${base}/nieuw`} kind="main">
                Bestand inlezen
              </ButtonLink>
            )}
          </>
        }
      >
        <Card bare>
          <Table
            caption="Wat er is ingelezen"
            rows={all}
            keyOf={(one) => one.id}
            empty={
              <Empty title="Nog niets ingelezen">
                {mayRead
                  ? 'Heb je een werkmap of een CSV-bestand met zaken? Kies ‘Bestand inlezen’. Er verandert niets voordat je dat zelf zegt.'
                  : 'Hier komt te staan wat je team heeft ingelezen.'}
              </Empty>
            }
            columns={columnsFor(asker)}
          />
        </Card>
      </Page>
    )
  },
})

const columnsFor = (asker: Pick<Asker, 'lines'>): Column<ListedImport>[] => [
  {
    key: 'file',
    label: 'Bestand',
    main: true,
    show: (one) => <a href={`${base}/${one.id}`}>{one.fileName}</a>,
  },
  ...(linesOf(asker).length > 1
    ? [{ key: 'line', label: 'Lijn', show: (one: ListedImport) => lineOf(one.line).name }]
    : []),
  { key: 'when', label: 'Wanneer', show: (one) => momentInWords(one.at) },
  { key: 'who', label: 'Wie', show: (one) => one.by ?? <Soft>op de server</Soft> },
  {
    key: 'stage',
    label: 'Hoe ver',
    show: (one) => <Chip tone={tones[one.stage]}>{stages[one.stage]}</Chip>,
  },
  { key: 'added', label: 'Nieuw', numeric: true, show: (one) => counts(one, one.added) },
  { key: 'changed', label: 'Bijgewerkt', numeric: true, show: (one) => counts(one, one.changed) },
  { key: 'refused', label: 'Fout', numeric: true, show: (one) => counts(one, one.refused) },
]

/** What was read in, to take along. */
export const files = listFiles(base, 'read import', async ({ asker }) => {
  const rows = await importDesk(asker).list()
  return {
    name: 'inlezingen',
    title: 'Wat er is ingelezen',
    ...asShown(columnsFor(asker), rows),
    keys: rows.map(({ id }) => id),
    what: 'import',
  }
})

/** Nothing was counted yet of what was not read in. */
const counts = ({ stage }: ListedImport, value: number) =>
  ['started', 'done', 'undone'].includes(stage) ? number(value) : '–'

const stages: Record<Stage, string> = {
  given: 'bestand gegeven',
  looked: 'kolommen nog niet gekozen',
  agreed: 'proef nog niet gedaan',
  rehearsed: 'proef gedaan',
  started: 'voor een deel ingelezen',
  done: 'ingelezen',
  undone: 'ongedaan gemaakt',
}
const tones: Partial<Record<Stage, Tone>> = { started: 'warn', done: 'good' }
