import { type Case, mustBeTold, type PlacedSide } from '#kernel/case'
import { mustBeComplete } from '#kernel/match'
import { stepKinds } from '#kernel/next-step'
import type { CaseDeclaration, ServiceLine } from '#kernel/service-line'
import { clockTimeOf, type Day, momentOf, timeOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import { choice, day, type Field, long, several, text, time } from '#platform/fields'
import { list } from '#platform/words'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { openCase, trailTo } from './open.ts'
import { asPlanned, planNext, plannedStep } from './planned-step.ts'

/** A talk in three taps: with whom, how, and how it went. It moves the case by itself; words and a next step may follow. */
export default page({
  path: '/zaken/:caseId/vastleggen',
  may: 'add note',
  async load(ctx) {
    const opened = await openCase(ctx, 'add', 'note')
    return { ...opened, step: await plannedStep(ctx, opened) }
  },
  form: ({ line, file }, { asker }) => ({
    ...askedWhom(line),
    kind: choice('Hoe?', talksApart(line.case), { whenEmpty: 'Kies hoe jullie elkaar spraken.' }),
    result: choice(
      'Hoe ging het?',
      Object.fromEntries(Object.entries(line.case.results).map(([key, one]) => [key, one.called])),
      { whenEmpty: 'Kies hoe het ging.' },
    ),
    ...askedTold(line, file.sides),
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
  values: ({ file, line, step }, { asker }) => ({
    ...expected(file.case, line),
    on: asker.today,
    at: clockTimeOf(asker.now),
    ...asPlanned(step, talksApart(line.case), asker.now),
  }),
  async save({ store, asker, params }, { file, line, step }, input) {
    const at = talkMoment(input.on, input.at, asker.now)
    const next = nextOf(input)
    if (next) mayBePlanned(line, file.case, next.kind)
    const talk = talkOf(line.case, input)
    const { id } = file.case
    const note = await store.notes.add({
      caseId: id,
      person: null,
      line: line.key,
      happenedAt: at,
      words: input.words ?? '',
      ...talk,
    })
    if (step) await store.nextSteps.endedBy(step.id, note.id)
    const moved = await store.cases.talked(id, line, { ...talk, at })
    const told = input.told?.includes('yes') ? toTell(line, file.sides, talk) : []
    for (const one of told) await store.cases.informed(one.id, input.on)
    if (next)
      await planNext(store, {
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
      say: `Het gesprek is vastgelegd.${further}${told.length > 0 ? '' : mustStillBeTold(line, file.sides, talk)}`,
    }
  },
  view: (loaded, form, { asker }) => (
    <Page title="Gesprek vastleggen" trail={trailTo(loaded)}>
      <Form
        {...form}
        button="Vastleggen"
        cancelTo={`${loaded.line.path}/${loaded.file.case.id}`}
        layout={[
          ...('who' in form.fields ? ['who'] : []),
          'kind',
          'result',
          ...('told' in form.fields ? ['told'] : []),
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

/** With whom the talk was, where that is a question: with one side and nobody else there is nothing to choose. */
function askedWhom(line: ServiceLine): { who: Field<string | undefined> } {
  const answers = withWhom(line)
  const asked =
    Object.keys(answers).length > 1
      ? { who: choice('Met wie?', answers, { whenEmpty: 'Kies met wie het gesprek was.' }) }
      : {}
  return asked as { who: Field<string | undefined> }
}

/** With whom a talk can be: each side, and whoever the line names for a talk that is with none of them: all together, a helper. */
function withWhom({ case: { sides, talks } }: Pick<ServiceLine, 'case'>): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(sides).map(([key, side]) => [key, side.called])),
    ...Object.fromEntries(Object.entries(talks).flatMap(([key, { withWhom }]) => (withWhom ? [[key, withWhom]] : []))),
  }
}

function talksApart(declared: CaseDeclaration): Record<string, string> {
  return Object.fromEntries(
    Object.entries(declared.talks)
      .filter(([, talk]) => talk.withSide)
      .map(([key, talk]) => [key, talk.called]),
  )
}

/** Asked while somebody must still be told what is kept about them: at the first contact, so here. */
function askedTold(line: ServiceLine, sides: readonly PlacedSide[]): { told: Field<'yes'[] | undefined> } {
  const waiting = Object.entries(line.case.sides).filter(([key]) =>
    sides.some((one) => one.side === key && mustBeTold(line, one)),
  )
  const asked =
    waiting.length > 0
      ? {
          told: several(
            'Heb je verteld wat je bewaart?',
            { yes: `Ja, ${list(waiting.map(([, side]) => side.inText))} weet dat nu` },
            { optional: true },
          ),
        }
      : {}
  return asked as { told: Field<'yes'[] | undefined> }
}

/** The households that were spoken to and do not know yet what is kept about them; none when nobody was reached. */
function toTell<One extends Pick<PlacedSide, 'side' | 'reportedAs' | 'informedOn'>>(
  line: ServiceLine,
  sides: readonly One[],
  talk: { side: string | null; result: string },
): One[] {
  if (line.case.results[talk.result]?.nobody) return []
  // Who sat together was spoken to on every side.
  return sides.filter((one) => (talk.side === null || one.side === talk.side) && mustBeTold(line, one))
}

/** A reminder for who spoke with a side that does not know yet what is kept about it; nothing when nobody was reached. */
export function mustStillBeTold(
  line: ServiceLine,
  sides: readonly Pick<PlacedSide, 'side' | 'reportedAs' | 'informedOn'>[],
  talk: { side: string | null; result: string },
): string {
  const side = talk.side ? line.case.sides[talk.side] : undefined
  if (!side || toTell(line, sides, talk).length === 0) return ''
  return ` Weet ${side.inText} nu wat je bewaart? Kies dan ‘Is ingelicht’.`
}

/** What the next talk will most likely be: the way to the next step on the line. */
export function expected(one: Pick<Case, 'phase'>, line: ServiceLine): { who?: string; kind: string } {
  const phases = Object.keys(line.case.phases)
  const next = phases[phases.indexOf(one.phase) + 1]
  const rule = line.case.reaches.find((each) => each.phase === next)
  const apart = Object.keys(talksApart(line.case))
  const kind = rule?.kind.find((each) => apart.includes(each)) ?? (apart[0] as string)
  const first = rule?.kind[0]
  if (first && line.case.talks[first]?.withWhom) return { who: first, kind }
  return rule?.side ? { who: rule.side, kind } : { kind }
}

/**
 * What was said about the talk, as it is kept. Who sat together had one kind of talk, whatever stands at 'how'; where a talk can be with
 * one side alone, with whom is not asked.
 */
export function talkOf(
  { talks, mainSide }: CaseDeclaration,
  { who = mainSide, kind, result }: { who?: string | undefined; kind: string; result: string },
) {
  return talks[who]?.withWhom ? { kind: who, side: null, result } : { kind, side: who, result }
}

/** The moment of a talk. @throws Invalid for one that is still to come: that is a next step */
export function talkMoment(on: Day, at: string, now: Date): Date {
  const moment = momentOf(on, at)
  if (moment.getTime() > now.getTime() + 60_000)
    throw new Invalid({ at: 'Dat moment moet nog komen. Plan het als volgende stap, of kies een eerder moment.' })
  return moment
}

/** The same rule as for a step that is planned by itself, told at the field of this form. @throws Invalid */
function mayBePlanned(line: ServiceLine, one: Pick<Case, 'seeks'>, kind: string): void {
  try {
    mustBeComplete(line, one, kind)
  } catch (problem) {
    throw problem instanceof Invalid ? new Invalid({ nextKind: problem.message }) : problem
  }
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
