/**
 * What may stand in a log: numbers, yes or no, and codes. A text is only taken when the compiler knows what can be in
 * it: a literal, a union of them, or a branded type such as Day. A plain `string` can hold anybody's name; one that
 * surely is a code or a key goes through `code`.
 */
export type Loggable<T> = T extends string ? (string extends T ? never : T) : T extends Plain ? T : never

type Plain = number | bigint | boolean | null | undefined

/** The facts of a line in the log, by name. */
export type Facts<F> = { [K in keyof F]: Loggable<F[K]> }

/** A text that has the shape of a code, a key or a day: branded, so that the log takes it. */
export type Code = string & { readonly code: unique symbol }

/** Whether a text can be nothing but a code, a key, a day or a moment; what people type is none of these. */
export function isCode(text: string): text is Code {
  return text.length <= 80 && shapes.some((shape) => shape.test(text))
}

/**
 * A text that the writer knows to be a code or a key, such as a line's key or a row's id. What has not the shape of
 * one is undefined, and so left out.
 */
export function code(text: string): Code | undefined {
  return isCode(text) ? text : undefined
}

const shapes = [
  // Our own keys, events, job names and file kinds: lower case, at most four digits in a row.
  /^(?!.*\d{5})[a-z][a-z0-9]*(?:[-_.:][a-z0-9]+)*$/,
  // A key of a setting or a declaration: mainTopic
  /^[a-z]+(?:[A-Z][a-z]+)+$/,
  // The address of a page as it is declared, with its keys unnamed: /trajecten/:caseId/afsluiten
  /^\/$|^(?:\/:?[a-z][a-zA-Z-]*)+$/,
  // A UUID, a day, a moment
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)?$/,
  // SQLSTATE, an error of Node, a verb of HTTP, a signal, a version
  /^(?=.*\d)[0-9A-Z]{5}$/,
  /^E[A-Z]{3,}(?:_[A-Z]+)*$|^ERR(?:_[A-Z0-9]+)+$/,
  /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$|^SIG[A-Z]{3,5}$/,
  /^v?\d{1,3}(?:\.\d{1,3}){1,2}$/,
]

/** The facts that may be written, and how many were withheld because they could hold somebody's data. */
export function fitForLog(facts: Record<string, unknown>): { fit: Record<string, unknown>; withheld: number } {
  const fit: Record<string, unknown> = {}
  let withheld = 0
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined) continue
    const written = writable(value)
    if (written === undefined || !/^[a-z][a-zA-Z]{0,39}$/.test(name)) withheld++
    else fit[name] = written
  }
  return { fit, withheld }
}

function writable(value: unknown): number | string | boolean | null | undefined {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'string' && isCode(value) ? value : undefined
}
