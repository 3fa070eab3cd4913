import type { Task, Work } from '#exchange/imports'
import { counted, number } from '#platform/words'
import { ButtonLink, Card, Row, Soft } from '#ui'
import { row } from './shared.ts'

const doing: Record<Task, string> = {
  look: 'We kijken wat er in het bestand staat',
  rehearse: 'De proef loopt',
  take: 'We lezen in',
  'look back': 'We kijken wat er weg zou gaan',
  undo: 'We halen het weg',
}

/** Work that goes on: how far it is. With a script the page looks by itself; without, a button does. */
export function Progress({ work, here }: { work: Work; here: string }) {
  const { task, rowsDone, rowsOf, begunAt } = work
  const said =
    begunAt === null
      ? 'Het wacht op zijn beurt: er is nog ander werk bezig.'
      : rowsOf === 0
        ? 'Dat duurt meestal een paar seconden.'
        : `${number(rowsDone)} van ${counted(rowsOf, row)}.`
  return (
    <naober-progress>
      <Card title={doing[task]}>
        <progress
          className="n-progress"
          aria-label={doing[task]}
          max={rowsOf === 0 ? undefined : rowsOf}
          value={rowsOf === 0 ? undefined : rowsDone}
        />
        <p role="status">{said}</p>
        <Row>
          <ButtonLink to={here}>Kijk of het klaar is</ButtonLink>
        </Row>
        <Soft>Je mag deze pagina verlaten: het gaat door, en je vindt het terug onder Inlezen.</Soft>
      </Card>
    </naober-progress>
  )
}
