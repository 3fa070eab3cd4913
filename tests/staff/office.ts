import { randomBytes } from 'node:crypto'
import { makeVault, openLetterbox } from '#access'
import { type Colleague, colleagues } from '#demo'
import type { Config } from '#platform/config'
import { makeLog } from '#platform/logs'
import type { SecretKey } from '#platform/secrets'
import { makeApp } from '#web/app'
import { pages } from '#web/staff'
import { lindeveen } from '../../demo/testing.ts'

/** A page as it came back. */
export interface Answer {
  status: number
  html: string
  /** Where it leads, after saving. */
  to: string
}

/**
 * The staff app with Lindeveen in it, for tests: colleagues open pages and send forms as a browser without scripts does. Close it
 * afterwards.
 */
export async function office(outside: Pick<Config, 'mail' | 'sms'> = {}) {
  const town = await lindeveen({ cases: true })
  const secretKey = new Uint8Array(randomBytes(32)) as SecretKey
  const vault = makeVault(secretKey)
  const app = makeApp({
    doorway: town.doorway,
    config: { url: new URL('http://localhost:4180'), secure: false, ...outside },
    secretKey,
    log: makeLog({ write: () => undefined }),
    pages,
    demo: true,
  })

  function colleague(who: Colleague) {
    const cookie = `naober=${town[who].token}`
    const answer = async (response: Response): Promise<Answer> => ({
      status: response.status,
      html: await response.text(),
      to: response.headers.get('location')?.replace('http://localhost:4180', '') ?? '',
    })
    const opens = async (path: string): Promise<Answer> => answer(await app.request(path, { headers: { cookie } }))
    /** Fills in the form on a page and sends it; what is not named stays as it stood there. */
    async function sends(path: string, form: Record<string, string> = {}, from = path): Promise<Answer> {
      const { html } = await opens(from)
      const body = new URLSearchParams({ csrf: /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '' })
      const version = /name="version" value="(\d+)"/.exec(html)?.[1]
      if (version) body.set('version', version)
      for (const [name, value] of Object.entries(form)) body.set(name, value)
      return answer(await app.request(path, { method: 'POST', body, headers: { cookie } }))
    }
    /** Sends a form with a file. */
    async function gives(
      path: string,
      file: { name: string; content: Uint8Array },
      form: Record<string, string> = {},
    ): Promise<Answer> {
      const { html } = await opens(path)
      const body = new FormData()
      body.set('csrf', /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '')
      for (const [name, value] of Object.entries(form)) body.set(name, value)
      body.set('file', new File([new Uint8Array(file.content)], file.name))
      return answer(await app.request(path, { method: 'POST', body, headers: { cookie } }))
    }
    /** Takes a file along, as it comes over the line. */
    async function takes(path: string) {
      const response = await app.request(path, { headers: { cookie } })
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        name,
        bytes: new Uint8Array(await response.arrayBuffer()),
      }
    }
    /** The whole answer, with its headers, and without following where it leads. */
    const asks = async (path: string): Promise<Response> => app.request(path, { headers: { cookie } })
    return { opens, sends, gives, takes, asks, name: colleagues[who].name }
  }

  return {
    ...town,
    vault,
    letterbox: openLetterbox(town.doorway, vault),
    noor: { ...town.noor, ...colleague('noor') },
    bas: { ...town.bas, ...colleague('bas') },
    marga: { ...town.marga, ...colleague('marga') },
    peter: { ...town.peter, ...colleague('peter') },
    ilse: { ...town.ilse, ...colleague('ilse') },
    tom: { ...town.tom, ...colleague('tom') },
    gerda: { ...town.gerda, ...colleague('gerda') },
    anke: { ...town.anke, ...colleague('anke') },
    daan: { ...town.daan, ...colleague('daan') },
    /** The address of a running case of the demo, by topic and street. */
    running: (which: string): string =>
      `/zaken/${(town.town as unknown as { running: ReadonlyMap<string, string> }).running.get(which)}`,
  }
}
