import { invitationLasts } from '#access'
import { dayOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import { email, type Field, showPhone } from '#platform/fields'
import { shortCodeIn } from '#platform/secrets'
import { Card, Confirm, Form, Page } from '#ui'
import { type Context, page, post, type Sends } from '#web/app'
import { reachOfColleague } from '../berichten/reach.ts'
import { keyOf, sendsAnything, wayIn } from '../berichten/send.tsx'
import { InvitationToGive } from './invitation.tsx'
import { invitationOnPaper, welcomeLink } from './invitation-paper.ts'

const fileOf = (volunteer: string) => `/vrijwilligers/${volunteer}`
const address = email('E-mailadres', {
  hint: 'Voor wie toch met een wachtwoord wil aanmelden.',
})
const until = (now: Date) => dayOf(new Date(now.getTime() + invitationLasts.paper))

async function theirs({ store, params }: Pick<Context<'/vrijwilligers/:volunteerId'>, 'store' | 'params'>) {
  return {
    volunteer: await store.volunteers.get(params.volunteerId),
    wayIn: await store.invitations.wayIn(params.volunteerId),
  }
}

/** How an invitation can be sent: to the address that it was made for, or the mobile telephone in the file. */
const reachTo = (sends: Sends, volunteer: { phone: string | null }, email: string) =>
  sendsAnything(sends)
    ? reachOfColleague(sends, { email: email === '' ? null : email, phone: volunteer.phone })
    : undefined

/** Lets somebody who helps in, on the own phone. The address is for who has a phone that wants a password after all. */
export const invite = page({
  path: '/vrijwilligers/:volunteerId/uitnodiging',
  may: 'add invitation',
  load: theirs,
  // Who was invited before has an address.
  form: ({ wayIn }) => (wayIn ? {} : { email: address }) as { email: Field<string | undefined> },
  values: ({ volunteer }) => ({ email: volunteer.email }),
  async save({ store, asker, params, from, site, sends }, { volunteer, wayIn }, input) {
    const to = wayIn?.email ?? input.email ?? ''
    const code = await store.invitations.invite(params.volunteerId, to, from.origin)
    const file = fileOf(params.volunteerId)
    const reach = reachTo(sends, volunteer, to)
    return {
      show: <InvitationToGive {...{ name: volunteer.name, file, site, code, until: until(asker.now), reach }} />,
    }
  },
  view: ({ volunteer, wayIn }, form) => (
    <Page
      title={`${volunteer.name} uitnodigen`}
      trail={[{ to: fileOf(volunteer.id), label: volunteer.name }]}
      about="Je krijgt een vierkant om te laten lezen, een link om te sturen en een blad om mee te geven. De uitnodiging werkt een week, één keer."
    >
      <Card>
        <Form
          {...form}
          button={wayIn ? 'Maak een nieuwe uitnodiging' : 'Maak een uitnodiging'}
          cancelTo={fileOf(volunteer.id)}
        />
      </Card>
    </Page>
  ),
})

/** The phone is lost: nothing opens the account any more, every open screen closes, and there is a new invitation. */
export const phoneLost = page({
  path: '/vrijwilligers/:volunteerId/telefoon-kwijt',
  may: 'add invitation',
  load: theirs,
  async save({ store, asker, params, from, site, sends }, { volunteer, wayIn }) {
    const code = await store.invitations.renew(params.volunteerId, from.origin)
    const file = fileOf(params.volunteerId)
    const reach = reachTo(sends, volunteer, wayIn?.email ?? '')
    return {
      show: <InvitationToGive {...{ name: volunteer.name, file, site, code, until: until(asker.now), reach }} />,
    }
  },
  view: ({ volunteer }, form) => (
    <Page title="Telefoon kwijt" trail={[{ to: fileOf(volunteer.id), label: volunteer.name }]}>
      <Confirm csrf={form.csrf} button="Sluit alles af en nodig opnieuw uit" cancelTo={fileOf(volunteer.id)}>
        <p>
          <strong>{volunteer.name}</strong> wordt meteen overal uitgelogd. De oude telefoon, het wachtwoord en de codes
          werken niet meer.
        </p>
        <p>Je krijgt meteen een nieuwe uitnodiging, voor de nieuwe telefoon. De zaken blijven zoals ze zijn.</p>
      </Confirm>
    </Page>
  ),
})

/** The invitation that is on the screen, on one sheet. The code was shown this once, so it is sent along and stands in no address. */
export const onPaper = post({
  path: '/vrijwilligers/:volunteerId/uitnodiging/papier',
  may: 'add invitation',
  async save({ store, asker, params, site }, form) {
    const code = shortCodeIn(form.get('code') ?? '')
    if (code === undefined) throw new Invalid({ '': 'Deze uitnodiging is er niet meer. Maak een nieuwe.' })
    const { name } = await store.volunteers.get(params.volunteerId)
    const me = await store.accounts.get(asker.account as string)
    const paper = {
      name,
      organisation: asker.tenantName,
      site,
      code,
      until: until(asker.now),
      call: me.phone ? `${me.name}, ${showPhone(me.phone)}` : me.name,
    }
    return { file: { name: 'uitnodiging.pdf', type: 'application/pdf', body: () => invitationOnPaper(paper) } }
  },
})

/** The invitation that is on the screen, sent. Who gets it sees our name and a link. */
export const sent = post({
  path: '/vrijwilligers/:volunteerId/uitnodiging/stuur',
  may: 'add invitation',
  async save(ctx, form) {
    const { store, vault, site, sends, asker } = ctx
    const code = shortCodeIn(form.get('code') ?? '')
    if (code === undefined) throw new Invalid({ '': 'Deze uitnodiging is er niet meer. Maak een nieuwe.' })
    const { volunteer, wayIn: known } = await theirs(ctx)
    const { way, to } = wayIn(form, reachTo(sends, volunteer, known?.email ?? ''))
    const { roles } = await store.volunteers.file(volunteer.id)
    await store.messages.post(
      {
        ...{ template: 'invitation-helper', way, to, about: keyOf(code), link: () => welcomeLink(site, code) },
        ...{ line: roles.find(({ line }) => asker.lines.includes(line))?.line ?? null, account: volunteer.account },
      },
      vault.seal,
    )
    return { to: fileOf(volunteer.id), say: `De uitnodiging gaat per ${way} naar ${volunteer.name}.` }
  },
})

export const invitations = [invite, phoneLost, onPaper, sent]
