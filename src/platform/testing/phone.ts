import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

interface Question {
  challenge: string
}

/** What a test lets a phone do wrong: no finger was asked, another site asks, a counter that stands still. */
export interface Wrongly {
  verified?: boolean
  origin?: string
  counter?: number
}

/**
 * A phone that makes passkeys as browsers do (WebAuthn level 2, ES256, without attestation): one key, for one site. What it answers is
 * the text that a page sends. Most phones do not count how often they signed.
 */
export function newPhone(origin: string, { counts = true }: { counts?: boolean } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let handle = ''
  let counter = 0

  const said = (type: string, { challenge }: Question, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))

  function stated(
    from: string,
    verified: boolean,
    extra: Buffer = Buffer.alloc(0),
    at = counts ? ++counter : 0,
  ): Buffer {
    const host = createHash('sha256').update(new URL(from).hostname).digest()
    const count = Buffer.alloc(4)
    count.writeUInt32BE(at)
    return Buffer.concat([host, Buffer.from([1 + (verified ? 4 : 0) + (extra.length > 0 ? 64 : 0)]), count, extra])
  }

  /** Makes its key for whoever asks. */
  function makes(asked: Question & { user: { id: string } }, { verified = true, origin: from = origin }: Wrongly = {}) {
    handle = asked.user.id
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const key = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
    const made = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
    const state = stated(from, verified, made)
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
      Buffer.from([state.length]),
      state,
    ])
    return answer({
      clientDataJSON: said('webauthn.create', asked, from).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    })
  }

  /** Proves that it is the one that made the key. */
  function proves(asked: Question, { verified = true, origin: from = origin, counter: at }: Wrongly = {}) {
    const client = said('webauthn.get', asked, from)
    const state = stated(from, verified, undefined, at)
    const signed = sign('sha256', Buffer.concat([state, createHash('sha256').update(client).digest()]), privateKey)
    return answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: state.toString('base64url'),
      signature: signed.toString('base64url'),
      userHandle: handle,
    })
  }

  const answer = (response: object): string => {
    const name = id.toString('base64url')
    return JSON.stringify({ id: name, rawId: name, type: 'public-key', clientExtensionResults: {}, response })
  }

  return { makes, proves }
}
