import { whatIsKnown } from '#exchange/cases'
import { choicesIn } from '#exchange/imports'
import { NotFound } from '#platform/errors'
import { choice, type Fields } from '#platform/fields'
import { counted } from '#platform/words'
import { Card, Form, Page } from '#ui'
import { page } from '#web/app'
import { base, openImport, row, trailTo } from './shared.ts'

/** Words of the file that are in no list of ours: what each means here. */
export default page({
  path: `${base}/:importId/woorden`,
  may: 'change import',
  async load(ctx) {
    const opened = await openImport(ctx)
    const rehearsal = (await opened.desk.found(opened.one.id, 'rehearsal'))?.content
    const { mapping } = opened.one
    if (!rehearsal || !mapping || opened.one.stage !== 'rehearsed') throw new NotFound()
    const choices = choicesIn(opened.line, await whatIsKnown(ctx.store, ctx.asker))
    const groups = rehearsal.words.flatMap((group) => {
      const options = choices.find(({ key }) => key === group.key)?.field.options
      return options ? [{ ...group, options }] : []
    })
    const asked = groups.flatMap(({ key, options, words }) => words.map((word) => ({ ...word, key, options })))
    return { ...opened, mapping, groups, asked: asked.map((one, at) => ({ ...one, name: `w${at}` })) }
  },
  form: ({ asked }): Fields =>
    Object.fromEntries(
      asked.map(({ name, word, rows, options }) => [
        name,
        choice(`‘${word}’`, options, { optional: true, hint: `Staat in ${counted(rows, row)}` }),
      ]),
    ),
  version: ({ one }) => one.version,
  async save(_ctx, { desk, one, mapping, asked }, { version, ...input }) {
    const values = { ...mapping.values }
    for (const { key, name, word } of asked) {
      const means = input[name] as string | null
      if (means !== null) values[key] = { ...values[key], [word]: means }
    }
    await desk.agree(one.id, { seen: version }, one.source, { ...mapping, values })
    return { to: `${base}/${one.id}` }
  },
  view: (loaded, form) => {
    const { groups, asked, one } = loaded
    return (
      <Page
        title="Wat betekenen deze woorden?"
        trail={trailTo(loaded)}
        about="Deze woorden staan niet in onze lijsten. Zeg bij welk woord van ons ze horen; we onthouden het voor de volgende keer."
      >
        <Card>
          <Form
            {...form}
            button="Bewaar en doe de proef opnieuw"
            cancelTo={`${base}/${one.id}`}
            layout={groups.map(({ key, heading }) => ({
              legend: `In de kolom ‘${heading}’`,
              fields: asked.filter((each) => each.key === key).map(({ name }) => name),
            }))}
          />
        </Card>
      </Page>
    )
  },
})
