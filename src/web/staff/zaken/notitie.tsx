import type { CaseDeclaration } from '#kernel/service-line'
import { clockTimeOf, dayOf } from '#platform/days'
import { NotFound } from '#platform/errors'
import { day, long, time } from '#platform/fields'
import { another } from '#platform/words'
import { ButtonLink, Form, Page, PostButton } from '#ui'
import { page, post } from '#web/app'
import { openCase, openNote, trailTo } from './open.ts'
import { talkInWords } from './timeline.ts'
import { talkMoment } from './vastleggen.tsx'

/** The kind of a note that is no talk: with nobody, and it moves nothing. */
export function memoKind({ talks }: CaseDeclaration): string | undefined {
  return Object.keys(talks).find((key) => !talks[key]?.withSide && !talks[key]?.withWhom)
}

/** Writes something down that was no talk. */
export const add = page({
  path: '/zaken/:caseId/notitie',
  may: 'add note',
  load: (ctx) => openCase(ctx, 'add', 'note'),
  form: () => ({ words: long('Wat wil je onthouden?', { private: true, whenEmpty: 'Schrijf iets op, of ga terug.' }) }),
  async save({ store, asker, params }, { line }, { words }) {
    const kind = memoKind(line.case)
    if (!kind) throw new NotFound()
    await store.notes.add({
      caseId: params.caseId,
      person: null,
      line: line.key,
      happenedAt: asker.now,
      kind,
      side: null,
      result: null,
      words,
    })
    return { to: `${line.path}/${params.caseId}`, say: 'De notitie staat erbij.' }
  },
  view: (loaded, form) => (
    <Page title="Notitie maken" trail={trailTo(loaded)} about="Schrijf op wat een ander moet weten, niet meer.">
      <Form {...form} button="Bewaren" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
    </Page>
  ),
})

/** Another day or other words for a note. What the talk was stays: it moved the case. */
export const change = page({
  path: '/zaken/:caseId/notitie/:noteId',
  may: 'change note',
  load: (ctx) => openNote(ctx),
  form: (_loaded, { asker }) => ({
    on: day('Op welke dag?', { latest: asker.today }),
    at: time('Hoe laat?'),
    words: long('Wat staat erbij?', { optional: true, private: true }),
  }),
  values: ({ note }) => ({ on: dayOf(note.happenedAt), at: clockTimeOf(note.happenedAt), words: note.words }),
  version: ({ note }) => note.version,
  async save({ store, asker, params }, { line, note }, { on, at, words, version }) {
    const typed = talkMoment(on, at, asker.now)
    const same = dayOf(note.happenedAt) === on && clockTimeOf(note.happenedAt) === at
    await store.notes.change(note.id, { seen: version }, (was) => ({
      ...was,
      words: words ?? '',
      happenedAt: same ? was.happenedAt : typed,
    }))
    return { to: `${line.path}/${params.caseId}`, say: 'De notitie is gewijzigd.' }
  },
  view: (loaded, form) => {
    const here = `${loaded.line.path}/${loaded.file.case.id}`
    return (
      <Page
        title={talkInWords(loaded.line, loaded.note)}
        trail={trailTo(loaded)}
        actions={
          <>
            <ButtonLink kind="quiet" to={`${here}/notitie/${loaded.note.id}/verplaatsen`}>
              Hoort bij een {another(loaded.line.case.called)}
            </ButtonLink>
            <ButtonLink kind="quiet" to={`${here}/notitie/${loaded.note.id}/ook-bij`}>
              Ook bij een {another(loaded.line.case.called)}
            </ButtonLink>
            <PostButton kind="quiet" action={`${here}/notitie/${loaded.note.id}/weg`}>
              Verwijderen
            </PostButton>
          </>
        }
      >
        <Form {...form} layout={[['on', 'at'], 'words']} button="Bewaren" cancelTo={here} />
      </Page>
    )
  },
})

export const takeAway = post({
  path: '/zaken/:caseId/notitie/:noteId/weg',
  may: 'remove note',
  async save({ store, params }) {
    const stays = await store.notes.elsewhere([await store.notes.get(params.noteId)])
    await store.notes.remove(params.noteId)
    return {
      to: `/zaken/${params.caseId}`,
      say: `De notitie is hier verwijderd${stays.length > 0 ? ' en staat nog bij de andere' : ''}. De stap op de lijn blijft zoals die was.`,
      undo: { to: `/zaken/${params.caseId}/notitie/${params.noteId}/terug` },
    }
  },
})

export const putBack = post({
  path: '/zaken/:caseId/notitie/:noteId/terug',
  may: 'remove note',
  async save({ store, params }) {
    await store.notes.restore(params.noteId)
    return { to: `/zaken/${params.caseId}`, say: 'De notitie staat er weer.' }
  },
})
