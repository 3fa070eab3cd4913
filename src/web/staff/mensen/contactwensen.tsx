import { nameOf, noWishes } from '#kernel/person'
import { Invalid } from '#platform/errors'
import { email, phone, several, text, time } from '#platform/fields'
import { Card, Form, Notice, Page } from '#ui'
import { page } from '#web/app'
import { openPerson, trailTo } from './file-of.ts'

const helps = { interpreter: 'Wil een tolk', hearsHard: 'Hoort slecht', readsHard: 'Leest moeilijk' } as const
const never = { phone: 'Niet bellen', sms: 'Geen sms', mail: 'Geen mail', paper: 'Geen brieven' } as const

/** How somebody wants to be reached. Whatever goes out obeys it, and says why when it may not. */
export default page({
  path: '/mensen/:personId/contactwensen',
  may: 'change person',
  async load(ctx) {
    const { person } = await openPerson(ctx)
    return { person, said: await ctx.store.people.wishesRow(person.id) }
  },
  form: () => ({
    practical: text('Waar moet je op letten?', {
      optional: true,
      maxLength: 200,
      private: true,
      hint: 'Bijvoorbeeld: niet bellen als partner thuis is. Schrijf niet op waar het over gaat.',
    }),
    safePhone: phone('Welk nummer is veilig?', { optional: true, autocomplete: 'off' }),
    safeEmail: email('Welk mailadres is veilig?', { optional: true, autocomplete: 'off' }),
    never: several('Wat wil diegene niet?', never, { optional: true }),
    notBefore: time('Niet bellen vóór', { optional: true, hint: 'Bijvoorbeeld 10.00.' }),
    notAfter: time('Niet bellen na', { optional: true, hint: 'Bijvoorbeeld 20.00.' }),
    language: text('Welke taal?', { optional: true, maxLength: 60, hint: 'Alleen als het geen Nederlands is.' }),
    helps: several('Wat helpt?', helps, { optional: true }),
  }),
  values: ({ said }) =>
    said && {
      ...said,
      notBefore: said.notBefore?.slice(0, 5) ?? null,
      notAfter: said.notAfter?.slice(0, 5) ?? null,
      never: said.never as (keyof typeof never)[],
      helps: (Object.keys(helps) as (keyof typeof helps)[]).filter((key) => said[key]),
    },
  version: ({ said }) => said?.version ?? 1,
  async save({ store, params }, _loaded, { version, helps: chosen, ...said }) {
    if (said.notBefore && said.notAfter && said.notBefore >= said.notAfter)
      throw new Invalid({ notAfter: 'Dan blijft er geen tijd over om te bellen. Kies een latere tijd.' })
    if (said.safePhone && (said.never as string[]).includes('phone'))
      throw new Invalid({ never: 'Je vulde een veilig nummer in. Haal ‘Niet bellen’ weg, of laat het nummer leeg.' })
    if (said.safeEmail && (said.never as string[]).includes('mail'))
      throw new Invalid({ never: 'Je vulde een veilig mailadres in. Haal ‘Geen mail’ weg, of laat het adres leeg.' })
    await store.people.sayWishes(
      params.personId,
      { seen: version },
      {
        ...noWishesBut(said),
        ...Object.fromEntries(Object.keys(helps).map((key) => [key, chosen.includes(key as keyof typeof helps)])),
      },
    )
    return { to: `/mensen/${params.personId}`, say: 'Bewaard. Alles wat uitgaat, houdt zich hieraan.' }
  },
  view: ({ person }, form) => (
    <Page
      title="Contactwensen"
      trail={trailTo(person)}
      about={`Hoe wil ${nameOf(person)} bereikt worden? Vul alleen in wat gezegd is.`}
    >
      <Card>
        <Form
          {...form}
          layout={[
            'practical',
            {
              legend: 'Veilig bereiken',
              hint: 'Vul je hier iets in, dan gebruikt niemand nog een ander nummer of mailadres, en gaat er geen brief uit.',
              fields: [['safePhone', 'safeEmail']],
            },
            'never',
            ['notBefore', 'notAfter'],
            'language',
            'helps',
          ]}
          button="Bewaren"
          cancelTo={`/mensen/${person.id}`}
        >
          <Notice>Collega’s en vrijwilligers die contact hebben, zien dit bij het telefoonnummer.</Notice>
        </Form>
      </Card>
    </Page>
  ),
})

type Said = Omit<typeof noWishes, 'left' | 'interpreter' | 'readsHard' | 'hearsHard'>
const noWishesBut = ({ practical, safePhone, safeEmail, never: not, notBefore, notAfter, language }: Said) => {
  const { left: _, ...none } = noWishes
  return { ...none, practical, safePhone, safeEmail, never: not, notBefore, notAfter, language }
}
