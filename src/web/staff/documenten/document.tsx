import { kindInWords } from '#kernel/document'
import { inWords, momentInWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import { drawPage, isMail, isPhoto } from '#platform/files'
import { ButtonLink, Card, Explain, List, ListItem, Notice, Page, Pager, PostButton, Sheet } from '#ui'
import { download, page } from '#web/app'
import { base, downloadName, fileInWords, openDocument, sizeInWords } from './shared.ts'

/** How many pages of a document stand on the screen at once. */
const atOnce = 3

/** One document: what is said about it, and what is in it. Nothing in it is executed, and nothing is fetched from elsewhere. */
export const show = page({
  path: `${base}/:documentId`,
  may: 'read document',
  async load(ctx) {
    const opened = await openDocument(ctx)
    const { document } = opened
    const asked = Number(ctx.query.get('blad') ?? 1)
    const pages = document.pages ?? 1
    const from = Number.isInteger(asked) && asked > 0 && asked <= pages ? asked : 1
    return { ...opened, from, pages, texts: await ctx.store.documents.texts(document.id, from, atOnce) }
  },
  view: ({ document, line, holder, trail, works, from, pages, texts }) => {
    const here = `${base}/${document.id}`
    const drawn = isPhoto(document.type) || document.type === 'application/pdf'
    const sheets = Array.from({ length: Math.min(atOnce, pages - from + 1) }, (_, index) => from + index)
    const to = (at: number) => (at === 1 ? here : `${here}?blad=${at}`)
    return (
      <Page
        title={document.kind === 'other' ? 'Document' : kindInWords(document.kind)}
        trail={[...trail, { to: `${holder}/documenten`, label: 'Documenten' }]}
        about={document.name}
        actions={
          <>
            {works && (
              <PostButton kind="quiet" action={`${here}/weg`}>
                Verwijderen
              </PostButton>
            )}
            {works && (
              <ButtonLink kind="quiet" to={`${here}/verplaatsen`}>
                Hoort ergens anders bij
              </ButtonLink>
            )}
            {works && <ButtonLink to={`${here}/wijzigen`}>Wijzigen</ButtonLink>}
            <ButtonLink to={`${here}/origineel`} download>
              Origineel opslaan
            </ButtonLink>
          </>
        }
      >
        {works && document.kind === 'other' && (
          <Notice title="Zeg nog even wat dit is">
            <a href={`${here}/wijzigen`}>Een brief, een besluit, een formulier?</a> Dan vindt een ander het terug.
          </Notice>
        )}
        <Card title="Over dit document">
          <Explain
            rows={[
              { term: 'Van welke dag', text: inWords(document.happenedOn) },
              ...(document.source ? [{ term: 'Van wie', text: document.source }] : []),
              ...(document.side && line
                ? [{ term: 'Kant', text: line.case.sides[document.side]?.called ?? document.side }]
                : []),
              { term: 'Bestand', text: fileInWords(document) },
              {
                term: 'Toegevoegd',
                text: [momentInWords(document.addedAt), document.authorName && `door ${document.authorName}`]
                  .filter(Boolean)
                  .join(' '),
              },
            ]}
          />
        </Card>
        {document.attachments.length > 0 && (
          <Card title="Wat erbij zit" bare>
            <List>
              {document.attachments.map((one, index) => (
                <ListItem
                  // biome-ignore lint/suspicious/noArrayIndexKey: where it stands in the mail is what it is
                  key={index}
                  title={one.name}
                  about={sizeInWords(one.size)}
                  side={works && <ButtonLink to={`${here}/bijlage/${index + 1}`}>Ook bewaren</ButtonLink>}
                />
              ))}
            </List>
          </Card>
        )}
        <Card title={isMail(document.type) ? 'Wat er staat' : 'Bekijken'}>
          {isMail(document.type) && (
            <Notice>
              Je ziet de tekst van de mail. Plaatjes van buiten halen we niet op: dan weet niemand dat je keek.
            </Notice>
          )}
          {sheets.map((nr) => (
            <Sheet
              key={nr}
              picture={drawn ? `${here}/blad/${nr}` : undefined}
              called={isPhoto(document.type) ? `Foto: ${document.name}` : `Bladzijde ${nr}`}
              text={texts.get(nr)}
              open={!drawn}
            />
          ))}
          {document.pages === null && <p>Er kunnen meer bladzijden zijn. Die staan in het origineel.</p>}
          <Pager
            previous={from > 1 ? to(Math.max(1, from - atOnce)) : undefined}
            next={from + atOnce <= pages ? to(from + atOnce) : undefined}
            {...(pages > atOnce
              ? { where: `Bladzijde ${from} tot en met ${from + sheets.length - 1} van ${pages}` }
              : {})}
          />
        </Card>
      </Page>
    )
  },
})

/** The document as it is kept, to save: never to open within Naober. */
export const original = download({
  path: `${base}/:documentId/origineel`,
  may: 'read document',
  async load({ store, params }) {
    const document = await store.documents.get(params.documentId)
    const content = await store.documents.content(document.id)
    await store.log.exported([document.id], 'document')
    return { name: downloadName(document), type: 'application/octet-stream', body: content }
  },
})

/** A page as a picture that we made ourselves. */
export const sheet = download({
  path: `${base}/:documentId/blad/:nr`,
  may: 'read document',
  async load({ store, params }) {
    const document = await store.documents.get(params.documentId)
    const nr = Number(params.nr)
    if (!Number.isInteger(nr) || nr < 1 || nr > (document.pages ?? 1)) throw new NotFound()
    const picture = { name: `bladzijde-${nr}.jpg`, type: 'image/jpeg', shown: true } as const
    if (isPhoto(document.type)) return { ...picture, body: await store.documents.content(document.id) }
    if (document.type !== 'application/pdf') throw new NotFound()
    const content = await store.documents.content(document.id)
    return { ...picture, body: () => drawPage(content, nr) }
  },
})
