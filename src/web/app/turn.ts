import type { Context as Call } from 'hono'
import type { Context, Definition, From, Upload } from './page.ts'

/** One request for one page: who asked, as far as is known, also after something went wrong inside the transaction. */
export interface Turn {
  call: Call
  definition: Definition
  token: string
  from: From
  sent: URLSearchParams
  file?: Upload | undefined
  ctx?: Context
}
