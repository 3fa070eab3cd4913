import { Notice } from '#ui'

/** Something is known that she must hear first. What it is stays off her phone. */
export function CallFirst() {
  return (
    <Notice kind="warn" title="Bel eerst de coördinator">
      <p>Bel je coördinator voordat je belt of erheen gaat.</p>
    </Notice>
  )
}
