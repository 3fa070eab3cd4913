import { the, withArticle } from '#platform/words'
import { Confirm, Page } from '#ui'
import { page, post } from '#web/app'
import { openCase, trailTo } from './open.ts'

/** Takes a case out of sight; for thirty days it can be put back. */
export const remove = page({
  path: '/zaken/:caseId/verwijderen',
  may: 'remove case',
  load: (ctx) => openCase(ctx, 'remove'),
  async save({ store, params }, { line, list }) {
    await store.cases.remove(params.caseId)
    return {
      to: list,
      say: `${the(line.case.called)} is verwijderd.`,
      undo: { to: `${line.path}/${params.caseId}/terug` },
    }
  },
  view: (loaded) => (
    <Page title={`${the(loaded.line.case.called)} verwijderen`} trail={trailTo(loaded)}>
      <Confirm button="Verwijderen" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`}>
        <p>
          Alles wat bij <strong>{loaded.title}</strong> hoort gaat uit beeld, en telt nergens meer mee. Dertig dagen
          lang kan het terug; daarna is het weg.
        </p>
        <p>Is het klaar? Dan hoef je niets te verwijderen: sluit {withArticle(loaded.line.case.called)} af.</p>
      </Confirm>
    </Page>
  ),
})

export const putBack = post({
  path: '/zaken/:caseId/terug',
  may: 'remove case',
  async save({ store, params }) {
    await store.cases.restore(params.caseId)
    return { to: `/zaken/${params.caseId}`, say: 'Alles staat er weer.' }
  },
})
