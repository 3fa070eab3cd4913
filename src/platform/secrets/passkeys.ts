import { randomBytes } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

// Read when the first phone comes: most commands and jobs never meet one.
const library = () => import('@simplewebauthn/server')

/** The site that a phone proves its owner to: only pages of that very address can ask, so a false site gets nothing. */
export interface Site {
  /** The host, such as 'naober.voorbeeld.nl'. */
  host: string
  /** With the protocol and the port: 'https://naober.voorbeeld.nl'. */
  origin: string
}

export const siteOf = (url: URL): Site => ({ host: url.hostname, origin: url.origin })

/** What is kept of a phone. None of it is a secret. */
export interface Passkey {
  /** The name that the phone itself gave, in base64url. */
  credential: string
  publicKey: Uint8Array<ArrayBuffer>
  /** How often the phone said it had signed; most phones always say 0. */
  counter: number
  transports: string[]
}

/** Whose phone it says it is: keys, under which what is kept of it is looked up. */
export interface Owner {
  tenant: string
  account: string
}

/** A question for a phone, and the random part that its answer must be about. */
export interface PhoneQuestion<Options> {
  options: Options
  challenge: string
}

// ES256 and RS256: every phone and computer has one of them. Older Node gives a warning about what is newer.
const algorithms = [-7, -257]

const newChallenge = () => new Uint8Array(randomBytes(32))

/** Asks a phone to make a passkey. `name` is what the phone shows in its own list. The finger, face or code is always asked. */
export async function askToMake(
  site: Site,
  owner: Owner,
  name: string,
  there: readonly Pick<Passkey, 'credential' | 'transports'>[] = [],
): Promise<PhoneQuestion<PublicKeyCredentialCreationOptionsJSON>> {
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: 'Naober',
    rpID: site.host,
    userID: handleOf(owner),
    userName: name,
    userDisplayName: name,
    challenge: newChallenge(),
    timeout: 120_000,
    attestationType: 'none',
    excludeCredentials: there.map(({ credential, transports }) => ({ id: credential, transports })),
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options, challenge: options.challenge }
}

/** Asks whoever holds a phone to prove who they are; the phone finds its passkey for this site by itself. */
export async function askToProve(site: Site): Promise<PhoneQuestion<PublicKeyCredentialRequestOptionsJSON>> {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({
    rpID: site.host,
    challenge: newChallenge(),
    timeout: 120_000,
    userVerification: 'required',
  })
  return { options, challenge: options.challenge }
}

/** What a phone made, checked; undefined when the answer is not to this question or not from a page of this site. */
export async function madeBy(site: Site, challenge: string, answer: string): Promise<Passkey | undefined> {
  const { verifyRegistrationResponse } = await library()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: read(answer) as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified) return undefined
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    return { credential: id, publicKey, counter, transports: [...transports] }
  } catch {
    return undefined // it says only that the answer is not right
  }
}

/** Which phone an answer says it is of, and whose; undefined when it says neither. Nothing is proved by it yet. */
export function saidBy(answer: string): (Owner & { credential: string }) | undefined {
  const told = read(answer) as Partial<AuthenticationResponseJSON> | undefined
  const handle = told?.response?.userHandle
  if (typeof told?.id !== 'string' || typeof handle !== 'string' || !/^[\w-]{43}$/.test(handle)) return undefined
  const hex = Buffer.from(handle, 'base64url').toString('hex')
  return { credential: told.id, tenant: keyIn(hex.slice(0, 32)), account: keyIn(hex.slice(32)) }
}

/**
 * Whether the phone proved that it is this one: its signature, this question, this site, and a finger, face or code. A phone that counts
 * must be ahead of what it said last, or somebody copied it.
 * @returns what it counts now; undefined when it proved nothing
 */
export async function provedBy(
  site: Site,
  challenge: string,
  passkey: Passkey,
  answer: string,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await library()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: read(answer) as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      credential: {
        id: passkey.credential,
        publicKey: passkey.publicKey,
        counter: passkey.counter,
      },
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

/** Both keys of an owner as one handle: that is how a phone can say under which organisation to look. */
function handleOf({ tenant, account }: Owner): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`${tenant}${account}`.replaceAll('-', ''), 'hex'))
}

const keyIn = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`

function read(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return undefined
  }
}
