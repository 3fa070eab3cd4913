import { addDays, type Day, day } from '#platform/days'
import { handOutAnswers, mediated } from './answers.ts'
import { type Dice, dice } from './dice.ts'
import { history } from './history.ts'
import { resident } from './residents.ts'
import type { NoteStory, ReferralStory, Story } from './story.ts'

const pairs = ['Gerda en Wim', 'Fatma en Jan', 'Gerda en Jan', 'Hein en Truus', 'Fatma en Wim']

const complaints: Record<string, readonly string[]> = {
  disturbed: [
    'We zeggen al twee jaar niets meer.',
    'Elk gesprek wordt een verwijt.',
    'De kinderen mogen niet meer samen spelen.',
  ],
  pets: ['De hond blaft de hele middag.', 'Hun kippen lopen in onze tuin.', 'Poep van de hond op de stoep.'],
  garden: [
    'De heg is boven het raam gegroeid.',
    'Er ligt afval tegen onze schuur.',
    'Alles groeit onder de schutting door.',
  ],
  noise: ['Muziek tot diep in de nacht.', 'De hele avond gebons op de trap.', 'Er wordt op zondag geklust.'],
  boundary: ['De schutting staat een meter te ver.', 'Het pad was altijd van ons samen.', 'Er zijn paaltjes gezet.'],
  parking: ['De uitrit staat steeds dicht.', 'Drie auto’s en een aanhanger voor de deur.'],
  doorbell: ['De camera kijkt recht naar binnen.'],
  bullying: ['Er wordt gefloten en geroepen.'],
  heatPump: ['Het apparaat bromt de hele nacht.'],
  fight: ['Het liep uit op duwen.'],
  other: ['De rook van de kachel trekt naar binnen.', 'Ballen tegen de garagedeur.'],
}
const unsuitable = [['legal'], ['violence'], ['family'], ['noConsent'], ['addiction'], ['organisation']]
const goesTo = [
  'Sociaal team Lindeveen',
  'Meldpunt Zorg en Overlast',
  'Sociaal team Lindeveen',
  'Woonstichting De Brink',
  'Rechtswinkel De Es',
  'Sociaal team Lindeveen',
]

/** The mediations that are over, with the people, talks and answers around them. The same each time. */
export function finished(): Story[] {
  const cast = dice(1203)
  const stories = history
    .trim()
    .split('\n')
    .map((row, at) => storyOf(row, at, cast))
  handOutAnswers(stories)
  return stories
}

function storyOf(row: string, at: number, cast: Dice): Story {
  const [on, time, closedOn, village, topic, outcome] = row.split(' ') as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const start = day(on)
  const reporter = resident(cast, village)
  const next = String(Number(reporter.houseNumber) + 2)
  const story: Story = {
    reported: `${on} ${time}`,
    village,
    topic,
    others: at % 6 === 0 ? [topic === 'noise' ? 'disturbed' : 'noise'] : [],
    channel: at % 9 === 4 ? 'partner' : cast.pick(['phone', 'phone', 'phone', 'mail', 'form', 'desk']),
    owner: at % 3 === 2 ? 'bas' : 'noor',
    sides: [
      {
        side: 'reporter',
        person: reporter,
        street: reporter.street,
        houseNumber: reporter.houseNumber,
        words: cast.pick(complaints[topic] ?? ['Het gaat niet goed.']),
      },
      cast.roll() < 0.6
        ? {
            side: 'neighbour',
            person: resident(cast, village, {
              street: reporter.street,
              houseNumber: next,
              postcode: reporter.postcode ?? '9411 AA',
            }),
            street: reporter.street,
            houseNumber: next,
          }
        : {
            side: 'neighbour',
            called: `Bewoner ${reporter.street} ${next}`,
            street: reporter.street,
            houseNumber: next,
          },
    ],
    closed: [closedOn, outcome],
    notes: [],
    referrals: [],
  }
  if (at % 9 === 4)
    story.referrals?.push({
      direction: 'in',
      partner: cast.pick(['Woonstichting De Brink', 'Wijkagent Lindeveen']),
      on,
      arrived: 'yes',
    })
  if (mediated.includes(outcome)) mediate(story, start, day(closedOn), outcome, cast)
  else turnAway(story, start, day(closedOn), outcome, at, cast)
  return story
}

function mediate(story: Story, start: Day, end: Day, outcome: string, cast: Dice): void {
  const at = (days: number, time: string) => `${addDays(start, days)} ${time}`
  story.suits = 'yes'
  story.mediators = cast.pick(pairs)
  const neighbour = story.sides[1]
  const told = addDays(start, 9)
  if (neighbour) neighbour.informed = told
  const reached: [string, string][] = [
    ['suitable', at(1, '10:15')],
    ['assigned', at(3, '15:30')],
    ['contacted', at(4, cast.pick(['09:20', '10:10', '11:45', '13:05']))],
    ['reporterHeard', at(6, '19:30')],
  ]
  if (outcome !== 'neighbourRefuses' && outcome !== 'storyEnough') reached.push(['neighbourHeard', `${told} 19:30`])
  if (outcome === 'solvedTogether' || outcome === 'notSolved' || outcome === 'improved')
    reached.push(['talked', `${addDays(end, -7)} 19:30`])
  if (outcome === 'solvedTogether') reached.push(['agreed', `${addDays(end, -7)} 21:00`])
  story.reached = reached
  const by = story.owner
  const notes: NoteStory[] = [
    {
      at: reached[2]?.[1] as string,
      by,
      kind: 'call',
      side: 'reporter',
      result: 'appointment',
      words: cast.pick([
        'Afspraak gemaakt bij de melder thuis.',
        'Kan in de avond, na het eten.',
        'Twee keer gebeld, toen raak.',
      ]),
    },
    {
      at: reached[3]?.[1] as string,
      by,
      kind: 'visit',
      side: 'reporter',
      result: 'willing',
      words: cast.pick([
        'Verhaal gehoord. Wil graag rust.',
        'Uitgelegd wat wij doen en wat niet.',
        'Lucht al op, zegt de melder.',
      ]),
    },
  ]
  if (outcome === 'neighbourRefuses')
    notes.push({
      at: `${told} 19:30`,
      by,
      kind: 'visit',
      side: 'neighbour',
      result: 'refuses',
      words: 'Wil er niet over praten. Netjes verteld wat we bewaren.',
    })
  for (const [phase, moment] of reached.slice(4)) {
    if (phase === 'neighbourHeard')
      notes.push({
        at: moment,
        by,
        kind: 'visit',
        side: 'neighbour',
        result: 'willing',
        words: cast.pick([
          'Schrok ervan, maar wil praten.',
          'Had er zelf ook last van.',
          'Wist niet dat het zo hoog zat.',
        ]),
      })
    if (phase === 'talked')
      notes.push({
        at: moment,
        by,
        kind: 'talk',
        result: outcome === 'solvedTogether' ? 'agreed' : 'heard',
        words: cast.pick([
          'In het dorpshuis. Koffie deed wonderen.',
          'Stroef begin, goed einde.',
          'Ze hebben elkaar laten uitpraten.',
        ]),
      })
  }
  story.notes?.push(...notes)
}

function turnAway(story: Story, start: Day, end: Day, outcome: string, at: number, cast: Dice): void {
  if (outcome === 'unsuitable') story.suits = cast.pick(unsuitable)
  if (outcome === 'withdrawn') {
    story.suits = 'yes'
    story.reached = [['suitable', `${addDays(start, 1)} 10:15`]]
  }
  const words: Record<string, string> = {
    unsuitable: 'Uitgelegd waarom bemiddelen hier niet past.',
    withdrawn: 'Melder belt: het is vanzelf beter geworden.',
    advice: 'Samen bedacht hoe de melder het zelf kan zeggen.',
    referred: 'Er speelt meer. Melder wil hulp van een ander.',
  }
  story.notes?.push({
    at: `${end} 10:30`,
    by: story.owner,
    kind: 'call',
    side: 'reporter',
    result: 'heard',
    words: words[outcome] as string,
  })
  if (outcome !== 'referred') return
  const referral: ReferralStory = {
    direction: 'out',
    partner: goesTo[at % goesTo.length] as string,
    on: end,
    arrived: cast.pick(['yes', 'yes', 'unknown']),
  }
  story.referrals?.push(referral)
}
