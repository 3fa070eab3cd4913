import { type APIRequestContext, type APIResponse, expect } from '@playwright/test'

type Sent = Record<string, string | readonly string[]>

/** What a journey tells of a report; the rest is filled in the same way each time. */
export interface Report {
  familyName: string
  givenName?: string
  street?: string
  houseNumber?: string
  topic?: string
  /** '5-3-2025', the day on which it was reported; without it, today. */
  on?: string
}

/** A case that a journey reported, with the addresses that belong to it. */
export interface Reported {
  path: string
  person: string
}

/**
 * What was done before a journey begins: the same pages and forms as in the browser, without drawing them. Shares its
 * cookies with the browser of the same person.
 */
export function deskOf(request: APIRequestContext) {
  const get = (path: string): Promise<APIResponse> => request.get(path, { maxRedirects: 0 })

  /** Sends the form on a page. @returns the answer itself, so that a journey can look at its status */
  async function send(path: string, form: Sent, from = path): Promise<APIResponse> {
    const page = await (await request.get(from)).text()
    const all = new URLSearchParams({ csrf: csrfIn(page), ...versionIn(page) })
    for (const [name, value] of Object.entries(form)) {
      all.delete(name)
      for (const one of [value].flat()) all.append(name, one)
    }
    return request.post(path, {
      data: all.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      maxRedirects: 0,
    })
  }

  /** Sends a form that must be taken. @returns where it leads */
  async function save(path: string, form: Sent, from = path): Promise<string> {
    const answer = await send(path, form, from)
    if (answer.status() !== 303)
      throw new Error(`${path} was not saved: ${answer.status()} ${textOf(await answer.text())}`)
    return answer.headers().location ?? ''
  }

  async function signIn(email: string, password: string): Promise<void> {
    expect(await save('/aanmelden', { email, password })).toBe('/')
  }

  /** Takes in a case of somebody new, who lives alone in a street of their own. */
  async function reports({
    familyName,
    givenName = 'Vera',
    street = 'Journeylaan',
    houseNumber = '1',
    topic = 'noise',
    on = '12-3-2025',
  }: Report): Promise<Reported> {
    const results = await save('/zoeken', { zoek: familyName })
    const key = results.split('/').at(-1)
    let next = await save(`/nieuw/${key}/iemand`, {
      givenName,
      infix: '',
      familyName,
      birthDate: '',
      phone: '',
      street,
      houseNumber,
      postcode: '',
      village: '',
      practical: '',
    })
    if (next.includes('/lijkt-op/')) next = `/nieuw/zaak/${next.split('/').at(-1)}`
    const person = `/mensen/${next.split('/').at(-1)}`
    const neighbour = await save(next, {
      mainTopic: topic,
      words: '',
      channel: 'phone',
      on,
      at: '8.05',
      village: '',
      'may-named': 'unasked',
    })
    return { path: `/zaken/${neighbour.split('/').at(-1)}`, person }
  }

  /** Finds that a case suits, and asks a pair, who both say yes: the time for the first contact runs. */
  async function assigns({ path }: Pick<Reported, 'path'>, helpers = 'Sander Vonk; Wim Kuipers'): Promise<void> {
    await save(`${path}/beoordelen`, { suits: 'ja' })
    await save(`${path}/koppel`, { helpers })
    for (const answer of ['kent-niemand', 'kent-niemand', 'ja', 'ja']) {
      const page = await (await get(`${path}/koppel`)).text()
      await save(new RegExp(`"(${path}/koppel/[0-9a-f-]+/${answer})"`).exec(page)?.[1] ?? '', {}, `${path}/koppel`)
    }
  }

  return { get, send, save, signIn, reports, assigns }
}

export type Desk = ReturnType<typeof deskOf>

/** The token of the first form on a page. */
export const csrfIn = (html: string): string => /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''

function versionIn(html: string): Record<string, string> {
  const version = /name="version" value="(\d+)"/.exec(html)?.[1]
  return version === undefined ? {} : { version }
}

/** The words of a page, for a message. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 400)
