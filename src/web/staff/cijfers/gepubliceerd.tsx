import type { Store } from '#access'
import type { Published } from '#reports'
import { Card, Chip, Empty, List, ListItem, Page } from '#ui'
import { page } from '#web/app'
import { fixedOn, PublishedSheet } from './published-view.tsx'
import { TakeAlong } from './take-along.tsx'

/** What was published, the newest first. */
export const publications = page({
  path: '/gepubliceerd',
  may: 'read publication',
  load: ({ store }) => publicationsOf(store),
  view: (all) => (
    <Page title="Gepubliceerd" about="Wat is vastgesteld, blijft zo staan. Een verbetering is een nieuwe publicatie.">
      <PublicationList all={all} />
    </Page>
  ),
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
  load: ({ store, params }) => publicationOf(store, params.publicationId),
  view: ({ content, quotes }, _form, { params }) => (
    <Page
      title={`${content.name} in ${content.year}`}
      trail={[{ to: '/gepubliceerd', label: 'Gepubliceerd' }]}
      about={fixedOn(content)}
    >
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
