import { hidden } from '#platform/fields'

/** What a script puts into a form for a phone: its answer, and the question that belongs to it. Without a script both stay empty. */
export const phoneAnswer = {
  answer: hidden('Antwoord van je telefoon', { optional: true, maxLength: 20_000 }),
  sealed: hidden('Vraag aan je telefoon', { optional: true, maxLength: 2000 }),
}

export const noAnswer =
  'Deze telefoon of browser kan niet op deze manier aanmelden. Gebruik een wachtwoord, of probeer het met een andere browser.'
