import { neverKept } from './headers.ts'
import type { Download } from './page.ts'

/** A file as an answer. Its name keeps only signs that every system can write. */
export async function fileOf({ name, type, body }: Download): Promise<Response> {
  const safe = name.replace(/[^\w.\- ]/g, '-')
  const made = typeof body === 'function' ? await body() : body
  return new Response(made as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${safe}"`,
      'cache-control': neverKept,
    },
  })
}
