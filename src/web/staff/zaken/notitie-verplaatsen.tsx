import type { Store } from '#access'
import type { CaseLine } from '#kernel/case'
import { otherSidesOf } from '#kernel/service-line'
import { Invalid, NotFound } from '#platform/errors'
import { choice, text } from '#platform/fields'
import { isKey, parseShortNumber } from '#platform/ids'
import { another, thisOne, withArticle } from '#platform/words'
import { lineOf } from '#service-lines'
import { Form, Notice, Page } from '#ui'
import { page, post } from '#web/app'
import { titleOf } from './in-words.ts'
import { mayDo, type OpenCase, openCase, openNote, trailTo } from './open.ts'
import { talkInWords } from './timeline.ts'

/** With both sides, or with somebody else. */
const noSide = 'none'

/**
 * Takes a note that was written in the wrong file to the right one. Who may read only the first no longer sees it; that it stood there
 * is kept in the log.
 */
export const move = page({
  path: '/zaken/:caseId/notitie/:noteId/verplaatsen',
  may: 'change note',
  load: (ctx) => openNote(ctx),
  form: ({ line, note }) => ({
    number: text(`Bij welke ${line.case.called.one} hoort dit?`, {
      maxLength: 20,
      hint: `Het nummer daarvan, bijvoorbeeld 7K2-P4X. Het staat onderaan bij Over ${thisOne(line.case.called)}.`,
      whenEmpty: `Vul het nummer in van ${withArticle(line.case.called)} waar dit bij hoort.`,
    }),
    ...(line.case.talks[note.kind]?.withSide && {
      side: choice('Met wie was dit gesprek daar?', sidesOf(line), {
        whenEmpty: 'Kies met welke kant dit gesprek was.',
      }),
    }),
  }),
  version: ({ note }) => note.version,
  async save({ store, asker }, { file, line, note, title }, { number, side, version }) {
    const to = await caseNumbered(store, number)
    if (!to || to.line !== note.line || !mayDo(asker, 'change', 'note', to))
      throw new Invalid({
        number: `Er is geen ${line.case.called.one} ${number} waar jij in mag schrijven. Kijk het nummer na.`,
      })
    if (to.id === file.case.id)
      throw new Invalid({
        number: `Dat is ${thisOne(line.case.called)} zelf. Vul het nummer in van waar het wel bij hoort.`,
      })
    await store.notes.change(note.id, { seen: version }, (was) => ({
      ...was,
      caseId: to.id,
      side: side === undefined || side === noSide ? null : side,
    }))
    return {
      to: `${line.path}/${file.case.id}`,
      say: `De notitie staat nu bij ${titleOf(line, to)}, en niet meer bij ${title}.`,
      undo: {
        to: `${line.path}/${to.id}/notitie/${note.id}/terug-naar`,
        hidden: { naar: file.case.id, kant: note.side ?? noSide },
      },
    }
  },
  view: (loaded, form) => {
    const here = `${loaded.line.path}/${loaded.file.case.id}`
    return (
      <Page
        title={`Naar een ${another(loaded.line.case.called)}`}
        trail={trailTo(loaded)}
        about={talkInWords(loaded.line, loaded.note)}
      >
        <Form {...form} button="Verplaatsen" cancelTo={`${here}/notitie/${loaded.note.id}`}>
          <Notice>
            Wie alleen {thisOne(loaded.line.case.called)} mag lezen, ziet de notitie daarna niet meer. Een stap die dit
            gesprek bracht, blijft staan zoals die is.
          </Notice>
        </Form>
      </Page>
    )
  },
})

/** Takes it back to where it stood. */
export const moveBack = post({
  path: '/zaken/:caseId/notitie/:noteId/terug-naar',
  may: 'change note',
  async save(ctx, sent) {
    const { store, params } = ctx
    const { line } = await openCase(ctx, 'change', 'note')
    const [to, side] = [sent.get('naar'), sent.get('kant')]
    const note = await store.notes.get(params.noteId)
    if (!isKey(to) || note.caseId !== params.caseId) throw new NotFound()
    const back = await store.cases.get(to as string)
    if (side !== noSide && !(side && line.case.sides[side])) throw new NotFound()
    await store.notes.change(note.id, { seen: note.version }, (was) => ({
      ...was,
      caseId: back.id,
      side: side === noSide ? null : side,
    }))
    return { to: `${line.path}/${back.id}`, say: 'De notitie staat er weer.' }
  },
})

const sidesOf = (line: OpenCase['line']): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(line.case.sides).map(([key, side]) => [key, side.called])),
  [noSide]: otherSidesOf(line).length > 0 ? 'Met allebei, of met iemand anders' : 'Met iemand anders',
})

/** A case by the number that was typed, when the asker may read it. */
export async function caseNumbered(store: Store, typed: string): Promise<CaseLine | undefined> {
  const number = parseShortNumber(typed)
  const found = number ? await store.cases.search({ number }) : []
  return found.find((one) => one.number === number && lineOf(one.line))
}
