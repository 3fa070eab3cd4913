import { nameOf } from '#kernel/person'
import { ageOn, clockTimeOf } from '#platform/days'
import { choice, day, long, several, time } from '#platform/fields'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { ownLine } from '../zaken/open.ts'
import { talkMoment } from '../zaken/vastleggen.tsx'

/** The report itself: where it is about, in the reporter's own words, how and when it came in. The case begins here. */
export default page({
  path: '/nieuw/zaak/:personId',
  may: 'add case',
  async load({ store, asker, params }) {
    const { person, addresses } = await store.people.file(params.personId)
    return {
      line: ownLine(asker),
      person,
      home: addresses.find((one) => one.validUntil === null),
      villages: await store.areas.villages(),
      partners: await store.organisations.all(),
    }
  },
  form: ({ line, villages, partners }, { asker }) => ({
    mainTopic: choice(
      'Waar gaat het vooral over?',
      { ...line.case.topics },
      { whenEmpty: 'Kies waar het vooral over gaat.' },
    ),
    words: long('Hoe vertelt de melder het zelf?', { optional: true, private: true }),
    channel: choice(
      'Hoe kwam de melding binnen?',
      { ...line.case.channels },
      { whenEmpty: 'Kies hoe de melding binnenkwam.' },
    ),
    on: day('Op welke dag?', { latest: asker.today }),
    at: time('Hoe laat?'),
    village: choice('In welk dorp?', Object.fromEntries(villages.map((one) => [one.id, one.name])), { optional: true }),
    referrer: choice('Welke partner meldde het?', Object.fromEntries(partners.map((one) => [one.id, one.name])), {
      optional: true,
    }),
    topics: several('Gaat het nog over meer?', { ...line.case.topics }, { optional: true }),
  }),
  values: ({ home }, { asker }) => ({
    on: asker.today,
    at: clockTimeOf(asker.now),
    village: home?.village ?? undefined,
  }),
  async save({ store, asker }, { line, person, home }, { words, on, at, village, ...report }) {
    const opened = await store.cases.open(line, {
      reportedAt: talkMoment(on, at, asker.now),
      sides: [
        {
          side: line.case.mainSide,
          person: person.id,
          called: null,
          words,
          practical: null,
          informedOn: null,
          village,
          street: home?.street ?? null,
          houseNumber: home?.houseNumber ?? null,
          postcode: home?.postcode ?? null,
        },
      ],
      mainTopic: report.mainTopic,
      topics: report.topics,
      channel: report.channel,
      referrer: report.referrer,
      owner: asker.account,
      ageAtStart: person.birthDate ? ageOn(person.birthDate, on) : null,
    })
    return { to: `/nieuw/buur/${opened.id}` }
  },
  view: ({ person }, form) => (
    <Page title={`Melding van ${nameOf(person)}`} about="Stap 2 van 3. Wat is er gemeld?">
      <Form
        {...form}
        layout={[
          'mainTopic',
          'words',
          'channel',
          ['on', 'at'],
          'village',
          { legend: 'Meer onderwerpen, of via een partner', folded: true, fields: ['topics', 'referrer'] },
        ]}
        button="Verder"
        cancelTo="/nieuw"
      />
    </Page>
  ),
})
