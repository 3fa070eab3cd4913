import { hidden, text } from '#platform/fields'
import { newTotpSecret, totpAddress } from '#platform/secrets'
import { Card, Notice, Stack } from '#ui'
import type { Context } from '#web/app'

/** What somebody fills in to set up the app: the secret travels along, sealed and bound to this session. */
export const secondStepFields = {
  sealed: hidden('Geheim'),
  code: text('Code', {
    hint: 'De zes cijfers die je app laat zien voor Naober',
    autocomplete: 'one-time-code',
    maxLength: 20,
    whenEmpty: 'Vul de zes cijfers uit je app in.',
  }),
}

/** A new secret for the app, and the same one sealed for the form. */
export function newSecondStep({ vault, session }: Pick<Context, 'vault' | 'session'>): {
  secret: string
  sealed: string
} {
  const secret = newTotpSecret()
  return { secret, sealed: vault.seal(secret, about(session)) }
}

/** The secret that the form brought back; undefined when it was made for another session, or by nobody. */
export function secretIn(sealed: string, { vault, session }: Pick<Context, 'vault' | 'session'>): string | undefined {
  return vault.open(sealed, about(session))
}

/** What to do with the app: a link for who is on the telephone itself, and the key to type over for who is not. */
export function HowToSetUp({ secret, email }: { secret: string; email: string }) {
  return (
    <Stack>
      <ol className="n-stack n-stack--tight">
        <li>
          Zet een app met codes op je telefoon. Elke app hiervoor is goed; vraag je beheerder welke jullie gebruiken.
        </li>
        <li>
          Voeg in de app een account toe en typ deze sleutel over: <code>{inFours(secret)}</code>
          <br />
          Ben je nu op die telefoon? Dan kan het ook met{' '}
          <a className="utrecht-link" href={totpAddress(secret, email)}>
            deze link naar de app
          </a>
          .
        </li>
        <li>De app laat nu steeds zes cijfers zien. Typ die hieronder over.</li>
      </ol>
    </Stack>
  )
}

/** Codes that are shown this once, to be written down or printed. */
export function CodesToKeep({ codes }: { codes: readonly string[] }) {
  return (
    <Card title="Je herstelcodes">
      <Notice kind="warn" title="Bewaar deze codes nu">
        Je ziet ze maar één keer. Druk ze af of schrijf ze op, en leg ze niet bij je telefoon. Elke code werkt één keer,
        in plaats van de code uit de app.
      </Notice>
      <ul className="n-stack n-stack--tight">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const about = ({ session }: Context['session']): string => `new second step ${session}`

const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret
