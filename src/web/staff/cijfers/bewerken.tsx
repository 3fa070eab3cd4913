import { NotFound } from '#platform/errors'
import { long, several } from '#platform/fields'
import { list } from '#platform/words'
import { checkText, type Factsheet, factsheetOf, figureInText, type Layout, tileable, typedNumbers } from '#reports'
import { ButtonLink, Card, Chooser, Empty, FieldInput, FigureText, Form, type FormState, moved, Page } from '#ui'
import { page } from '#web/app'
import { sheetAddress, sheetIn } from './addresses.ts'
import { mayEdit } from './rights.ts'

// Whoever saves first makes the first version. Someone who saw none yet has seen this one, so that the second is told.
const notYet = 2 ** 31 - 1

interface Editing {
  sheet: Factsheet
  /** What stands there, when somebody laid it out before. */
  saved: { id: string; version: number } | undefined
  quotable: readonly { id: string; quote: string | null; quoteBy: string | null }[]
}

/** Lays out a factsheet: which tiles in which order, the text with its figures, and the quotes. */
export default page({
  path: '/cijfers/:line/:year/bewerken',
  may: 'change factsheet',
  async load({ store, asker, params }): Promise<Editing> {
    const { line, year } = sheetIn(params)
    if (!mayEdit(asker, line)) throw new NotFound()
    const sheet = await factsheetOf(store, asker, { line, year, also: line.indicators })
    return {
      sheet,
      saved: await store.figures.layout(line.key, year),
      quotable: await store.surveys.quotable(line.key),
    }
  },
  form: (loaded) => fieldsOf(loaded),
  values: ({ sheet: { layout }, quotable }) => ({
    gekozen: [...layout.tiles],
    volgorde: [...layout.tiles],
    words: layout.words,
    quotes: layout.quotes.filter((key) => quotable.some(({ id }) => id === key)),
  }),
  version: ({ saved }) => saved?.version ?? notYet,
  async save({ store, sent }, loaded, { gekozen, words, quotes, version }) {
    const { sheet, saved } = loaded
    const { line, of } = sheet
    const order = orderIn(sent, sheet)
    const press = { omhoog: sent.get('omhoog') ?? undefined, omlaag: sent.get('omlaag') ?? undefined }
    if (press.omhoog !== undefined || press.omlaag !== undefined) {
      const values = { gekozen, words: words ?? '', quotes }
      return {
        show: (
          <Editor loaded={loaded} order={moved(order, press)} form={{ fields: fieldsOf(loaded), values, version }} />
        ),
      }
    }
    checkText(words ?? '', sheet.figures)
    const layout: Layout = { tiles: order.filter((key) => gekozen.includes(key)), words: words ?? '', quotes }
    const row = { tiles: [...layout.tiles], words: layout.words, quotes: [...layout.quotes] }
    if (saved) await store.figures.changeLayout(saved.id, { seen: version }, (was) => ({ ...was, ...row }))
    else await store.figures.addLayout({ line: line.key, year: of.year, ...row })
    const typed = typedNumbers(layout.words)
    return {
      to: sheetAddress(line, of.year),
      ...(typed.length === 0
        ? { say: 'Het factsheet is bewaard.' }
        : {
            tone: 'warn' as const,
            say: `Het factsheet is bewaard. In de tekst staat ${list(typed.map((one) => `‘${one}’`))} getypt: zo’n getal verandert niet mee. Noem liever het cijfer.`,
          }),
    }
  },
  view: (loaded, form, { sent }) => <Editor loaded={loaded} order={orderIn(sent, loaded.sheet)} form={form} />,
})

function fieldsOf({ sheet: { line }, quotable }: Editing) {
  const tiles = Object.fromEntries(tileable(line).map(({ key, name }) => [key, name]))
  return {
    gekozen: several('Tegels', tiles, { optional: true }),
    volgorde: several('Volgorde van de tegels', tiles, { optional: true }),
    words: long('Tekst', {
      optional: true,
      maxLength: 4000,
      hint: 'Een lege regel begint een nieuwe alinea. Een cijfer noem je met twee accolades.',
    }),
    quotes: several(
      'Citaten',
      Object.fromEntries(
        quotable.map(({ id, quote, quoteBy }) => [id, `“${quote ?? ''}”${quoteBy ? ` (${quoteBy})` : ''}`]),
      ),
      {
        optional: true,
        hint: 'Alleen wat we vandaag mogen delen. Trekt iemand het in, dan verdwijnt het hier vanzelf.',
      },
    ),
  }
}

/** All figures that can be a tile: as they were sent, or those on the page first. What was not sent follows. */
function orderIn(sent: URLSearchParams, { line, layout }: Factsheet): string[] {
  const known = tileable(line).map(({ key }) => key)
  const asked = sent.has('volgorde') ? sent.getAll('volgorde') : layout.tiles
  return [...new Set([...asked.filter((key) => known.includes(key)), ...known])]
}

function Editor({
  loaded: { sheet, quotable },
  order,
  form,
}: {
  loaded: Editing
  order: readonly string[]
  form: FormState
}) {
  const { line, of, figures } = sheet
  const { fields, values = {}, problems = {} } = form
  const chosen = [values.gekozen ?? []].flat()
  const here = sheetAddress(line, of.year)
  const shown = (key: string) => (figures[key] ? figureInText(figures[key]) : undefined)
  const nameOf = (key: string) => line.indicators.find((one) => one.key === key)?.name ?? key
  return (
    <Page
      title={`Factsheet ${of.year} bewerken`}
      trail={[
        { to: '/cijfers', label: 'Cijfers' },
        { to: here, label: `${line.name} in ${of.year}` },
      ]}
      about="Kies wat erop staat. De getallen zelf komen uit de registratie."
    >
      <Form {...form} fields={{}} action={`${here}/bewerken`} button="Factsheet bewaren" cancelTo={here}>
        <Chooser
          legend="Welke tegels, in welke volgorde? De eerste wordt groot."
          items={order.map((key) => ({
            key,
            label: nameOf(key),
            chosen: chosen.includes(key),
            ...(shown(key) ? { about: shown(key) } : {}),
          }))}
        />
        <FigureText
          name="words"
          field={fields.words as NonNullable<typeof fields.words>}
          value={values.words}
          problem={problems.words}
          figures={line.indicators.map(({ key, name }) => ({ key, name, value: shown(key) }))}
        />
        {quotable.length > 0 ? (
          <FieldInput
            name="quotes"
            field={fields.quotes as NonNullable<typeof fields.quotes>}
            value={values.quotes}
            problem={problems.quotes}
          />
        ) : (
          <Card title="Citaten" bare>
            <Empty
              title="Nog geen citaten om te kiezen"
              action={<ButtonLink to={line.path}>Naar de {line.case.called.many}</ButtonLink>}
            >
              Wat mensen bij de evaluatie zeggen en wat we mogen delen, staat straks hier.
            </Empty>
          </Card>
        )}
      </Form>
    </Page>
  )
}
