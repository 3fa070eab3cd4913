import { roleMay, type Store } from '#access'
import type { CaseFile } from '#kernel/case'
import { nameOf } from '#kernel/person'
import { otherSidesOf, type ServiceLine } from '#kernel/service-line'
import { type Day, dayOf, fromToday } from '#platform/days'
import { NotFound } from '#platform/errors'
import { capital } from '#platform/words'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Page, Row, Soft, Stack, Track, type TrackStep } from '#ui'
import { type Definition, page } from '#web/app'
import { consentsOf, notesOf, stepsOf } from '../zaken/beside.ts'
import { householdOf, plannedInWords, stepCalled, trackOf } from '../zaken/in-words.ts'
import { openCase } from '../zaken/open.ts'

/** What is on the screen of one case while somebody sits beside it: their own side, and nothing of anybody else. */
interface Part {
  key: string
  called: string
  /** Where it stands; only where nobody else is part of that. */
  track: TrackStep[] | undefined
  steps: string[]
  talked: string[]
  agreed: string[]
}

/**
 * What one side may see of a case: what was planned with them, when they were spoken to and what came of it, and what they said may
 * be done. No words of ours, nobody else’s steps, and no other side.
 */
async function partOf(
  store: Store,
  file: CaseFile,
  side: string,
  at: { today: Day; now: Date; mayConsents: boolean },
): Promise<Part> {
  const line = lineOf(file.case.line)
  const alone = otherSidesOf(line).length === 0
  const hers = (of: string | null) => of === side || (alone && of === null)
  const [steps, notes, consents] = await Promise.all([
    stepsOf(store, file),
    notesOf(store, file),
    at.mayConsents && side === line.case.mainSide ? consentsOf(store, file) : undefined,
  ])
  return {
    key: file.case.id,
    called: line.name,
    track: alone ? trackOf(line, { ...file.case, dueAt: null }, at.now) : undefined,
    steps: steps.filter((step) => hers(step.side)).map((step) => stepInWords(step, at.today)),
    talked: notes.flatMap((note) => talkedWith(line, note, side, at.today)),
    agreed: (consents?.get(file.case.id) ?? [])
      .filter(({ withdrawnOn }) => withdrawnOn === null)
      .flatMap(({ scope, answer }) => {
        const called = line.case.consents[scope]?.called
        return called ? [`${called}: ${answer === 'yes' ? 'ja' : 'nee'}`] : []
      }),
  }
}

/** 'Bellen dinsdag 18 maart 10.00'; what we noted for ourselves beside it is left out. */
const stepInWords = (step: Parameters<typeof plannedInWords>[0] & { kind: string }, today: Day) =>
  `${capital(stepCalled(step.kind))} ${plannedInWords(step, today)}`

/** A talk that was had with this side: when, how, and what came of it. Whom nobody reached was not spoken to. */
function talkedWith(
  line: ServiceLine,
  note: { side: string | null; kind: string; result: string | null; happenedAt: Date },
  side: string,
  today: Day,
): string[] {
  const result = note.result ? line.case.results[note.result] : undefined
  if (note.side !== side || !result || result.nobody) return []
  const kind = line.case.talks[note.kind]?.called ?? note.kind
  return [`${kind} ${fromToday(dayOf(note.happenedAt), today)}: ${result.called.toLowerCase()}`]
}

/** The screen turned to whoever sits beside it. */
function Conversation({
  who,
  beside = [],
  parts,
  back,
}: {
  who: string
  /** What is planned with them outside every case. */
  beside?: readonly string[]
  parts: readonly Part[]
  back: string
}) {
  return (
    <Page title="Ons gesprek" about={who}>
      <div className="n-talk">
        <Stack>
          {parts.map((part) => (
            <Card key={part.key} title={part.called}>
              {part.track && <Track steps={part.track} />}
              <Lines title="Wat er gaat gebeuren" lines={part.steps} otherwise="Er is nog niets gepland." />
              <Lines title="Wat we bespraken" lines={part.talked} />
              <Lines title="Wat we afspraken" lines={part.agreed} />
            </Card>
          ))}
          {beside.length > 0 && (
            <Card title="Gepland">
              <Lines title="Wat er gaat gebeuren" lines={beside} />
            </Card>
          )}
          {parts.length === 0 && beside.length === 0 && <Soft>Er loopt nu niets.</Soft>}
        </Stack>
      </div>
      <Row>
        <ButtonLink to={back} shortcut="Escape">
          Sluit de gespreksstand (Esc)
        </ButtonLink>
      </Row>
    </Page>
  )
}

function Lines({ title, lines, otherwise }: { title: string; lines: readonly string[]; otherwise?: string }) {
  if (lines.length === 0 && otherwise === undefined) return null
  return (
    <div>
      <h3 className="utrecht-heading-3">{title}</h3>
      {lines.length === 0 ? (
        <p>{otherwise}</p>
      ) : (
        <ul className="n-stack n-stack--tight">
          {lines.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

const mayConsents = (asker: Parameters<typeof roleMay>[0]) => roleMay(asker, 'read', 'consent')

/** Of somebody: all that runs for them, as far as the reader may see it. */
const ofPerson = page({
  path: '/mensen/:personId/gesprek',
  may: 'read case',
  alone: true,
  async load({ store, asker, params }) {
    const { person } = await store.people.file(await store.people.nowUnder(params.personId))
    const running = (await store.cases.ofPerson(person.id)).filter(({ closedOn }) => closedOn === null)
    const once = [...new Map(running.map((one) => [one.id, one])).values()]
    const at = { today: asker.today, now: asker.now, mayConsents: mayConsents(asker) }
    const beside = await store.nextSteps.ofPerson(person.id)
    return {
      person,
      beside: beside.map((step) => stepInWords(step, asker.today)),
      parts: await Promise.all(once.map(async (one) => partOf(store, await store.cases.file(one.id), one.side, at))),
    }
  },
  view: ({ person, beside, parts }) => (
    <Conversation who={nameOf(person)} beside={beside} parts={parts} back={`/mensen/${person.id}`} />
  ),
})

/** Of one household in one case; it need not have a name. */
const ofHousehold = page({
  path: '/zaken/:caseId/gesprek/:household',
  may: 'read case',
  alone: true,
  async load(ctx) {
    const { store, asker, params } = ctx
    const { file, line } = await openCase(ctx, 'read')
    const household = file.sides.find(({ id }) => id === params.household)
    if (!household) throw new NotFound()
    const [person] = await store.people.byKeys(household.person ? [household.person] : [])
    const at = { today: asker.today, now: asker.now, mayConsents: mayConsents(asker) }
    return {
      who: person ? nameOf(person) : householdOf(household),
      parts: [await partOf(store, file, household.side, at)],
      back: `${line.path}/${file.case.id}`,
    }
  },
  view: ({ who, parts, back }) => <Conversation who={who} parts={parts} back={back} />,
})

export const pages: readonly Definition[] = [ofPerson, ofHousehold]
