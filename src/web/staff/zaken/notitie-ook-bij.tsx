import type { Store } from '#access'
import type { CaseFile, CaseLine } from '#kernel/case'
import type { SignedNote } from '#kernel/note'
import { holdsOn, nameOf } from '#kernel/person'
import { otherSidesOf } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { Invalid } from '#platform/errors'
import { choice, type Field, text } from '#platform/fields'
import { another, capital } from '#platform/words'
import { lineOf } from '#service-lines'
import { Card, Form, Notice, Page } from '#ui'
import { page } from '#web/app'
import { seenIn, titleOf } from './in-words.ts'
import { caseNumbered } from './notitie-verplaatsen.tsx'
import { mayDo, openNote, trailTo } from './open.ts'
import { talkInWords } from './timeline.ts'

/** A file in which a talk stands as well: whose it is, and on which side. */
interface Place {
  to: CaseLine & { side: string | null }
  called: string
}

/**
 * A talk with two of one family stands in the file of each, for who may write in both. It stays one contact: changed in one it is
 * changed in both, and taken away from one it stays in the other. Who reads only one of the two does not see where else it stands.
 */
export default page({
  path: '/zaken/:caseId/notitie/:noteId/ook-bij',
  may: 'change note',
  async load(ctx) {
    const opened = await openNote(ctx)
    return { ...opened, places: await placesFor(ctx, opened.file, opened.note.side) }
  },
  form({ places, line }): { place: Field<string | null>; number: Field<string | null> } {
    const options = Object.fromEntries(places.map((one, at) => [String(at), one.called]))
    return {
      ...(places.length > 0 && { place: choice('Waar hoort dit ook bij?', options, { optional: true }) }),
      number: text(places.length > 0 ? 'Of een nummer' : 'Bij welk nummer hoort dit ook?', {
        optional: true,
        maxLength: 20,
        hint: `Bijvoorbeeld 7K2-P4X. Het staat onderaan bij elke ${line.case.called.one}.`,
      }),
    } as { place: Field<string | null>; number: Field<string | null> }
  },
  async save({ store, asker }, { file, line, note, places }, { place, number }) {
    const to = place ? places[Number(place)]?.to : number ? await numbered(store, places, number) : undefined
    if (!to)
      throw new Invalid({ number: number ? notThere(number) : 'Kies waar dit ook bij hoort, of vul een nummer in.' })
    if (!mayDo(asker, 'change', 'note', to)) throw new Invalid({ number: notThere(number ?? to.number) })
    if (to.id === file.case.id) throw new Invalid({ number: 'Daar staat deze notitie al. Kies een ander.' })
    const added = await store.notes.alsoIn(note.id, { caseId: to.id, side: to.side })
    const other = lineOf(to.line)
    if (to.line === note.line) await store.cases.talked(to.id, other, { ...note, side: to.side, at: note.happenedAt })
    return {
      to: `${line.path}/${file.case.id}`,
      say: `De notitie staat nu ook bij ${titleOf(other, to)}. Ze telt als één contact.`,
      undo: { to: `${other.path}/${to.id}/notitie/${added.id}/weg` },
    }
  },
  view: (loaded, form) => {
    const { line, file, note } = loaded
    return (
      <Page
        title={`Ook bij een ${another(line.case.called)}`}
        trail={trailTo(loaded)}
        about={`${talkInWords(line, note)}. Voor een gesprek met twee mensen uit één gezin.`}
      >
        <Card>
          <Form {...form} button="Ook daar bewaren" cancelTo={`${line.path}/${file.case.id}/notitie/${note.id}`}>
            <Notice>
              Wie maar één van de twee dossiers mag lezen, ziet niet waar de notitie nog meer staat. Schrijf dus alleen
              op wat in allebei mag staan.
            </Notice>
          </Form>
        </Card>
      </Page>
    )
  },
})

const notThere = (number: string) => `Er is niets met nummer ${number} waar jij in mag schrijven. Kijk het nummer na.`

/** The case with a number, on the side where one of the family stands, or else on its only side. */
async function numbered(store: Store, places: readonly Place[], number: string): Promise<Place['to'] | undefined> {
  const found = await caseNumbered(store, number)
  if (!found) return undefined
  const near = places.find(({ to }) => to.id === found.id)
  if (near) return near.to
  const line = lineOf(found.line)
  return { ...found, side: otherSidesOf(line).length === 0 ? line.case.mainSide : null }
}

/** The other files of who was spoken to and of who belongs to them, as far as the asker may write in those. */
async function placesFor(
  { store, asker }: { store: Store; asker: Asker },
  file: CaseFile,
  side: string | null,
): Promise<Place[]> {
  const own = file.sides.flatMap((one) => (one.person && (side === null || one.side === side) ? [one.person] : []))
  const near: string[] = []
  for (const person of new Set(own)) {
    const relations = await store.relations.ofPerson(person)
    near.push(...relations.flatMap((one) => (one.other && holdsOn(one, asker.today) ? [one.other] : [])))
    near.push(...(await store.households.of(person)).with.map((one) => one.id))
  }
  const keys = [...new Set([...own, ...near])]
  const [cases, people] = [await store.cases.ofPeople(keys), await store.people.byKeys(keys)]
  const others = cases.filter((one) => one.id !== file.case.id && mayDo(asker, 'change', 'note', one))
  return [...new Map(others.map((one) => [one.id, one])).values()].map((to) => {
    const who = people.find((one) => one.id === to.stands)
    const line = seenIn(lineOf(to.line), to)
    const as = line.case.sides[to.side]?.inText
    return {
      to,
      called: [who && nameOf(who), capital(titleOf(line, to)), as, to.closedOn && 'afgesloten']
        .filter(Boolean)
        .join(' · '),
    }
  })
}

/** Where else notes of a case stand, in words, by note: as far as the asker may read there. */
export async function alsoStandsIn(
  { store, asker }: { store: Store; asker: Asker },
  notes: readonly SignedNote[],
): Promise<Map<string, string>> {
  const rows = await store.notes.elsewhere(notes)
  if (rows.length === 0) return new Map()
  const { rows: cases } = await store.cases.list({
    ...{ lines: asker.lines, status: 'all', order: 'opened', limit: 50 },
    keys: rows.flatMap((row) => row.caseId ?? []),
  })
  return new Map(
    notes.flatMap((note) => {
      const titles = rows.flatMap((row) => {
        const one = row.contact === note.contact ? cases.find(({ id }) => id === row.caseId) : undefined
        return one ? [titleOf(lineOf(one.line), one)] : []
      })
      return titles.length > 0 ? [[note.id, `staat ook bij ${titles.join(' en ')}`]] : []
    }),
  )
}
