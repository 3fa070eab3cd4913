import { type Area, type AreaSet, setsOf } from '#kernel/area'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { addDays, type Day, inWords } from '#platform/days'
import { counted, list, noun, number } from '#platform/words'
import { villageSet } from '#reports'
import { ButtonLink, Card, Chip, type Column, Empty, Notice, Page, Pager, Stack, Table } from '#ui'
import { page } from '#web/app'
import { linesInUse } from '../../lines.tsx'
import { asShown, listFiles, TakeList } from '../../list-file.tsx'
import { linesCountingWith, setUsedBy } from './figures-touched.ts'
import { base, groupInWords, setCalled, trail } from './shared.ts'

const onePage = 100
const dorp = noun('dorp', 'dorpen', 'het')

/** The villages, with the group of each in every set as it is today. */
export default page({
  path: base,
  may: 'change area',
  async load({ store, query }) {
    const all = await store.areas.villages()
    const last = Math.max(1, Math.ceil(all.length / onePage))
    const asked = Number(query.get('blad') ?? 1)
    const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1
    return { all, at, last, sets: setsOf(await store.areas.placings()), lines: await linesInUse(store) }
  },
  view: ({ all, at, last, sets, lines }, _form, { asker }) => (
    <Page
      title="Dorpen"
      trail={trail}
      wide
      about={
        all.length === 0
          ? 'Zaken en adressen horen bij een dorp. Cijfers gaan per dorp en per groep dorpen.'
          : `${counted(all.length, dorp)}. Een groep geldt vanaf een dag; cijfers van eerdere jaren houden hun groep.`
      }
      actions={
        <>
          {all.length > 0 && <TakeList at={base} />}
          <ButtonLink to={`${base}/lijst`}>Lijst plakken</ButtonLink>
          <ButtonLink to={`${base}/nieuw`} kind="main">
            Dorp toevoegen
          </ButtonLink>
        </>
      }
    >
      <Stack>
        {all.length > 0 && <Missing sets={sets} lines={lines} asker={asker} />}
        <Card bare>
          <Villages rows={all.slice((at - 1) * onePage, at * onePage)} sets={sets} today={asker.today} />
        </Card>
        {last > 1 && (
          <Pager
            previous={at > 1 ? `${base}?blad=${at - 1}` : undefined}
            next={at < last ? `${base}?blad=${at + 1}` : undefined}
            where={`blad ${number(at)} van ${number(last)}`}
          />
        )}
        {all.length > 0 && (
          <Card title="Indelingen">
            <p>
              Een indeling zet dorpen in groepen: groot en klein, gebieden, gemeenten. Open een dorp om het in een
              andere groep te zetten.
            </p>
            {sets.length > 0 && (
              <ul>
                {sets.map(({ key }) => (
                  <li key={key}>
                    {setCalled(key)}: {usedBy(lines, key, asker)}
                  </li>
                ))}
              </ul>
            )}
            <p>
              <a href={`${base}/groot-klein`}>Nieuwe indeling in groot en klein</a>
              <br />
              <a href={`${base}/groepen`}>Nieuwe indeling met eigen groepen</a>
            </p>
          </Card>
        )}
      </Stack>
    </Page>
  ),
})

type Today = Pick<Asker, 'settings' | 'today'>

function usedBy(inUse: readonly ServiceLine[], set: string, { settings, today }: Today): string {
  const lines = linesCountingWith(inUse, set, settings, today).map(({ name }) => name)
  return lines.length === 0 ? 'geen factsheet telt ermee' : `de factsheet van ${list(lines)} telt ermee`
}

/** A factsheet that counts with a set that is not there takes every village for a small one; nobody would see that. */
function Missing({
  sets,
  lines,
  asker: { settings, today },
}: {
  sets: readonly AreaSet[]
  lines: readonly ServiceLine[]
  asker: Today
}) {
  const without = lines.filter((line) => !sets.some(({ key }) => key === setUsedBy(line, settings, today)))
  if (without.length === 0) return null
  const make = <a href={`${base}/groot-klein`}>Zeg welke dorpen groot zijn</a>
  if (!sets.some((set) => set.bySize))
    return <Notice title="Nog geen grote en kleine dorpen">In de factsheet telt nu elk dorp als klein. {make}.</Notice>
  return without.map((line) => (
    <Notice kind="warn" key={line.key} title={`${line.name} telt met een indeling die er niet is`}>
      Bij <a href={`/beheer/instellingen/${villageSet(line).key}`}>Instellingen</a> staat ‘
      {setUsedBy(line, settings, today)}’. Zolang die er niet is, telt elk dorp als klein. Kies daar een andere, of maak
      deze. {make}.
    </Notice>
  ))
}

function Villages({ rows, sets, today }: { rows: readonly Area[]; sets: readonly AreaSet[]; today: Day }) {
  return (
    <Table
      caption="Dorpen en hun groep"
      rows={rows}
      keyOf={(one) => one.id}
      empty={
        <Empty title="Nog geen dorpen">
          Voeg een dorp toe, of plak een lijst met een dorp op elke regel. Zonder dorp telt een zaak als ‘dorp
          onbekend’.
        </Empty>
      }
      columns={columnsOf(sets, today)}
    />
  )
}

const columnsOf = (sets: readonly AreaSet[], today: Day): Column<Area>[] => [
  {
    key: 'name',
    label: 'Dorp',
    main: true,
    show: (one) => (
      <>
        <a href={`${base}/${one.id}`}>{one.name}</a> {one.validUntil !== null && <Until {...one} today={today} />}
      </>
    ),
  },
  ...sets.map(
    (set): Column<Area> => ({
      key: `set ${set.key}`,
      label: setCalled(set.key),
      show: (one) => groupInWords(set, one.id, today),
    }),
  ),
]

/** The villages to take along, with their groups as they are today. */
export const files = listFiles(base, 'change area', async ({ store, asker }) => {
  const rows = await store.areas.villages()
  return {
    name: 'dorpen',
    title: `Dorpen van ${asker.tenantName}`,
    ...asShown(columnsOf(setsOf(await store.areas.placings()), asker.today), rows),
    keys: rows.map(({ id }) => id),
    what: 'area',
  }
})

/** Until when a village takes new cases. */
function Until({ validUntil, today }: Pick<Area, 'validUntil'> & { today: Day }) {
  if (validUntil === null) return null
  const last = inWords(addDays(validUntil, -1))
  return (
    <Chip tone={validUntil <= today ? 'plain' : 'warn'}>{validUntil <= today ? `tot ${last}` : `nog tot ${last}`}</Chip>
  )
}
