import { neverKept } from './headers.ts'
import type { Download } from './page.ts'

/** Should a browser show it after all: it has no place, no scripts and nothing from elsewhere. */
const nothing = "default-src 'none'; sandbox"

/** A file as an answer. Its name keeps only signs that every system can write. */
export async function fileOf({ name, type, body, shown }: Download): Promise<Response> {
  const safe = name.replace(/[^\w.\- ]/g, '-')
  const made = typeof body === 'function' ? await body() : body
  return new Response(made as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${safe}"`,
      'content-security-policy': nothing,
      'cache-control': neverKept,
    },
  })
}
