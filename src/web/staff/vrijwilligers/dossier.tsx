import { roleMay } from '#access'
import { streetOf } from '#kernel/person'
import {
  availabilityInWords,
  holdsOn,
  pauseOn,
  talkIsDue,
  type VolunteerFile,
  type VolunteerRole,
} from '#kernel/volunteer'
import { type Day, dayOf, inWords } from '#platform/days'
import { showPhone } from '#platform/fields'
import { capital, counted, noun } from '#platform/words'
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
} from '#ui'
import { page, post } from '#web/app'
import { linesOf } from '../lines.tsx'
import { dayInWords } from '../zaken/in-words.ts'
import { WayInCard } from './invitation.tsx'
import { lineOfRole, pathOf, withHelpers } from './shared.ts'

/** One volunteer: how to reach them and when they can, what each role demands, pauses, and what was asked of them. */
export const volunteer = page({
  path: '/vrijwilligers/:volunteerId',
  may: 'read case',
  async load({ store, params, asker }) {
    const file = await store.volunteers.file(params.volunteerId)
    return {
      file,
      matches: await store.matches.ofVolunteer(file.volunteer.id),
      wayIn: roleMay(asker, 'add', 'invitation') ? { is: await store.invitations.wayIn(file.volunteer.id) } : undefined,
    }
  },
  view: ({ file, matches, wayIn }, _form, { asker }) => {
    const { volunteer: one, roles, pauses } = file
    const { today } = asker
    const may = roleMay(asker, 'change', 'volunteer')
    const here = pathOf(one.id)
    const still = pauseOn(pauses, today)
    const active = roles.filter((role) => holdsOn(role, today))
    const since = active.map((role) => role.validFrom).sort()[0]
    const others = withHelpers(linesOf(asker)).filter((line) => !active.some((role) => role.line === line.key))
    return (
      <Page
        title={one.name}
        trail={[{ to: '/vrijwilligers', label: 'Vrijwilligers' }]}
        about={
          <>
            {active.length > 0
              ? `${capital(active.map((role) => lineOfRole(role)?.match?.helper.one ?? 'vrijwilliger').join(' en '))}, ${loadInWords(file)}.`
              : 'Helpt nu nergens.'}{' '}
            {still && (
              <Chip tone="warn">
                {still.endsOn ? `pauze tot en met ${dayInWords(still.endsOn, today)}` : 'op pauze'}
              </Chip>
            )}
          </>
        }
        actions={
          may && (
            <>
              {!still && <ButtonLink to={`${here}/pauze`}>Pauze</ButtonLink>}
              <ButtonLink to={`${here}/wijzigen`}>Wijzigen</ButtonLink>
            </>
          )
        }
      >
        {may && since && talkIsDue(one.talkedOn, since, today) && (
          <Notice kind="warn" title="Langer dan een jaar niet gesproken">
            <p>
              {one.talkedOn
                ? `Het laatste gesprek was op ${inWords(one.talkedOn)}.`
                : 'Er is nog geen jaargesprek vastgelegd.'}{' '}
              Heb je elkaar gesproken? Leg dat dan vast.
            </p>
          </Notice>
        )}
        <Columns>
          <Card title="Gegevens">
            <Explain rows={factsOf(file)} />
          </Card>
          <Card
            title="Beschikbaar"
            side={may && <PostButton action={`${here}/gesproken`}>Vandaag gesproken</PostButton>}
          >
            <Explain
              rows={[
                { term: 'Wanneer', text: capital(availabilityInWords(one) ?? 'nog niet gevraagd') },
                { term: 'Laatst gesproken', text: one.talkedOn ? inWords(one.talkedOn) : 'nog niet' },
                { term: 'Laatst gevraagd', text: file.lastAskedAt ? inWords(dayOf(file.lastAskedAt)) : 'nog niet' },
                {
                  term: 'Laatste drie maanden',
                  text: `${counted(file.askedLately, noun('keer', 'keer', 'de'))} gevraagd`,
                },
              ]}
            />
          </Card>
        </Columns>
        {wayIn && active.length > 0 && <WayInCard file={here} wayIn={wayIn.is} />}
        {roles.map((role) => (
          <RoleCard key={role.id} role={role} file={file} may={may} today={today} />
        ))}
        {may && others.length > 0 && (
          <Row>
            <ButtonLink kind="quiet" to={`${here}/rol/nieuw`}>
              Ook iets anders gaan doen
            </ButtonLink>
          </Row>
        )}
        {pauses.length > 0 && <PausesCard file={file} may={may} today={today} />}
        <Card title="Gevraagd" bare>
          <List
            empty={<Empty title="Nog niet gevraagd">Waarvoor deze vrijwilliger gevraagd is, komt hier te staan.</Empty>}
          >
            {matches.map((match) => (
              <ListItem
                key={match.id}
                to={`${lineOfRole(match)?.path ?? ''}/${match.caseId}`}
                title={`${capital(lineOfRole(match)?.case.called.one ?? 'zaak')}, ${match.street ?? `nummer ${match.number}`}`}
                about={`gevraagd op ${dayInWords(dayOf(match.askedAt), today)}`}
                side={
                  <Chip tone={match.state === 'accepted' && !match.closedOn ? 'good' : 'plain'}>
                    {cameOf(match, asker.now)}
                  </Chip>
                }
              />
            ))}
          </List>
        </Card>
      </Page>
    )
  },
})

const runs = noun('lopende zaak', 'lopende zaken', 'de')
const loadInWords = ({ running, ended }: VolunteerFile): string =>
  `${running === 0 ? 'nu geen zaak' : counted(running, runs)}, ${ended === 0 ? 'nog geen afgerond' : `${ended} afgerond`}`

function factsOf({ volunteer: one, villageName }: VolunteerFile) {
  const address = [streetOf(one), villageName].filter(Boolean).join(', ')
  return [
    { term: 'Telefoon', text: one.phone ? <a href={`tel:${one.phone}`}>{showPhone(one.phone)}</a> : 'onbekend' },
    { term: 'E-mail', text: one.email ? <a href={`mailto:${one.email}`}>{one.email}</a> : 'onbekend' },
    { term: 'Woont', text: address || 'onbekend' },
    ...(one.practical ? [{ term: 'Handig om te weten', text: one.practical }] : []),
  ]
}

const states: Record<string, string> = {
  passed: 'gaf door',
  withdrawn: 'ingetrokken',
  expired: 'niet geantwoord',
  fellOut: 'uitgevallen',
}

function cameOf(match: { state: string; answerBy: Date; closedOn: string | null }, now: Date): string {
  if (match.state === 'accepted') return match.closedOn ? 'afgerond' : 'loopt'
  return states[match.state] ?? (match.answerBy > now && !match.closedOn ? 'gevraagd' : 'niet geantwoord')
}

/** One role: since when, and what it demands with the day on which it was met. */
function RoleCard({ role, file, may, today }: { role: VolunteerRole; file: VolunteerFile; may: boolean; today: Day }) {
  const line = lineOfRole(role)
  if (!line?.match) return null
  const here = `${pathOf(file.volunteer.id)}/rol/${role.id}`
  const ended = role.validUntil !== null && role.validUntil < today
  return (
    <Card
      title={capital(line.match.helper.one)}
      side={
        may &&
        role.validUntil === null && (
          <Row>
            <ButtonLink kind="quiet" to={here}>
              Bijwerken
            </ButtonLink>
            <ButtonLink kind="quiet" to={`${here}/stoppen`}>
              Stopt
            </ButtonLink>
          </Row>
        )
      }
    >
      <Explain
        rows={[
          {
            term: 'Sinds',
            text: role.validUntil
              ? `${inWords(role.validFrom)} tot en met ${inWords(role.validUntil)}`
              : inWords(role.validFrom),
          },
          ...(role.thanks ? [{ term: 'Bedankt met', text: role.thanks }] : []),
          ...(ended ? [] : demandRows(line.match.demands, file, line.key)),
          ...(role.casesBefore > 0
            ? [{ term: 'Eerder al gedaan', text: counted(role.casesBefore, line.case.called) }]
            : []),
        ]}
      />
    </Card>
  )
}

function demandRows(demands: Readonly<Record<string, { called: string }>>, file: VolunteerFile, line: string) {
  return Object.entries(demands).map(([key, { called }]) => {
    const met = file.demands.find((one) => one.line === line && one.demand === key)
    return {
      term: called,
      text: met ? (
        <>
          {inWords(met.metOn)} {met.seenByName && <Soft>vastgelegd door {met.seenByName}</Soft>}
        </>
      ) : (
        <Chip tone="warn">nog niet</Chip>
      ),
    }
  })
}

function PausesCard({ file, may, today }: { file: VolunteerFile; may: boolean; today: Day }) {
  return (
    <Card title="Pauze" bare>
      <List>
        {[...file.pauses].reverse().map((pause) => (
          <ListItem
            key={pause.id}
            title={
              pause.endsOn
                ? `${dayInWords(pause.startsOn, today)} tot en met ${dayInWords(pause.endsOn, today)}`
                : `Vanaf ${dayInWords(pause.startsOn, today)}, zonder einddag`
            }
            side={
              may &&
              (pause.endsOn === null || pause.endsOn >= today) && (
                <PostButton action={`${pathOf(file.volunteer.id)}/pauze/${pause.id}/voorbij`}>
                  {pause.startsOn > today ? 'Gaat niet door' : 'Is weer terug'}
                </PostButton>
              )
            }
          />
        ))}
      </List>
    </Card>
  )
}

/** The yearly talk was today. */
export const talked = post({
  path: '/vrijwilligers/:volunteerId/gesproken',
  may: 'change volunteer',
  async save({ store, params, asker }) {
    const { version } = await store.volunteers.get(params.volunteerId)
    await store.volunteers.change(params.volunteerId, { seen: version }, (was) => ({ ...was, talkedOn: asker.today }))
    return { to: pathOf(params.volunteerId), say: 'Vastgelegd dat jullie elkaar vandaag spraken.' }
  },
})

export const back = post({
  path: '/vrijwilligers/:volunteerId/pauze/:pauseId/voorbij',
  may: 'change volunteer',
  async save({ store, params }) {
    await store.volunteers.endPause(params.pauseId)
    return { to: pathOf(params.volunteerId), say: 'De pauze is voorbij.' }
  },
})
