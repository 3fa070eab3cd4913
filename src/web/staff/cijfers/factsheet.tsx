import type { Asker } from '#platform/asker'
import { type Day, inWords, timeOf, withoutYear, yearOf } from '#platform/days'
import { audienceOf, type Factsheet, factsheetOf, type Published, smallNumbersInWords } from '#reports'
import { ButtonLink, Empty, Page, Soft } from '#ui'
import { page } from '#web/app'
import { figureAddress, sheetAddress, sheetIn, smallAddress } from './addresses.ts'
import { ChartGrid, TileRow, WordsCard } from './blocks.tsx'
import { mayEdit, mayPublish } from './rights.ts'
import { SinceInShort, sincePublished } from './since-in-short.tsx'
import { TakeAlong } from './take-along.tsx'

/** The factsheet as it stands at this moment. */
export default page({
  path: '/cijfers/:line/:year',
  may: 'read figures',
  async load({ store, asker, params }) {
    const sheet = await factsheetOf(store, asker, sheetIn(params))
    const published = await store.figures.lastPublished(sheet.line.key, sheet.of.year)
    const content = published?.content as unknown as Published | undefined
    const since = published && content ? await sincePublished(store, asker, { id: published.id, content }) : null
    return { sheet, published, since }
  },
  view: ({ sheet, published, since }, _form, { asker }) => {
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
        {since && published && <SinceInShort since={since} publication={published.id} />}
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
            {mayPublish(asker, line) && (
              <>
                {' '}
                <a href={smallAddress(line, of.year, 'outside')}>Beslis over kleine getallen</a>.
              </>
            )}
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
