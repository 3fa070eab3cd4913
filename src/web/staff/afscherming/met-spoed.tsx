import { roleMay, type Store } from '#access'
import type { Asker } from '#platform/asker'
import { timeOf } from '#platform/days'
import { long, text } from '#platform/fields'
import { Card, Form, List, ListItem, Notice, Page, PostButton } from '#ui'
import { page, post } from '#web/app'
import { clockTime, momentShortly } from '../zaken/in-words.ts'

const key = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

/** Opens a closed file in need: with a reason, for a while, and told to who does it and who coordinates. */
export const inNeed = page({
  path: '/met-spoed',
  may: 'add opening',
  form: () => ({
    number: text('Welk dossier?', {
      maxLength: 200,
      private: true,
      autocomplete: 'off',
      hint: 'Het nummer, of het adres van de pagina die voor je dicht was.',
    }),
    reason: long('Waarom moet je het nu zien?', {
      private: true,
      maxLength: 1000,
      hint: 'Wat is er aan de hand, en waarom kan het niet wachten tot de collega er is? Schrijf geen namen op.',
    }),
  }),
  async save({ store, asker }, _loaded, { number, reason }) {
    const id = key.exec(number)?.[0]?.toLowerCase()
    const opened = await store.openings.open(id ? { id } : { number: number.trim().toUpperCase() }, reason)
    // The refusal is written down, so it must not be taken back with the form.
    if (!opened)
      return {
        problems: {
          number: 'Dit kan hier niet: zo’n dossier is er niet, of het mag ook met spoed niet open. Bel de coördinator.',
        },
      }
    const until = new Date(asker.now.getTime() + 60 * 60_000)
    return {
      to: `/zaken/${opened}`,
      say: `Je mag dit dossier lezen, in elk geval tot ongeveer ${clockTime(timeOf(until))} uur. De collega en de coördinator zien dat jij het opende.`,
      tone: 'warn',
    }
  },
  view: (_loaded, form) => (
    <Page
      title="Met spoed openen"
      about="Is een dossier dicht en kan het niet wachten? Dan mag je het een uur lezen. Wijzigen kun je er niets in."
    >
      <Card>
        <Notice title="Dit ziet een ander">
          <p>
            Wie het dossier doet en de coördinator zien wie het opende en waarom. Elke keer dat je kijkt, staat in het
            logboek. Je eigen dossier en dat van familie of bekenden gaat zo niet open.
          </p>
        </Notice>
        <Form {...form} button="Open het dossier" cancelTo="/" />
      </Card>
    </Page>
  ),
})

/** What a colleague opened of mine, for the start page. */
export const openedOfMine = (store: Store, asker: Asker) =>
  roleMay(asker, 'read', 'opening') ? store.openings.toTell() : []

/** A colleague opened a file in need: told once to who does it or who coordinates. */
export function OpenedCard({
  opened,
  today,
}: {
  opened: Awaited<ReturnType<Store['openings']['toTell']>>
  today: Asker['today']
}) {
  if (opened.length === 0) return null
  return (
    <Card title="Met spoed geopend" bare>
      <List label="Dossiers die een collega met spoed opende">
        {opened.map((one) => (
          <ListItem
            key={one.id}
            to={`/zaken/${one.caseId}`}
            title={`${one.accountName} opende nummer ${one.number}`}
            about={`${momentShortly(one.addedAt, today)} · ${one.reason}`}
            side={<PostButton action={`/met-spoed/${one.id}/gezien`}>Gezien</PostButton>}
          />
        ))}
      </List>
    </Card>
  )
}

export const seen = post({
  path: '/met-spoed/:openingId/gezien',
  may: 'read opening',
  async save({ store, params }) {
    await store.openings.told(params.openingId)
    return { to: '/', say: 'Vastgelegd dat je dit zag.' }
  },
})
