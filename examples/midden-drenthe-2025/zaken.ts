import { type Dice, type Resident, resident } from '#demo'
import { addDays, type Day, dayFrom, isWorkday, workdayFrom } from '#platform/days'

/** One line of the coordinator's workbook, before it gets the words and notations of a workbook. */
export interface Line {
  reportedOn: Day
  time: string
  via: string
  reporter: Resident
  neighbour: Resident | null
  neighbourStreet: string
  neighbourNumber: string
  topic: string
  others: string[]
  suits: boolean | null
  reason: string | null
  assigned: [Day, string] | null
  contacted: [Day, string] | null
  atReporter: Day | null
  atNeighbour: Day | null
  talk: Day | null
  closedOn: Day | null
  outcome: string | null
  referredTo: string | null
  pair: string | null
  mark: number | null
}

interface Year {
  year: number
  villages: Record<string, number>
  topics: Record<string, number>
  combinations: number
  /** How it ended, by the last day of the year; 'running' is still open then, with what came of it the year after. */
  outcomes: Record<string, number>
  later: readonly string[]
}

/** What was published of 2025, cut into lines: 36 cases, 28 of them from the four large villages. */
export const year2025: Year = {
  year: 2025,
  villages: {
    Beilen: 13,
    Smilde: 7,
    Westerbork: 7,
    Bovensmilde: 1,
    Hooghalen: 2,
    Hijken: 1,
    Wijster: 1,
    Elp: 1,
    Witteveen: 1,
    'Nieuw-Balinge': 1,
    Hoogersmilde: 1,
  },
  topics: {
    disturbed: 7,
    pets: 7,
    garden: 4,
    noise: 3,
    boundary: 3,
    parking: 3,
    bullying: 3,
    doorbell: 2,
    heatPump: 2,
    fight: 2,
  },
  combinations: 5,
  outcomes: {
    solvedTogether: 7,
    solvedApart: 3,
    storyEnough: 2,
    improved: 1,
    unsuitable: 9,
    advice: 7,
    referred: 3,
    running: 4,
  },
  later: [],
}

/** The year before: 33 cases, 27 from the same four villages; seven went on into 2025 and ended there. */
export const year2024: Year = {
  year: 2024,
  villages: {
    Beilen: 12,
    Smilde: 7,
    Westerbork: 6,
    Bovensmilde: 2,
    Hooghalen: 1,
    Hijken: 1,
    Drijber: 1,
    Zwiggelte: 1,
    Spier: 1,
    Mantinge: 1,
  },
  topics: { disturbed: 6, pets: 7, garden: 5, noise: 5, boundary: 3, parking: 3, bullying: 2, doorbell: 1, other: 1 },
  combinations: 4,
  outcomes: {
    solvedTogether: 6,
    solvedApart: 3,
    storyEnough: 1,
    improved: 1,
    notSolved: 1,
    neighbourRefuses: 1,
    unsuitable: 7,
    advice: 4,
    referred: 2,
    running: 7,
  },
  later: [
    'solvedTogether',
    'solvedTogether',
    'solvedTogether',
    'solvedApart',
    'improved',
    'notSolved',
    'neighbourRefuses',
  ],
}

const mediated = ['solvedTogether', 'solvedApart', 'storyEnough', 'improved', 'notSolved', 'neighbourRefuses']
const reasons = ['geweld', 'familie', 'rechtszaak', 'geen toestemming', 'verslaving', 'strafbaar feit']
const pairs = ['Alie en Bert', 'Corrie en Dick', 'Alie en Dick', 'Ton en Corrie', 'Bert en Ina']

/** The lines of one year, in the order in which they came in. */
export function linesOf(plan: Year, cast: Dice): Line[] {
  const spread = (counts: Record<string, number>) =>
    cast.shuffled(Object.entries(counts).flatMap(([key, n]) => Array.from({ length: n }, () => key)))
  const [villages, topics, outcomes] = [spread(plan.villages), spread(plan.topics), spread(plan.outcomes)]
  const total = villages.length
  if (topics.length !== total || outcomes.length !== total) throw new Error(`${plan.year} does not add up`)
  const combined = new Set(cast.shuffled(Array.from({ length: total }, (_, at) => at)).slice(0, plan.combinations))
  const later = [...plan.later]
  const lines = outcomes.map((outcome, at) => {
    const running = outcome === 'running'
    const ends = running ? later.shift() : outcome
    const reportedOn = running
      ? dayIn(plan.year, 10, 12, cast)
      : dayIn(plan.year, 1, mediated.includes(outcome) ? 8 : 11, cast)
    const topic = topics[at] as string
    return lineOf(
      {
        village: villages[at] as string,
        topic,
        others: combined.has(at) ? [topic === 'noise' ? 'garden' : 'noise'] : [],
      },
      reportedOn,
      ends,
      running ? plan.year + 1 : plan.year,
      cast,
    )
  })
  const inOrder = lines.sort((one, other) => (one.reportedOn + one.time < other.reportedOn + other.time ? -1 : 1))
  const [toOggz] = inOrder.filter(({ referredTo }) => referredTo !== null)
  if (toOggz) toOggz.referredTo = 'OGGZ'
  const slow = inOrder.find(({ contacted, closedOn }) => contacted !== null && closedOn !== null)
  // The others are called within 23 hours; one reporter waited until just before the day was over.
  if (slow?.assigned)
    Object.assign(slow, { assigned: [slow.assigned[0], '16:20'], contacted: [addDays(slow.assigned[0], 1), '15:50'] })
  return inOrder
}

function lineOf(
  what: { village: string; topic: string; others: string[] },
  reportedOn: Day,
  outcome: string | undefined,
  endYear: number,
  cast: Dice,
): Line {
  const reporter = resident(cast, what.village)
  const number = String(Number(reporter.houseNumber) + 2)
  const line: Line = {
    ...{
      reportedOn,
      time: cast.pick(['08:45', '09:10', '09:55', '10:30', '11:15', '13:20', '14:05', '15:40']),
      via: cast.pick(['tel', 'tel', 'tel', 'mail', 'formulier', 'balie', 'partner']),
    },
    ...{
      reporter,
      neighbour: cast.roll() < 0.6 ? resident(cast, what.village) : null,
      neighbourStreet: reporter.street,
      neighbourNumber: number,
    },
    ...{
      topic: what.topic,
      others: what.others,
      suits: null,
      reason: null,
      assigned: null,
      contacted: null,
      atReporter: null,
      atNeighbour: null,
      talk: null,
    },
    ...{ closedOn: null, outcome: outcome ?? null, referredTo: null, pair: null, mark: null },
  }
  if (outcome !== undefined && !mediated.includes(outcome)) return turnedAway(line, outcome, cast)
  return mediatedBy(line, outcome, endYear, cast)
}

function turnedAway(line: Line, outcome: string, cast: Dice): Line {
  line.closedOn = workdayFrom(addDays(line.reportedOn, cast.between(2, 16)))
  if (outcome === 'unsuitable') Object.assign(line, { suits: false, reason: cast.pick(reasons) })
  if (outcome === 'referred') line.referredTo = 'maatschappelijk werk'
  return line
}

function mediatedBy(line: Line, outcome: string | undefined, endYear: number, cast: Dice): Line {
  const assignedOn = workdayFrom(addDays(line.reportedOn, cast.between(1, 4)))
  line.suits = true
  line.pair = cast.pick(pairs)
  line.assigned = [assignedOn, '16:00']
  line.contacted =
    cast.roll() < 0.5
      ? [assignedOn, cast.pick(['18:30', '19:15', '20:05'])]
      : [addDays(assignedOn, 1), cast.pick(['09:30', '10:45', '12:10', '14:55'])]
  line.atReporter = addDays(line.contacted[0], cast.between(2, 6))
  if (outcome !== 'storyEnough') line.atNeighbour = addDays(line.atReporter, cast.between(3, 9))
  if (outcome === undefined) return line
  const early = addDays(line.atNeighbour ?? line.atReporter, cast.between(10, 60))
  const least = dayFrom(endYear, 1, 13)
  line.closedOn = workdayFrom(early < least ? addDays(least, cast.between(0, 45)) : early)
  if (outcome === 'solvedTogether' || outcome === 'notSolved' || outcome === 'improved')
    line.talk = addDays(line.closedOn, -6)
  if (cast.roll() < 0.6) line.mark = cast.pick([7, 8, 8, 9, 9, 10])
  return line
}

function dayIn(year: number, firstMonth: number, lastMonth: number, cast: Dice): Day {
  for (;;) {
    const on = dayFrom(year, cast.between(firstMonth, lastMonth), cast.between(2, 28))
    if (isWorkday(on) && on < `${year}-12-15`) return on
  }
}
