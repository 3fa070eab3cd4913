import { mayDo } from '#exchange/imports'
import { NotFound } from '#platform/errors'
import { ButtonLink, Card, Confirm, Notice, Page, PostButton, Row, Stack } from '#ui'
import { page } from '#web/app'
import { UndoingCards } from './outcome.tsx'
import { Progress } from './progress.tsx'
import { base, openImport, trailTo } from './shared.ts'

/** Takes a whole import back: first what would go and what stays, then the deed. */
export default page({
  path: `${base}/:importId/ongedaan`,
  may: 'change import',
  async load(ctx) {
    const opened = await openImport(ctx)
    if (!mayDo(opened.one.stage, 'undo')) throw new NotFound()
    const looked = opened.work?.task === 'look back' && opened.work.endedAt !== null && opened.work.trouble === null
    return { ...opened, undoing: looked ? (await opened.desk.found(opened.one.id, 'undoing'))?.content : undefined }
  },
  async save(_ctx, { desk, one }) {
    await desk.start(one.id, 'undo')
    return { to: `${base}/${one.id}` }
  },
  view: (loaded) => {
    const { one, line, work, standing, undoing } = loaded
    const here = `${base}/${one.id}/ongedaan`
    const busy = work !== undefined && (standing === 'busy' || standing === 'waiting')
    const called = line.case.called
    return (
      <Page
        title="Het inlezen ongedaan maken"
        trail={trailTo(loaded)}
        about="Weg gaat alleen wat nog precies zo is als het binnenkwam. Waar iemand aan gewerkt heeft, blijft staan."
      >
        <Stack>
          {busy && <Progress work={work} here={here} />}
          {!busy && work?.trouble != null && (
            <Notice kind="error" title="Dat lukte niet">
              {work.trouble}
            </Notice>
          )}
          {!busy && undoing === undefined && (
            <Card title="Kijk eerst wat er weg zou gaan">
              <p>We zoeken uit wat er sinds het inlezen is gebeurd. Er verandert nog niets.</p>
              <Row>
                <PostButton action={`${base}/${one.id}/terugkijken`} kind="main">
                  Kijk wat er weggaat
                </PostButton>
                <ButtonLink to={`${base}/${one.id}`}>Nee, ga terug</ButtonLink>
              </Row>
            </Card>
          )}
          {!busy && undoing && (
            <>
              <UndoingCards undoing={undoing} would line={{ path: line.path, one: called.one, many: called.many }} />
              {undoing.cases + undoing.people > 0 ? (
                <Confirm button="Maak ongedaan" cancelTo={`${base}/${one.id}`}>
                  <p>
                    Heeft iemand intussen nog aan iets gewerkt, dan blijft dat ook staan. Wie dit deed en wanneer komt
                    in het logboek.
                  </p>
                </Confirm>
              ) : (
                <Notice title="Er is niets om weg te halen">
                  Dit inlezen maakte niets nieuws, of alles ervan blijft staan.
                </Notice>
              )}
            </>
          )}
        </Stack>
      </Page>
    )
  },
})
