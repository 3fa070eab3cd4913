import type { Outcome, Rehearsal, Undoing, UnknownWords, YearBeside } from '#exchange/imports'
import { counted, list, number } from '#platform/words'
import { ButtonLink, Card, type Column, Explain, Row, Soft, Table, Tile, Tiles } from '#ui'
import { person, row } from './shared.ts'

/** How many wrong rows a page shows; the workbook has them all. */
const shown = 20

/** The counts of a rehearsal or of the reading itself, large; `would` for what did not happen yet. */
export function CountTiles({ outcome, would }: { outcome: Outcome; would: boolean }) {
  const { added, changed, refused, read } = outcome
  return (
    <Tiles label="Wat er met de regels gebeurt">
      <Tile
        number={number(added)}
        name={would ? 'zouden nieuw zijn' : 'zijn nieuw'}
        tone="lead"
        about={`van ${counted(read, row)}`}
      />
      <Tile
        number={number(changed)}
        name={would ? 'zouden worden bijgewerkt' : 'zijn bijgewerkt'}
        about="stonden er al, en het bestand zegt iets anders"
      />
      <Tile
        number={number(refused)}
        name={refused === 1 ? 'is fout' : 'zijn fout'}
        tone={refused > 0 ? 'late' : 'plain'}
        about="die slaan we over"
      />
    </Tiles>
  )
}

export function CountDetails({ outcome: { same, kept, newPeople, knownPeople } }: { outcome: Outcome }) {
  return (
    <Explain
      rows={[
        { term: 'Gelijk gebleven', text: `${counted(same, row)}: eerder ingelezen, en er is niets veranderd` },
        { term: 'Niet overschreven', text: `${counted(kept, row)}: na het inlezen heeft iemand er zelf aan gewerkt` },
        { term: 'Mensen', text: `${number(newPeople)} nieuw, ${number(knownPeople)} herkend` },
      ]}
    />
  )
}

/** The main figures of the line beside each other, as they are and as they would become. */
export function FiguresCard({ years, line }: { years: readonly YearBeside[]; line: string }) {
  if (years.length === 0) return null
  return (
    <Card title={`De cijfers van ${line}`} bare>
      {years.map(({ year, tiles }) => (
        <Table
          key={year}
          caption={`In ${year}`}
          showCaption
          rows={tiles}
          keyOf={({ key }) => key}
          columns={[
            { key: 'name', label: 'Cijfer', main: true, show: ({ name }) => name },
            { key: 'now', label: 'Nu', numeric: true, show: (tile) => printed(tile.now, tile.unit) },
            {
              key: 'becomes',
              label: 'Na inlezen',
              numeric: true,
              show: (tile) =>
                tile.now === tile.becomes ? (
                  printed(tile.becomes, tile.unit)
                ) : (
                  <strong>{printed(tile.becomes, tile.unit)}</strong>
                ),
            },
          ]}
        />
      ))}
    </Card>
  )
}

const printed = (value: string, unit: '%' | null) => (unit === null || value === '–' ? value : `${value} ${unit}`)

/** The rows that are wrong, with what is wrong in each, and the workbook to mend them in. */
export function WrongRows({ outcome, at, hasBook }: { outcome: Outcome; at: string; hasBook: boolean }) {
  const { complaints, moreComplaints, refused } = outcome
  if (refused === 0) return null
  const rest = complaints.length - shown + moreComplaints
  return (
    <Card
      title={refused === 1 ? 'Eén regel is fout' : `${number(refused)} regels zijn fout`}
      side={
        hasBook && (
          <ButtonLink to={`${at}/foute-regels`} download>
            Foute regels in Excel
          </ButtonLink>
        )
      }
      bare
    >
      <p className="n-card__in">
        In de werkmap staat vooraan bij elke regel wat er mis is. Verbeter hem daar en lees de werkmap gewoon weer in:
        wat er al is, komt niet dubbel.
      </p>
      <Complaints rows={complaints.slice(0, shown)} caption="Foute regels" />
      {rest > 0 && (
        <p className="n-card__in">
          <Soft>
            En nog {number(rest)}. {hasBook && 'Ze staan allemaal in de werkmap.'}
          </Soft>
        </p>
      )}
    </Card>
  )
}

/** What somebody should look at, of rows that were taken. */
export function Remarks({ outcome: { remarks, moreRemarks } }: { outcome: Outcome }) {
  if (remarks.length === 0) return null
  const rest = remarks.length - shown + moreRemarks
  return (
    <Card title="Om naar te kijken" bare>
      <Complaints rows={remarks.slice(0, shown)} caption="Om naar te kijken" />
      {rest > 0 && (
        <p className="n-card__in">
          <Soft>En nog {number(rest)}.</Soft>
        </p>
      )}
    </Card>
  )
}

type Complaint = Outcome['complaints'][number]

function Complaints({ rows, caption }: { rows: readonly Complaint[]; caption: string }) {
  const columns: Column<Complaint & { at: number }>[] = [
    { key: 'line', label: 'Regel', main: true, show: ({ line }) => `Regel ${line}` },
    { key: 'column', label: 'Kolom', show: ({ column }) => column || 'hele regel' },
    { key: 'value', label: 'Er staat', show: ({ value }) => value || '–' },
    { key: 'message', label: 'Wat is er', show: ({ message }) => message },
  ]
  return (
    <Table
      caption={caption}
      rows={rows.map((one, at) => ({ ...one, at }))}
      keyOf={({ at }) => String(at)}
      columns={columns}
    />
  )
}

/** Words of the file that stand in none of our lists, and where to say what they mean. */
export function WordsCard({ words, at }: { words: readonly UnknownWords[]; at: string }) {
  const some = words.flatMap((group) => group.words.map(({ word }) => `‘${word}’`))
  if (some.length === 0) return null
  const shown = some.slice(0, 5)
  const rest = some.length - shown.length
  return (
    <Card title={some.length === 1 ? 'Eén woord kennen we niet' : `${number(some.length)} woorden kennen we niet`}>
      <p>
        {list(rest > 0 ? [...shown, `nog ${number(rest)}`] : shown)}. Zeg welk woord van ons dat is, dan zijn die regels
        niet meer fout.
      </p>
      <Row>
        <ButtonLink to={`${at}/woorden`}>Zeg wat ze betekenen</ButtonLink>
      </Row>
    </Card>
  )
}

/** How many people of the file look like somebody here, and where to say who is who. */
export function AlikeCard({
  rehearsal: { alike, moreAlike },
  at,
  chosen,
}: {
  rehearsal: Rehearsal
  at: string
  chosen: number
}) {
  const all = alike.length + moreAlike
  if (all === 0) return null
  const unsure = alike.filter(({ taken }) => taken === null).length
  const sure = all - unsure
  return (
    <Card title={`${counted(all, person)} ${all === 1 ? 'lijkt' : 'lijken'} op iemand die er al is`}>
      {sure > 0 && (
        <p>
          {sure === 1 ? 'Eén is dezelfde als' : `${number(sure)} zijn dezelfde als`} wie er al is: naam en
          geboortedatum, telefoon of adres zijn gelijk.
        </p>
      )}
      {unsure > 0 && (
        <p>
          {unsure === 1
            ? 'Eén lijkt erop maar is anders geschreven, en komt'
            : `${number(unsure)} lijken erop maar zijn anders geschreven, en komen`}{' '}
          er nieuw bij. Tenzij jij zegt dat het dezelfde is.
        </p>
      )}
      {chosen > 0 && <p>Bij {counted(chosen, person)} heb je zelf gekozen.</p>}
      <Row>
        <ButtonLink to={`${at}/mensen`}>Kijk wie wie is</ButtonLink>
      </Row>
    </Card>
  )
}

/** What goes or went when an import is taken back, and what stays by number, with why. */
export function UndoingCards({
  undoing,
  would,
  line,
}: {
  undoing: Undoing
  would: boolean
  line: { path: string; one: string; many: string }
}) {
  const { cases, people, staying, moreStaying, peopleStaying, retold, toldBack = 0, peopleToldBack = 0 } = undoing
  const called = (count: number) => `${number(count)} ${count === 1 ? line.one : line.many}`
  return (
    <>
      <Card title={would ? 'Dit gaat weg' : 'Dit is weggehaald'}>
        <p>
          {called(cases)} en {counted(people, person)}. {would ? 'Ze staan nergens meer en tellen niet meer mee.' : ''}
        </p>
      </Card>
      {toldBack + peopleToldBack > 0 && (
        <Card title={would ? 'Dit wordt weer zoals het was' : 'Dit is weer zoals het was'}>
          <p>
            {called(toldBack)} en {counted(peopleToldBack, person)}: die stonden er al en zijn bij dit inlezen
            bijgewerkt.
          </p>
        </Card>
      )}
      {(staying.length > 0 || peopleStaying > 0 || retold > 0) && (
        <Card title={would ? 'Dit blijft staan' : 'Dit is blijven staan'} bare>
          {staying.length > 0 && (
            <Table
              caption="Wat blijft staan en waarom"
              rows={staying.slice(0, 100)}
              keyOf={({ record }) => record}
              columns={[
                {
                  key: 'number',
                  label: 'Nummer',
                  main: true,
                  show: ({ number: called, record }) => <a href={`${line.path}/${record}`}>{called}</a>,
                },
                { key: 'why', label: 'Waarom', show: ({ why }) => reasons[why] },
              ]}
            />
          )}
          <div className="n-card__in n-stack n-stack--tight">
            {staying.length + moreStaying > 100 && <p>En nog {number(staying.length + moreStaying - 100)}.</p>}
            {peopleStaying > 0 && (
              <p>
                {counted(peopleStaying, person)}: die staan ook ergens anders, of iemand heeft hun gegevens veranderd.
              </p>
            )}
            {retold > 0 && (
              <p>
                {called(retold)} stonden er al voor dit inlezen en zijn toen bijgewerkt. Die houden wat er nu staat.
              </p>
            )}
          </div>
        </Card>
      )}
    </>
  )
}

const reasons: Record<Undoing['staying'][number]['why'], string> = {
  'worked on': 'iemand heeft er na het inlezen aan gewerkt',
  'told again': 'later opnieuw ingelezen uit een ander bestand',
  'referred to': 'iets anders hoort er intussen bij',
}
