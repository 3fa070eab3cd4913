import type { Store } from '#access'
import { newAnswer } from '#kernel/consent'
import { ageOn, type Day, day, momentOf } from '#platform/days'
import { lineOf } from '#service-lines'
import { dice, fixedNumber } from './dice.ts'
import { resident } from './residents.ts'
import type { Stage } from './telling.ts'

const line = lineOf('vrijwillige-ondersteuning')

interface Question {
  asked: string
  topic: string
  channel: string
  village: string
  /** The phases that were reached, each on its day. */
  reached?: Readonly<Record<string, string>>
  closed?: readonly [on: string, outcome: string]
  fields?: Readonly<Record<string, string>>
  /** The first name of the volunteer who came. */
  helper?: string
  words: string
}

/** Who helps at home: three who can be asked, and one who has not shown a certificate of conduct yet. */
const volunteers = [
  {
    name: 'Nel Oostra',
    village: 'Lindeveen',
    street: 'Hoofdstraat',
    phone: '+31612000121',
    days: ['mo', 'th'],
    vog: true,
  },
  {
    name: 'Karel Moes',
    village: 'Oosterhaar',
    street: 'Lindelaan',
    phone: '+31612000122',
    days: ['we', 'sa'],
    vog: true,
  },
  {
    name: 'Saïda Amrani',
    village: 'Lindeveen',
    street: 'Molenweg',
    phone: '+31612000123',
    days: ['tu', 'fr'],
    vog: true,
  },
  {
    name: 'Tonnie Groen',
    village: 'Oosterhaar',
    street: 'Veldweg',
    phone: '+31612000124',
    days: ['mo', 'tu'],
    vog: false,
  },
] as const

/** What residents asked volunteers for, and what came of it: a few of each kind, told on Wednesday 12 March 2025. */
const questions: readonly Question[] = [
  {
    asked: '2024-05-14',
    topic: 'visiting',
    channel: 'homeCare',
    village: 'Lindeveen',
    reached: { homeTalk: '2024-05-17', searching: '2024-05-20', found: '2024-05-24', introduced: '2024-05-29' },
    closed: ['2024-12-10', 'goesOnAlone'],
    helper: 'Nel',
    words: 'Zit veel alleen sinds de verhuizing.',
  },
  {
    asked: '2024-09-03',
    topic: 'garden',
    channel: 'self',
    village: 'Oosterhaar',
    reached: { homeTalk: '2024-09-06', searching: '2024-09-09', found: '2024-09-12', introduced: '2024-09-14' },
    closed: ['2024-10-02', 'done'],
    helper: 'Karel',
    words: 'De heg is te hoog geworden.',
  },
  {
    asked: '2024-10-21',
    topic: 'respite',
    channel: 'network',
    village: 'Esveld',
    reached: { homeTalk: '2024-10-25', searching: '2024-10-28' },
    closed: ['2024-11-29', 'nobodyFound'],
    words: 'Zorgt dag en nacht en wil één middag weg kunnen.',
  },
  {
    asked: '2025-01-13',
    topic: 'visiting',
    channel: 'network',
    village: 'Lindeveen',
    reached: {
      homeTalk: '2025-01-16',
      searching: '2025-01-17',
      found: '2025-01-21',
      introduced: '2025-01-27',
      running: '2025-02-10',
    },
    helper: 'Saïda',
    fields: { rhythm: 'weekly', askedFor: 'De dochter, ’s avonds te bellen.' },
    words: 'Wil graag iemand om mee te wandelen en te kaarten.',
  },
  {
    asked: '2025-02-03',
    topic: 'computer',
    channel: 'self',
    village: 'Heideloo',
    reached: { homeTalk: '2025-02-06', searching: '2025-02-06', found: '2025-02-11', introduced: '2025-02-13' },
    closed: ['2025-02-27', 'done'],
    helper: 'Karel',
    words: 'De telefoon van de kleinzoon laat zich niet instellen.',
  },
  {
    asked: '2025-02-17',
    topic: 'administration',
    channel: 'municipality',
    village: 'Oosterhaar',
    reached: { homeTalk: '2025-02-20', searching: '2025-02-21' },
    fields: { rhythm: 'twoWeekly' },
    words: 'De post blijft liggen sinds zij er alleen voor staat.',
  },
  {
    asked: '2025-03-04',
    topic: 'respite',
    channel: 'gp',
    village: 'Lindeveen',
    reached: { homeTalk: '2025-03-07' },
    fields: { rhythm: 'weekly' },
    words: 'Slaapt slecht en komt de deur niet meer uit.',
  },
  {
    asked: '2025-03-06',
    topic: 'chores',
    channel: 'homeCare',
    village: 'Zandwolde',
    closed: ['2025-03-10', 'ownNetwork'],
    words: 'Er moeten twee lampen worden opgehangen.',
  },
  {
    asked: '2025-03-11',
    topic: 'visiting',
    channel: 'self',
    village: 'Oosterhaar',
    words: 'Zou het fijn vinden als er eens iemand langskwam.',
  },
]

/** Registers what was asked of volunteers, all with one worker. The same questions, numbers and people every time. */
export async function tellQuestions(store: Store, { villages }: Pick<Stage, 'villages'>, owner: string): Promise<void> {
  const cast = dice(190)
  const living = questions.map(({ village }) => resident(cast, village))
  const people = await store.people.addMany(
    living.map(({ street, houseNumber, postcode, village, ...person }) => ({
      person,
      home: { street, houseNumber, postcode, village: villages.get(village) ?? null },
      from: day('2020-01-01'),
    })),
  )
  const cases = await store.cases.openMany(
    line,
    questions.map((one, at) => {
      const who = living[at] as (typeof living)[number]
      const on = day(one.asked)
      return {
        number: fixedNumber(cast),
        reportedAt: momentOf(on, '10:30'),
        sides: [
          {
            side: line.case.mainSide,
            person: people[at]?.id ?? null,
            called: null,
            street: who.street,
            houseNumber: who.houseNumber,
            village: villages.get(who.village) ?? null,
            words: one.words,
            practical: null,
            informedOn: null,
          },
        ],
        mainTopic: one.topic,
        topics: [],
        channel: one.channel,
        owner,
        ageAtStart: who.birthDate ? ageOn(who.birthDate, on) : null,
        fields: { ...one.fields },
        since: {
          reached: Object.entries(one.reached ?? {}).map(([phase, reached]) => ({
            phase,
            at: momentOf(day(reached), '14:00'),
          })),
          ...(one.closed ? { closing: { on: day(one.closed[0]), outcome: one.closed[1] } } : {}),
        },
      }
    }),
  )
  const helpers = await tellHelpers(store, villages)
  await store.matches.addMany(
    questions.flatMap(({ helper, reached }, at) => {
      const volunteer = helper && helpers.get(helper)
      const [asked, yes] = [reached?.searching, reached?.found].map((on) => on && momentOf(day(on), '14:00'))
      if (!volunteer || !asked || !yes) return []
      const came = { caseId: cases[at]?.id as string, line: line.key, volunteer, state: 'accepted' }
      return [{ ...came, askedAt: asked, answerBy: yes, shownAt: yes, answeredAt: yes }]
    }),
  )
  await store.consents.addMany(
    questions.flatMap(({ reached, asked }, at) =>
      reached ? [newAnswer(cases[at]?.id as string, 'volunteer', 'yes', day(asked) as Day)] : [],
    ),
  )
}

/** @returns the keys of the volunteers by first name */
async function tellHelpers(store: Store, villages: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const keys = new Map<string, string>()
  for (const { name, village, street, phone, days, vog } of volunteers) {
    const { id } = await store.volunteers.add(
      {
        ...{
          name,
          street,
          houseNumber: '7',
          phone,
          days: [...days],
          parts: ['afternoon'],
          practical: null,
          email: null,
        },
        village: villages.get(village) ?? null,
      },
      { line: line.key, validFrom: day('2024-03-01'), casesBefore: 1 },
    )
    for (const demand of Object.keys(line.match?.demands ?? {}))
      if (vog || demand !== 'vog') await store.volunteers.meet(id, line.key, demand, day('2024-03-28'))
    keys.set(name.split(' ')[0] as string, id)
  }
  return keys
}
