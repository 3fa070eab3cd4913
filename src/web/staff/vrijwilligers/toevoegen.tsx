import { villagesToChoose } from '#kernel/area'
import { Invalid, NotFound } from '#platform/errors'
import { capital, plain } from '#platform/words'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { about, linesOf } from '../lines.tsx'
import { roleFields, volunteerFields, volunteerLayout } from './fields.ts'
import { pathOf, withHelpers } from './shared.ts'

/** Somebody new who wants to help on a line. */
export default page({
  path: '/vrijwilligers/nieuw',
  may: 'add volunteer',
  async load({ store, asker, query, sent }) {
    const lines = withHelpers(linesOf(asker))
    const line = lines.find((one) => one.key === (sent.get('lijn') ?? query.get('lijn'))) ?? lines[0]
    if (!line) throw new NotFound()
    return { line, villages: await store.areas.villages() }
  },
  form: ({ line, villages }, { asker }) => ({
    ...volunteerFields(villagesToChoose(villages, asker.today)),
    ...roleFields(asker.today, line.case.called),
  }),
  values: (_loaded, { asker }) => ({ validFrom: asker.today }),
  async save({ store }, { line }, { version: _, validFrom, casesBefore, ...news }) {
    const same = (await store.volunteers.ofLine(line.key)).find(
      (one) => plain(one.name) === plain(news.name) && one.phone === news.phone,
    )
    if (same)
      throw new Invalid({ name: `${same.name} staat er al. Is het een ander, vul dan ook het telefoonnummer in.` })
    const { id } = await store.volunteers.add(news, { line: line.key, validFrom, casesBefore: casesBefore ?? 0 })
    return { to: pathOf(id), say: `${news.name} staat erbij. Leg nu vast wat gevolgd, getekend en gezien is.` }
  },
  view: ({ line }, form, { asker }) => (
    <Page
      title="Vrijwilliger toevoegen"
      trail={[{ to: about('/vrijwilligers', line, asker), label: 'Vrijwilligers' }]}
      about={`${capital(line.match?.helper.one ?? 'vrijwilliger')} bij ${line.name.toLowerCase()}.`}
    >
      <Form
        {...form}
        hidden={{ lijn: line.key }}
        layout={[...volunteerLayout, ['validFrom', 'casesBefore']]}
        button="Toevoegen"
        cancelTo={about('/vrijwilligers', line, asker)}
      />
    </Page>
  ),
})
