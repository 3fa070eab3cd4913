import { workbookOf } from '#exchange/factsheet'
import { NotFound } from '#platform/errors'
import { capital } from '#platform/words'
import {
  factsheetOf,
  type Handout,
  handoutFrom,
  handoutOf,
  type Picture,
  paperOf,
  picturesOf,
  pixelsOf,
  svgOf,
} from '#reports'
import { ButtonLink, Card, type Crumb, List, ListItem, Page, Row } from '#ui'
import { type Context, type Definition, download, type May, page } from '#web/app'
import { sheetAddress, sheetIn } from './addresses.ts'
import { publicationOf } from './gepubliceerd.tsx'
import { TakeAlong } from './take-along.tsx'

/** Something that can be taken along: what it is made of, and how the log names it. */
interface Taken {
  handout: Handout
  at: string
  /** Where it stands. */
  under: Crumb
  keys: readonly string[]
  what: string
}

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  svg: 'image/svg+xml',
  png: 'image/png',
}

/** The pictures of a report, and the report in each form it leaves the house in. Each time the log says who took it along. */
function waysOut(path: string, may: May, open: (ctx: Context) => Promise<Taken>): Definition[] {
  const file = (
    kind: keyof typeof types,
    rest: string,
    /** Chooses what is made while the page is read; what it gives back makes it afterwards. */
    made: (handout: Handout, ctx: Context) => () => Promise<string | Uint8Array>,
  ) =>
    download({
      path: `${path}/meenemen${rest}`,
      may,
      async load(ctx: Context) {
        const { handout, keys, what } = await open(ctx)
        const body = made(handout, ctx)
        await ctx.store.log.exported(keys, what)
        const { line, year, on } = handout
        const name = [line, year, ...(ctx.params.picture ? [ctx.params.picture] : []), on].join('-')
        return { name: `${name}.${kind}`, type: types[kind], body }
      },
    })
  return [
    page({
      path: `${path}/meenemen`,
      may,
      load: (ctx: Context) => open(ctx),
      view: (taken) => <Pictures {...taken} />,
    }),
    file('pdf', '/pdf', (handout) => () => paperOf(handout)),
    file('xlsx', '/excel', (handout) => () => workbookOf(handout)),
    file('svg', '/:picture/svg', (handout, { params }) => {
      const picture = pictureOf(handout, params.picture)
      return async () => svgOf(picture)
    }),
    file('png', '/:picture/png', (handout, { params }) => {
      const picture = pictureOf(handout, params.picture)
      return () => pixelsOf(picture)
    }),
  ]
}

/** Everything that can be taken along, live and published. */
export const pages: readonly Definition[] = [
  ...waysOut('/cijfers/:line/:year', 'read figures', async ({ store, asker, params }) => {
    const { line, year } = sheetIn({ line: params.line ?? '', year: params.year ?? '' })
    const sheet = await factsheetOf(store, asker, { line, year })
    return {
      handout: handoutOf(sheet, asker, asker.tenantName),
      at: sheetAddress(line, year),
      under: { to: '/cijfers', label: 'Cijfers' },
      keys: [],
      what: `factsheet ${line.key} ${year}`,
    }
  }),
  ...waysOut('/gepubliceerd/:publicationId', 'read publication', async ({ store, asker, params }) => {
    const key = params.publicationId ?? ''
    const { content, quotes } = await publicationOf(store, key)
    return {
      handout: handoutFrom(content, quotes, asker.tenantName),
      at: `/gepubliceerd/${key}`,
      under: { to: '/gepubliceerd', label: 'Gepubliceerd' },
      keys: [key],
      what: 'publication',
    }
  }),
]

/** @throws NotFound for a picture that this report does not have */
function pictureOf(handout: Handout, key: string | undefined): Picture {
  const picture = picturesOf(handout).find((one) => one.key === key)
  if (!picture) throw new NotFound()
  return picture
}

function Pictures({ handout, at, under }: Taken) {
  const { title, status, warning } = handout
  return (
    <Page
      title={`${title} meenemen`}
      trail={[under, { to: at, label: title }]}
      about={[status, warning].filter(Boolean).join('. ')}
    >
      <TakeAlong at={at} pictures={false} />
      <Card title="Plaatjes" bare>
        <List label="Cijfers en verdelingen als plaatje">
          {picturesOf(handout).map(({ key, title: called, words }) => (
            <ListItem
              key={key}
              title={called}
              about={words}
              side={
                <Row>
                  {(['png', 'svg'] as const).map((kind) => (
                    <ButtonLink key={kind} to={`${at}/meenemen/${key}/${kind}`} download>
                      {capital(kind)}
                      <span className="n-hidden"> van {called}</span>
                    </ButtonLink>
                  ))}
                </Row>
              }
            />
          ))}
        </List>
      </Card>
      <p>
        Zet je een plaatje ergens neer, zet dan de tekst die hier bij staat erbij als alternatieve tekst. Zo weet ook
        wie het niet ziet wat erop staat. Png kan overal in; svg blijft scherp op elke grootte.
      </p>
    </Page>
  )
}
