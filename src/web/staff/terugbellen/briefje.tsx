import { type Account, roleMay, type Store } from '#access'
import { before, type NewCallBack, usualBefore } from '#kernel/call-back'
import { nameOf } from '#kernel/person'
import type { Asker } from '#platform/asker'
import { type Day, withoutYear } from '#platform/days'
import { choice, day, phone, text, time } from '#platform/fields'
import { together } from '#platform/together'
import { Form, Page } from '#ui'
import { type Context, page, post } from '#web/app'

/** For whom a note can be: who helps somebody now comes first, then every colleague who takes calls back. */
interface Receivers {
  contacts: readonly { account: string; caseId: string; line: string; away?: string | undefined }[]
  colleagues: readonly Account[]
}

async function colleaguesOf(store: Store): Promise<Account[]> {
  const all = await store.accounts.all()
  return all.filter(
    ({ role, endedOn }) => endedOn === null && roleMay({ role: role as Asker['role'] }, 'change', 'call-back'),
  )
}

/** What is asked: for whom, which number, before when, and a few words. */
function fieldsOf({ contacts, colleagues }: Receivers, { asker }: Pick<Context, 'asker'>) {
  const isContact = (one: Account) => contacts.some(({ account }) => account === one.id)
  const calledIn = (one: Account) =>
    [
      one.name,
      ...(isContact(one) ? ['contactpersoon'] : []),
      ...contacts.flatMap(({ account, away }) => (account === one.id && away ? [away] : [])).slice(0, 1),
    ].join(', ')
  const inOrder = [...colleagues.filter(isContact), ...colleagues.filter((one) => !isContact(one))]
  return {
    receiver: choice('Voor wie is het?', Object.fromEntries(inOrder.map((one) => [one.id, calledIn(one)])), {
      whenEmpty: 'Kies voor wie het is.',
    }),
    phone: phone('Op welk nummer?', {
      autocomplete: 'off',
      private: true,
      whenEmpty: 'Vul in op welk nummer diegene te bereiken is.',
    }),
    on: day('Voor welke dag?', { earliest: asker.today }),
    at: time('Voor hoe laat?'),
    words: text('Wil je er iets bij zeggen?', {
      optional: true,
      maxLength: 160,
      private: true,
      hint: 'Een paar woorden. Het verhaal hoort de collega zelf.',
    }),
  }
}

const layout = ['receiver', 'phone', ['on', 'at'], 'words']

const closedOn = ({ settings, today }: Asker): ReadonlySet<Day> =>
  new Set(settings.value<readonly Day[]>('closed-days', today, []))

const usual = ({ asker }: Pick<Context, 'asker'>) => usualBefore(asker.now, closedOn(asker))

interface Typed {
  receiver: string
  phone: string
  on: Day
  at: string
  words: string | null
}

/** Leaves the note; whoever wrote it can take it away again. */
async function leave(
  { store, asker }: Pick<Context, 'store' | 'asker'>,
  { colleagues }: Receivers,
  { on, at, words, ...typed }: Typed,
  about: Pick<NewCallBack, 'person' | 'called' | 'caseId' | 'line'>,
  to: string,
) {
  const note = await store.callBacks.add({ ...typed, ...about, words: words ?? '', dueAt: before(on, at, asker.now) })
  const name = colleagues.find(({ id }) => id === typed.receiver)?.name ?? 'Je collega'
  return {
    to,
    say: `Het belbriefje is voor ${name}.`,
    undo: { to: `/terugbellen/${note.id}/weg`, hidden: { naar: to } },
  }
}

/** Somebody who is known here rings: the note goes to who helps them now. Nothing of a case is shown. */
export const ofPerson = page({
  path: '/mensen/:personId/terugbellen',
  may: 'add call-back',
  async load({ store, params }) {
    const { person } = await store.people.file(await store.people.nowUnder(params.personId))
    const { cases, colleagues } = await together({
      cases: store.cases.ofPerson(person.id),
      colleagues: colleaguesOf(store),
    })
    const running = cases.flatMap(({ closedOn, owner, id, line }) =>
      closedOn === null && owner ? [{ account: owner, caseId: id, line }] : [],
    )
    const contacts = await Promise.all(
      running.map(async (one) => {
        const standIn = await store.absences.standInOf(one.account, one.line)
        const away = standIn && `weg tot en met ${withoutYear(standIn.until)}: ${standIn.name} neemt waar`
        return { ...one, away }
      }),
    )
    return { person, contacts, colleagues }
  },
  form: fieldsOf,
  values: ({ person, contacts, colleagues }, ctx) => ({
    ...usual(ctx),
    phone: person.phone,
    receiver: colleagues.find(({ id }) => contacts.some((one) => one.account === id))?.id,
  }),
  async save(ctx, loaded, { version: _, ...typed }) {
    const of = loaded.contacts.find(({ account }) => account === typed.receiver)
    const about = { person: loaded.person.id, called: null, caseId: of?.caseId ?? null, line: of?.line ?? null }
    return leave(ctx, loaded, typed, about, `/mensen/${loaded.person.id}`)
  },
  view: ({ person, contacts }, form) => (
    <Page
      title="Belbriefje"
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${person.id}`, label: nameOf(person) },
      ]}
      about={
        contacts.length > 0
          ? `${nameOf(person)} belde. Laat weten wie er terugbelt.`
          : `${nameOf(person)} belde, en niemand die jij ziet is nu contactpersoon. Kies een collega.`
      }
    >
      <Form {...form} layout={layout} button="Maak het briefje" cancelTo={`/mensen/${person.id}`} />
    </Page>
  ),
})

/** Somebody rings whom we do not find: their name is typed, and a colleague chosen. */
export const ofSomebody = page({
  path: '/terugbellen',
  may: 'add call-back',
  load: async ({ store }) => ({ contacts: [], colleagues: await colleaguesOf(store) }),
  form: (loaded, ctx) => ({
    called: text('Wie belde er?', { maxLength: 120, private: true, whenEmpty: 'Vul in wie er belde.' }),
    ...fieldsOf(loaded, ctx),
  }),
  values: (_loaded, ctx) => usual(ctx),
  save: (ctx, loaded, { version: _, called, ...typed }) =>
    leave(ctx, loaded, typed, { person: null, called, caseId: null, line: null }, '/'),
  view: (_loaded, form) => (
    <Page title="Belbriefje" about="Staat wie er belt in Naober? Zoek die dan eerst op: dan weet je bij wie het hoort.">
      <Form {...form} layout={['called', ...layout]} button="Maak het briefje" cancelTo="/" />
    </Page>
  ),
})

/** Somebody was called back. */
export const done = post({
  path: '/terugbellen/:id/gebeld',
  may: 'change call-back',
  async save({ store, params }) {
    await store.callBacks.done(params.id)
    return { to: '/', say: 'Gebeld. Wil je er iets van bewaren? Leg het gesprek vast.', undo: takenBackAt(params.id) }
  },
})

/** Nobody answered: it stays until somebody does. */
export const notReached = post({
  path: '/terugbellen/:id/niet-bereikt',
  may: 'change call-back',
  async save({ store, params }) {
    await store.callBacks.notReached(params.id)
    return { to: '/', say: 'Niet bereikt. Het briefje blijft staan.', undo: takenBackAt(params.id) }
  },
})

const takenBackAt = (id: string) => ({ to: `/terugbellen/${id}/ongedaan` })

export const takeBack = post({
  path: '/terugbellen/:id/ongedaan',
  may: 'change call-back',
  async save({ store, params }) {
    await store.callBacks.takeBack(params.id)
    return { to: '/', say: 'Het briefje staat er weer zoals het was.' }
  },
})

/** Who wrote it takes it away: a wrong colleague, a wrong number. */
export const takeAway = post({
  path: '/terugbellen/:id/weg',
  may: 'remove call-back',
  async save({ store, params }, form) {
    const to = whereFrom(form)
    await store.callBacks.remove(params.id)
    return { to, say: 'Het belbriefje is weg.', undo: { to: `/terugbellen/${params.id}/terug`, hidden: { naar: to } } }
  },
})

export const putBack = post({
  path: '/terugbellen/:id/terug',
  may: 'remove call-back',
  async save({ store, params }, form) {
    await store.callBacks.restore(params.id)
    return { to: whereFrom(form), say: 'Het belbriefje staat er weer.' }
  },
})

/** The page of the person, or the start page. */
const whereFrom = (form: URLSearchParams): string => {
  const to = form.get('naar') ?? ''
  return /^\/mensen\/[0-9a-f-]{36}$/.test(to) ? to : '/'
}
