import { roleMay } from '#access'
import type { Asker } from '#platform/asker'
import { type Day, inWords, timeOf, withoutYear, yearOf } from '#platform/days'
import { audienceOf, type Factsheet, factsheetOf, smallNumbersInWords } from '#reports'
import { ButtonLink, Empty, Page, Soft } from '#ui'
import { page } from '#web/app'
import { figureAddress, sheetAddress, sheetIn } from './addresses.ts'
import { ChartGrid, TileRow, WordsCard } from './blocks.tsx'
import { TakeAlong } from './take-along.tsx'

/** Whether this asker lays out the factsheet of a line: its own coordinator. */
export function mayEdit(asker: Pick<Asker, 'role' | 'lines'>, line: { key: string }): boolean {
  return roleMay(asker, 'change', 'factsheet') && asker.lines.includes(line.key)
}

/** Whether this asker publishes it: its coordinator, or the director for every line. */
export function mayPublish(asker: Pick<Asker, 'role' | 'lines'>, line: { key: string }): boolean {
  return roleMay(asker, 'add', 'publication') && (asker.role === 'director' || asker.lines.includes(line.key))
}

/** The factsheet as it stands at this moment. */
export default page({
  path: '/cijfers/:line/:year',
  may: 'read figures',
  async load({ store, asker, params }) {
    const sheet = await factsheetOf(store, asker, sheetIn(params))
    return { sheet, published: await store.figures.lastPublished(sheet.line.key, sheet.of.year) }
  },
  view: ({ sheet, published }, _form, { asker }) => {
    const { line, of, before } = sheet
    const here = sheetAddress(line, of.year)
    const leads = (figure: string, cell?: { by: string; key: string }) => figureAddress(line, of.year, figure, cell)
    const edits = mayEdit(asker, line)
    return (
      <Page
        title={`${line.name} in ${of.year}`}
        about={<Status sheet={sheet} asker={asker} fixed={published ? publishedOn(published) : undefined} />}
        actions={
          <>
            {edits && <ButtonLink to={`${here}/bewerken`}>Bewerken</ButtonLink>}
            {mayPublish(asker, line) && (
              <ButtonLink to={`${here}/publiceren`} kind="main">
                Vaststellen
              </ButtonLink>
            )}
          </>
        }
      >
        <TileRow tiles={sheet.tiles} leads={leads} />
        <ChartGrid charts={sheet.charts} year={of.year} before={before} leads={leads} />
        <WordsCard
          text={sheet.text}
          quotes={sheet.quotes}
          leads={leads}
          {...(edits ? { side: <a href={`${here}/bewerken`}>bewerken</a> } : {})}
          empty={<Empty title="Nog geen tekst">Hier komt in een paar zinnen wat er dit jaar gedaan is.</Empty>}
        />
        <TakeAlong at={here} />
        <p>
          <Soft small>
            {sheet.sight !== 'records' && smallNumbersInWords(audienceOf(sheet.sight, asker, of.on).threshold)} Elk
            cijfer is een link: daar staat hoe het geteld is.
            {published && (
              <>
                {' '}
                <a href={`/gepubliceerd/${published.id}`}>Bekijk wat lezers buiten zien</a>.
              </>
            )}
          </Soft>
        </p>
      </Page>
    )
  },
})

/** 'Voorlopig, tot en met 12 maart · bijgewerkt vandaag om 9.14 uur · vorig jaar'. */
function Status({ sheet: { line, of }, asker, fixed }: { sheet: Factsheet; asker: Asker; fixed: Day | undefined }) {
  const next = of.year + 1
  const stands = of.running
    ? `Voorlopig, tot en met ${withoutYear(of.on)}`
    : fixed
      ? `Vastgesteld op ${inWords(fixed)}`
      : 'Voorlopig'
  return (
    <>
      {`${stands} · bijgewerkt vandaag om ${timeOf(asker.now).replace(/^0/, '')} uur · `}
      <a href={sheetAddress(line, of.year - 1)}>vorig jaar</a>
      {next <= yearOf(asker.today) && (
        <>
          {' · '}
          <a href={sheetAddress(line, next)}>volgend jaar</a>
        </>
      )}
    </>
  )
}

/** The day a publication was fixed, as it stands in it. */
export function publishedOn(published: { content: unknown }): Day {
  return (published.content as { on: Day }).on
}
