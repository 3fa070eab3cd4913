import { roleMay } from '#access'
import type { ServiceLine } from '#kernel/service-line'
import { talkIsDue, type VolunteerLine, whyNot } from '#kernel/volunteer'
import { type Day, dayOf, shortly, yearOf } from '#platform/days'
import { NotFound } from '#platform/errors'
import { together } from '#platform/together'
import { capital, counted } from '#platform/words'
import { ButtonLink, Card, Chip, type Column, Empty, Page, Stack, Table } from '#ui'
import { page } from '#web/app'
import { about, LineSwitch, linesOf } from '../lines.tsx'
import { asShown, listFiles, TakeList } from '../list-file.tsx'
import { pathOf, withHelpers } from './shared.ts'

/** More questions than this in ninety days is much to ask of somebody. */
const often = 3

/** Who helps on a line: who can be asked, who has how much to do, who has not been spoken to for a year. */
export const volunteers = page({
  path: '/vrijwilligers',
  may: 'read case', // for who works with cases; a volunteer reads her own file elsewhere
  async load({ store, asker, query }) {
    const lines = withHelpers(linesOf(asker))
    const line = lines.find((one) => one.key === query.get('lijn')) ?? lines[0]
    if (!line) return undefined
    return together({
      line,
      now: store.volunteers.ofLine(line.key),
      before: store.volunteers.ofLine(line.key, { stopped: true }),
    })
  },
  view: (loaded, _form, { asker }) => {
    if (!loaded)
      return (
        <Page title="Vrijwilligers">
          <Card>
            <Empty title="Je team werkt niet met vrijwilligers">
              Vraag het je teamleider als dat anders hoort te zijn.
            </Empty>
          </Card>
        </Page>
      )
    const { line, now, before } = loaded
    const helper = line.match?.helper
    return (
      <Page
        title="Vrijwilligers"
        wide
        about={helper && `${capital(counted(now.length, helper))} bij ${line.name.toLowerCase()}.`}
        actions={
          <>
            <LineSwitch
              asker={{ lines: withHelpers(linesOf(asker)).map((one) => one.key) }}
              line={line}
              path="/vrijwilligers"
            />
            {now.length > 0 && <TakeList at="/vrijwilligers" search={about('', line, asker)} />}
            {roleMay(asker, 'add', 'volunteer') && (
              <ButtonLink to={about('/vrijwilligers/nieuw', line, asker)} kind="main">
                Vrijwilliger toevoegen
              </ButtonLink>
            )}
          </>
        }
      >
        <Stack>
          <Card bare>
            <Table
              caption="Wie nu helpen"
              rows={now}
              keyOf={(one) => one.id}
              columns={columnsOf(line, asker.today)}
              empty={
                <Empty title="Nog niemand">
                  Voeg een vrijwilliger toe. Daarna leg je vast wat gevolgd, getekend en gezien is.
                </Empty>
              }
            />
          </Card>
          {before.length > 0 && (
            <Card title="Gestopt" bare>
              <Table
                caption="Wie gestopt zijn"
                rows={before}
                keyOf={(one) => one.id}
                columns={[
                  nameColumn,
                  {
                    key: 'until',
                    label: 'Tot',
                    show: (one) => (one.role.validUntil ? day(one.role.validUntil, asker.today) : ''),
                  },
                  { key: 'thanks', label: 'Bedankt met', show: (one) => one.role.thanks ?? '' },
                ]}
              />
            </Card>
          )}
        </Stack>
      </Page>
    )
  },
})

/** Who helps on a line, to take along. */
export const files = listFiles('/vrijwilligers', 'read case', async ({ store, asker, query }) => {
  const lines = withHelpers(linesOf(asker))
  const line = lines.find((one) => one.key === query.get('lijn')) ?? lines[0]
  if (!line) throw new NotFound()
  const rows = await store.volunteers.ofLine(line.key)
  return {
    name: 'vrijwilligers',
    title: `Vrijwilligers bij ${line.name.toLowerCase()}`,
    ...asShown(columnsOf(line, asker.today), rows),
    keys: rows.map(({ id }) => id),
    what: 'volunteer',
  }
})

const nameColumn: Column<VolunteerLine> = {
  key: 'name',
  label: 'Naam',
  main: true,
  show: (one) => <a href={pathOf(one.id)}>{one.name}</a>,
}

function columnsOf(line: ServiceLine, today: Day): Column<VolunteerLine>[] {
  const declared = line.match
  return [
    nameColumn,
    { key: 'village', label: 'Dorp', show: (one) => one.villageName ?? 'onbekend' },
    {
      key: 'now',
      label: 'Nu',
      show: (one) => {
        const why = declared && whyNot(declared, one, today)
        return why ? <Chip tone="warn">{why}</Chip> : <Chip tone="good">beschikbaar</Chip>
      },
    },
    { key: 'running', label: `Lopende ${line.case.called.many}`, numeric: true, show: (one) => one.running },
    { key: 'ended', label: 'Gedaan', numeric: true, show: (one) => one.ended },
    {
      key: 'asked',
      label: 'Laatst gevraagd',
      show: (one) => (
        <>
          {one.lastAskedAt ? day(dayOf(one.lastAskedAt), today) : 'nog niet'}{' '}
          {one.askedLately > often && <Chip tone="warn">vaak gevraagd</Chip>}
        </>
      ),
    },
    {
      key: 'talked',
      label: 'Laatst gesproken',
      show: (one) => (
        <>
          {one.talkedOn ? day(one.talkedOn, today) : 'nog niet'}{' '}
          {talkIsDue(one.talkedOn, one.role.validFrom, today) && <Chip tone="warn">langer dan een jaar</Chip>}
        </>
      ),
    },
  ]
}

const day = (on: Day, today: Day) => (yearOf(on) === yearOf(today) ? shortly(on) : `${shortly(on)} ${yearOf(on)}`)
