import { cleanCode } from './clean.ts'
import { type Field, make, named, type OptionalOptions, type Options } from './field.ts'
import { Problem, quoted } from './problem.ts'

/**
 * A telephone number, however it is written; the value is the international form '+31612345678', so that the same
 * number is the same text, and it is shown as '06 1234 5678'. A zero that a worksheet lost is put back. A foreign
 * number needs its + or 00.
 */
export function phone(label: string, options: OptionalOptions): Field<string | null>
export function phone(label: string, options?: Options): Field<string>
export function phone(label: string, options: Options = {}): Field<string> {
  return make<string>(
    label,
    { private: true, autocomplete: 'tel', maxLength: 40, ...options },
    {
      kind: 'phone',
      clean: cleanCode,
      read: readPhone,
      show: showPhone,
      raw: showPhone,
      empty: `Vul een telefoonnummer in bij ${named(label)}, bijvoorbeeld 06 12345678.`,
    },
  )
}

/** A number in the international form as people here write it: '06 1234 5678', '0593 52 41 00', '+49 30123456'. */
export function showPhone(international: string): string {
  if (!international.startsWith('+31')) return showForeign(international)
  const national = `0${international.slice(3)}`
  if (/^0140\d{2,3}$/.test(national)) return `14 ${national.slice(3)}`
  if (national.startsWith('06') && national.length === 10) return spaced(national, [2, 4, 4])
  if (/^0[89]0[0-9]/.test(national))
    return national.length === 8 ? spaced(national, [4, 4]) : spaced(national, [4, 3, 4])
  if (national.length > 10) return national
  return shortAreas.has(national.slice(0, 3)) ? spaced(national, [3, 3, 2, 2]) : spaced(national, [4, 2, 2, 2])
}

// The area codes of two digits after the zero, and the numbers without an area that are written likewise.
const shortAreas = new Set(
  '010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076 077 078 079 084 085 087 088 091'.split(
    ' ',
  ),
)

const example = 'Vul een nummer in, bijvoorbeeld 06 12345678.'

function readPhone(text: string): string {
  if (text.length > 60) throw new Problem(`${quoted(text)} is te lang voor een telefoonnummer. ${example}`)
  const strange = /[^\d\s()+./\-‐‑‒–—]/.exec(text.replace(/^tel(?:efoon)?[.:]? */i, ''))
  if (strange !== null) {
    throw new Problem(`${quoted(text)} is geen telefoonnummer. Vul alleen het nummer in, bijvoorbeeld 06 12345678.`)
  }
  const signs = text.replace(/\(0\)/g, '').replace(/[^\d+]/g, '')
  if (signs.lastIndexOf('+') > 0) throw new Problem(`In ${quoted(text)} staan twee nummers. Vul er hier één in.`)
  const digits = signs.replace('+', '')
  if (signs.startsWith('+')) return fromInternational(digits, text)
  if (digits.startsWith('00')) return fromInternational(digits.slice(2), text)
  if (/^31\d{9}$/.test(digits)) return fromNational(`0${digits.slice(2)}`, text)
  if (/^14(0\d{2}|0\d{3})$/.test(digits)) return `+31${digits}`
  if (/^[1-9]\d{8}$/.test(digits)) return fromNational(`0${digits}`, text) // a worksheet lost the zero
  return fromNational(digits, text)
}

function fromInternational(digits: string, text: string): string {
  if (digits.startsWith('31')) {
    const rest = digits.slice(2).replace(/^0/, '')
    return /^140\d{2,3}$/.test(rest) ? `+31${rest}` : fromNational(`0${rest}`, text)
  }
  if (digits.startsWith('0')) throw new Problem(`${quoted(text)} heeft geen landnummer na de +. ${example}`)
  if (digits.length < 7 || digits.length > 15) {
    throw new Problem(
      `${quoted(text)} heeft ${digits.length} cijfers; een buitenlands nummer heeft er 7 tot 15. Controleer het nummer.`,
    )
  }
  return `+${digits}`
}

function fromNational(digits: string, text: string): string {
  if (/^0[89]00\d{4}$|^0[89]00\d{7}$|^090[69]\d{4}$|^090[69]\d{7}$/.test(digits)) return `+31${digits.slice(1)}`
  if (/^097\d{9}$/.test(digits)) return `+31${digits.slice(1)}`
  if (!digits.startsWith('0')) {
    throw new Problem(
      `Bij ${quoted(text)} ontbreekt het netnummer. Vul het hele nummer in, bijvoorbeeld 0593 52 41 00.`,
    )
  }
  if (digits.length > 10)
    throw new Problem(
      `${quoted(text)} heeft ${digits.length} cijfers; een Nederlands nummer heeft er 10. Vul één nummer in.`,
    )
  if (digits.length < 10)
    throw new Problem(
      `${quoted(text)} heeft ${digits.length} cijfers; een Nederlands nummer heeft er 10. Vul het hele nummer in.`,
    )
  if (digits[1] === '0') throw new Problem(`${quoted(text)} is geen telefoonnummer. ${example}`)
  return `+31${digits.slice(1)}`
}

function showForeign(international: string): string {
  const country =
    /^\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/.exec(international)?.[0] ?? ''
  return `${country} ${international.slice(country.length)}`
}

/** The digits in groups of these lengths, with a space between. */
function spaced(digits: string, lengths: number[]): string {
  const groups: string[] = []
  let start = 0
  for (const length of lengths) {
    groups.push(digits.slice(start, start + length))
    start += length
  }
  return groups.join(' ')
}
