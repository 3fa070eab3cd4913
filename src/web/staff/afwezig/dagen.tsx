import type { Store } from '#access'
import { type DaysAway, fieldOf } from '#kernel/absence'
import { list } from '#platform/words'
import { Card, Form, Page, PostButton } from '#ui'
import { page } from '#web/app'
import { dayInWords } from '../zaken/in-words.ts'
import { aboutWhom, fieldsOf, filledIn } from './fields.ts'

const trail = [{ to: '/afwezig', label: 'Afwezig' }]

/** Says that somebody is away: herself, or a colleague who fell ill. */
export const add = page({
  path: '/afwezig/nieuw/:account',
  may: 'add absence',
  load: ({ store, params }) => aboutWhom(store, params.account),
  form: ({ around }) => fieldsOf(around),
  values: (_loaded, { asker }) => ({ from: asker.today }),
  async save({ store, asker, params }, { around, name }, input) {
    const { days, standIns } = filledIn(input, around)
    await store.absences.add(params.account, days, standIns)
    return {
      to: '/afwezig',
      ...(await said(store, params.account, days, params.account === asker.account ? 'je' : name)),
    }
  },
  view: ({ name, around }, form, { asker }) => (
    <Page
      title={around.account === asker.account ? 'Ik ben er niet' : `${name} is er niet`}
      trail={trail}
      about="Op deze dagen krijgt de vervanger de dossiers, de stappen en de termijnen. Daarna gaat alles vanzelf terug."
    >
      <Card>
        <Form {...form} layout={[['from', 'until']]} button="Geef door" cancelTo="/afwezig" />
      </Card>
    </Page>
  ),
})

/** Other days, or another colleague. Back earlier: yesterday was the last day. */
export const change = page({
  path: '/afwezig/:absence',
  may: 'change absence',
  async load({ store, params }) {
    const absence = await store.absences.get(params.absence)
    return { absence, around: await store.absences.around(absence.account, absence.id) }
  },
  form: ({ around }) => fieldsOf(around),
  values: ({ absence }) => ({
    ...{ from: absence.startsOn, until: absence.endsOn },
    ...Object.fromEntries(absence.standIns.map(({ line, account }) => [fieldOf(line), account])),
  }),
  version: ({ absence }) => absence.version,
  async save({ store, asker }, { absence, around }, input) {
    const { days, standIns } = filledIn(input, around)
    await store.absences.change(absence.id, { seen: input.version }, days, standIns)
    return {
      to: '/afwezig',
      ...(await said(store, absence.account, days, absence.account === asker.account ? 'je' : absence.name)),
    }
  },
  view: ({ absence }, form, { asker }) => (
    <Page
      title={absence.account === asker.account ? 'Wanneer je weg bent' : `Wanneer ${absence.name} weg is`}
      trail={trail}
      actions={
        <PostButton kind="quiet" action={`/afwezig/${absence.id}/weg`}>
          Verwijder
        </PostButton>
      }
    >
      <Card>
        <Form {...form} layout={[['from', 'until']]} button="Bewaren" cancelTo="/afwezig" />
      </Card>
    </Page>
  ),
})

/** That it was saved, and whom somebody would have stood in for who needs another now. */
async function said(store: Store, account: string, days: DaysAway, who: string) {
  const alone = await store.absences.leftAlone(account, days)
  if (alone.length === 0) return { say: 'Doorgegeven.' }
  const names = [...new Set(alone.map(({ name }) => name))]
  const until = alone[0]?.until
  return {
    tone: 'warn' as const,
    say: `Doorgegeven. Let op: ${who === 'je' ? 'jij zou' : `${who} zou`} ${list(names)} vervangen${until ? ` tot en met ${dayInWords(until, days.from)}` : ''}. Kies daarvoor een ander.`,
  }
}
