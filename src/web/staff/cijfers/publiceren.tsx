import { Invalid } from '#platform/errors'
import { hidden } from '#platform/fields'
import { sha256 } from '#platform/secrets'
import { publishedFrom, stoodOf } from '#reports'
import { Form, Notice, Page, Stack } from '#ui'
import { page } from '#web/app'
import { sheetAddress, sheetIn, smallAddress } from './addresses.ts'
import { bothOf, SmallTable } from './klein.tsx'
import { PublishedSheet } from './published-view.tsx'

/** Shows exactly what readers outside will see, then keeps that as a fixed copy. */
export default page({
  path: '/cijfers/:line/:year/publiceren',
  may: 'add publication',
  async load({ store, asker, params }) {
    const { line, year } = sheetIn(params)
    const both = await bothOf(store, asker, { ...params, audience: 'buiten' })
    const content = publishedFrom(both.shown, asker, asker.name)
    return {
      line,
      year,
      both,
      content,
      seen: sha256(JSON.stringify(content)),
      before: await store.figures.lastPublished(line.key, year),
    }
  },
  form: () => ({ seen: hidden('Wat er op het scherm stond') }),
  values: ({ seen }) => ({ seen }),
  async save({ store, asker }, { line, year, both, content, seen }, input) {
    // What was read is what goes out: a case that came in since would stand in it unseen.
    if (input.seen !== seen)
      throw new Invalid({
        '': 'Er is net iets veranderd in de cijfers. Kijk hieronder wat er nu staat en stel het daarna vast.',
      })
    const copy = {
      line: line.key,
      year,
      audience: 'outside',
      content: JSON.parse(JSON.stringify(content)),
      publishedAt: asker.now,
    }
    // From which records it was counted is kept beside it: so that it can be told later what changed since.
    const { id } = await store.figures.publish(copy, await stoodOf(store, both.real))
    return { to: `/gepubliceerd/${id}`, say: 'Vastgesteld en gepubliceerd. Lezers buiten zien deze pagina.' }
  },
  view: ({ line, year, both, content, seen, before }, form) => {
    const here = sheetAddress(line, year)
    return (
      <Page
        title={`${line.name} in ${year} vaststellen`}
        trail={[
          { to: '/cijfers', label: 'Cijfers' },
          { to: here, label: `${line.name} in ${year}` },
        ]}
        about="Hieronder staat precies wat lezers buiten straks zien. Kijk het na voor je het vaststelt."
      >
        <Notice
          kind={content.provisional ? 'warn' : 'info'}
          title={content.provisional ? 'Dit jaar is nog niet voorbij' : 'Vaststellen legt een kopie vast'}
        >
          Wat je vaststelt, blijft zo staan. Verbeter je later iets, dan stel je opnieuw vast.
          {before &&
            ' Er is al een publicatie van dit jaar. Wat sindsdien weinig veranderde, blijft verborgen: anders zou het verschil iemand verraden.'}
        </Notice>
        {both.all.length > 0 && (
          <Stack tight>
            <h2 className="utrecht-heading-2">Wat lezers buiten niet zien</h2>
            <p>
              Links staat het echte getal: dat zie alleen jij, als degene die vaststelt. Hier kies je ook wat er met een
              klein getal gebeurt. <a href={smallAddress(line, year, 'outside')}>Alle kleine getallen</a>
            </p>
            <SmallTable both={both} />
          </Stack>
        )}
        <PublishedSheet content={content} quotes={content.quotes} />
        <Form {...form} values={{ seen }} button="Vaststellen en publiceren" cancelTo={here} />
      </Page>
    )
  },
})
