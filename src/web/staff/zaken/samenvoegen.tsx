import type { Store } from '#access'
import type { Alike } from '#kernel/case'
import { streetOf } from '#kernel/person'
import { otherSidesOf, type ServiceLine } from '#kernel/service-line'
import { NotFound } from '#platform/errors'
import { capital, thisOne, withArticle } from '#platform/words'
import { ButtonLink, Card, Empty, Explain, Page, PostButton, Row, Soft, Stack } from '#ui'
import { Detour, page, post } from '#web/app'
import { mayWorkIn, openCase, trailTo } from './open.ts'

/** Where to look, after a report, whether there is already a case at one of the addresses. */
export const lookAlike = (path: string, caseId: string) => `${path}/${caseId}/samenvoegen?na=nieuw`

/** Where to go on after a report or a new address: to the case, or first to what runs at one of its addresses. */
export async function onwards(store: Store, line: ServiceLine, caseId: string): Promise<string> {
  // Two who each ask something for themselves live together, and do not quarrel.
  const alike = otherSidesOf(line).length > 0 ? await store.cases.alike(caseId) : []
  return alike.length > 0 ? lookAlike(line.path, caseId) : `${line.path}/${caseId}`
}

/**
 * The running cases at an address of this one. It tells the address, the number and whose it is: nothing of anybody's story, and
 * not who came first. After a report that stands alone it goes on by itself.
 */
export const join = page({
  path: '/zaken/:caseId/samenvoegen',
  may: 'change case',
  async load(ctx) {
    const opened = await openCase(ctx)
    if (otherSidesOf(opened.line).length === 0) throw new NotFound()
    const alike = await ctx.store.cases.alike(ctx.params.caseId)
    if (alike.length === 0 && ctx.query.has('na')) throw new Detour(`${opened.line.path}/${ctx.params.caseId}`)
    const villages = await ctx.store.areas.villages()
    return { ...opened, alike, villages: new Map(villages.map((village) => [village.id, village.name])) }
  },
  view: (loaded, _form, { asker }) => {
    const { line, file, alike, villages } = loaded
    const { called } = line.case
    const here = `${line.path}/${file.case.id}`
    return (
      <Page
        title={alike.length === 0 ? 'Samenvoegen' : `Er loopt al een ${called.one} op dit adres`}
        trail={trailTo(loaded)}
        about={
          alike.length > 0 &&
          'Gaat het over hetzelfde? Dan wordt het één, en telt het één keer. Wat elke kant vertelt blijft apart, en niemand hoort wie er het eerst was.'
        }
        actions={alike.length > 0 && <ButtonLink to={here}>Later</ButtonLink>}
      >
        {alike.length === 0 && (
          <Card>
            <Empty
              title={`Er loopt geen andere ${called.one} op deze adressen`}
              action={<ButtonLink to={here}>Terug</ButtonLink>}
            >
              We vergelijken postcode en huisnummer, of straat, huisnummer en dorp. Ontbreekt er een adres? Vul het aan
              bij de kant waar het hoort.
            </Empty>
          </Card>
        )}
        {alike.map((one) => (
          <Card key={one.case.id} title={placeOf(one, villages)}>
            <Stack>
              <Explain
                rows={[
                  { term: 'Nummer', text: one.case.number },
                  { term: 'Bij wie', text: one.ownerName ?? 'nog bij niemand' },
                ]}
              />
              <Row>
                {mayWorkIn(asker, one.case) && (
                  <PostButton kind="main" action={`${here}/samenvoegen/${one.case.id}`}>
                    Voeg samen
                  </PostButton>
                )}
                <ButtonLink to={`${line.path}/${one.case.id}`}>Open {withArticle(called)}</ButtonLink>
                {mayWorkIn(asker, one.case) && (
                  <PostButton kind="quiet" action={`${here}/anders/${one.case.id}`}>
                    Dit is iets anders
                  </PostButton>
                )}
              </Row>
              {!mayWorkIn(asker, one.case) && (
                <Soft>
                  {capital(thisOne(called))} is van een collega. Vraag {one.ownerName ?? 'je coördinator'} om ze samen
                  te voegen.
                </Soft>
              )}
            </Stack>
          </Card>
        ))}
      </Page>
    )
  },
})

const placeOf = ({ at }: Alike, villages: ReadonlyMap<string, string>): string =>
  [streetOf(at) || at.postcode, at.village && villages.get(at.village)].filter(Boolean).join(', ') || 'Zelfde mens'

/** Makes one case of two. */
export const joined = post({
  path: '/zaken/:caseId/samenvoegen/:otherId',
  may: 'change case',
  async save(ctx) {
    const { line } = await openCase(ctx)
    const { stays, report } = await ctx.store.cases.join(ctx.params.caseId, ctx.params.otherId, line)
    return {
      to: `${line.path}/${stays}`,
      say: `Samengevoegd: dit is nu één ${line.case.called.one}.`,
      undo: { to: `${line.path}/${stays}/uit-elkaar/${report}` },
    }
  },
})

/** Two cases again, as they were; only while nothing was added. */
export const apart = post({
  path: '/zaken/:caseId/uit-elkaar/:reportId',
  may: 'change case',
  async save(ctx) {
    const { line, file } = await openCase(ctx)
    const { reportId } = ctx.params
    await ctx.store.cases.takeApart(file.reports.find((one) => one.case.id === reportId)?.case.id ?? '')
    return {
      to: `${line.path}/${ctx.params.caseId}`,
      say: `Uit elkaar gehaald: dit zijn weer twee ${line.case.called.many}.`,
      undo: { to: `${line.path}/${ctx.params.caseId}/samenvoegen/${reportId}` },
    }
  },
})

/** Two quarrels at one address: remembered, and not asked again. */
export const different = post({
  path: '/zaken/:caseId/anders/:otherId',
  may: 'change case',
  async save(ctx) {
    const { line } = await openCase(ctx)
    const { caseId, otherId } = ctx.params
    const told = await ctx.store.cases.different(caseId, otherId)
    const left = await ctx.store.cases.alike(caseId)
    return {
      to: left.length > 0 ? `${line.path}/${caseId}/samenvoegen` : `${line.path}/${caseId}`,
      say: 'Onthouden: dit is iets anders.',
      undo: { to: `${line.path}/${caseId}/toch-vergelijken/${told}` },
    }
  },
})

export const compareAgain = post({
  path: '/zaken/:caseId/toch-vergelijken/:distinctId',
  may: 'change case',
  async save(ctx) {
    const { line } = await openCase(ctx)
    await ctx.store.cases.notDifferent(ctx.params.distinctId)
    return { to: `${line.path}/${ctx.params.caseId}/samenvoegen`, say: 'Je kunt ze weer vergelijken.' }
  },
})
