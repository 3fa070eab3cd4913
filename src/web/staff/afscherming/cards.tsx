import { roleMay, type Store } from '#access'
import type { HiddenPlace, Warning } from '#kernel/shielding'
import type { Asker } from '#platform/asker'
import { type Day, dayOf } from '#platform/days'
import { together } from '#platform/together'
import { ButtonLink, Card, Notice, PostButton, Row, Soft } from '#ui'
import { dayInWords } from '../zaken/in-words.ts'

/** What is shielded and dangerous around somebody, as far as the asker may know it. */
export const shieldingOf = (store: Store, person: string) =>
  together({ places: store.shields.placesOf(person), warnings: store.safety.of([person]) })

/** Facts to know before going there. They stand above the address, wherever that is shown. */
export function SafetyNotice({
  warnings,
  today,
  mayEnd = false,
}: {
  warnings: readonly Pick<Warning, 'id' | 'facts' | 'authorName' | 'addedAt' | 'validUntil' | 'person'>[]
  today: Day
  mayEnd?: boolean
}) {
  const once = [...new Map(warnings.map((one) => [one.id, one])).values()]
  return once.map((one) => (
    <Notice key={one.id} kind="warn" title="Lees dit voor je gaat of belt">
      <p>{one.facts}</p>
      <Soft small>
        {one.authorName ?? 'Naober'}, {dayInWords(dayOf(one.addedAt), today)}. Geldt tot{' '}
        {dayInWords(one.validUntil, today)}.
      </Soft>
      {mayEnd && (
        <Row>
          <PostButton kind="quiet" action={`/mensen/${one.person}/veiligheid/${one.id}/voorbij`}>
            Dit geldt niet meer
          </PostButton>
        </Row>
      )}
    </Notice>
  ))
}

/** The shielded addresses themselves, for who is named: nobody else gets this card. */
export function HiddenPlaces({ places }: { places: readonly HiddenPlace[] }) {
  const shown = places.filter(({ current }) => current)
  if (shown.length === 0) return null
  return (
    <Card title="Afgeschermd adres" side={<Soft small>jij mag dit zien</Soft>}>
      {[...new Set(shown.map(({ place }) => place))].map((place) => (
        <p key={place}>
          <strong>{place}</strong>
        </p>
      ))}
      <Soft small>Collega’s zien hier: adres is afgeschermd. Noem het adres niet in een notitie of een bericht.</Soft>
    </Card>
  )
}

/** What can be done about who sees somebody, quiet at the end of the page. */
export function ShieldingDeeds({ asker, person }: { asker: Asker; person: string }) {
  const here = `/mensen/${person}`
  const deeds = [
    roleMay(asker, 'change', 'person') && { to: 'veiligheid', label: 'Veiligheid melden' },
    roleMay(asker, 'add', 'shield') && { to: 'afscherming', label: 'Afschermen' },
    roleMay(asker, 'change', 'file-link') && { to: 'dicht-voor', label: 'Dicht voor een collega' },
    roleMay(asker, 'read', 'shield') && { to: 'wie', label: 'Wie mag dit zien, en waarom?' },
    roleMay(asker, 'add', 'file-link') && { to: 'bekende', label: 'Dit is familie of een bekende van mij' },
  ].filter((one) => one !== false)
  if (deeds.length === 0) return null
  return (
    <Card title="Wie mag dit zien?">
      <Row>
        {deeds.map(({ to, label }) => (
          <ButtonLink key={to} kind="quiet" to={`${here}/${to}`}>
            {label}
          </ButtonLink>
        ))}
      </Row>
    </Card>
  )
}
