import { classes } from './classes.ts'

/** One step of a process. `note` is what stands below it: "10 mrt", "voor 11 mrt 16.20". At most one step is now or late. */
export interface TrackStep {
  label: string
  state: 'done' | 'now' | 'late' | 'todo'
  note?: string | undefined
}

/**
 * A case as a line: its steps, where it stands and what waits. On a phone the line stands upright so every step can be read;
 * `compact` draws it low, for lists, with only the step where it stands in words.
 */
export function Track({ steps, compact = false }: { steps: TrackStep[]; compact?: boolean }) {
  return compact ? <CompactTrack steps={steps} /> : <FullTrack steps={steps} />
}

function FullTrack({ steps }: { steps: TrackStep[] }) {
  return (
    <div className="n-track">
      <p className="n-hidden">{whereItStands(steps)}</p>
      <ol className="n-track__line">
        {steps.map((step) => (
          <li
            key={step.label}
            className={`n-track__step n-track__step--${step.state}`}
            aria-current={isHere(step) ? 'step' : undefined}
          >
            <span className="n-track__label">
              {step.label}
              {step.state === 'done' && <span className="n-hidden">, klaar</span>}
              {step.state === 'late' && <span className="n-hidden">, te laat</span>}
            </span>
            {step.note !== undefined && <span className="n-track__note">{step.note}</span>}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The middle of dot `index` of `count`, in per cent of the width, so the drawing stretches without a script or a style. */
function at(index: number, count: number): string {
  return `${Math.round(((index + 0.5) / count) * 1000) / 10}%`
}

function CompactTrack({ steps }: { steps: TrackStep[] }) {
  const here = steps.findIndex(isHere)
  const reached = here >= 0 ? here : steps.findLastIndex((step) => step.state === 'done')
  const shown = steps[Math.max(here, 0)]
  // At an edge the words start or end at the dot instead of standing centred below it, so they never leave the drawing.
  const place = here === 0 ? 'start' : here === steps.length - 1 ? 'end' : 'middle'
  return (
    <svg className="n-mini-track" width="100%" height="36" role="img" aria-label={whereItStands(steps)}>
      <line
        x1={at(0, steps.length)}
        x2={at(steps.length - 1, steps.length)}
        y1="9"
        y2="9"
        className="n-mini-track__line"
      />
      {reached > 0 && (
        <line x1={at(0, steps.length)} x2={at(reached, steps.length)} y1="9" y2="9" className="n-mini-track__done" />
      )}
      {steps.map((step, index) => (
        <circle
          key={step.label}
          cx={at(index, steps.length)}
          cy="9"
          r={isHere(step) ? 7 : 5.5}
          className={`n-mini-track__dot n-mini-track__dot--${step.state}`}
        />
      ))}
      {here >= 0 && shown && (
        <text
          x={at(here, steps.length)}
          dx={place === 'start' ? -7 : place === 'end' ? 7 : 0}
          y="32"
          textAnchor={place}
          className={classes('n-mini-track__label', shown.state === 'late' && 'n-mini-track__label--late')}
        >
          {shown.label}
        </text>
      )}
    </svg>
  )
}

function isHere(step: TrackStep): boolean {
  return step.state === 'now' || step.state === 'late'
}

/** "Stap 3 van 7: Eerste contact, te laat, voor 11 mrt 16.20", or that all steps are done, or that none has begun. */
export function whereItStands(steps: TrackStep[]): string {
  const here = steps.findIndex(isHere)
  const step = steps[here]
  if (step) {
    return [`Stap ${here + 1} van ${steps.length}: ${step.label}`, step.state === 'late' && 'te laat', step.note]
      .filter(Boolean)
      .join(', ')
  }
  const done = steps.filter((each) => each.state === 'done').length
  if (done === steps.length) return 'Alle stappen zijn klaar'
  return done === 0 ? `Nog niet begonnen aan ${steps.length} stappen` : `${done} van ${steps.length} stappen klaar`
}
