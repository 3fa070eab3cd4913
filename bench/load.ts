import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** One request: where, and with a body when it saves something. */
export interface Ask {
  path: string
  body?: string
  /** The answer that means it went well. */
  status: number
}

/** What came of many requests; times in milliseconds. */
export interface Measured {
  requests: number
  failed: number
  perSecond: number
  p50: number
  p95: number
  p99: number
}

export interface Answered {
  status: number
  text: string
  location: string | undefined
}

/** A client that keeps its connections, signed in with one token. */
export function client(origin: string, token: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })

  function send({ path, body }: Pick<Ask, 'path' | 'body'>): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const form =
        body === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
      const call = request(
        origin + path,
        {
          agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: { cookie: `naober=${token}`, 'accept-encoding': 'gzip', ...form },
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              text: Buffer.concat(parts).toString('utf8'),
              location: answer.headers.location,
            }),
          )
          answer.on('error', reject)
        },
      )
      call.on('error', reject)
      call.end(body)
    })
  }

  return { send, close: () => agent.destroy() }
}

export type Client = ReturnType<typeof client>

/**
 * A steady stream, whether the answers come or not: a request waits from the moment it was due, so a server that stands
 * still is not spared.
 */
export async function steady({ send }: Client, next: () => Ask, rate: number, seconds: number): Promise<Measured> {
  const began = performance.now()
  const running: Promise<Timed>[] = []
  for (let nr = 0; nr < rate * seconds; nr++) {
    const due = began + (nr * 1000) / rate
    const early = due - performance.now()
    if (early > 1) await wait(early)
    running.push(timed(send, next(), due))
  }
  return summed(await Promise.all(running), (performance.now() - began) / 1000)
}

/** As many as it can take: each of these connections asks again as soon as it has its answer. */
export async function saturated(
  { send }: Client,
  next: () => Ask,
  connections: number,
  seconds: number,
): Promise<Measured> {
  const began = performance.now()
  const done: Timed[] = []
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() - began < seconds * 1000) done.push(await timed(send, next(), performance.now()))
    }),
  )
  return summed(done, (performance.now() - began) / 1000)
}

interface Timed {
  took: number
  well: boolean
}

async function timed(send: Client['send'], ask: Ask, since: number): Promise<Timed> {
  const { status } = await send(ask).catch(() => ({ status: 0 }))
  return { took: performance.now() - since, well: status === ask.status }
}

function summed(all: readonly Timed[], seconds: number): Measured {
  const sorted = all.map((one) => one.took).sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return {
    requests: all.length,
    failed: all.filter((one) => !one.well).length,
    perSecond: Math.round(all.length / seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  }
}
