import { roleMay } from '#access'
import { roles } from '#platform/asker'
import { dayOf, inWords, momentInWords } from '#platform/days'
import { counted, noun } from '#platform/words'
import { ButtonLink, Card, Chip, List, ListItem, Page, PostButton, Stack } from '#ui'
import { page, post } from '#web/app'
import { AwayCard, CalendarCard } from './agenda.tsx'

const code = noun('herstelcode', 'herstelcodes', 'de')

/** Who you are here, what proves it, and where you are signed in. */
export const myAccount = page({
  path: '/mijn-account',
  may: 'sign in',
  async load({ store, asker }) {
    const own = await store.credentials.own()
    return {
      since: own.totpSince,
      hasPassword: own.passwordHash !== '',
      phones: await store.phones.own(),
      codesLeft: own.recoveryLeft,
      sessions: await store.sessions.of(asker.account as string),
      calendar: roleMay(asker, 'add', 'calendar') ? ((await store.calendars.mine()) ?? null) : undefined,
    }
  },
  view: ({ since, codesLeft, sessions, hasPassword, phones, calendar }, _form, { asker, session }) => (
    <Page
      title="Mijn account"
      about={`${asker.name}, ${asker.role === 'system' ? 'systeem' : roles[asker.role]} bij ${asker.tenantName}. Aanmelden doe je met ${session.email}.`}
    >
      <Stack>
        <Card title="Zo kom je binnen" bare>
          <List label="Zo kom je binnen">
            {phones.map((phone) => (
              <ListItem
                key={phone.id}
                title={`Met ${phone.device || 'je telefoon'}`}
                about={`Zonder wachtwoord, sinds ${inWords(dayOf(phone.madeAt))}`}
                side={
                  (hasPassword || phones.length > 1) && (
                    <PostButton action={`/mijn-account/telefoon/${phone.id}/einde`}>Meld deze af</PostButton>
                  )
                }
              />
            ))}
            {hasPassword ? (
              <>
                <ListItem title="Wachtwoord" side={<ButtonLink to="/mijn-account/wachtwoord">Verander</ButtonLink>} />
                <ListItem
                  title="Tweede stap"
                  about={
                    since === null ? 'Nog niet ingesteld' : `Een app op je telefoon, sinds ${inWords(dayOf(since))}`
                  }
                  side={
                    <ButtonLink to="/mijn-account/tweede-stap">
                      {since === null ? 'Stel in' : 'Nieuwe telefoon'}
                    </ButtonLink>
                  }
                />
                <ListItem
                  title="Met je telefoon"
                  about="Aanmelden met je vinger, je gezicht of je code, zonder wachtwoord"
                  side={<ButtonLink to="/mijn-account/telefoon">Stel in</ButtonLink>}
                />
              </>
            ) : (
              <ListItem title="Een nieuwe telefoon" about="Vraag je coördinator dan om een nieuwe uitnodiging" />
            )}
            {since !== null && (
              <ListItem
                title="Herstelcodes"
                about={`Nog ${counted(codesLeft, code)} over, voor als je je telefoon kwijt bent`}
                side={<ButtonLink to="/mijn-account/herstelcodes">Maak nieuwe</ButtonLink>}
              />
            )}
          </List>
        </Card>
        {calendar !== undefined && <CalendarCard since={calendar ? dayOf(calendar.addedAt) : undefined} />}
        {roleMay(asker, 'add', 'absence') && <AwayCard />}
        <Card
          title="Waar je bent aangemeld"
          bare
          side={
            sessions.length > 1 && <PostButton action="/mijn-account/sessies/einde">Log overal anders uit</PostButton>
          }
        >
          <List label="Waar je bent aangemeld">
            {sessions.map((one) => (
              <ListItem
                key={one.id}
                title={one.device || 'Onbekend apparaat'}
                about={`Sinds ${momentInWords(one.startedAt)}, laatst gezien ${momentInWords(one.seenAt)}`}
                side={
                  one.id === asker.session ? (
                    <Chip tone="good">hier</Chip>
                  ) : (
                    <PostButton action={`/mijn-account/sessies/${one.id}/einde`}>Log hier uit</PostButton>
                  )
                }
              />
            ))}
          </List>
        </Card>
      </Stack>
    </Page>
  ),
})

/** Ends one of one's own sessions somewhere else. */
export const endSession = post({
  path: '/mijn-account/sessies/:session/einde',
  may: 'sign in',
  async save({ store, asker, params, from }) {
    await store.sessions.end(asker.account as string, params.session, from.origin)
    return { to: '/mijn-account', say: 'Daar ben je uitgelogd.' }
  },
})

/** Ends all of one's own sessions but this one. */
export const endOtherSessions = post({
  path: '/mijn-account/sessies/einde',
  may: 'sign in',
  async save({ store, asker, from }) {
    await store.sessions.endAll(asker.account as string, from.origin)
    return { to: '/mijn-account', say: 'Je bent overal anders uitgelogd.' }
  },
})
