import { roleMay, type Store } from '#access'
import type { SignedNote } from '#kernel/note'
import { type Departure, type FoundPerson, type MergedIn, nameOf, streetOf } from '#kernel/person'
import { endsOf, wordOf } from '#kernel/service-line'
import { ageOn, type Day, dayOf, inWords, startOf } from '#platform/days'
import { NotFound } from '#platform/errors'
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
  Pager,
  PostButton,
  Row,
  Soft,
  Timeline,
  type TimelineItem,
} from '#ui'
import { Detour, page, post } from '#web/app'
import { HiddenPlaces, SafetyNotice, ShieldingDeeds, shieldingOf } from '../afscherming/cards.tsx'
import { DocumentsCard, documentsAbout } from '../documenten/card.tsx'
import { casesCalled } from '../lines.tsx'
import { RequestsCard, requestsOf } from '../rechten/card.tsx'
import { aloneWith, StepsWithCard } from '../stappen/mens.tsx'
import { chipOf, dayInWords, momentShortly, seenIn, titleOf } from '../zaken/in-words.ts'
import { talkInWords } from '../zaken/timeline.ts'
import { AroundCards, LeftNotice, MoreAbout, RepresentativesCard, reachRows, WishesNotice } from './around.tsx'
import { sexes } from './person-fields.ts'
import { onePerCase } from './samenvoegen.tsx'

/** One person: how to reach them, where they live and lived, and one timeline over all that the reader may see. */
export const person = page({
  path: '/mensen/:personId',
  may: 'read person',
  async load({ store, asker, params, query }) {
    const file = await fileOf(store, params.personId)
    const home = file.addresses.find((one) => one.validUntil === null)
    const { stands, merged, alike, ...around } = await together({
      wishes: store.people.wishes([file.person.id]),
      departures: store.departures.ofPerson(file.person.id),
      shielding: shieldingOf(store, file.person.id),
      relations: store.relations.ofPerson(file.person.id),
      household: store.households.of(file.person.id),
      representatives: store.representatives.ofPerson(file.person.id),
      stands: store.cases.ofPerson(file.person.id),
      documents: documentsAbout(store, asker, file.person.id),
      requests: requestsOf(store, asker, file.person.id),
      alone: aloneWith(store, file.person.id),
      merged: store.people.mergedInto(file.person.id),
      alike: store.people.duplicates(
        { ...file.person, postcode: home?.postcode ?? null, houseNumber: home?.houseNumber ?? null },
        file.person.id,
      ),
    })
    const cases = onePerCase(stands)
    const part = lifePart(query.get('verloop'))
    // One more than is shown tells that there is more.
    const talks = await store.notes.ofCases(
      cases.map((one) => one.id),
      part * shownOfLife + 1,
    )
    const family = await store.people.byKeys(await store.relations.family(file.person.id, around.relations))
    return {
      ...{ ...file, ...around, home, cases, merged, alike, family, part },
      notes: eachContactOnce(talks.filter((note) => isAbout(note, cases))),
    }
  },
  view: (loaded, _form, { asker }) => {
    const { person, addresses, home, cases, notes, merged, alike, departures } = loaded
    const mayChange = roleMay(asker, 'change', 'person')
    const here = `/mensen/${person.id}`
    const wishes = loaded.wishes.get(person.id)
    const about = { person, mayChange, today: asker.today }
    const life = lifeOf(cases, notes, addresses, asker.today, departures)
    const from = (loaded.part - 1) * shownOfLife
    const roles = [...new Set(cases.map((one) => wordOf(lineOf(one.line).case.sides[one.side]) || one.side))]
    return (
      <Page
        title={nameOf(person)}
        trail={[{ to: '/mensen', label: 'Mensen' }]}
        about={roles.length > 0 ? `Bekend als ${roles.join(' en ')}.` : 'Nog nergens bij betrokken.'}
        actions={
          <>
            <ButtonLink to={`${here}/gesprek`} shortcut="g">
              Gespreksstand
            </ButtonLink>
            {roleMay(asker, 'add', 'call-back') && <ButtonLink to={`${here}/terugbellen`}>Belbriefje</ButtonLink>}
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
        <LeftNotice {...about} departures={departures} />
        <SafetyNotice warnings={loaded.shielding.warnings} today={asker.today} mayEnd={mayChange} />
        <WishesNotice {...about} wishes={wishes} />
        {mayChange && alike.map((other) => <LooksLike key={other.id} here={here} other={other} />)}
        <Columns>
          <Card title="Gegevens">
            <Explain
              rows={[
                {
                  term: 'Geboren',
                  text: person.birthDate
                    ? `${inWords(person.birthDate)}${wishes?.left?.kind === 'died' ? '' : ` (${ageOn(person.birthDate, asker.today)} jaar)`}`
                    : 'onbekend',
                },
                ...(person.sex === 'unknown'
                  ? []
                  : [{ term: 'Geslacht', text: sexes[person.sex as keyof typeof sexes] }]),
                ...reachRows(person, wishes),
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
        <HiddenPlaces places={loaded.shielding.places} />
        <AroundCards {...about} {...loaded} />
        <RepresentativesCard {...about} representatives={loaded.representatives} />
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
        <DocumentsCard
          {...{ documents: loaded.documents, holder: here, asker, mayAdd: roleMay(asker, 'add', 'document') }}
          quick={asker.lines.length === 1}
        />
        <StepsWithCard person={person.id} alone={loaded.alone} asker={asker} />
        <Card title="Verloop" id="verloop" bare>
          <Timeline
            items={life.slice(from, from + shownOfLife)}
            empty={<Empty title="Nog niets gebeurd">Gesprekken over dit mens komen hier bij elkaar te staan.</Empty>}
          />
          {life.length > shownOfLife && (
            <Pager
              previous={loaded.part > 1 ? `${here}?verloop=${loaded.part - 1}#verloop` : undefined}
              next={life.length > from + shownOfLife ? `${here}?verloop=${loaded.part + 1}#verloop` : undefined}
              where={`${from + 1} tot en met ${Math.min(from + shownOfLife, life.length)}`}
            />
          )}
        </Card>
        <RequestsCard requests={loaded.requests} person={person.id} asker={asker} />
        {mayChange && <MoreAbout person={person} left={wishes?.left} />}
        <ShieldingDeeds asker={asker} person={person.id} />
        {merged.length > 0 && <Merged here={here} merged={merged} mayChange={mayChange} today={asker.today} />}
      </Page>
    )
  },
})

/** So many lines of what happened stand on the page at once; older ones are one step away. */
const shownOfLife = 50
const mostParts = 40

/** Which part of what happened is asked for: 1 is the newest. */
function lifePart(asked: string | null): number {
  const part = Number(asked ?? 1)
  return Number.isInteger(part) && part > 0 ? Math.min(part, mostParts) : 1
}

/** A talk that stands in several of somebody's files is one talk. */
function eachContactOnce(notes: readonly SignedNote[]): SignedNote[] {
  const told = new Set<string>()
  return notes.filter(({ contact }) => contact === null || (!told.has(contact) && told.add(contact)))
}

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
  departures: readonly Departure[] = [],
): TimelineItem[] {
  const moments = [
    ...departures.map((one) => ({
      at: startOf(one.onDay),
      key: one.id,
      title: one.kind === 'died' ? 'Overleden' : 'Verhuisd, weg uit ons gebied',
      when: dayInWords(one.onDay, today),
    })),
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
