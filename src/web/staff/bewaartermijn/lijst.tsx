import { type Due, type DuePlace, holdReasons, termOf, termStarts } from '#kernel/ending'
import type { Asker } from '#platform/asker'
import { inWords, isDay } from '#platform/days'
import { Invalid } from '#platform/errors'
import { isKey } from '#platform/ids'
import { counted } from '#platform/words'
import { lineOf } from '#service-lines'
import { Card, Chip, Empty, List, ListItem, Notice, Page, Pager, PostButton } from '#ui'
import { page, post } from '#web/app'
import { casesCalled, linesOf } from '../lines.tsx'

export const here = '/bewaartermijn'
export const title = 'Aan het einde van de bewaartermijn'
const perPage = 25

/** Cases over their term: who coordinates the line says of each whether it may go, or why it stays. */
export const list = page({
  path: here,
  may: 'add ending',
  async load({ store, asker, query }) {
    const lines = linesOf(asker)
    const after = placeFrom(query.get('na'))
    const { rows, next } = await store.endings.due(lines, { after, limit: perPage })
    return { rows, next, after, held: await store.endings.held(lines) }
  },
  view: ({ rows, next, after, held }, _form, { asker }) => {
    const ready = rows.filter(({ said, ends }) => !said && ends.may)
    return (
      <Page
        title={title}
        about="Zeg wat weg mag. Dat gebeurt in de nacht na vandaag. Tot dan kun je het terugnemen, daarna nooit meer."
        actions={
          ready.length > 1 && (
            <PostButton action={`${here}/mag-weg`} hidden={{ zaken: ready.map(({ id }) => id).join('~') }}>
              {`Deze ${counted(ready.length, casesCalled(asker))} mogen weg`}
            </PostButton>
          )
        }
      >
        <Terms asker={asker} />
        <Card bare>
          <List
            label={title}
            empty={<Empty title="Niets wacht op je">Alles wat er staat, moet nog bewaard worden.</Empty>}
          >
            {rows.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </List>
        </Card>
        <Pager previous={after && here} next={next && `${here}?na=${encodeURIComponent(next.join('~'))}`} />
        {held.length > 0 && (
          <Card title="Blijft langer" bare>
            <List label="Wat langer blijft">
              {held.map((one) => (
                <Held key={one.id} one={one} />
              ))}
            </List>
          </Card>
        )}
      </Page>
    )
  },
})

/** How long each line keeps, and on which ground. */
function Terms({ asker }: { asker: Asker }) {
  return (
    <Notice title="Hoe lang we bewaren">
      {linesOf(asker)
        .map((line) => {
          const { years, from } = termOf(line, asker.settings, asker.today)
          return `${line.name}: ${years} jaar ${termStarts[from]}.`
        })
        .join(' ')}{' '}
      Wie beheert, verandert dat bij Instellingen.
    </Notice>
  )
}

const called = ({ number, mainTopic, line }: Due): string =>
  [`Nummer ${number}`, ...(mainTopic ? [lineOf(line).case.topics[mainTopic] ?? mainTopic] : [])].join(' · ')

function Line({ one }: { one: Due }) {
  const when = `Afgesloten op ${inWords(one.closedOn)}, bewaard tot ${inWords(one.keptUntil)}.`
  const along = one.ends.may && one.ends.along.length > 0 ? ' Alles van dezelfde persoon gaat samen weg.' : ''
  return (
    <ListItem
      to={`${lineOf(one.line).path}/${one.id}`}
      title={called(one)}
      about={`${when}${one.ends.may ? along : ` ${one.ends.because}`}`}
      side={
        one.said ? (
          <>
            <Chip tone="warn">gaat vannacht weg</Chip>
            <PostButton action={`${here}/${one.said.id}/terug`}>Toch niet</PostButton>
          </>
        ) : (
          <>
            {one.ends.may && (
              <PostButton action={`${here}/mag-weg`} hidden={{ zaken: one.id }}>
                Mag weg
              </PostButton>
            )}
            <a href={`${here}/${one.id}/langer`}>Langer bewaren</a>
          </>
        )
      }
    />
  )
}

function Held({ one }: { one: Due }) {
  const { said } = one
  if (!said?.reason || !said.holdUntil) return null
  return (
    <ListItem
      to={`${lineOf(one.line).path}/${one.id}`}
      title={called(one)}
      about={`${holdReasons[said.reason]}. Blijft tot ${inWords(said.holdUntil)}${said.by ? `, zegt ${said.by}` : ''}.`}
      side={<PostButton action={`${here}/${said.id}/terug`}>Hoeft niet meer</PostButton>}
    />
  )
}

/** A place in the list, 'day~key', when it is one. */
function placeFrom(text: string | null): DuePlace | undefined {
  const [on, key, more] = (text ?? '').split('~')
  return more === undefined && isDay(on) && isKey(key) ? [on, key] : undefined
}

export const free = post({
  path: `${here}/mag-weg`,
  may: 'add ending',
  async save({ store, asker }, form) {
    const ids = (form.get('zaken') ?? '').split('~').filter(isKey).slice(0, perPage)
    try {
      const said = ids.length === 0 ? 0 : await store.endings.free(linesOf(asker), ids)
      const what = counted(said, casesCalled(asker))
      return {
        to: here,
        say:
          said === 0
            ? 'Dat stond er al.'
            : `${what} ${said === 1 ? 'gaat' : 'gaan'} vannacht weg. Tot dan kun je het hier terugnemen.`,
      }
    } catch (problem) {
      if (problem instanceof Invalid) return { to: here, say: Object.values(problem.problems).join(' ') }
      throw problem
    }
  },
})

export const takeBack = post({
  path: `${here}/:endingId/terug`,
  may: 'change ending',
  async save({ store, params }) {
    await store.endings.takeBack(params.endingId)
    return { to: here, say: 'Teruggenomen. Het staat weer in de lijst.' }
  },
})
