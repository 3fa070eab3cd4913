import { roleMay, type Store } from '#access'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { type Day, inWords, withoutYear, yearOf, yearPeriod } from '#platform/days'
import { factsheetOf, tileable } from '#reports'
import { ButtonLink, Card, Chip, List, ListItem, Page, Soft, Stack } from '#ui'
import { page } from '#web/app'
import { linesInUse } from '../lines.tsx'
import { figureAddress, sheetAddress } from './addresses.ts'
import { TileRow } from './blocks.tsx'
import { publishedOn } from './factsheet.tsx'
import { PublicationList, publicationsOf } from './gepubliceerd.tsx'

/** How many years back the page looks for registrations. */
const yearsBack = 5

/** Every line with its years: where the figures begin. Who reads only what was published begins there. */
export default page({
  path: '/cijfers',
  may: ['read figures', 'read publication'],
  async load({ store, asker }) {
    if (!roleMay(asker, 'read', 'figures')) return { lines: [], published: await publicationsOf(store) }
    const lines: Awaited<ReturnType<typeof lineWithYears>>[] = []
    for (const line of await linesInUse(store, asker)) lines.push(await lineWithYears(store, asker, line))
    return { lines, published: null }
  },
  view: ({ lines, published }, _form, { asker }) => {
    if (published)
      return (
        <Page title="Cijfers" about="Wat is vastgesteld en gepubliceerd.">
          <PublicationList all={published} />
        </Page>
      )
    return (
      <Page
        title="Cijfers"
        about="Alles is geteld uit wat er geregistreerd is. Elk cijfer laat zien waar het vandaan komt."
        actions={<ButtonLink to="/gepubliceerd">Wat is gepubliceerd</ButtonLink>}
      >
        {lines.map((one) => (
          <LineWithYears key={one.line.key} {...one} today={asker.today} />
        ))}
      </Page>
    )
  },
})

function LineWithYears({
  line,
  sheet,
  years,
  published,
  today,
}: Awaited<ReturnType<typeof lineWithYears>> & { today: Day }) {
  return (
    <Stack>
      <div>
        <h2 className="utrecht-heading-2">
          <a href={sheetAddress(line, sheet.of.year)}>
            {line.name} in {sheet.of.year}
          </a>
        </h2>
        <Soft>{line.about}</Soft>
      </div>
      <TileRow
        label={`De cijfers van ${line.name}`}
        tiles={sheet.tiles}
        leads={(figure, cell) => figureAddress(line, sheet.of.year, figure, cell)}
      />
      <Card title="Per jaar" bare>
        <List label={`${line.name} per jaar`}>
          {years.map((year) => {
            const fixed = published.find((one) => one.year === year)
            return (
              <ListItem
                key={year}
                to={sheetAddress(line, year)}
                title={`${line.name} in ${year}`}
                about={year === yearOf(today) ? `voorlopig, tot en met ${withoutYear(today)}` : 'heel het jaar'}
                {...(fixed ? { side: <Chip tone="good">vastgesteld op {inWords(publishedOn(fixed))}</Chip> } : {})}
              />
            )
          })}
        </List>
      </Card>
    </Stack>
  )
}

async function lineWithYears(store: Store, asker: Asker, line: ServiceLine) {
  const thisYear = yearOf(asker.today)
  const sheet = await factsheetOf(store, asker, { line, year: thisYear })
  const all = Array.from({ length: yearsBack }, (_, back) => thisYear - back)
  const years: number[] = []
  for (const year of all) if (year === thisYear || (await hasSomething(store, line, year))) years.push(year)
  return { line, sheet, years, published: await store.figures.publishedOf(line.key, all) }
}

/** Whether anything was counted in a year: nothing more is told of it here. */
async function hasSomething(store: Store, line: ServiceLine, year: number): Promise<boolean> {
  const lead = tileable(line).find(({ key, kind }) => kind === 'count' && key === line.factsheet.tiles[0]?.figure)
  if (!lead) return true
  const bare = { ...lead, by: [] }
  const { figures } = await store.figures.ask({
    lines: [line.key],
    period: yearPeriod(year),
    compare: 'none',
    indicators: [bare],
  })
  return figures[lead.key]?.value !== 0
}
