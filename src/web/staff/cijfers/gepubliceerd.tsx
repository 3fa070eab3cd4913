import type { Store } from '#access'
import type { Published } from '#reports'
import { Card, Chip, Empty, List, ListItem, Page } from '#ui'
import { page } from '#web/app'
import { listFiles, TakeList } from '../list-file.tsx'
import { fixedOn, PublishedSheet } from './published-view.tsx'
import { SinceInShort, sincePublished } from './since-in-short.tsx'
import { TakeAlong } from './take-along.tsx'

/** What was published, the newest first. */
export const publications = page({
  path: '/gepubliceerd',
  may: 'read publication',
  load: ({ store }) => publicationsOf(store),
  view: (all) => (
    <Page
      title="Gepubliceerd"
      about="Wat is vastgesteld, blijft zo staan. Een verbetering is een nieuwe publicatie."
      actions={all.length > 0 && <TakeList at="/gepubliceerd" />}
    >
      <PublicationList all={all} />
    </Page>
  ),
})

/** What was published, to take along as a list; what stands in it is taken along from its own page. */
export const publicationFiles = listFiles('/gepubliceerd', 'read publication', async ({ store, asker }) => {
  const all = await publicationsOf(store)
  return {
    name: 'gepubliceerd',
    title: `Gepubliceerd door ${asker.tenantName}`,
    columns: [
      { title: 'Publicatie', kind: 'text' },
      { title: 'Periode', kind: 'text' },
      { title: 'Vastgesteld op', kind: 'day' },
      { title: 'Voorlopig', kind: 'text' },
    ],
    rows: all.map(({ content }) => [
      `${content.name} in ${content.year}`,
      content.period,
      content.on,
      content.provisional ? 'ja' : 'nee',
    ]),
    keys: all.map(({ id }) => id),
    what: 'publication',
  }
})

/** What this asker may read of what was published. */
export async function publicationsOf(store: Store): Promise<{ id: string; content: Published }[]> {
  return (await store.figures.publications()).map(({ id, content }) => ({
    id,
    content: content as unknown as Published,
  }))
}

export function PublicationList({ all }: { all: readonly { id: string; content: Published }[] }) {
  return (
    <Card bare>
      <List
        label="Publicaties"
        empty={<Empty title="Nog niets gepubliceerd">Zodra een factsheet is vastgesteld, staat het hier.</Empty>}
      >
        {all.map(({ id, content }) => (
          <ListItem
            key={id}
            to={`/gepubliceerd/${id}`}
            title={`${content.name} in ${content.year}`}
            about={fixedOn(content)}
            {...(content.provisional ? { side: <Chip tone="warn">voorlopig</Chip> } : {})}
          />
        ))}
      </List>
    </Card>
  )
}

/** One publication. A quote that was taken back since is gone; everything else is as it was fixed. */
export const publication = page({
  path: '/gepubliceerd/:publicationId',
  may: 'read publication',
  async load({ store, asker, params }) {
    const { content, quotes } = await publicationOf(store, params.publicationId)
    return { content, quotes, since: await sincePublished(store, asker, { id: params.publicationId, content }) }
  },
  view: ({ content, quotes, since }, _form, { params }) => (
    <Page
      title={`${content.name} in ${content.year}`}
      trail={[{ to: '/gepubliceerd', label: 'Gepubliceerd' }]}
      about={fixedOn(content)}
    >
      {since && <SinceInShort since={since} publication={params.publicationId} />}
      <PublishedSheet content={content} quotes={quotes} />
      <TakeAlong at={`/gepubliceerd/${params.publicationId}`} />
    </Page>
  ),
})

/** One publication with the quotes that may still be shown. @throws NotFound when it is not there, or not for this asker */
export async function publicationOf(
  store: Store,
  key: string,
): Promise<{ content: Published; quotes: Published['quotes'] }> {
  const content = (await store.figures.publication(key)).content as unknown as Published
  const allowed = new Set((await store.figures.quotes(content.quotes.map(({ id }) => id))).map(({ id }) => id))
  return { content, quotes: content.quotes.filter(({ id }) => allowed.has(id)) }
}
