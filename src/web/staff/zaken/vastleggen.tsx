import type { Case, CaseSide } from '#kernel/case'
import { stepKinds } from '#kernel/next-step'
import type { CaseDeclaration, ServiceLine } from '#kernel/service-line'
import { clockTimeOf, type Day, momentOf, timeOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import { choice, day, long, text, time } from '#platform/fields'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { openCase, trailTo } from './open.ts'

const together = 'together'

/** A talk in three taps: with whom, how, and how it went. It moves the case by itself; words and a next step may follow. */
export default page({
  path: '/zaken/:caseId/vastleggen',
  may: 'add note',
  load: (ctx) => openCase(ctx, 'add', 'note'),
  form: ({ line }, { asker }) => ({
    who: choice('Met wie?', withWhom(line), { whenEmpty: 'Kies met wie het gesprek was.' }),
    kind: choice('Hoe?', talksApart(line.case), { whenEmpty: 'Kies hoe jullie elkaar spraken.' }),
    result: choice(
      'Hoe ging het?',
      Object.fromEntries(Object.entries(line.case.results).map(([key, one]) => [key, one.called])),
      { whenEmpty: 'Kies hoe het ging.' },
    ),
    on: day('Op welke dag?', { latest: asker.today }),
    at: time('Hoe laat?'),
    words: long('Wil je er iets bij schrijven?', {
      optional: true,
      private: true,
      hint: 'Een verhaal hoef je niet op te schrijven.',
    }),
    nextKind: choice('Wat is de volgende stap?', stepKinds, { optional: true }),
    nextOn: day('Wanneer?', { optional: true }),
    nextAt: time('Hoe laat?', { optional: true }),
    nextPlace: text('Waar?', { optional: true, maxLength: 120 }),
  }),
  values: ({ file, line }, { asker }) => ({
    ...expected(file.case, line),
    on: asker.today,
    at: clockTimeOf(asker.now),
  }),
  async save({ store, asker, params }, { file, line }, input) {
    const at = talkMoment(input.on, input.at, asker.now)
    const next = nextOf(input)
    const talk = talkOf(line.case, input)
    const { id } = file.case
    await store.notes.add({
      caseId: id,
      person: null,
      line: line.key,
      happenedAt: at,
      words: input.words ?? '',
      ...talk,
    })
    const moved = await store.cases.talked(id, line, { ...talk, at })
    if (next)
      await store.nextSteps.add({
        caseId: id,
        person: null,
        line: line.key,
        side: talk.side,
        waitsFor: 'us',
        about: null,
        owner: asker.account,
        doneAt: null,
        ...next,
      })
    const further = moved.phase === file.case.phase ? '' : ` De stap is nu: ${line.case.phases[moved.phase]?.called}.`
    return {
      to: `${line.path}/${params.caseId}`,
      say: `Het gesprek is vastgelegd.${further}${mustStillBeTold(line, file.sides, talk)}`,
    }
  },
  view: (loaded, form, { asker }) => (
    <Page title="Gesprek vastleggen" trail={trailTo(loaded)}>
      <Form
        {...form}
        button="Vastleggen"
        cancelTo={`${loaded.line.path}/${loaded.file.case.id}`}
        layout={[
          'who',
          'kind',
          'result',
          {
            legend: `Vandaag, ${timeOf(asker.now).replace(/^0/, '')} uur. Was het eerder?`,
            folded: true,
            fields: [['on', 'at']],
          },
          { legend: 'Iets erbij schrijven', folded: true, fields: ['words'] },
          { legend: 'Volgende afspraak', folded: true, fields: ['nextKind', ['nextOn', 'nextAt'], 'nextPlace'] },
        ]}
      />
    </Page>
  ),
})

/** With whom a talk can be: each side, or all together where the line knows such a talk. */
function withWhom(line: ServiceLine): Record<string, string> {
  const sides = Object.fromEntries(Object.entries(line.case.sides).map(([key, side]) => [key, side.called]))
  return jointTalk(line.case) ? { ...sides, [together]: 'Allebei samen' } : sides
}

function talksApart(declared: CaseDeclaration): Record<string, string> {
  return Object.fromEntries(
    Object.entries(declared.talks)
      .filter(([, talk]) => talk.withSide)
      .map(([key, talk]) => [key, talk.called]),
  )
}

/** A reminder for who spoke with a side that does not know yet what is kept about it; nothing when nobody was reached. */
export function mustStillBeTold(
  line: ServiceLine,
  sides: readonly Pick<CaseSide, 'side' | 'informedOn'>[],
  talk: { side: string | null; result: string },
): string {
  const side = talk.side ? line.case.sides[talk.side] : undefined
  const untold = sides.some((one) => one.side === talk.side && one.informedOn === null)
  if (!side?.mustBeInformed || !untold || line.case.results[talk.result]?.nobody) return ''
  return ` Weet ${side.inText} nu wat je bewaart? Kies dan ‘Is ingelicht’.`
}

/** The kind of talk with all sides together: it has no side, and brings a case further. */
export function jointTalk(declared: CaseDeclaration): string | undefined {
  return Object.keys(declared.talks).find(
    (key) => !declared.talks[key]?.withSide && declared.reaches.some((rule) => rule.kind.includes(key)),
  )
}

/** What the next talk will most likely be: the way to the next step on the line. */
export function expected(one: Pick<Case, 'phase'>, line: ServiceLine): { who?: string; kind: string } {
  const phases = Object.keys(line.case.phases)
  const next = phases[phases.indexOf(one.phase) + 1]
  const rule = line.case.reaches.find((each) => each.phase === next)
  const apart = Object.keys(talksApart(line.case))
  const kind = rule?.kind.find((each) => apart.includes(each)) ?? (apart[0] as string)
  if (rule?.kind[0] === jointTalk(line.case)) return { who: together, kind }
  return rule?.side ? { who: rule.side, kind } : { kind }
}

/** What was said about the talk, as it is kept. Who sat together had one kind of talk, whatever stands at 'how'. */
export function talkOf(
  declared: CaseDeclaration,
  { who, kind, result }: { who: string; kind: string; result: string },
) {
  const joint = jointTalk(declared)
  return who === together && joint ? { kind: joint, side: null, result } : { kind, side: who, result }
}

/** The moment of a talk. @throws Invalid for one that is still to come: that is a next step */
export function talkMoment(on: Day, at: string, now: Date): Date {
  const moment = momentOf(on, at)
  if (moment.getTime() > now.getTime() + 60_000)
    throw new Invalid({ at: 'Dat moment moet nog komen. Plan het als volgende stap, of kies een eerder moment.' })
  return moment
}

/** The next appointment, when one was made. @throws Invalid when only half of it was filled in */
export function nextOf({
  nextKind,
  nextOn,
  nextAt,
  nextPlace,
}: {
  nextKind: string | null
  nextOn: Day | null
  nextAt: string | null
  nextPlace: string | null
}) {
  if (!nextKind && !nextOn && !nextAt && !nextPlace) return undefined
  if (!nextKind)
    throw new Invalid({
      nextKind: `Kies wat de volgende stap is: ${Object.values(stepKinds)
        .map((kind) => kind.toLowerCase())
        .join(', ')}.`,
    })
  if (!nextOn) throw new Invalid({ nextOn: 'Kies op welke dag, bijvoorbeeld 14-3-2025.' })
  return { kind: nextKind, onDay: nextOn, atTime: nextAt, place: nextPlace }
}
