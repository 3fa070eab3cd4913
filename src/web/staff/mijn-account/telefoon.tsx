import { siteOf } from '#platform/secrets'
import { Card, Form, Page } from '#ui'
import { page, post } from '#web/app'
import { noAnswer, phoneAnswer } from '../aanmelden/phone-answer.tsx'
import { isOwn, ownPassword, unproven } from './proof.ts'

const trail = [{ to: '/mijn-account', label: 'Mijn account' }]

/** The question for one more phone (or computer) of one's own. */
export const askOwnPhone = post({
  path: '/mijn-account/telefoon/vraag',
  may: 'sign in',
  save: async ({ store, vault, site }) => ({ json: await store.phones.ask(vault, siteOf(new URL(site))) }),
})

/** One's own phone in the place of password and code. Who sits at an open screen does not know the password, and adds none. */
export const addPhone = page({
  path: '/mijn-account/telefoon',
  may: 'sign in',
  drafts: false,
  load: ({ store }) => store.credentials.own(),
  form: () => ({ ownPassword, ...phoneAnswer }),
  prepare: (own, input) => isOwn(own, input.ownPassword),
  async save(ctx, _own, { answer, sealed }, isRight) {
    const problems = await unproven(ctx, isRight)
    if (problems) return { problems }
    if (answer === null || sealed === null) return { problems: { '': noAnswer } }
    const { store, vault, site, from } = ctx
    const given = { answer, sealed, device: from.device, origin: from.origin }
    if (!(await store.phones.add(given, vault, siteOf(new URL(site)))))
      return {
        problems: { '': 'Dit duurde te lang, of je telefoon gaf geen goed antwoord. Probeer het nog een keer.' },
      }
    return { to: '/mijn-account', say: 'Vanaf nu kun je je hiermee aanmelden, zonder wachtwoord.' }
  },
  view: (_, form) => (
    <Page
      title="Aanmelden met je telefoon"
      trail={trail}
      about="Doe dit op de telefoon of computer die je wilt gebruiken. Daarna meld je je daarop aan met je vinger, je gezicht of je code."
    >
      <Card>
        <naober-phone ask="/mijn-account/telefoon/vraag">
          <Form {...form} button="Gebruik dit apparaat" cancelTo="/mijn-account" />
        </naober-phone>
      </Card>
    </Page>
  ),
})

/** A phone of one's own opens nothing any more. */
export const endPhone = post({
  path: '/mijn-account/telefoon/:phone/einde',
  may: 'sign in',
  async save({ store, params, from }) {
    await store.phones.end(params.phone, from.origin)
    return { to: '/mijn-account', say: 'Met die telefoon kan niemand zich meer aanmelden.' }
  },
})
