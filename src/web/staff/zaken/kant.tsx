import { type Area, villagesToChoose } from '#kernel/area'
import type { Case, CaseSide } from '#kernel/case'
import { nameOf } from '#kernel/person'
import { reportOf } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, long, postcode, text } from '#platform/fields'
import { withArticle } from '#platform/words'
import { Form, type Layout, Page } from '#ui'
import { page, post } from '#web/app'
import { householdOf } from './in-words.ts'
import { type OpenCase, openCase, trailTo } from './open.ts'
import { onwards } from './samenvoegen.tsx'

type Loaded = OpenCase & { villages: readonly Area[]; household?: CaseSide }

/** What is asked of a household on a side: an address is enough, a name may follow later. */
function fieldsOf({ villages, file, household }: Loaded, { asker }: { asker: { today: Day } }) {
  const stands = household ? household.village : placeOf(file.case).village
  return {
    street: text('Straat', { optional: true, maxLength: 120, private: true }),
    houseNumber: text('Huisnummer', { optional: true, maxLength: 20, private: true }),
    postcode: postcode('Postcode', { optional: true, autocomplete: 'off' }),
    village: choice('Dorp', villagesToChoose(villages, asker.today, stands), { optional: true }),
    called: text('Hoe heet diegene?', {
      optional: true,
      maxLength: 120,
      private: true,
      hint: 'Laat leeg als je het niet weet. Het adres is genoeg.',
    }),
    words: long('Hoe vertelt diegene het zelf?', { optional: true, private: true }),
    practical: text('Wat is handig om te weten?', {
      optional: true,
      maxLength: 200,
      private: true,
      hint: 'Bijvoorbeeld: belt liefst na zes uur, spreekt Engels, hoort slecht, heeft een hond. Wie langsgaat ziet dit; schrijf niet op waar het over gaat.',
    }),
  }
}

/** The street and village that a household starts with: those of the case, unless its address is shielded. */
export const placeOf = ({ street, village, shielded }: Pick<Case, 'street' | 'village' | 'shielded'>) =>
  shielded ? { street: null, village: null } : { street, village }

const layout: Layout = [['street', 'houseNumber'], ['postcode', 'village'], 'called', 'words', 'practical']

/** Adds a household to a side. */
export const add = page({
  path: '/zaken/:caseId/kant/nieuw/:side',
  may: 'change case',
  async load(ctx) {
    const opened = await openCase(ctx)
    const side = Object.hasOwn(opened.line.case.sides, ctx.params.side)
      ? opened.line.case.sides[ctx.params.side]
      : undefined
    if (!side) throw new NotFound()
    return { ...opened, side, villages: await ctx.store.areas.villages() }
  },
  form: fieldsOf,
  values: ({ file }) => placeOf(file.case),
  async save({ store, params }, { line }, { version: _, ...household }) {
    await store.cases.addSide(params.caseId, { ...household, side: params.side, person: null, informedOn: null })
    await store.departures.settleCase(params.caseId)
    return { to: await onwards(store, line, params.caseId), say: `${householdOf(household)} is toegevoegd.` }
  },
  view: (loaded, form) => (
    <Page title={loaded.side.asks} trail={trailTo(loaded)}>
      <Form {...form} layout={layout} button="Toevoegen" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
    </Page>
  ),
})

/** Changes what is known of a household. The person of a side has a page of her own. */
export const change = page({
  path: '/zaken/:caseId/kant/:sideId',
  may: 'change case',
  async load(ctx) {
    const opened = await openCase(ctx)
    const household = householdIn(opened, ctx.params.sideId)
    const person = household.person ? (await ctx.store.people.byKeys([household.person]))[0] : undefined
    return { ...opened, household, person, villages: await ctx.store.areas.villages() }
  },
  form: fieldsOf,
  values: ({ household }) => household,
  version: ({ household }) => household.version,
  async save({ store, params }, { line }, { version, ...household }) {
    await store.cases.changeSide(params.sideId, { seen: version }, (was) => ({ ...was, ...household }))
    return { to: `${line.path}/${params.caseId}`, say: 'Bewaard.' }
  },
  view: (loaded, form) => {
    const { household, person, line } = loaded
    return (
      <Page
        title={person ? nameOf(person) : householdOf(household)}
        trail={trailTo(loaded)}
        about={
          person ? (
            <>
              Zo stond het bij {withArticle(reportOf(line))}. Naam en telefoon wijzig je{' '}
              <a href={`/mensen/${person.id}/wijzigen`}>bij de mens zelf</a>.
            </>
          ) : (
            line.case.sides[household.side]?.called
          )
        }
      >
        <Form {...form} layout={layout} button="Bewaren" cancelTo={`${line.path}/${loaded.file.case.id}`} />
      </Page>
    )
  },
})

/** Somebody was told what is kept about them. */
export const informed = post({
  path: '/zaken/:caseId/kant/:sideId/ingelicht',
  may: 'change case',
  async save(ctx, form) {
    const opened = await openCase(ctx)
    const household = householdIn(opened, ctx.params.sideId)
    await ctx.store.cases.informed(household.id, ctx.asker.today)
    return {
      to: form.get('terug') === 'vandaag' ? '/' : `${opened.line.path}/${ctx.params.caseId}`,
      say: 'Vastgelegd dat diegene vandaag is ingelicht.',
      undo: { to: `${opened.line.path}/${ctx.params.caseId}/kant/${household.id}/niet-ingelicht` },
    }
  },
})

export const notInformed = post({
  path: '/zaken/:caseId/kant/:sideId/niet-ingelicht',
  may: 'change case',
  async save(ctx) {
    const opened = await openCase(ctx)
    const household = householdIn(opened, ctx.params.sideId)
    await ctx.store.cases.changeSide(household.id, { seen: household.version }, (was) => ({
      ...was,
      informedOn: null as Day | null,
    }))
    return { to: `${opened.line.path}/${ctx.params.caseId}`, say: 'Diegene staat weer als niet ingelicht.' }
  },
})

function householdIn({ file }: OpenCase, id: string): CaseSide {
  const household = file.sides.find((one) => one.id === id)
  if (!household) throw new NotFound()
  return household
}
