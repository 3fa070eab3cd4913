import { type Aftercare, aftercareOf, bothReported, type Case, type CaseFile, telling } from '#kernel/case'
import type { Consent } from '#kernel/consent'
import { reportOf, type ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { inWords } from '#platform/days'
import type { Settings } from '#platform/settings'
import { counted } from '#platform/words'
import { ButtonLink, Card, Chip, List, ListItem, Notice, PostButton, Row } from '#ui'
import { dayInWords } from './in-words.ts'
import { keysOf, reportIn } from './open.ts'

interface Shown {
  line: ServiceLine
  file: CaseFile
  works: boolean
  at: { today: Day; settings: Settings }
}

/** That several reports became this case; which came first is told nowhere. */
export function JoinedNotice({ line, file, works, mayGoApart }: Shown & { mayGoApart: readonly string[] }) {
  if (file.reports.length === 0) return null
  const { one } = line.case.called
  return (
    <Notice title={`Hier kwamen ${counted(file.reports.length + 1, reportOf(line))} in samen`}>
      <p>
        Samen zijn ze één {one} en tellen ze één keer. Wat elke kant vertelt, blijft apart.
        {bothReported(file.reports) && ' Beide kanten meldden zelf. Vertel niemand wie er het eerst was.'}
      </p>
      {works && mayGoApart.length > 0 && (
        <Row>
          {mayGoApart.map((id) => (
            <PostButton key={id} kind="quiet" action={`${line.path}/${file.case.id}/uit-elkaar/${id}`}>
              Weer uit elkaar halen
            </PostButton>
          ))}
        </Row>
      )}
    </Notice>
  )
}

/** After the closing: who sent it hears how it ended, and each side is asked whether it still holds. Left out where neither is. */
export function AfterwardsCard({
  line,
  file,
  works,
  at,
  consents,
  aftercare,
}: Shown & { consents: ReadonlyMap<string, readonly Consent[]>; aftercare: readonly Aftercare[] }) {
  const { case: closed } = file
  const here = `${line.path}/${closed.id}`
  const sent = keysOf(file)
    .map((id) => reportIn(file, id))
    .filter((one) => one.referrer !== null)
  const when = aftercareOf(line, closed, at.settings)
  if (closed.closedOn === null || (sent.length === 0 && !when)) return null
  return (
    <Card title="Na het afsluiten" bare>
      <List>
        {sent.length > 0 && (
          <ListItem
            to={works ? `${here}/verwijzer` : undefined}
            title="De verwijzer de afloop laten weten"
            side={<Told line={line} file={file} sent={sent} consents={consents} at={at} />}
          />
        )}
        {when &&
          Object.entries(line.case.sides)
            .filter(([key]) => file.sides.some(({ side }) => side === key))
            .map(([key, side]) => {
              const said = aftercare.find((one) => one.side === key)
              return (
                <ListItem
                  key={key}
                  to={works && at.today >= when.from ? `${here}/nazorg/${key}` : undefined}
                  title={`${line.case.aftercare?.asks} ${side.called}`}
                  about={
                    said
                      ? `${line.case.aftercare?.answers[said.answer] ?? said.answer}, ${dayInWords(said.onDay, at.today)}`
                      : `te vragen van ${inWords(when.from)} tot ${inWords(when.until)}`
                  }
                  side={
                    <>
                      {said && (
                        <Chip tone={said.reached ? 'good' : 'plain'}>{said.reached ? 'gevraagd' : 'niet bereikt'}</Chip>
                      )}
                      {!said && at.today >= when.from && at.today < when.until && <Chip tone="warn">nu vragen</Chip>}
                      {works && !said && at.today >= when.from && at.today < when.until && (
                        <ButtonLink to={`${here}/nazorg/${key}`}>
                          Vul in<span className="n-hidden">: {side.inText}</span>
                        </ButtonLink>
                      )}
                    </>
                  }
                />
              )
            })}
      </List>
    </Card>
  )
}

function Told({
  line,
  file,
  sent,
  consents,
  at,
}: Omit<Shown, 'works'> & { sent: readonly Case[]; consents: ReadonlyMap<string, readonly Consent[]> }) {
  const stands = sent.map((one) => telling(line, one, file.case, consents.get(one.id) ?? [], at.today).is)
  if (stands.includes('to do')) return <Chip tone="warn">mag en moet nog</Chip>
  if (stands.includes('no leave')) return <Chip>mag niet</Chip>
  return <Chip tone="good">verteld</Chip>
}
