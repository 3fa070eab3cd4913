import { referralKinds } from '#kernel/referral'
import { Invalid } from '#platform/errors'
import { choice, day, text } from '#platform/fields'
import { withArticle } from '#platform/words'
import { Form, Page } from '#ui'
import { page, post } from '#web/app'
import { openCase, trailTo } from './open.ts'

/** Sends people on to a partner. It stands beside the outcome: a case can be referred and solved. */
export const refer = page({
  path: '/zaken/:caseId/verwijzen',
  may: 'add referral',
  async load(ctx) {
    return { ...(await openCase(ctx, 'add', 'referral')), partners: await ctx.store.organisations.all() }
  },
  form: ({ partners }, { asker }) => ({
    ...(partners.length > 0 && {
      partner: choice('Naar wie?', Object.fromEntries(partners.map((one) => [one.id, one.name])), { optional: true }),
    }),
    destination: text(partners.length > 0 ? 'Of naar iemand anders' : 'Naar wie?', {
      optional: true,
      maxLength: 120,
      hint: 'De naam van de organisatie, niet van een mens.',
    }),
    kind: choice('Wat voor hulp is het?', referralKinds, { whenEmpty: 'Kies wat voor hulp het is.' }),
    onDay: day('Op welke dag?', { latest: asker.today }),
    about: text('Wat is er afgesproken?', { optional: true, maxLength: 300, private: true }),
  }),
  values: (_loaded, { asker }) => ({ onDay: asker.today }),
  async save({ store, params }, { line, partners }, input) {
    const { partner, destination, kind, onDay, about } = input
    const chosen = partners.find((one) => one.id === partner)
    const name = chosen?.name ?? destination
    if (!name) throw new Invalid({ destination: 'Kies een partner uit de lijst, of vul de naam in.' })
    await store.referrals.add({
      caseId: params.caseId,
      line: line.key,
      direction: 'out',
      organisation: chosen?.id ?? null,
      destination: name,
      kind,
      onDay,
      arrived: 'unknown',
      about,
    })
    return { to: `${line.path}/${params.caseId}`, say: `Verwezen naar ${name}.` }
  },
  view: (loaded, form) => (
    <Page
      title="Verwijzen"
      trail={trailTo(loaded)}
      about={`Een verwijzing staat naast de uitkomst: ${withArticle(loaded.line.case.called)} blijft lopen tot je afsluit.`}
    >
      <Form {...form} button="Verwijzing vastleggen" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
    </Page>
  ),
})

const back = (params: { caseId: string }) => `/zaken/${params.caseId}`

export const arrived = post({
  path: '/zaken/:caseId/verwijzing/:referralId/aangekomen',
  may: 'change referral',
  async save({ store, params }) {
    const one = await store.referrals.get(params.referralId)
    await store.referrals.change(one.id, { seen: one.version }, (was) => ({ ...was, arrived: 'yes' }))
    return { to: back(params), say: `Aangekomen bij ${one.destination}.` }
  },
})

export const takeAway = post({
  path: '/zaken/:caseId/verwijzing/:referralId/weg',
  may: 'remove referral',
  async save({ store, params }) {
    await store.referrals.remove(params.referralId)
    return {
      to: back(params),
      say: 'De verwijzing is verwijderd.',
      undo: { to: `${back(params)}/verwijzing/${params.referralId}/terug` },
    }
  },
})

export const putBack = post({
  path: '/zaken/:caseId/verwijzing/:referralId/terug',
  may: 'remove referral',
  async save({ store, params }) {
    await store.referrals.restore(params.referralId)
    return { to: back(params), say: 'De verwijzing staat er weer.' }
  },
})
