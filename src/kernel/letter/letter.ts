// A letter from a case:
//
//   words of the line ──► filled in ──► changed by whoever makes it ──► made (kept as it is) ──► posted or handed over
//                                                                              └──► not used
//
// Made is not sent: only when somebody says that it was posted or handed over has the other side been told anything.

import type { LetterWords, letterFields, ServiceLine, Side } from '#kernel/service-line'
import { Invalid } from '#platform/errors'
import { plain } from '#platform/words'

/** Whom a letter is for, as far as it stands on it. */
export interface Addressee {
  /** A name, where it is known. */
  name: string | null
  /** Lines of the address, without the name; empty when the asker does not know it. */
  address: readonly string[]
}

/** What the fields of a letter become. What is null is not known, and a text that asks for it is not made. */
export interface Filling {
  house: string
  line: Pick<ServiceLine, 'name'>
  to: Addressee
  me: string
  phone: string | null
  /** 'dinsdag 18 maart om 10.00 uur, Dorpshuis' */
  appointment: string | null
}

/** The paragraphs of a letter with everything filled in. `other`: the side did not ask for it. @throws Invalid for what is not known */
export function letterText(words: LetterWords, other: boolean, filling: Filling): string {
  const { house, line, to, me, phone, appointment } = filling
  const text = ((other && words.toOthers) || words.text).join('\n\n')
  const values: Record<keyof typeof letterFields, string | null> = {
    aanhef: to.name === null ? 'Beste bewoner,' : `Beste ${to.name},`,
    organisatie: house,
    werksoort: line.name,
    naam: me,
    telefoon: phone,
    afspraak: appointment,
  }
  const missing = Object.entries(values).find(([name, value]) => value === null && text.includes(`{${name}}`))
  if (missing?.[0] === 'telefoon')
    throw new Invalid({
      '': 'Er is geen telefoonnummer voor in de brief. Zet je nummer bij je account, of vraag de beheerder om er een bij het briefpapier te zetten.',
    })
  if (missing) throw new Invalid({ step: 'Kies om welke afspraak het gaat, of plan er eerst een.' })
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (values as Record<string, string | null>)[name] ?? whole)
}

/** Somebody who must not be recognised in a letter: what is known of them. */
export interface Unnamed {
  givenName: string | null
  infix: string | null
  familyName: string | null
  /** What they were written down as, when nobody knows their name. */
  called: string | null
  street: string | null
  houseNumber: string | null
  phone: string | null
  email: string | null
}

/**
 * What in a text gives away somebody who may not be named: a family name, a whole address, a number, a mail address; a given name too,
 * unless whoever writes or reads it has the same. Undefined when nothing does.
 */
export function givesAway(text: string, unnamed: readonly Unnamed[], own: readonly string[]): string | undefined {
  const said = ` ${plain(text).replace(/[^\p{L}\p{N}@.+']+/gu, ' ')} `
  const digits = text.replace(/[\s().-]/g, '')
  const mine = new Set(own.flatMap((name) => wordsIn(name)))
  const has = (words: string) => {
    const sought = plain(words)
      .replace(/[^\p{L}\p{N}@.+']+/gu, ' ')
      .trim()
    return sought.length > 1 && new RegExp(`(?<![\\p{L}\\p{N}])${escaped(sought)}(?![\\p{L}\\p{N}])`, 'u').test(said)
  }
  for (const one of unnamed) {
    const family = one.familyName && [one.familyName, [one.infix, one.familyName].filter(Boolean).join(' ')]
    const address = one.street && one.houseNumber && `${one.street} ${one.houseNumber}`
    const known = [
      ...(family || []).filter((name) => !mine.has(plain(name))),
      ...(one.givenName && !mine.has(plain(one.givenName)) ? [one.givenName] : []),
      ...(one.called && !/^bewoner/i.test(one.called) ? [one.called] : []),
      ...(address ? [address] : []),
      ...(one.email ? [one.email] : []),
    ]
    const found = known.find(has)
    if (found) return found
    const number = one.phone?.replace(/^\+31/, '').replace(/\D/g, '')
    if (number && number.length >= 8 && digits.includes(number)) return one.phone as string
  }
  return undefined
}

const wordsIn = (name: string): string[] =>
  plain(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What must be told in the first letter to somebody (AVG 13 and 14; P24). */
export interface Notice {
  title: string
  paragraphs: string[]
}

/** Says what is kept, why, how long, and what somebody may ask. */
export function noticeFor(
  line: Pick<ServiceLine, 'name' | 'legalGround' | 'keptForYears'>,
  side: Pick<Side, 'mustBeInformed' | 'keptBecause'>,
  { house, phone, privacy }: { house: string; phone: string | null; privacy: string | null },
): Notice {
  const years = line.keptForYears === 1 ? 'één jaar' : `${line.keptForYears} jaar`
  return {
    title: 'Wat we van je bewaren',
    paragraphs: [
      `We bewaren je naam, je adres, hoe we je bereiken en wat we met je afspreken. Dat doen we voor ${line.name} van ${house}. ${side.mustBeInformed ? 'Je adres kregen we van iemand anders.' : 'We kregen dat van jou, of van wie je naar ons stuurde.'}`,
      `Waarom dat mag: ${lowerFirst(side.keptBecause ?? line.legalGround)} We bewaren het tot ${years} na het afsluiten. Daarna halen we je naam en adres weg.`,
      `Je mag zien wat we bewaren, en het laten verbeteren of weghalen. ${phone ? `Bel daarvoor ${phone}.` : 'Vraag het aan wie je deze brief stuurde.'}${privacy ? ` Meer lees je op ${privacy}.` : ''} Ben je het niet met ons eens? Dan kun je klagen bij de Autoriteit Persoonsgegevens.`,
    ],
  }
}

/** A sentence that stands inside another one. Abbreviations keep their capitals. */
function lowerFirst(sentence: string): string {
  const text = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
