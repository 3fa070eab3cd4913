import { roleMay, type Store } from '#access'
import { daysInWords, type KnownAbsence } from '#kernel/absence'
import type { Asker } from '#platform/asker'
import { list } from '#platform/words'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Chip, Empty, List, ListItem, Page, PostButton, Row } from '#ui'
import { page, post } from '#web/app'
import { linesOf } from '../lines.tsx'

/** Who is away or will be, and who stands in. A worker sees her own days; who leads or coordinates those of the team. */
export default page({
  path: '/afwezig',
  may: 'add absence',
  load: async ({ store, asker }) => ({
    coming: await store.absences.coming(),
    colleagues: asker.role === 'worker' ? [] : await colleaguesOf(store, asker),
  }),
  view: ({ coming, colleagues }, _form, { asker }) => (
    <Page
      title="Afwezig"
      trail={[{ to: '/mijn-account', label: 'Mijn account' }]}
      about="Wie weg is, kiest een collega die het werk zo lang doet. Waarom je weg bent, vragen we niet."
      actions={
        <>
          <ButtonLink to="/overdragen">Werk overdragen</ButtonLink>
          <ButtonLink kind="main" to={`/afwezig/nieuw/${asker.account}`}>
            Ik ben er niet
          </ButtonLink>
        </>
      }
    >
      <Card title={asker.role === 'worker' ? 'Wanneer je weg bent' : 'Wie er niet is'} bare>
        <List
          label="Wie er niet is"
          empty={
            <Empty title="Niemand is weg">
              Ga je met vakantie? Geef het hier door, dan blijft je werk niet liggen.
            </Empty>
          }
        >
          {coming.map((one) => (
            <Away key={one.id} one={one} asker={asker} />
          ))}
        </List>
      </Card>
      {colleagues.length > 0 && (
        <Card title="Is een collega er niet?">
          <Row>
            {colleagues.map(({ id, name }) => (
              <ButtonLink key={id} kind="quiet" to={`/afwezig/nieuw/${id}`}>
                {name}
              </ButtonLink>
            ))}
          </Row>
        </Card>
      )}
    </Page>
  ),
})

async function colleaguesOf(store: Store, asker: Asker) {
  const each = await Promise.all(linesOf(asker).map(({ key }) => store.accounts.workingOn(key)))
  const all = new Map(each.flat().map((one) => [one.id, one]))
  return [...all.values()].filter(
    ({ id, role }) => id !== asker.account && roleMay({ role: role as Asker['role'] }, 'add', 'absence'),
  )
}

function Away({ one, asker }: { one: KnownAbsence; asker: Asker }) {
  const now = one.startsOn <= asker.today
  return (
    <ListItem
      to={`/afwezig/${one.id}`}
      title={`${one.account === asker.account ? 'Jij' : one.name}, ${daysInWords({ from: one.startsOn, until: one.endsOn })}`}
      about={standInsInWords(one)}
      side={
        <>
          {now && <Chip tone="heather">nu weg</Chip>}
          {one.standIns.length === 0 && <Chip tone="warn">niemand vervangt</Chip>}
          <PostButton kind="quiet" action={`/afwezig/${one.id}/weg`}>
            Verwijder
          </PostButton>
        </>
      }
    />
  )
}

/** 'Daan vervangt', or each line with its own when they differ. */
function standInsInWords({ standIns }: KnownAbsence): string | undefined {
  const names = new Set(standIns.map(({ name }) => name))
  if (names.size === 0) return undefined
  if (names.size === 1) return `${[...names][0]} vervangt`
  return `${list(standIns.map(({ name, line }) => `${name} bij ${lineOf(line).name.toLowerCase()}`))} vervangen`
}

export const takeAway = post({
  path: '/afwezig/:absence/weg',
  may: 'remove absence',
  async save({ store, params }) {
    await store.absences.remove(params.absence)
    return {
      to: '/afwezig',
      say: 'Verwijderd: er staat niet meer dat iemand weg is.',
      undo: { to: `/afwezig/${params.absence}/terug` },
    }
  },
})

export const putBack = post({
  path: '/afwezig/:absence/terug',
  may: 'remove absence',
  async save({ store, params }) {
    await store.absences.restore(params.absence)
    return { to: '/afwezig', say: 'Het staat er weer.' }
  },
})
