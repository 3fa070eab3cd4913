import { type Column as CaseColumn, caseColumns, type Mapping, missingIn, whatIsKnown } from '#exchange/cases'
import { type FoundSheet, mayAgree } from '#exchange/imports'
import { Invalid, NotFound } from '#platform/errors'
import { choice, type Fields, hidden, text } from '#platform/fields'
import { counted, list } from '#platform/words'
import { Card, type Column, Form, Notice, Page, Soft, Stack, Table } from '#ui'
import { page } from '#web/app'
import { base, openImport, row, trailTo } from './shared.ts'

/** What each column of the file is: as we guess or as it was agreed before, and mended here. */
export default page({
  path: `${base}/:importId/kolommen`,
  may: 'change import',
  async load(ctx) {
    const opened = await openImport(ctx)
    const look = (await opened.desk.found(opened.one.id, 'look'))?.content
    if (!look || !mayAgree(opened.one.stage)) throw new NotFound()
    const asked = Number(
      ctx.sent.get('sheet') ?? ctx.query.get('blad') ?? sheetNow(opened.one.mapping, look.sheets, look.best),
    )
    const at = look.sheets[asked] ? asked : look.best
    const sheet = look.sheets[at] as FoundSheet
    const mapping =
      opened.one.mapping && sheetNow(opened.one.mapping, look.sheets, look.best) === at
        ? opened.one.mapping
        : sheet.proposal
    const columns = caseColumns(opened.line, await whatIsKnown(ctx.store, ctx.asker))
    return { ...opened, look, at, sheet, mapping, columns, always: forAll(columns) }
  },
  form: ({ sheet, columns, always }): Fields => {
    const options = Object.fromEntries(columns.map(({ key, field }) => [key, field.label]))
    return {
      sheet: hidden('sheet', { optional: true }),
      source: text('Uit welk systeem of welke lijst komt dit?', {
        maxLength: 100,
        hint: 'Geef hetzelfde systeem elke keer dezelfde naam: daaraan en aan het nummer herkennen we een regel de volgende keer.',
      }),
      ...Object.fromEntries(
        sheet.columns.map(({ heading }, at) => [`k${at}`, choice(heading, options, { optional: true })]),
      ),
      ...Object.fromEntries(
        always.map(({ key, field }) => [key, choice(field.label, field.options ?? {}, { optional: true })]),
      ),
    }
  },
  values: ({ at, sheet, mapping, one, always }) => ({
    sheet: String(at),
    source: one.mapping ? one.source : sheet.source,
    ...Object.fromEntries(always.map(({ key }) => [key, mapping.fixed[key] ?? null])),
    ...Object.fromEntries(sheet.columns.map(({ heading }, at) => [`k${at}`, mapping.columns[heading] ?? null])),
  }),
  version: ({ one }) => one.version,
  async save(_ctx, { desk, one, sheet, mapping, columns, always }, { version, source, ...chosen }) {
    const given = sheet.columns.map(
      ({ heading }, at) => [heading, (chosen[`k${at}`] ?? null) as string | null] as const,
    )
    mustFit(given, Object.keys(mapping.fixed), columns)
    const others = Object.fromEntries(Object.entries(mapping.fixed).filter(([key]) => !forEveryRow.includes(key)))
    const fixed = always.flatMap(({ key }) => (chosen[key] ? [[key, chosen[key] as string] as const] : []))
    const agreed: Mapping = {
      ...mapping,
      sheet: sheet.proposal.sheet,
      columns: Object.fromEntries(given),
      fixed: { ...others, ...Object.fromEntries(fixed) },
    }
    await desk.agree(one.id, { seen: version }, source as string, agreed)
    return { to: `${base}/${one.id}` }
  },
  view: (loaded, form) => {
    const { sheet, look, at, line, one } = loaded
    const known = sheet.columns.filter(({ heading }) => (loaded.mapping.columns[heading] ?? null) !== null).length
    return (
      <Page
        title="Wat is elke kolom?"
        trail={trailTo(loaded)}
        wide
        about={`${counted(sheet.rows, row)}. ${sheet.remembered ? 'Deze lijst kennen we: de kolommen staan zoals je ze eerder koos.' : `Van de ${sheet.columns.length} kolommen herkennen we er ${known}.`} Kijk of het klopt.`}
      >
        <Stack>
          <Told sheet={sheet} hidden={look.hidden} />
          {look.sheets.length > 1 && (
            <Card title="Welk blad?">
              <ul>
                {look.sheets.map((other, index) => (
                  <li key={other.name}>
                    {index === at ? (
                      <strong>{other.name}</strong>
                    ) : (
                      <a href={`${base}/${one.id}/kolommen?blad=${index}`}>{other.name}</a>
                    )}
                    , {counted(other.rows, row)}
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Card>
            <Form
              {...form}
              fields={Object.fromEntries(Object.entries(form.fields).filter(([key]) => !/^k\d+$/.test(key)))}
              layout={[
                'source',
                {
                  legend: 'Geldt iets voor alle regels?',
                  folded: true,
                  fields: loaded.always.map(({ key }) => key),
                },
              ]}
              problems={form.problems}
              button="Doe een proef"
              cancelTo={`${base}/${one.id}`}
            >
              <Meanings
                columns={sheet.columns}
                options={loaded.columns.map(({ key, field }) => [key, field.label])}
                values={form.values ?? {}}
                problems={form.problems ?? {}}
              />
            </Form>
          </Card>
          <Soft>
            Met de proef verandert er niets in {line.name}. Wat je hier kiest onthouden we voor de volgende keer.
          </Soft>
        </Stack>
      </Page>
    )
  },
})

/** What may hold for every row of a list, when no column of it says so. */
const forEveryRow = ['channel', 'topic', 'reasons', 'owner']
const forAll = (columns: readonly CaseColumn[]): CaseColumn[] =>
  columns.filter(({ key, field }) => forEveryRow.includes(key) && Object.keys(field.options ?? {}).length > 0)

/** The sheet that was agreed on, by its place. */
function sheetNow(mapping: Mapping | null, sheets: readonly FoundSheet[], best: number): number {
  const agreed = mapping?.sheet ?? null
  const at = agreed === null ? -1 : sheets.findIndex(({ name }) => name === agreed)
  return at < 0 ? best : at
}

/** @throws Invalid when two columns are the same, or a column is missing without which nothing can be read */
function mustFit(
  given: readonly (readonly [string, string | null])[],
  fixed: readonly string[],
  columns: readonly CaseColumn[],
): void {
  const problems: Record<string, string> = {}
  const label = (key: string) => columns.find((column) => column.key === key)?.field.label ?? key
  for (const [at, [, key]] of given.entries()) {
    const first = key === null ? -1 : given.findIndex(([, other]) => other === key)
    if (first >= 0 && first < at)
      problems[`k${at}`] =
        `‘${label(key as string)}’ is al gekozen bij ‘${given[first]?.[0]}’. Kies er een van de twee.`
  }
  const missing = missingIn([...given.map(([, key]) => key), ...fixed], columns)
  if (missing.length > 0)
    problems[''] = `Geen kolom is nog ${list(
      missing.map((one) => `‘${one}’`),
      'of',
    )}. Kies bij welke kolom dat hoort: zonder kan niets worden ingelezen.`
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
}

interface Meaning {
  heading: string
  examples: string[]
  name: string
}

function Meanings({
  columns,
  options,
  values,
  problems,
}: {
  columns: readonly { heading: string; examples: string[] }[]
  options: readonly (readonly [string, string])[]
  values: Record<string, string | string[] | undefined>
  problems: Record<string, string>
}) {
  const rows = columns.map((column, at) => ({ ...column, name: `k${at}` }))
  const shown: Column<Meaning>[] = [
    { key: 'heading', label: 'Kolom in het bestand', main: true, show: ({ heading }) => heading },
    {
      key: 'examples',
      label: 'Wat erin staat',
      show: ({ examples }) => <Soft>{examples.join(' · ') || 'niets'}</Soft>,
    },
    {
      key: 'means',
      label: 'Is in Naober',
      show: ({ heading, name }) => (
        <>
          {problems[name] !== undefined && (
            <div className="utrecht-form-field-error-message" id={`f-${name}-problem`}>
              {problems[name]}
            </div>
          )}
          <select
            className="utrecht-select"
            id={`f-${name}`}
            name={name}
            defaultValue={String(values[name] ?? '')}
            aria-label={`Wat is de kolom ${heading}?`}
            aria-invalid={problems[name] === undefined ? undefined : true}
            aria-describedby={problems[name] === undefined ? undefined : `f-${name}-problem`}
            autoComplete="off"
          >
            <option value="">niet inlezen</option>
            {options.map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </>
      ),
    },
  ]
  return <Table caption="Kolommen en wat ze zijn" columns={shown} rows={rows} keyOf={({ name }) => name} />
}

/** What was read otherwise than it looks in Excel, and what was not read at all. */
export function Told({ sheet: { told, twice }, hidden: closed }: { sheet: FoundSheet; hidden: readonly string[] }) {
  const said = [
    closed.length > 0 &&
      `${closed.length === 1 ? 'Dit blad is' : 'Deze bladen zijn'} verborgen en niet gelezen: ${list(closed)}.`,
    twice.length > 0 &&
      `Deze kolomnaam staat er vaker: ${list(twice)}. De laatste telt; geef ze liever elk een eigen naam.`,
    told.merged > 0 &&
      `Er zijn samengevoegde cellen (${told.merged} keer). Alleen de eerste cel heeft een waarde; de andere zijn leeg.`,
    told.formulas > told.unsolved &&
      `${told.formulas - told.unsolved === 1 ? 'In één cel staat een formule' : `In ${told.formulas - told.unsolved} cellen staan formules`}. We lezen de uitkomst, niet de formule.`,
    told.unsolved > 0 &&
      `${told.unsolved === 1 ? 'Eén formule heeft' : `${told.unsolved} formules hebben`} geen uitkomst: die cellen zijn leeg. Open het bestand in Excel, bewaar het en geef het opnieuw.`,
  ].filter((one) => one !== false)
  if (said.length === 0) return null
  return (
    <Notice kind="warn" title="Let op bij dit bestand">
      <ul>
        {said.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Notice>
  )
}
