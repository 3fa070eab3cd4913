import { roleMay, type Store } from '#access'
import type { Asker } from '#platform/asker'
import { type Day, inWords } from '#platform/days'
import { Notice } from '#ui'
import { linesOf } from '../lines.tsx'

/** Whether something at the end of its term waits for the asker. */
export const endingsWait = (store: Store, asker: Asker): Promise<boolean> | false =>
  roleMay(asker, 'add', 'ending') && store.endings.anythingWaits(linesOf(asker))

/** On the start page: a line, when something waits. */
export function EndingsLine({ waits }: { waits: boolean }) {
  if (!waits) return null
  return (
    <Notice title="Er is iets aan het einde van de bewaartermijn">
      <a href="/bewaartermijn">Kijk wat weg mag</a>, of zeg waarom het blijft.
    </Notice>
  )
}

/** On the page of a case that was destroyed: why there is so little left. */
export function DestroyedNotice({ on, called }: { on: Day | null; called: string }) {
  if (on === null) return null
  return (
    <Notice title={`Deze ${called} is vernietigd op ${inWords(on)}`}>
      Alleen wat voor de cijfers telt, is er nog. Namen, adressen, woorden en documenten zijn weg.
    </Notice>
  )
}
