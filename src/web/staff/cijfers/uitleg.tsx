import type { Store } from '#access'
import type { CaseLine } from '#kernel/case'
import type { Asker } from '#platform/asker'
import { inWords, isDay, lastDay } from '#platform/days'
import { NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { capital, counted, number } from '#platform/words'
import {
  cellFrom,
  type Explanation,
  explain,
  type Fact,
  type Factsheet,
  factsheetOf,
  inPeriodWords,
  type Published,
  type Spot,
} from '#reports'
import { Card, Empty, Explain, List, Notice, Page, Pager } from '#ui'
import { page } from '#web/app'
import { caseLines } from '../zaken/case-lines.tsx'
import { figureAddress, sheetAddress, sheetIn } from './addresses.ts'
import { changedAddress } from './since-in-short.tsx'

const onOnePage = 50

interface Behind {
  /** How many records the figure was counted from. */
  all: number
  mine: number
  rows: readonly CaseLine[]
  next: string | undefined
}

/** How a figure was counted, and the records behind it as far as the asker may open them. */
export default page({
  path: '/cijfers/:line/:year/:figure',
  may: 'read figures',
  async load({ store, asker, params, query }) {
    const { line, year } = sheetIn(params)
    const also = line.indicators.filter(({ key }) => key === params.figure)
    const cell = cellFrom(query.get('cel'))
    if (query.has('cel') && !cell) throw new NotFound()
    // What is too small is taken out of the whole page first: a row asked for by its address is hidden as it is there.
    const sheet = await factsheetOf(store, asker, { line, year, also })
    const explanation = explain(sheet, params.figure, cell)
    const published = sheet.sight === 'records' ? await store.figures.lastPublished(line.key, year) : undefined
    return {
      sheet,
      explanation,
      changed: published && changedSince(published.content, explanation, sheet),
      publication: published?.id,
      behind: await recordsBehind(store, asker, sheet, explanation, query.get('na')),
    }
  },
  view: ({ sheet, explanation, changed, publication, behind }, _form, { asker }) => {
    const { line, of } = sheet
    const { indicator, cell, value, hidden, rule, facts, ground } = explanation
    return (
      <Page
        title={hidden ? `${indicator.name}: ${value}` : cell ? `${value}: ${cell.label}` : capital(value)}
        trail={[
          { to: '/cijfers', label: 'Cijfers' },
          { to: sheetAddress(line, of.year), label: `${line.name} in ${of.year}` },
        ]}
        about={`${indicator.name}, ${inPeriodWords(of)}`}
      >
        {hidden && (
          <Notice kind="info" title="Dit cijfer laten we niet zien">
            Het gaat om te weinig mensen, het zou een ander klein getal verraden, of het staat niet op het factsheet.
          </Notice>
        )}
        <Card title="Zo is geteld" accent side={<a href={sheetAddress(line, of.year)}>sluiten</a>}>
          <p>{rule}</p>
          <Explain rows={[...facts, ...(changed ? [changed] : []), ...ground]} />
          {changed && publication && !changed.text.startsWith('niets') && (
            <p>
              <a href={changedAddress(publication)}>Bekijk waardoor het gewijzigd is</a>
            </p>
          )}
        </Card>
        {behind && (
          <Card title={`De ${line.case.called.many} achter dit cijfer`} side={openable(behind, line.case.called)} bare>
            <List
              dense
              label={`De ${line.case.called.many} die jij mag openen`}
              empty={
                <Empty title={`Geen ${line.case.called.many} om te openen`}>
                  {behind.all === 0
                    ? 'Dit cijfer is nul: er is niets geteld.'
                    : `Deze ${line.case.called.many} zijn van een ander team.`}
                </Empty>
              }
            >
              {caseLines(line, behind.rows, asker)}
            </List>
            {behind.next !== undefined && (
              <Pager
                next={`${figureAddress(line, of.year, indicator.key, cell ?? undefined)}${cell ? '&' : '?'}na=${encodeURIComponent(behind.next)}`}
                where={`${onOnePage} per keer`}
              />
            )}
          </Card>
        )}
        {!behind && !hidden && (
          <p>
            De {line.case.called.many} achter dit cijfer zijn voor wie er zelf in werkt. Het cijfer is voor iedereen
            hetzelfde.
          </p>
        )}
      </Page>
    )
  },
})

/** '1 erbij sinds 3 maart': what changed in the very same days since it was last published. Nothing when it was hidden there. */
function changedSince(
  content: unknown,
  { indicator, cell, records }: Explanation,
  { of }: Factsheet,
): Fact | undefined {
  const { account, on } = content as Published
  const last = lastDay(of.shown.until)
  const same = (one: Spot) =>
    one.figure === indicator.key &&
    one.from === of.shown.from &&
    one.to === last &&
    one.cell?.join() === (cell ? [cell.by, cell.key].join() : undefined)
  const was = account.shown.find(same)
  if (!records || indicator.unit !== 'aantal' || was?.value == null || records.of.value === null) return undefined
  const more = records.of.value - was.value
  const said = more === 0 ? 'niets' : `${number(Math.abs(more), indicator.decimals)} ${more > 0 ? 'erbij' : 'eraf'}`
  return { term: 'Gewijzigd', text: `${said} sinds ${inWords(on)}, toen het is vastgesteld` }
}

/** '36 zaken, waarvan jij er 12 mag openen'. */
function openable({ all, mine }: Behind, called: { one: string; many: string; article: 'de' | 'het' }): string {
  if (all === 0) return counted(0, called)
  return mine === all
    ? `${counted(all, called)}, en jij mag ${all === 1 ? 'die' : 'ze allemaal'} openen`
    : `${counted(all, called)}, waarvan jij er ${mine} mag openen`
}

/**
 * The records of a figure by the very rule that counted it, sifted by the asker's own rights. Only for who sees the line's
 * figures without hiding: how many records there are is a number too.
 */
async function recordsBehind(
  store: Store,
  asker: Asker,
  { sight }: Factsheet,
  { records }: Explanation,
  after: string | null,
): Promise<Behind | null> {
  if (!records || sight !== 'records' || records.opens !== 'case') return null
  const members = await store.figures.behind(records.question, records.indicator, records.which)
  const keys = [...new Set(members.map(({ record }) => record))]
  const query = {
    lines: asker.lines,
    status: 'all',
    keys,
    placed: records.which.cell?.dimension === 'village',
    order: 'opened',
    descending: true,
    limit: onOnePage,
  } as const
  const [day, key] = after?.split('~') ?? []
  const from = isDay(day) && isKey(key ?? '') ? { after: [day, key as string] as const } : {}
  const { rows, next } = await store.cases.list({ ...query, ...from })
  return { all: keys.length, mine: await store.cases.total(query), rows, next: next?.join('~') }
}
