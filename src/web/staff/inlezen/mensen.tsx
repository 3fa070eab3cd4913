import type { Choices, LookAlike } from '#exchange/imports'
import { type FoundPerson, nameOf, streetOf } from '#kernel/person'
import { type Day, inDigits } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, type Fields, hidden } from '#platform/fields'
import { counted, number } from '#platform/words'
import { Card, Form, Page, Pager, Soft, Stack } from '#ui'
import { page } from '#web/app'
import { base, openImport, person, trailTo } from './shared.ts'

const onePage = 20

/** People of the file who look like somebody here: the same, or somebody else. */
export default page({
  path: `${base}/:importId/mensen`,
  may: 'change import',
  async load(ctx) {
    const opened = await openImport(ctx)
    const rehearsal = (await opened.desk.found(opened.one.id, 'rehearsal'))?.content
    if (!rehearsal || opened.one.stage !== 'rehearsed') throw new NotFound()
    const last = Math.max(1, Math.ceil(rehearsal.alike.length / onePage))
    const asked = Number(ctx.sent.get('blad') ?? ctx.query.get('blad') ?? 1)
    const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1
    const shown = rehearsal.alike.slice((at - 1) * onePage, at * onePage)
    const here = new Map(
      (await ctx.store.people.byKeys([...new Set(shown.flatMap(({ alike }) => alike))])).map((one) => [one.id, one]),
    )
    ctx.asker.saw('person', [...here.keys()])
    return { ...opened, all: rehearsal.alike.length, at, last, shown, here }
  },
  form: ({ shown, here }): Fields => ({
    blad: hidden('blad', { optional: true }),
    ...Object.fromEntries(shown.map((one, at) => [`p${at}`, fieldFor(one, here)])),
  }),
  values: ({ shown, at, one, here }) => ({
    blad: String(at),
    ...Object.fromEntries(shown.map((each, at) => [`p${at}`, chosenFor(each, one.choices, here)])),
  }),
  version: ({ one }) => one.version,
  async save(_ctx, { desk, one, shown }, { version, ...input }) {
    const choices = Object.fromEntries(
      shown.flatMap(({ key }, at) => {
        const chosen = input[`p${at}`] as string | null
        return chosen === null ? [] : [[key, chosen === other ? '' : chosen]]
      }),
    )
    await desk.choose(one.id, { seen: version }, choices)
    return { to: `${base}/${one.id}`, say: 'Bewaard. De proef draait opnieuw met wat je koos.' }
  },
  view: (loaded, form) => {
    const { all, at, last, one } = loaded
    const here = `${base}/${one.id}/mensen`
    return (
      <Page
        title="Wie is wie?"
        trail={trailTo(loaded)}
        about={`${counted(all, person)} uit het bestand ${all === 1 ? 'lijkt' : 'lijken'} op iemand die er al is. Wat er staat gebeurt als je niets verandert.`}
      >
        <Stack>
          <Card>
            <Form {...form} button="Bewaar en doe de proef opnieuw" cancelTo={`${base}/${one.id}`} />
          </Card>
          {last > 1 && (
            <Pager
              previous={at > 1 ? `${here}?blad=${at - 1}` : undefined}
              next={at < last ? `${here}?blad=${at + 1}` : undefined}
              where={`blad ${number(at)} van ${number(last)}`}
            />
          )}
          <Soft>Weet je het niet? Laat dan staan wat er staat. Twee keer dezelfde voeg je later samen bij Mensen.</Soft>
        </Stack>
      </Page>
    )
  },
})

const other = 'other'

function fieldFor({ name, birthDate, line, side, alike }: LookAlike, here: ReadonlyMap<string, FoundPerson>) {
  const said = [name, birthDate && `geboren ${inDigits(birthDate as Day)}`].filter(Boolean).join(', ')
  const options = Object.fromEntries(
    alike.flatMap((id) => {
      const found = here.get(id)
      return found ? [[id, `Dezelfde als ${inOneLine(found)}`] as const] : []
    }),
  )
  return choice(
    said,
    { ...options, [other]: 'Iemand anders' },
    { hint: `Regel ${line}, ${side.toLocaleLowerCase('nl')}` },
  )
}

function chosenFor({ key, taken }: LookAlike, choices: Choices, here: ReadonlyMap<string, FoundPerson>): string {
  const chosen = Object.hasOwn(choices, key) ? choices[key] : (taken ?? '')
  return chosen && here.has(chosen) ? chosen : other
}

function inOneLine(found: FoundPerson): string {
  return [nameOf(found), found.birthDate && `geboren ${inDigits(found.birthDate)}`, streetOf(found), found.villageName]
    .filter(Boolean)
    .join(', ')
}
