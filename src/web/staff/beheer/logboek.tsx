import { type SecurityEvent, type SecurityOutcome, type Store, securityEvents, securityOutcomes } from '#access'
import { momentInWords } from '#platform/days'
import { counted, noun } from '#platform/words'
import { Card, Chip, type Column, Empty, Notice, Page, Stack, Table } from '#ui'
import { page } from '#web/app'
import { asShown, listFiles, TakeList } from '../list-file.tsx'

const streams: Record<string, string> = {
  changes: 'Wat er veranderde',
  access: 'Wie er keek',
  security: 'Wie er aanmeldde',
}
const seal = noun('zegel', 'zegels', 'het')
const line = noun('regel', 'regels', 'de')

/** What happened around signing in, and whether the logs are still what was sealed. */
export const securityLog = page({
  path: '/beheer/logboek',
  may: 'read log',
  load: async ({ store }) => ({
    events: await store.log.security(),
    seals: await store.log.verify(),
    altered: await store.log.altered(),
  }),
  view: ({ events, seals, altered }) => {
    const rows = Object.entries(streams).map(([key, called]) => ({
      key,
      called,
      seals: seals.filter((one) => one.stream === key),
    }))
    const broken = seals.filter((one) => !one.sound).length + altered.length
    return (
      <Page
        title="Logboek"
        trail={[{ to: '/beheer', label: 'Accounts' }]}
        about="Niemand kan deze regels veranderen, ook jij niet. Zegels bewijzen dat."
        actions={<TakeList at="/beheer/logboek" />}
        wide
      >
        <Stack>
          {broken > 0 && (
            <Notice kind="error" title="Het logboek klopt niet meer">
              Er is iets veranderd aan regels die verzegeld waren. Bel meteen wie Naober voor jullie beheert; dit is een
              beveiligingsincident.
            </Notice>
          )}
          <Card title="Zegels, zojuist nagekeken" bare>
            <Table
              caption="Zegels per logboek"
              rows={rows}
              keyOf={(one) => one.key}
              columns={[
                { key: 'called', label: 'Logboek', main: true, show: (one) => one.called },
                {
                  key: 'seals',
                  label: 'Zegels',
                  show: (one) =>
                    `${counted(one.seals.length, seal)} over ${counted(
                      one.seals.reduce((sum, each) => sum + each.lines, 0),
                      line,
                    )}`,
                },
                {
                  key: 'sound',
                  label: 'Klopt het?',
                  show: (one) =>
                    one.seals.length === 0 ? (
                      <Chip>nog niets verzegeld</Chip>
                    ) : one.seals.every((each) => each.sound) ? (
                      <Chip tone="good">klopt</Chip>
                    ) : (
                      <Chip tone="late">klopt niet</Chip>
                    ),
                },
              ]}
            />
          </Card>
          <Card title="Rond het aanmelden" bare>
            <Table
              caption="De laatste gebeurtenissen rond het aanmelden"
              rows={events}
              keyOf={(one) => String(one.id)}
              empty={
                <Empty title="Nog niets gebeurd">
                  Elke keer dat iemand aanmeldt, of dat mislukt, komt hier een regel.
                </Empty>
              }
              columns={columns}
            />
          </Card>
        </Stack>
      </Page>
    )
  },
})

type SecurityDeed = Awaited<ReturnType<Store['log']['security']>>[number]

const columns: Column<SecurityDeed>[] = [
  { key: 'at', label: 'Wanneer', main: true, show: (one) => momentInWords(one.at) },
  { key: 'who', label: 'Wie', show: (one) => one.accountName ?? 'onbekend' },
  { key: 'event', label: 'Wat', show: (one) => securityEvents[one.event as SecurityEvent] ?? one.event },
  { key: 'about', label: 'Over wie', show: (one) => one.aboutName ?? '' },
  {
    key: 'outcome',
    label: 'Hoe liep het af?',
    show: (one) => (
      <Chip tone={one.outcome === 'done' ? 'plain' : 'warn'}>
        {securityOutcomes[one.outcome as SecurityOutcome] ?? one.outcome}
      </Chip>
    ),
  },
  { key: 'origin', label: 'Netwerkadres', show: (one) => one.origin },
]

/** What happened around signing in, to take along: as many lines as the page shows. */
export const logFiles = listFiles('/beheer/logboek', 'read log', async ({ store, asker }) => {
  const rows = await store.log.security()
  return {
    name: 'logboek',
    title: `Rond het aanmelden bij ${asker.tenantName}`,
    ...asShown(columns, rows),
    keys: [],
    what: 'security log',
  }
})
