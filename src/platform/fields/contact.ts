import { atMost, cleanCode } from './clean.ts'
import { type Field, make, named, type OptionalOptions, type Options } from './field.ts'
import { Problem, quoted } from './problem.ts'

/** An e-mail address, in lower case so that it can be recognised again. International names are taken as they are. */
export function email(label: string, options: OptionalOptions): Field<string | null>
export function email(label: string, options?: Options): Field<string>
export function email(label: string, options: Options = {}): Field<string> {
  return make<string>(
    label,
    { private: true, autocomplete: 'email', ...options, maxLength: longestEmail },
    {
      kind: 'email',
      clean: cleanCode,
      read: readEmail,
      show: (value) => value,
      raw: (value) => value,
      empty: `Vul een e-mailadres in bij ${named(label)}, bijvoorbeeld naam@voorbeeld.nl.`,
    },
  )
}

/** A Dutch postcode, written '9411 AB'. */
export function postcode(label: string, options: OptionalOptions): Field<string | null>
export function postcode(label: string, options?: Options): Field<string>
export function postcode(label: string, options: Options = {}): Field<string> {
  return make<string>(
    label,
    { private: true, autocomplete: 'postal-code', ...options },
    {
      kind: 'postcode',
      clean: cleanCode,
      read: readPostcode,
      show: (value) => value,
      raw: (value) => value,
      empty: `Vul een postcode in bij ${named(label)}, bijvoorbeeld 9411 AB.`,
    },
  )
}

// The longest address that mail servers take (RFC 5321), and the longest part before the @.
const longestEmail = 254
const longestName = 64

function readEmail(text: string): string {
  const inBrackets = /^[^<>]*<([^<>]+)>$/.exec(text.slice(0, 1000))
  const address = (inBrackets?.[1] ?? text)
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase()
    .normalize('NFC')
  atMost(address, longestEmail)
  const advice = 'Controleer het adres, bijvoorbeeld naam@voorbeeld.nl.'
  const [name = '', domain = '', ...rest] = address.split('@')
  if (!address.includes('@')) throw new Problem(`In ${quoted(text)} ontbreekt een @. ${advice}`)
  if (rest.length > 0) throw new Problem(`In ${quoted(text)} staat meer dan één @. Vul één e-mailadres in.`)
  if (/\s/.test(address)) throw new Problem(`In ${quoted(text)} staat een spatie. ${advice}`)
  if (name === '') throw new Problem(`In ${quoted(text)} ontbreekt de naam voor de @. ${advice}`)
  if (domain.includes(',')) throw new Problem(`In ${quoted(text)} staat een komma. Bedoel je een punt?`)
  if (!domain.includes('.')) throw new Problem(`In ${quoted(text)} klopt het deel na de @ niet. ${advice}`)
  if (name.length > longestName || !isName(name)) {
    throw new Problem(`In ${quoted(text)} klopt het deel voor de @ niet. ${advice}`)
  }
  if (!domain.split('.').every(isLabel)) throw new Problem(`In ${quoted(text)} klopt het deel na de @ niet. ${advice}`)
  return address
}

function isName(name: string): boolean {
  return /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(name)
}

function isLabel(label: string): boolean {
  return label.length <= 63 && /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u.test(label)
}

function readPostcode(text: string): string {
  const found = /^([1-9]\d{3}) ?-?([a-z]{2})$/i.exec(text)
  const advice = 'Vul vier cijfers en twee letters in, bijvoorbeeld 9411 AB.'
  if (found === null) {
    if (/^[1-9]\d{3}$/.test(text)) throw new Problem(`Bij ${quoted(text)} ontbreken de twee letters. ${advice}`)
    throw new Problem(`${quoted(text)} is geen postcode. ${advice}`)
  }
  const letters = (found[2] as string).toUpperCase()
  // PostNL gives out no SA, SD and SS.
  if (['SA', 'SD', 'SS'].includes(letters)) throw new Problem(`De postcode ${quoted(text)} bestaat niet. ${advice}`)
  return `${found[1]} ${letters}`
}
