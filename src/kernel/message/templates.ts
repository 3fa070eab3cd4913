/**
 * What stands in messages that leave the house. Outside the building a message holds no name, no address and nothing of what it is
 * about: the name of the organisation, a neutral sentence, and a link. So these texts know two fields and no more, and a test reads
 * them all.
 */

/** The only things that can be filled in. */
export const messageFields = ['organisatie', 'link'] as const

export interface MessageTemplate {
  /** What we call it among ourselves, in the outbox: 'Vraag om te helpen'. */
  called: string
  /** The subject of the mail. */
  subject: string
  /** The mail, a paragraph each. */
  text: readonly string[]
  /** The same as a text message: at most 160 signs with a link of forty. */
  sms: string
  /** Whether it has a link that must be opened; when nobody does, it comes back to who sent it. */
  opens: boolean
}

const noReply = 'Dit bericht komt van een computer. Antwoorden heeft geen zin: bel ons liever.'

export const messageTemplates = {
  'helper-asked': {
    called: 'Vraag aan een vrijwilliger',
    subject: 'Kun je ergens mee helpen?',
    text: [
      'Hallo,',
      '{organisatie} wil je iets vragen. Meld je aan om het te lezen:',
      '{link}',
      'Je mag ja of nee zeggen. Antwoord je snel? Dan weten we waar we aan toe zijn.',
      noReply,
    ],
    sms: '{organisatie} wil je iets vragen. Lees het hier: {link}',
    opens: true,
  },
  'helper-news': {
    called: 'Nieuws voor een vrijwilliger',
    subject: 'Er staat iets nieuws voor je klaar',
    text: [
      'Hallo,',
      'Er staat iets nieuws voor je klaar bij {organisatie}. Meld je aan om het te lezen:',
      '{link}',
      noReply,
    ],
    sms: 'Er staat iets nieuws voor je klaar bij {organisatie}: {link}',
    opens: true,
  },
  'invitation-helper': {
    called: 'Uitnodiging voor een vrijwilliger',
    subject: 'Je uitnodiging van {organisatie}',
    text: [
      'Hallo,',
      '{organisatie} nodigt je uit. Open deze link op je eigen telefoon:',
      '{link}',
      'De link werkt één keer en een week lang. Stuur hem niet door: wie hem heeft, kan naar binnen.',
      noReply,
    ],
    sms: '{organisatie} nodigt je uit. Open deze link op je telefoon. Hij werkt één keer: {link}',
    opens: true,
  },
  'invitation-colleague': {
    called: 'Link voor een collega',
    subject: 'Je link van {organisatie}',
    text: [
      'Hallo,',
      'Met deze link kies je je wachtwoord bij {organisatie}:',
      '{link}',
      'De link werkt één keer, 48 uur lang. Stuur hem niet door: wie hem heeft, kan naar binnen.',
      noReply,
    ],
    sms: 'Kies je wachtwoord bij {organisatie}. De link werkt één keer: {link}',
    opens: true,
  },
  evaluation: {
    called: 'Vraag om een rapportcijfer',
    subject: 'Wat vond je van ons?',
    text: [
      'Hallo,',
      '{organisatie} leert graag van jou. Wil je één minuut iets invullen?',
      '{link}',
      'De link werkt één keer, zes weken lang. Je naam komt nergens te staan. Invullen hoeft niet.',
      noReply,
    ],
    sms: '{organisatie} leert graag van jou. Eén minuut invullen mag hier: {link}',
    opens: true,
  },
  aftercare: {
    called: 'Aankondiging van nazorg',
    subject: 'We bellen je binnenkort',
    text: [
      'Hallo,',
      'Een tijd geleden had je contact met {organisatie}. We willen graag weten hoe het nu gaat.',
      'Daarom bellen we je binnenkort. Het gesprek is kort. Je hoeft niets te doen.',
      noReply,
    ],
    sms: '{organisatie} wil graag weten hoe het nu gaat. We bellen je binnenkort. Je hoeft niets te doen.',
    opens: false,
  },
  'half-time': {
    called: 'Waarschuwing: de helft van de tijd is om',
    subject: 'Er wacht iets op je',
    text: [
      'Hallo,',
      'Bij {organisatie} wacht iets op je waarvan de helft van de tijd voorbij is. Meld je aan om te kijken:',
      '{link}',
      noReply,
    ],
    sms: 'Bij {organisatie} wacht iets op je waarvan de helft van de tijd voorbij is: {link}',
    opens: false,
  },
  outcome: {
    called: 'Afloop voor een verwijzer',
    subject: 'Er staat een bericht voor je klaar',
    text: [
      'Hallo,',
      '{organisatie} heeft een kort bericht voor je. Je leest het hier:',
      '{link}',
      'De link is voor jou alleen en werkt twee weken.',
      noReply,
    ],
    sms: '{organisatie} heeft een kort bericht voor je. Je leest het hier: {link}',
    opens: true,
  },
} as const satisfies Record<string, MessageTemplate>

export type TemplateKey = keyof typeof messageTemplates

/** A message as it leaves: all that stands in it. */
export interface Written {
  subject: string
  text: string
}

/** Fills in a template. A name of an organisation is one line, whatever was typed for it. */
export function write(
  key: TemplateKey,
  way: 'mail' | 'sms',
  { house, link }: { house: string; link: string | null },
): Written {
  const { subject, text, sms } = messageTemplates[key] as MessageTemplate
  const name = house.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  const fill = (words: string) =>
    words
      .replaceAll('{organisatie}', name)
      .replaceAll('{link}', link ?? '')
      .trim()
  return { subject: fill(subject), text: way === 'sms' ? fill(sms) : text.map(fill).join('\n\n') }
}
