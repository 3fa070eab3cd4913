import { roleMay, type Store } from '#access'
import type { SignedNote } from '#kernel/note'
import { type FoundPerson, type MergedIn, nameOf, streetOf } from '#kernel/person'
import { endsOf, wordOf } from '#kernel/service-line'
import { ageOn, type Day, dayOf, inWords, startOf } from '#platform/days'
import { NotFound } from '#platform/errors'
import { showPhone } from '#platform/fields'
import { together } from '#platform/together'
import { aNew, capital } from '#platform/words'
import { lineOf } from '#service-lines'
import {
  ButtonLink,
  Card,
  Chip,
  Columns,
  Empty,
  Explain,
  List,
  ListItem,
  Notice,
  Page,
  PostButton,
  Row,
  Soft,
  Timeline,
  type TimelineItem,
} from '#ui'
import { Detour, page, post } from '#web/app'
import { casesCalled } from '../lines.tsx'
import { chipOf, dayInWords, momentShortly, seenIn, titleOf } from '../zaken/in-words.ts'
import { talkInWords } from '../zaken/timeline.ts'
import { sexes } from './person-fields.ts'
import { onePerCase } from './samenvoegen.tsx'

/** One person: how to reach them, where they live and lived, and one timeline over all that the reader may see. */
export const person = page({
  path: '/mensen/:personId',
  may: 'read person',
  async load({ store, params }) {
    const file = await fileOf(store, params.personId)
    const home = file.addresses.find((one) => one.validUntil === null)
    const { stands, merged, alike } = await together({
      stands: store.cases.ofPerson(file.person.id),
      merged: store.people.mergedInto(file.person.id),
      alike: store.people.duplicates(
        { ...file.person, postcode: home?.postcode ?? null, houseNumber: home?.houseNumber ?? null },
        file.person.id,
      ),
    })
    const cases = onePerCase(stands)
    const talks = await store.notes.ofCases(cases.map((one) => one.id))
    return { ...file, home, cases, merged, alike, notes: talks.filter((note) => isAbout(note, cases)) }
  },
  view: ({ person, addresses, home, cases, notes, merged, alike }, _form, { asker }) => {
    const mayChange = roleMay(asker, 'change', 'person')
    const here = `/mensen/${person.id}`
    const roles = [...new Set(cases.map((one) => wordOf(lineOf(one.line).case.sides[one.side]) || one.side))]
    return (
      <Page
        title={nameOf(person)}
        trail={[{ to: '/mensen', label: 'Mensen' }]}
        about={roles.length > 0 ? `Bekend als ${roles.join(' en ')}.` : 'Nog nergens bij betrokken.'}
        actions={
          <>
            {mayChange && <ButtonLink to={`${here}/verhuizen`}>Verhuisd</ButtonLink>}
            {mayChange && <ButtonLink to={`${here}/wijzigen`}>Wijzigen</ButtonLink>}
            {roleMay(asker, 'add', 'case') && (
              <ButtonLink kind="main" to={`/nieuw/zaak/${person.id}`}>
                {capital(aNew(casesCalled(asker)))}
              </ButtonLink>
            )}
          </>
        }
      >
        {mayChange && alike.map((other) => <LooksLike key={other.id} here={here} other={other} />)}
        <Columns>
          <Card title="Gegevens">
            <Explain
              rows={[
                {
                  term: 'Geboren',
                  text: person.birthDate
                    ? `${inWords(person.birthDate)} (${ageOn(person.birthDate, asker.today)} jaar)`
                    : 'onbekend',
                },
                ...(person.sex === 'unknown'
                  ? []
                  : [{ term: 'Geslacht', text: sexes[person.sex as keyof typeof sexes] }]),
                {
                  term: 'Telefoon',
                  text: person.phone ? <a href={`tel:${person.phone}`}>{showPhone(person.phone)}</a> : 'onbekend',
                },
                ...(person.email
                  ? [{ term: 'E-mail', text: <a href={`mailto:${person.email}`}>{person.email}</a> }]
                  : []),
                ...(person.practical ? [{ term: 'Handig om te weten', text: person.practical }] : []),
              ]}
            />
          </Card>
          <Card title="Woont">
            {home ? (
              <p>
                <strong>{placeOf(home)}</strong>
                <br />
                <Soft>sinds {dayInWords(home.validFrom, asker.today)}</Soft>
              </p>
            ) : (
              <Soft>Het adres is niet bekend.</Soft>
            )}
            {addresses
              .filter((one) => one.validUntil !== null)
              .map((one) => (
                <Soft key={one.id} small>
                  Eerder: {placeOf(one)}, tot {dayInWords(one.validUntil as Day, asker.today)}
                </Soft>
              ))}
          </Card>
        </Columns>
        <Card title={capital(casesCalled(asker).many)} bare>
          <List
            empty={
              <Empty title={`Nog geen ${casesCalled(asker).many}`}>
                Of ze zijn van een ander team; dan zie je ze hier niet.
              </Empty>
            }
          >
            {cases.map((one) => {
              const line = lineOf(one.line)
              const chip = chipOf(line, { ...one, nextKind: null, nextOn: null, nextAt: null, nextPlace: null }, asker)
              return (
                <ListItem
                  key={one.id}
                  to={`${line.path}/${one.id}`}
                  title={titleOf(line, one)}
                  about={[
                    seenIn(line, one).case.sides[one.side]?.called,
                    one.villageName,
                    `sinds ${dayInWords(one.openedOn, asker.today)}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  side={<Chip tone={chip.tone}>{chip.text}</Chip>}
                />
              )
            })}
          </List>
        </Card>
        <Card title="Verloop" bare>
          <Timeline
            items={lifeOf(cases, notes, addresses, asker.today)}
            empty={<Empty title="Nog niets gebeurd">Gesprekken over dit mens komen hier bij elkaar te staan.</Empty>}
          />
        </Card>
        {merged.length > 0 && <Merged here={here} merged={merged} mayChange={mayChange} today={asker.today} />}
      </Page>
    )
  },
})

/** In a quarrel each side has its own page: what was said with the other side does not stand on it. */
const isAbout = (note: SignedNote, cases: readonly { id: string; side: string }[]) =>
  note.side === null || cases.some((one) => one.id === note.caseId && one.side === note.side)

const placeOf = (one: {
  street: string | null
  houseNumber: string | null
  postcode: string | null
  villageName: string | null
}) =>
  [streetOf(one), [one.postcode, one.villageName].filter(Boolean).join(' ')].filter(Boolean).join(', ') || 'onbekend'

function LooksLike({ here, other }: { here: string; other: FoundPerson }) {
  return (
    <Notice kind="warn" title="Lijkt op iemand anders">
      <p>
        <a href={`/mensen/${other.id}`}>{nameOf(other)}</a>
        {other.birthDate && `, geboren op ${inWords(other.birthDate)}`}
        {streetOf(other) && `, ${streetOf(other)}`}
      </p>
      <Row>
        <PostButton action={`${here}/niet-dezelfde/${other.id}`}>Dit is niet dezelfde</PostButton>
        <ButtonLink to={`${here}/samenvoegen/${other.id}`}>Samenvoegen</ButtonLink>
      </Row>
    </Notice>
  )
}

/** Somebody's file. Who was merged is found under whom they became: the old address leads there. @throws NotFound, Detour */
async function fileOf(store: Store, id: string) {
  const file = await store.people.file(id).catch((problem: unknown) => {
    if (problem instanceof NotFound) return undefined
    throw problem
  })
  if (file && file.person.sameAs === null) return file
  const { id: now } = await store.people.get(await store.people.nowUnder(id))
  throw new Detour(`/mensen/${now}`)
}

/** Who turned out to be this one, and the way back. */
function Merged(props: { here: string; merged: readonly MergedIn[]; mayChange: boolean; today: Day }) {
  return (
    <Card title="Samengevoegd">
      {props.merged.map(({ person, at, byName }) => (
        <Row key={person.id}>
          <span>
            Met {nameOf(person)}, op {dayInWords(dayOf(at), props.today)}
            {byName && ` door ${byName}`}.
          </span>
          {props.mayChange && (
            <ButtonLink to={`${props.here}/uit-elkaar/${person.id}`}>Weer uit elkaar halen</ButtonLink>
          )}
        </Row>
      ))}
    </Card>
  )
}

/** Everything about somebody in one line of time: cases begun and ended, talks, and moves. The newest first. */
export function lifeOf(
  cases: readonly {
    id: string
    line: string
    mainTopic: string | null
    street: string | null
    number: string
    openedOn: Day
    closedOn: Day | null
    outcome: string | null
    phase: string
  }[],
  notes: readonly SignedNote[],
  addresses: readonly {
    id: string
    street: string | null
    houseNumber: string | null
    postcode: string | null
    villageName: string | null
    validFrom: Day
    validUntil: Day | null
  }[],
  today: Day,
): TimelineItem[] {
  const moments = [
    ...cases.flatMap((one) => {
      const line = lineOf(one.line)
      const shared = { about: titleOf(line, one), to: `${line.path}/${one.id}` }
      const ended = one.closedOn && {
        ...shared,
        at: startOf(one.closedOn),
        key: `${one.id}-closed`,
        title: `Afgesloten: ${(one.outcome && line.case.outcomes[one.outcome]?.called.toLowerCase()) ?? 'klaar'}`,
        when: dayInWords(one.closedOn, today),
        tone: 'good' as const,
      }
      return [
        {
          ...shared,
          at: startOf(one.openedOn),
          key: one.id,
          title: `${line.name}: ${endsOf(line).first.toLowerCase()}`,
          when: dayInWords(one.openedOn, today),
        },
        ...(ended ? [ended] : []),
      ]
    }),
    ...notes.map((note) => {
      const of = cases.find((one) => one.id === note.caseId)
      const line = lineOf(note.line)
      return {
        at: note.happenedAt,
        key: note.id,
        title: talkInWords(line, note),
        when: momentShortly(note.happenedAt, today),
        about: [of && titleOf(line, of), note.authorName].filter(Boolean).join(' · '),
        to: of && `${line.path}/${of.id}`,
      }
    }),
    // A home that was not chosen when two were merged has no days of its own: nobody moved there.
    ...addresses
      .filter((one) => one.validFrom !== one.validUntil)
      .slice(0, -1)
      .map((one) => ({
        at: startOf(one.validFrom),
        key: one.id,
        title: `Verhuisd naar ${placeOf(one)}`,
        when: dayInWords(one.validFrom, today),
      })),
  ]
  return moments.sort((one, other) => other.at.getTime() - one.at.getTime()).map(({ at: _, ...item }) => item)
}

/** Two people who look alike are two people; it is not asked again. */
export const notTheSame = post({
  path: '/mensen/:personId/niet-dezelfde/:otherId',
  may: 'change person',
  async save({ store, params }) {
    await store.people.notTheSame(params.personId, params.otherId)
    return { to: `/mensen/${params.personId}`, say: 'Onthouden: dit zijn twee mensen.' }
  },
})
