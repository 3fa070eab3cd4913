import { villagesToChoose } from '#kernel/area'
import { otherSidesOf, reportOf } from '#kernel/service-line'
import { NotFound } from '#platform/errors'
import { choice, postcode, text } from '#platform/fields'
import { the } from '#platform/words'
import { ButtonLink, Form, Page } from '#ui'
import { page } from '#web/app'
import { stepInWords } from '../lines.tsx'
import { placeOf } from '../zaken/kant.tsx'
import { openCase } from '../zaken/open.ts'
import { lookAlike, onwards } from '../zaken/samenvoegen.tsx'

/** The other side of a new case: an address without a name is enough, and it may wait. */
export default page({
  path: '/nieuw/andere-kant/:caseId',
  may: 'add case',
  async load(ctx) {
    const opened = await openCase(ctx)
    const [other] = otherSidesOf(opened.line)
    if (!other) throw new NotFound()
    const [key, side] = other
    return { ...opened, key, side, villages: await ctx.store.areas.villages() }
  },
  form: ({ line, side, villages, file }, { asker }) => {
    const { mediators: _assignedLater, ...asked } = line.case.fields
    return {
      street: text('Straat', { optional: true, maxLength: 120, private: true }),
      houseNumber: text('Huisnummer', { optional: true, maxLength: 20, private: true }),
      postcode: postcode('Postcode', { optional: true, autocomplete: 'off' }),
      village: choice('Dorp', villagesToChoose(villages, asker.today, placeOf(file.case).village), { optional: true }),
      called: text(`Hoe heet ${side.inText}?`, {
        optional: true,
        maxLength: 120,
        private: true,
        hint: 'Laat leeg als je het niet weet.',
      }),
      ...asked,
    }
  },
  values: ({ file }) => placeOf(file.case),
  version: ({ file }) => file.case.version,
  async save({ store, params }, { file, line, key }, input) {
    const { version, street, houseNumber, postcode, village, called, ...fields } = input
    if (street || called || postcode)
      await store.cases.addSide(params.caseId, {
        side: key,
        person: null,
        called,
        street,
        houseNumber,
        postcode,
        village,
        words: null,
        practical: null,
        informedOn: null,
      })
    const { mainTopic } = file.case
    await store.cases.correct(params.caseId, { seen: version }, { mainTopic, topics: file.topics, fields })
    return { to: await onwards(store, line, params.caseId), say: `${the(line.case.called)} staat erin.` }
  },
  view: (loaded, form) => (
    <Page
      title={loaded.side.asks}
      about={`${stepInWords([loaded.line], 3)}. ${the(reportOf(loaded.line))} is bewaard; dit mag ook later.`}
      actions={<ButtonLink to={lookAlike(loaded.line.path, loaded.file.case.id)}>Sla over</ButtonLink>}
    >
      <Form {...form} layout={[['street', 'houseNumber'], ['postcode', 'village'], 'called']} button="Klaar" />
    </Page>
  ),
})
