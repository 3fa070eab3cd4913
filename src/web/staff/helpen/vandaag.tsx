import type { Store } from '#access'
import { type LoggedTalk, type MyCase, mayTakeBack, type Reachable } from '#kernel/helping'
import { type Asked, type Contact, isOpen, nearInWords, seeksInWords } from '#kernel/match'
import type { ServiceLine } from '#kernel/service-line'
import { availabilityInWords, pauseOn, type VolunteerFile } from '#kernel/volunteer'
import { momentInWords } from '#platform/days'
import { showPhone } from '#platform/fields'
import { capital, list, spelled } from '#platform/words'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Chip, Empty, List, ListItem, Page, PostButton, Row, Stack } from '#ui'
import type { Context } from '#web/app'
import { dayInWords } from '../zaken/in-words.ts'
import { CallFirst } from './call-first.tsx'
import { addressOf, lineOfMine, loggedInWords, routeTo, talkInWords } from './in-words.ts'

export interface HelpersDay {
  question: Asked | undefined
  cases: MyCase[]
  file: VolunteerFile | undefined
}

/** What a helper's day begins with: one question at a time, the one that must be answered first, and the cases that are hers. */
export async function helpersDay({ store, asker }: { store: Store; asker: Context['asker'] }): Promise<HelpersDay> {
  const [question] = (await store.matches.mine())
    .filter(({ match }) => isOpen(match, asker.now))
    .sort((one, other) => one.match.answerBy.getTime() - other.match.answerBy.getTime())
  return { question, cases: await store.helping.cases(), file: await store.volunteers.mine() }
}

/** Her page: nothing on it, in its title or in its address tells what a case is about. */
export function HelpersPage({ day: { question, cases, file }, ctx }: { day: HelpersDay; ctx: Context }) {
  return (
    <Page title="Vandaag" about={whatIsThere(question, cases)}>
      <Stack>
        {question && <QuestionCard asked={question} />}
        {cases.map((one) => (
          <CaseCard key={one.id} one={one} ctx={ctx} />
        ))}
        {!question && cases.length === 0 && (
          <Card>
            <Empty title="Er is nu niets voor jou">Word je ergens voor gevraagd, dan staat het hier.</Empty>
          </Card>
        )}
        {file && <When file={file} ctx={ctx} />}
      </Stack>
    </Page>
  )
}

function whatIsThere(question: Asked | undefined, cases: readonly MyCase[]): string {
  const [first] = cases
  const mine =
    first && (cases.length === 1 ? `één ${nounOf(first).one}` : `${spelled(cases.length)} ${nounOf(first).many}`)
  return capital(`${list([question && 'een vraag', mine].filter((one) => one !== undefined)) || 'niets'} voor jou.`)
}

const nounOf = (one: Pick<MyCase, 'line'>) => lineOf(one.line).case.called

function QuestionCard({ asked }: { asked: Asked }) {
  return (
    <Card accent title="Vraag voor jou">
      <p>
        <strong>Ken je daar iemand?</strong> {placesInWords(asked)}
      </p>
      <p className="n-soft">Antwoord kan tot {momentInWords(asked.match.answerBy)}.</p>
      <Row>
        <ButtonLink kind="main" to={`/helpen/${asked.match.id}/vraag`}>
          Bekijk de vraag
        </ButtonLink>
      </Row>
    </Card>
  )
}

/** 'Turfweg in Lindeveen. Dat is bij jou in de straat.': where, and no house number. */
export function placesInWords({ places, near }: Asked): string {
  const where = [
    ...new Set(places.map(({ street, villageName }) => [street, villageName].filter(Boolean).join(' in '))),
  ]
  const close = near ? ` Let op: ${nearInWords[near].replace(/^woont/, 'je woont')}.` : ''
  return `${list(where.filter(Boolean)) || 'Het adres is nog niet bekend'}.${close}`
}

/** A case: whom to visit and to call, and what to log. */
function CaseCard({ one, ctx }: { one: MyCase; ctx: Context }) {
  const line = lineOfMine(one)
  const logs = Object.keys(line.match?.talks ?? {}).length > 0
  return (
    <Card
      title={`${capital(line.case.called.one)} ${one.number}`}
      side={one.seeks !== null && line.match && <Chip tone="warn">{seeksInWords(line.match, one.seeks)}</Chip>}
      bare
    >
      {one.callFirst && (
        <div className="n-card__in">
          <CallFirst />
        </div>
      )}
      <List label="Bij wie je langsgaat">
        {one.contacts.map((contact) => (
          <ContactItem
            key={`${contact.side} ${contact.name} ${addressOf(contact)}`}
            line={line}
            contact={contact}
            device={ctx.from.device}
          />
        ))}
      </List>
      <div className="n-card__in n-stack">
        {one.seeks !== null && <p>Ga nog niet op bezoek: je doet dit niet alleen. Bellen kan wel.</p>}
        {logs && (
          <Row>
            <ButtonLink to={`/helpen/${one.id}/gesprek`}>Gesprek vastleggen</ButtonLink>
            <PostButton kind="quiet" action={`/helpen/${one.id}/bel-mij`}>
              Ging niet goed, bel mij
            </PostButton>
          </Row>
        )}
        <Row>
          {one.partners.map((partner) => (
            <Call key={partner.name} who={partner} />
          ))}
          {one.coordinator && <Call who={one.coordinator} as="de coördinator" />}
        </Row>
      </div>
      {one.talks.length > 0 && <Talks one={one} line={line} ctx={ctx} />}
    </Card>
  )
}

function ContactItem({ line, contact, device }: { line: ServiceLine; contact: Contact; device: string }) {
  const address = addressOf(contact)
  return (
    <ListItem
      title={contact.name ?? 'Bewoner'}
      about={[line.case.sides[contact.side]?.called, address || 'adres onbekend'].filter(Boolean).join(' · ')}
      side={
        <>
          {contact.phone && <ButtonLink to={`tel:${contact.phone}`}>Bel {showPhone(contact.phone)}</ButtonLink>}
          {address !== '' && !contact.shielded && <ButtonLink to={routeTo(address, device)}>Route</ButtonLink>}
        </>
      }
    >
      {contact.practical && <p>Praktisch: {contact.practical}</p>}
    </ListItem>
  )
}

/** A button that calls; a name when nobody wrote a number down. */
function Call({ who, as }: { who: Reachable; as?: string }) {
  if (!who.phone)
    return (
      <span>
        {as ? `${capital(as)}: ${who.name}` : `Samen met ${who.name}`}{' '}
        <span className="n-soft">(geen nummer bekend)</span>
      </span>
    )
  return <ButtonLink to={`tel:${who.phone}`}>{as ? `Bel ${as} (${who.name})` : `Bel ${who.name}`}</ButtonLink>
}

function Talks({ one, line, ctx: { asker } }: { one: MyCase; line: ServiceLine; ctx: Context }) {
  return (
    <List label="Wat jullie vastlegden">
      {one.talks.map((talk: LoggedTalk) => (
        <ListItem
          key={talk.id}
          title={talkInWords(line, talk)}
          about={loggedInWords(talk, asker.account, asker.today)}
          side={
            mayTakeBack(talk, asker.account, asker.now) && (
              <PostButton kind="quiet" action={`/helpen/${one.id}/gesprek/${talk.id}/terug`}>
                Klopt niet
              </PostButton>
            )
          }
        />
      ))}
    </List>
  )
}

function When({ file, ctx: { asker } }: { file: VolunteerFile; ctx: Context }) {
  const pause = pauseOn(file.pauses, asker.today)
  return (
    <Card title="Wanneer je kunt" side={<ButtonLink to="/helpen/beschikbaar">Verander</ButtonLink>}>
      <p>
        {pause
          ? pause.endsOn
            ? `Je bent er even niet, tot en met ${dayInWords(pause.endsOn, asker.today)}.`
            : 'Je bent er even niet.'
          : capital(`${availabilityInWords(file.volunteer) ?? 'je hebt nog niets doorgegeven'}.`)}
      </p>
    </Card>
  )
}
