import {
  type Chosen,
  differences,
  homesToChoose,
  nameOf,
  noWishes,
  versionOfBoth,
  wishesInWords,
  yearsCountedOnce,
} from '#kernel/person'
import { Invalid, NotFound } from '#platform/errors'
import { choice, type Field } from '#platform/fields'
import { together } from '#platform/together'
import { lineOf } from '#service-lines'
import { Columns, Form, Notice, Page } from '#ui'
import { Detour, page } from '#web/app'
import { figuresInWords, homeInWords, PersonBeside, saidCalled, saidInWords } from './side-by-side.tsx'

type Choice = Field<'kept' | 'other'>

/** Two records of one person side by side, and per difference which of the two holds. Then they become one. */
export default page({
  path: '/mensen/:personId/samenvoegen/:otherId',
  may: 'change person',
  async load({ store, params: { personId, otherId } }) {
    try {
      await store.people.mayMerge(personId, otherId)
      const { kept, other, ofKept, ofOther, wishes } = await together({
        kept: store.people.file(personId),
        other: store.people.file(otherId),
        ofKept: store.cases.ofPerson(personId),
        ofOther: store.cases.ofPerson(otherId),
        wishes: store.people.wishes([personId, otherId]),
      })
      const wished = (await store.people.wishesDiffer(personId, otherId))
        ? [personId, otherId].map((id) => wishesInWords(wishes.get(id) ?? noWishes).join('. ') || 'geen')
        : undefined
      const reported = (cases: typeof ofKept) => cases.filter((one) => one.side === lineOf(one.line).case.mainSide)
      return { kept, other, ofKept, ofOther, wished, years: yearsCountedOnce(reported(ofKept), reported(ofOther)) }
    } catch (problem) {
      // Pressed twice, or a colleague was first, perhaps while this was read: they are one already.
      const refused = problem instanceof NotFound || problem instanceof Invalid
      if (refused && (await store.people.nowUnder(otherId)) === personId) throw new Detour(`/mensen/${personId}`)
      throw problem
    }
  },
  form({ kept, other, wished }) {
    const fields: Record<string, Choice> = {}
    for (const said of differences(kept.person, other.person))
      fields[said] = which(saidCalled[said], saidInWords(kept.person, said), saidInWords(other.person, said))
    const homes = homesToChoose(kept.addresses, other.addresses)
    const placed = [...kept.addresses, ...other.addresses]
    const inWords = (id: string) => homeInWords(placed.find((one) => one.id === id) as (typeof placed)[number])
    if (homes) fields.home = which('Woont nu', inWords(homes.kept.id), inWords(homes.other.id))
    if (wished) fields.wishes = which('Contactwensen', wished[0] ?? '', wished[1] ?? '')
    return fields
  },
  version: ({ kept, other }) => versionOfBoth(kept, other),
  async save({ store, params: { personId, otherId } }, _loaded, { version, ...chosen }) {
    await store.people.merge(personId, otherId, { seen: version }, chosen as Chosen)
    // Who of the two moved away or died, did so as the one they became.
    await store.departures.settle(personId)
    return {
      to: `/mensen/${personId}`,
      say: 'De twee zijn één. Klopt het toch niet? Onderaan deze pagina haal je ze weer uit elkaar.',
    }
  },
  view: ({ kept, other, ofKept, ofOther, years }, form) => (
    <Page
      title="Twee mensen samenvoegen"
      about="Is dit echt dezelfde? Vergelijk ze eerst. Van twee mensen één maken is erger dan iemand twee keer hebben."
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${kept.person.id}`, label: nameOf(kept.person) },
      ]}
    >
      <Columns>
        <PersonBeside
          title="Deze blijft staan"
          person={kept.person}
          addresses={kept.addresses}
          cases={onePerCase(ofKept)}
        />
        <PersonBeside
          title="Deze gaat erin op"
          person={other.person}
          addresses={other.addresses}
          cases={onePerCase(ofOther)}
        />
      </Columns>
      <Notice kind="info" title="Wat er gebeurt">
        <p>
          De zaken van beide staan straks bij {nameOf(kept.person)}, met alle gesprekken, adressen, toestemmingen,
          relaties en wensen. Ook wat een ander team bij één van de twee vastlegde gaat mee; dat zie je hier niet.
        </p>
        <p>{figuresInWords(years)}</p>
        <p>
          Wat bij de één leeg is, komt van de ander. Wat je hieronder niet kiest, blijft bewaard in het logboek. Je kunt
          ze later weer uit elkaar halen.
        </p>
      </Notice>
      <Form {...form} button="Samenvoegen" cancelTo={`/mensen/${kept.person.id}`} />
    </Page>
  ),
})

const which = (label: string, kept: string, other: string): Choice =>
  choice(label, { kept, other }, { hint: 'Welke klopt?', whenEmpty: 'Kies welke van de twee klopt.' })

/** Somebody may stand in a case with two households; the case is still one. */
export function onePerCase<C extends { id: string; side: string }>(cases: readonly C[]): C[] {
  const seen = new Set<string>()
  return cases.filter(({ id, side }) => !seen.has(`${id} ${side}`) && seen.add(`${id} ${side}`))
}
