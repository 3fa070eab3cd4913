import type { WayIn } from '#access'
import { type Day, dayOf, inWords, withWeekday } from '#platform/days'
import { squareOf } from '#platform/paper'
import { ButtonLink, Card, Columns, Notice, Page, PostButton, Row, Stack } from '#ui'
import type { Reach } from '../berichten/reach.ts'
import { SendButtons } from '../berichten/send.tsx'
import { welcomeLink } from './invitation-paper.ts'

/** An invitation that was just made: a square for a phone that is near, a link to send, a sheet to hand over. Shown this once. */
export function InvitationToGive({
  name,
  file,
  site,
  code,
  until,
  reach,
}: {
  name: string
  /** The address of the volunteer's file. */
  file: string
  site: string
  code: string
  until: Day
  /** How it can be sent, where that is switched on. */
  reach: Reach | undefined
}) {
  const { size, path } = squareOf(welcomeLink(site, code))
  return (
    <Page title={`Uitnodiging voor ${name}`} trail={[{ to: file, label: name }]}>
      <Stack>
        <Notice kind="warn" title="Deze uitnodiging zie je maar één keer">
          Hij werkt één keer, tot en met {withWeekday(until)}. Maak je een nieuwe, dan werkt deze niet meer.
        </Notice>
        <Columns>
          <Card title={`Is ${name.split(' ')[0]} bij je?`}>
            <p>Laat de camera van de telefoon dit vierkant lezen.</p>
            <svg
              className="n-square"
              viewBox={`-4 -4 ${size + 8} ${size + 8}`}
              role="img"
              aria-label="Vierkante code met de link van de uitnodiging"
            >
              <path d={path} />
            </svg>
          </Card>
          <Card title="Anders">
            <p>Stuur deze link in een eigen bericht:</p>
            <p>
              <code>{welcomeLink(site, code)}</code>
            </p>
            {reach && <SendButtons action={`${file}/uitnodiging/stuur`} hidden={{ code }} reach={reach} />}
            <p>Of geef een blad mee, met het vierkant en de code om over te typen.</p>
            <PostButton action={`${file}/uitnodiging/papier`} hidden={{ code }}>
              Uitnodiging op papier (pdf)
            </PostButton>
          </Card>
        </Columns>
        <Row>
          <ButtonLink to={file} kind="main">
            Ik heb hem gegeven
          </ButtonLink>
        </Row>
      </Stack>
    </Page>
  )
}

/** How a volunteer comes in, on the file: with which phone, and what to do when it is lost. */
export function WayInCard({ file, wayIn }: { file: string; wayIn: WayIn | undefined }) {
  return (
    <Card title="Naober op de telefoon">
      <p>{wayInWords(wayIn)}</p>
      <Row>
        {wayIn === undefined || isWaiting(wayIn) ? (
          <ButtonLink to={`${file}/uitnodiging`}>
            {wayIn === undefined ? 'Nodig uit' : 'Maak een nieuwe uitnodiging'}
          </ButtonLink>
        ) : (
          <ButtonLink to={`${file}/telefoon-kwijt`}>Telefoon kwijt</ButtonLink>
        )}
      </Row>
    </Card>
  )
}

/** Invited, and not in yet. */
const isWaiting = ({ phones, hasPassword }: WayIn): boolean => phones.length === 0 && !hasPassword

function wayInWords(wayIn: WayIn | undefined): string {
  if (wayIn === undefined) return 'Nog niet uitgenodigd.'
  if (isWaiting(wayIn)) return 'Uitgenodigd, nog niet binnen geweest.'
  const [phone] = wayIn.phones
  if (!phone) return 'Meldt zich aan met een wachtwoord en een code.'
  const used = phone.usedAt ? `, laatst aangemeld op ${inWords(dayOf(phone.usedAt))}` : ''
  return `Meldt zich aan met ${phone.device || 'de eigen telefoon'}, sinds ${inWords(dayOf(phone.madeAt))}${used}.`
}
