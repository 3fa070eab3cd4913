import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, day, type Field, text } from '#platform/fields'
import { versionOf } from '#platform/records'
import { capital } from '#platform/words'
import { Form, Page, Soft } from '#ui'
import { page } from '#web/app'
import { linesOf } from '../lines.tsx'
import { roleFields } from './fields.ts'
import { openRole, pathOf, trailOf, withHelpers } from './shared.ts'

const fieldOf = (demand: string) => `eis-${demand}`

/** What a role demands, each with the day on which it was met; and since when somebody has the role. */
export const change = page({
  path: '/vrijwilligers/:volunteerId/rol/:roleId',
  may: 'change volunteer',
  load: openRole,
  form: ({ declared, line }, { asker }) => ({
    ...(Object.fromEntries(
      Object.entries(declared.demands).map(([key, { called }]) => [
        fieldOf(key),
        day(`${called} op`, { optional: true, latest: asker.today }),
      ]),
    ) as Record<`eis-${string}`, Field<Day | null>>),
    ...roleFields(asker.today, line.case.called),
  }),
  values: ({ role, demands }) => ({
    ...Object.fromEntries(demands.map((one) => [fieldOf(one.demand), one.metOn])),
    validFrom: role.validFrom,
    casesBefore: role.casesBefore,
  }),
  version: ({ role, demands }) => versionOf([role, ...demands]),
  async save({ store, params }, { role, line, declared, demands, file }, input) {
    const { validFrom, casesBefore, version } = input
    await store.volunteers.changeRole(
      role.id,
      { seen: version === versionOf([role, ...demands]) ? role.version : 0 },
      (was) => ({
        ...was,
        validFrom,
        casesBefore: casesBefore ?? 0,
      }),
    )
    for (const key of Object.keys(declared.demands)) {
      const met = demands.find((one) => one.demand === key)
      const on = (input as Record<string, unknown>)[fieldOf(key)] as Day | null
      if (on && on !== met?.metOn) await store.volunteers.meet(file.volunteer.id, line.key, key, on)
      if (!on && met) await store.volunteers.unmeet(met.id)
    }
    return { to: pathOf(params.volunteerId), say: 'Bewaard.' }
  },
  view: ({ file, declared }, form) => (
    <Page
      title={capital(declared.helper.one)}
      trail={trailOf(file)}
      about="Wie niet alles heeft, wordt nog niet gevraagd. Bij elke dag bewaren we wie het vastlegde."
    >
      <Form
        {...form}
        layout={[...Object.keys(declared.demands).map(fieldOf), ['validFrom', 'casesBefore']]}
        button="Bewaren"
        cancelTo={pathOf(file.volunteer.id)}
      >
        <Soft small>
          Bewaar zelf geen VOG of andere papieren. Dat je iets hebt gezien, is genoeg; waarom iemand iets niet heeft,
          schrijf je niet op.
        </Soft>
      </Form>
    </Page>
  ),
})

/** Somebody who helps already begins on another line. */
export const begin = page({
  path: '/vrijwilligers/:volunteerId/rol/nieuw',
  may: 'change volunteer',
  async load({ store, params, asker }) {
    const file = await store.volunteers.file(params.volunteerId)
    const held = file.roles.filter(({ validUntil }) => validUntil === null).map(({ line }) => line)
    const lines = withHelpers(linesOf(asker)).filter((line) => !held.includes(line.key))
    if (lines.length === 0) throw new NotFound()
    return { file, lines }
  },
  form: ({ lines }, { asker }) => ({
    line: choice(
      'Wat gaat deze vrijwilliger doen?',
      Object.fromEntries(lines.map((line) => [line.key, capital(line.match?.helper.one ?? line.name)])),
    ),
    ...roleFields(asker.today, { many: 'zaken' }),
  }),
  values: ({ lines }, { asker }) => ({ validFrom: asker.today, line: lines.length === 1 ? lines[0]?.key : undefined }),
  async save({ store, params }, _loaded, { line, validFrom, casesBefore }) {
    await store.volunteers.giveRole(params.volunteerId, { line, validFrom, casesBefore: casesBefore ?? 0 })
    return { to: pathOf(params.volunteerId), say: 'Bewaard. Leg nu vast wat gevolgd, getekend en gezien is.' }
  },
  view: ({ file }, form) => (
    <Page title="Ook iets anders gaan doen" trail={trailOf(file)}>
      <Form
        {...form}
        layout={['line', ['validFrom', 'casesBefore']]}
        button="Bewaren"
        cancelTo={pathOf(file.volunteer.id)}
      />
    </Page>
  ),
})

/** Stops, with thanks. Cases that run go on until somebody else has been found. */
export const end = page({
  path: '/vrijwilligers/:volunteerId/rol/:roleId/stoppen',
  may: 'change volunteer',
  load: openRole,
  form: () => ({
    on: day('Wat is de laatste dag?'),
    thanks: text('Hoe is deze vrijwilliger bedankt?', {
      optional: true,
      maxLength: 120,
      hint: 'Bijvoorbeeld: met bloemen op de koffieochtend.',
    }),
  }),
  values: (_loaded, { asker }) => ({ on: asker.today }),
  version: ({ role }) => role.version,
  async save({ store, params }, { file }, { version, on, thanks }) {
    await store.volunteers.endRole(params.roleId, { seen: version }, { on, thanks })
    return {
      to: pathOf(params.volunteerId),
      say: `${file.volunteer.name} stopt. Dank is vastgelegd als je dat invulde.`,
    }
  },
  view: ({ file, line }, form) => (
    <Page
      title={`${file.volunteer.name} stopt`}
      trail={trailOf(file)}
      about={
        file.running > 0
          ? `Er ${file.running === 1 ? 'loopt nog 1 zaak' : `lopen nog ${file.running} zaken`}. Zoek daar eerst een ander, of laat ze nog samen afronden.`
          : `Bij ${line.name.toLowerCase()} loopt nu niets meer.`
      }
    >
      <Form {...form} button="Stopt" cancelTo={pathOf(file.volunteer.id)} />
    </Page>
  ),
})
