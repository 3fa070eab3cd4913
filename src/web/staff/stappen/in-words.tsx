import type { ReactNode } from 'react'
import { canBeMissed, missedCalled, type NextStep, type PlacedStep } from '#kernel/next-step'
import { nameOf } from '#kernel/person'
import type { ServiceLine } from '#kernel/service-line'
import { type Asker, forWhom } from '#platform/asker'
import { addDays } from '#platform/days'
import { capital, withArticle } from '#platform/words'
import { lineOf } from '#service-lines'
import { ButtonLink, Chip, ListItem, PostButton, Row } from '#ui'
import { plannedInWords, seenIn, stepCalled } from '../zaken/in-words.ts'

/** A page to which somebody goes back after a deed on a step. */
export type From = 'vandaag' | 'stappen' | undefined

/** Where a step stands: in its case, or with its person. */
export const placeOfStep = (step: Pick<NextStep, 'caseId' | 'person' | 'line'>): string =>
  step.caseId ? `${lineOf(step.line).path}/${step.caseId}` : `/mensen/${step.person}`

/** With whom it is: 'de melder', a helper by name, or who it is about. */
export function withWhomInWords(
  step: Pick<NextStep, 'side' | 'line'> & Partial<PlacedStep>,
  line: ServiceLine,
): string | undefined {
  if (step.helperName) return step.helperName
  if (step.familyName)
    return nameOf({ givenName: step.givenName ?? null, infix: step.infix ?? null, familyName: step.familyName })
  return step.side ? line.case.sides[step.side]?.inText : undefined
}

/** For whom it waits when not for us: 'wacht op de buur'. */
export function waitsInWords({ waitsFor }: Pick<NextStep, 'waitsFor'>, line: ServiceLine): string | undefined {
  if (waitsFor === 'us') return undefined
  if (waitsFor === 'helpers')
    return (
      line.match &&
      `wacht op ${line.match.helpers > 1 ? `de ${line.match.helper.many}` : withArticle(line.match.helper)}`
    )
  const side = line.case.sides[waitsFor]?.inText
  return side && `wacht op ${side}`
}

/** A step as one line away from its case, with what can be done about it in one tap. */
export function StepLine({
  step,
  asker,
  from,
  works = true,
}: {
  step: PlacedStep
  asker: Asker
  from: From
  works?: boolean
}) {
  const line = seenIn(lineOf(step.line), step)
  const topic = step.mainTopic ? line.case.topics[step.mainTopic] : undefined
  const stood = forWhom(asker, step)
  const about = [
    withWhomInWords(step, line),
    [topic, step.street].filter(Boolean).join(', '),
    step.villageName,
    waitsInWords(step, line),
    step.about,
    works ? stood && `voor ${stood.name}` : (step.ownerName ?? 'bij niemand'),
  ]
  return (
    <ListItem
      to={placeOfStep(step)}
      title={`${capital(stepCalled(step.kind))} ${plannedInWords(step, asker.today)}`}
      about={about.filter(Boolean).join(' · ') || undefined}
      {...deedsAt(step, asker.today, works, from)}
    />
  )
}

/** Where the deeds stand: beside a step to come; below one that is there or passed, for then there are more of them. */
export function deedsAt(
  step: Pick<NextStep, 'id' | 'kind' | 'onDay'>,
  today: NextStep['onDay'],
  works: boolean,
  from: From,
): { side?: ReactNode; children?: ReactNode } {
  const deeds = works ? <StepDeeds step={step} today={today} from={from} /> : undefined
  if (step.onDay > today) return { side: deeds }
  return {
    ...(step.onDay < today ? { side: <Chip tone="warn">dag is voorbij</Chip> } : {}),
    ...(deeds ? { children: <Row>{deeds}</Row> } : {}),
  }
}

/** One tap each: it happened, nobody was there, another day. */
export function StepDeeds({
  step,
  today,
  from,
}: {
  step: Pick<NextStep, 'id' | 'kind' | 'onDay'>
  today: NextStep['onDay']
  from: From
}) {
  const here = `/stap/${step.id}`
  const hidden = { terug: from ?? '' }
  const near = step.onDay <= addDays(today, 1)
  return (
    <>
      <PostButton action={`${here}/gedaan`} hidden={hidden}>
        Gedaan
      </PostButton>
      {near && canBeMissed(step.kind) && step.onDay <= today && (
        <PostButton kind="quiet" action={`${here}/niet-verschenen`} hidden={hidden}>
          {missedCalled(step.kind)}
        </PostButton>
      )}
      {step.onDay < today && (
        <PostButton kind="quiet" action={`${here}/morgen`} hidden={hidden}>
          Morgen
        </PostButton>
      )}
      <ButtonLink kind="quiet" to={`${here}/dag${from ? `?terug=${from}` : ''}`}>
        Andere dag
      </ButtonLink>
    </>
  )
}
