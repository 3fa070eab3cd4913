import { neverKept } from './headers.ts'
import type { Download } from './page.ts'

/** A file as an answer. Its name keeps only signs that every system can write. */
export function fileOf({ name, type, body }: Download): Response {
  const safe = name.replace(/[^\w.\- ]/g, '-')
  return new Response(body as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${safe}"`,
      'cache-control': neverKept,
    },
  })
}
