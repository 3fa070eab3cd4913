import { randomBytes } from 'node:crypto'
import { beginSession, foundOrganisation, openDoorway } from '#access'
import type { Role } from '#platform/asker'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { makeLog } from '#platform/logs'
import type { SecretKey } from '#platform/secrets'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { type AppOptions, makeApp } from './app.tsx'

/** A moving clock: tests let time pass with `later`. */
export interface Time {
  now: Date
}

/**
 * Two organisations on a database of their own, for tests of the app: whoever is asked for gets an account and a session.
 * Time stands still until a test lets it pass.
 */
export async function scene() {
  const test: TestDatabase = await testDatabase()
  const time: Time = { now: new Date('2025-03-12T09:00:00Z') }
  const doorway = openDoorway(
    test.webUrl,
    clockOn(day('2025-03-12'), () => new Date(time.now)),
    6,
  )
  const lines: string[] = []
  const options = {
    doorway,
    config: { url: new URL('http://localhost:4180'), secure: false },
    secretKey: new Uint8Array(randomBytes(32)) as SecretKey,
    log: makeLog({ write: (line) => void lines.push(line) }),
    demo: false,
  }
  const lindeveen = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
  const elsewhere = await foundOrganisation(doorway, { name: 'Welzijn Zandhoek', municipality: 'Zandhoek' })

  /** Adds somebody who works at Lindeveen (or elsewhere) and signs them in. */
  async function someone(name: string, role: Exclude<Role, 'system'>, tenant = lindeveen) {
    const email = `${name.toLowerCase().replace(/\W/g, '.')}@voorbeeld.example`
    const account = await doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) =>
      store.accounts.add({ email, name, role, endedOn: null }),
    )
    const token = await beginSession(doorway, { tenant, account: account.id, role })
    return { account: account.id, email, name, tenant, token, cookie: `naober=${token}` }
  }

  return {
    test,
    time,
    doorway,
    options,
    lindeveen,
    elsewhere,
    /** What was logged, for tests that look whether it holds nothing of a person. */
    lines,
    someone,
    app: (more: Pick<AppOptions, 'pages'> & Partial<AppOptions>) => makeApp({ ...options, ...more }),
    later(minutes: number): void {
      time.now = new Date(time.now.getTime() + minutes * 60_000)
    },
    async close(): Promise<void> {
      await doorway.close()
      await test.close()
    },
  }
}

export type Scene = Awaited<ReturnType<typeof scene>>

/** The token that a form on this page carries. */
export function csrfIn(html: string): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
}

/** A form as a browser sends it. */
export function sending(form: Record<string, string>, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', body: new URLSearchParams(form), headers }
}
