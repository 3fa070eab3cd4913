import {
  actsOn,
  ageRule,
  type Departure,
  decisions,
  departureKinds,
  endsOn,
  type FoundPerson,
  type Home,
  nameOf,
  type Person,
  type Representative,
  reachedAt,
  relationKinds,
  representativeKinds,
  type ShownRelation,
  type Wishes,
  wishesInWords,
} from '#kernel/person'
import { type Day, inWords } from '#platform/days'
import { showPhone } from '#platform/fields'
import { list } from '#platform/words'
import { ButtonLink, Card, Chip, Columns, List, ListItem, Notice, PostButton, Row, Soft } from '#ui'
import { dayInWords } from '../zaken/in-words.ts'
import { AgeRule } from './vertegenwoordiger.tsx'

interface About {
  person: Person
  mayChange: boolean
  today: Day
}

/** That somebody moved away or died stands before everything else, without more words than needed. */
export function LeftNotice({ person, mayChange, departures }: About & { departures: readonly Departure[] }) {
  return departures.map((one) => {
    const died = one.kind === 'died'
    return (
      <Notice
        key={one.id}
        title={`${departureKinds[died ? 'died' : 'moved']} op ${inWords(one.onDay)}${died ? '' : ', weg uit ons gebied'}`}
      >
        <p>
          Er gaat niets meer uit en niemand krijgt nog een herinnering. Wat nog loopt, blijft open tot iemand het
          afsluit.
        </p>
        {mayChange && (
          <Row>
            <PostButton kind="quiet" action={`/mensen/${person.id}/vertrek/${one.id}/terug`}>
              Klopt niet, maak het ongedaan
            </PostButton>
          </Row>
        )}
      </Notice>
    )
  })
}

/** How somebody wants to be reached, on top of their page. Left out while nobody said anything. */
export function WishesNotice({ person, mayChange, wishes }: About & { wishes: Wishes | undefined }) {
  const said = wishes && wishes.left?.kind !== 'died' ? wishesInWords(wishes) : []
  if (said.length === 0) return null
  return (
    <Notice kind="warn" title="Zo bereik je diegene">
      <ul className="n-problems">
        {said.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {mayChange && <a href={`/mensen/${person.id}/contactwensen`}>Contactwensen wijzigen</a>}
    </Notice>
  )
}

/** The telephone and mail as they may be used: the safe ones where they were agreed; the others stand there to be left alone. */
export function reachRows(person: Person, wishes: Wishes | undefined) {
  const { phone, email } = reachedAt(person, wishes)
  const died = wishes?.left?.kind === 'died'
  const calls = phone && !died && !wishes?.never.includes('phone')
  return [
    {
      term: 'Telefoon',
      text: phone ? (
        <>
          {calls ? <a href={`tel:${phone}`}>{showPhone(phone)}</a> : `${showPhone(phone)}, niet bellen`}
          {person.phone && person.phone !== phone && <Soft> · niet: {showPhone(person.phone)}</Soft>}
        </>
      ) : person.phone ? (
        <Soft>niet bellen: {showPhone(person.phone)}</Soft>
      ) : (
        'onbekend'
      ),
    },
    ...(email || person.email
      ? [
          {
            term: 'E-mail',
            text:
              email && !died && !wishes?.never.includes('mail') ? (
                <a href={`mailto:${email}`}>{email}</a>
              ) : (
                <Soft>niet mailen: {email ?? person.email}</Soft>
              ),
          },
        ]
      : []),
  ]
}

/** Who somebody belongs to: relations, and who lives with them. */
export function AroundCards({
  person,
  mayChange,
  today,
  relations,
  household,
  family,
}: About & { relations: readonly ShownRelation[]; household: Home; family: readonly FoundPerson[] }) {
  if (relations.length === 0 && household.with.length === 0) return null
  const here = `/mensen/${person.id}`
  const exes = relations.filter(
    (one) =>
      one.kind === 'ex-partner' && one.validUntil === null && household.with.some((mate) => mate.id === one.other),
  )
  return (
    <Columns>
      <Card title="Relaties" side={mayChange && <a href={`${here}/relatie`}>toevoegen</a>} bare>
        <List label="Relaties">
          {relations.map((one) => (
            <ListItem
              key={one.id}
              to={one.other ? `/mensen/${one.other}` : undefined}
              title={one.called}
              about={[relationKinds[one.kind], one.described, lastingInWords(one, today)].filter(Boolean).join(' · ')}
              side={
                <>
                  {one.validUntil && one.validUntil <= today && <Chip>voorbij</Chip>}
                  {one.phone && <a href={`tel:${one.phone}`}>{showPhone(one.phone)}</a>}
                  {mayChange && one.own && (
                    <a href={`${here}/relatie/${one.id}`}>
                      wijzigen<span className="n-hidden">: {one.called}</span>
                    </a>
                  )}
                </>
              }
            />
          ))}
        </List>
        {family.length > 0 && (
          <div className="n-card__in">
            <Soft>Gezin: {list(family.map(nameOf))}.</Soft>
          </div>
        )}
      </Card>
      <Card
        title="Woont samen met"
        side={
          mayChange && (
            <>
              <a href={`${here}/huishouden`}>toevoegen</a>
              {household.with.length > 0 && <a href={`${here}/huishouden/uit`}>uit het huishouden</a>}
            </>
          )
        }
        bare
      >
        <List
          empty={
            <div className="n-card__in">
              <Soft>Niemand, voor zover bekend.</Soft>
            </div>
          }
        >
          {household.with.map((mate) => (
            <ListItem
              key={mate.id}
              to={`/mensen/${mate.id}`}
              title={mate.name}
              about={`sinds ${dayInWords(mate.since, today)}`}
            />
          ))}
        </List>
        {exes.length > 0 && (
          <div className="n-card__in">
            <Notice kind="warn">
              {list(exes.map((one) => one.called))} is ex-partner en staat in hetzelfde huishouden. Wonen ze nog in één
              huis, dan zijn het twee huishoudens: laat één van beide eruit gaan.
            </Notice>
          </div>
        )}
      </Card>
    </Columns>
  )
}

function lastingInWords({ validFrom, validUntil }: Pick<ShownRelation, 'validFrom' | 'validUntil'>, today: Day) {
  return [validFrom && `sinds ${dayInWords(validFrom, today)}`, validUntil && `tot ${dayInWords(validUntil, today)}`]
    .filter(Boolean)
    .join(' ')
}

/** Who acts for somebody, those who did among them, and what the law says at this age. */
export function RepresentativesCard({
  person,
  mayChange,
  today,
  representatives,
}: About & { representatives: readonly Representative[] }) {
  if (representatives.length === 0 && !ageRule(person.birthDate, today)) return null
  const here = `/mensen/${person.id}/vertegenwoordiger`
  return (
    <Card title="Wie beslist er mee?" side={mayChange && <a href={here}>toevoegen</a>} bare>
      {ageRule(person.birthDate, today) && (
        <div className="n-card__in">
          <AgeRule person={person} today={today} />
        </div>
      )}
      {representatives.length > 0 && (
        <List label="Wie er mee beslist">
          {representatives.map((one) => {
            const acts = actsOn(one, person.birthDate, today)
            const ends = endsOn(one, person.birthDate)
            return (
              <ListItem
                key={one.id}
                to={mayChange ? `${here}/${one.id}` : undefined}
                title={`${representativeKinds[one.kind as keyof typeof representativeKinds]}: ${one.name}`}
                about={[
                  one.decides.length > 0 &&
                    `beslist over ${list(one.decides.map((key) => decisions[key as keyof typeof decisions].toLowerCase()))}`,
                  one.scope,
                  `vanaf ${dayInWords(one.validFrom, today)}${ends ? ` tot ${dayInWords(ends, today)}` : ''}`,
                  one.seenOn ? `papier gezien op ${dayInWords(one.seenOn, today)}` : 'papier nog niet gezien',
                  one.email,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                side={
                  <>
                    {!acts && <Chip>{one.validFrom > today ? 'nog niet' : 'voorbij'}</Chip>}
                    {acts && !one.seenOn && <Chip tone="warn">papier nog zien</Chip>}
                    {one.phone && <a href={`tel:${one.phone}`}>{showPhone(one.phone)}</a>}
                  </>
                }
              />
            )
          })}
        </List>
      )}
    </Card>
  )
}

/** What can be written down about somebody as well; quiet, for most days it is not needed. */
export function MoreAbout({ person, left }: { person: Person; left: Wishes['left'] | undefined }) {
  const here = `/mensen/${person.id}`
  return (
    <Card title="Wat kun je nog meer vastleggen?">
      <Row>
        <ButtonLink kind="quiet" to={`${here}/contactwensen`}>
          Contactwensen
        </ButtonLink>
        <ButtonLink kind="quiet" to={`${here}/relatie`}>
          Relatie
        </ButtonLink>
        <ButtonLink kind="quiet" to={`${here}/huishouden`}>
          Wie woont erbij
        </ButtonLink>
        <ButtonLink kind="quiet" to={`${here}/vertegenwoordiger`}>
          Wie beslist er mee
        </ButtonLink>
        {left?.kind !== 'died' && (
          <ButtonLink kind="quiet" to={`${here}/overleden`}>
            Overleden
          </ButtonLink>
        )}
      </Row>
    </Card>
  )
}
