import { villagesToChoose } from '#kernel/area'
import { newAnswer } from '#kernel/consent'
import { nameOf } from '#kernel/person'
import { mainSideOf, otherSidesOf, reportOf, type ServiceLine } from '#kernel/service-line'
import { ageOn, clockTimeOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import { choice, day, type Fields, long, several, time } from '#platform/fields'
import { capital, the, withArticle } from '#platform/words'
import { Form, Page } from '#ui'
import { Detour, page } from '#web/app'
import { chosenOf, linesOf, stepInWords } from '../lines.tsx'
import { consentFields, consentNames, saidIn } from '../zaken/consents.tsx'
import { talkMoment } from '../zaken/vastleggen.tsx'

/** The report itself: what it is about, in somebody's own words, how and when it came in. The case begins here. */
export default page({
  path: '/nieuw/zaak/:personId',
  may: 'add case',
  async load({ store, asker, params, query }) {
    // Who works for several lines says first for which of them this is.
    if (linesOf(asker).length > 1 && !query.has('lijn')) throw new Detour(`/nieuw/waarvoor/${params.personId}`)
    // Somebody who was merged since the search goes on under whom she became.
    const { person, addresses } = await store.people.file(await store.people.nowUnder(params.personId))
    return {
      line: chosenOf(asker, query),
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
    words: long(`Hoe vertelt ${mainSideOf(line).inText} het zelf?`, { optional: true, private: true }),
    channel: choice(
      `Hoe kwam ${withArticle(reportOf(line))} binnen?`,
      { ...line.case.channels },
      { whenEmpty: `Kies hoe ${withArticle(reportOf(line))} binnenkwam.` },
    ),
    on: day('Op welke dag?', { latest: asker.today }),
    at: time('Hoe laat?'),
    village: choice('In welk dorp?', villagesToChoose(villages, asker.today), { optional: true }),
    ...consentFields(line.case.consents),
    referrer: choice('Welke partner meldde het?', Object.fromEntries(partners.map((one) => [one.id, one.name])), {
      optional: true,
    }),
    topics: several('Gaat het nog over meer?', { ...line.case.topics }, { optional: true }),
    ...fieldsHere(line),
  }),
  values: ({ home, villages }, { asker }) => ({
    on: asker.today,
    at: clockTimeOf(asker.now),
    village: Object.keys(villagesToChoose(villages, asker.today)).find((one) => one === home?.village),
  }),
  async save({ store, asker }, { line, person, home }, { version: _, words, on, at, village, ...report }) {
    const said = Object.entries(saidIn(line.case.consents, report))
    if (
      report.referrer === null &&
      said.some(([scope, is]) => line.case.consents[scope]?.whenReferred && is !== 'unasked')
    )
      throw new Invalid({ referrer: 'Kies ook welke partner het meldde: over die partner is iets afgesproken.' })
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
      fields: Object.fromEntries(Object.keys(fieldsHere(line)).map((key) => [key, report[key as keyof typeof report]])),
      ageAtStart: person.birthDate ? ageOn(person.birthDate, on) : null,
    })
    await store.departures.settleCase(opened.id)
    await store.consents.addMany(
      said.flatMap(([scope, is]) => (is === 'unasked' ? [] : [newAnswer(opened.id, scope, is, on)])),
    )
    return otherSidesOf(line).length > 0
      ? { to: `/nieuw/andere-kant/${opened.id}` }
      : { to: `${line.path}/${opened.id}`, say: `${the(line.case.called)} staat erin.` }
  },
  view: ({ person, line }, form) => (
    <Page
      title={`${capital(reportOf(line).one)} van ${nameOf(person)}`}
      about={`${stepInWords([line], 2)}. Wat speelt er?`}
    >
      <Form
        {...form}
        layout={[
          'mainTopic',
          'words',
          'channel',
          ['on', 'at'],
          'village',
          ...Object.keys(fieldsHere(line)),
          ...consentNames(always(line)),
          {
            legend: 'Meer onderwerpen, of via een partner',
            folded: true,
            fields: ['topics', 'referrer', ...consentNames(aboutPartner(line))],
          },
        ]}
        button={otherSidesOf(line).length > 0 ? 'Verder' : 'Klaar'}
        cancelTo="/nieuw"
      />
    </Page>
  ),
})

/** What the line alone asks stands with its other side; without one it is asked here. */
const fieldsHere = (line: ServiceLine): Fields => (otherSidesOf(line).length > 0 ? {} : line.case.fields)

const asked = (line: ServiceLine, ofPartner: boolean) =>
  Object.fromEntries(
    Object.entries(line.case.consents).filter(([, { whenReferred }]) => (whenReferred === true) === ofPartner),
  )
const always = (line: ServiceLine) => asked(line, false)
const aboutPartner = (line: ServiceLine) => asked(line, true)
