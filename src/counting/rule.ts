import { addDays, inWords, type Period, periodInWords, yearOf } from '#platform/days'
import { capital, every, list } from '#platform/words'
import { type Fact, labelOf, RUNNING } from './fact.ts'
import type { Counted, Derived, Indicator, Reading } from './indicator.ts'
import { isCounted, type Question, valueLabel } from './question.ts'
import { groupingFor, type Test, type Where } from './where.ts'

/** What a rule in words needs beside the indicator: the names of values and groups. */
export type Context = Pick<Question, 'groupings' | 'labels'>

/**
 * The rule of an indicator in plain Dutch, sentence by sentence: what is counted and over which period, what is left
 * in and out, what counts once, how outcomes are read, why, and since when. Made from the declaration itself, so it
 * cannot say anything else than what the engine does.
 */
export function ruleInWords(indicator: Indicator, period: Period, context: Context = {}): string {
  const sentences = isCounted(indicator) ? countedRule(indicator, period, context) : [derivedRule(indicator)]
  const { note, since } = indicator
  if (note) sentences.push(note)
  if (since) sentences.push(`Zo geteld sinds ${since.endsWith('-01-01') ? yearOf(since) : inWords(since)}.`)
  return sentences.map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`)).join(' ')
}

function countedRule(indicator: Counted, period: Period, context: Context): string[] {
  const { reads } = indicator
  const where = indicator.kind === 'share' ? indicator.whole : indicator.where
  const sentences = [whatAndWhen(indicator, period), ...testSentences(reads, where, context)]
  if (indicator.kind === 'share') {
    sentences.push(`Het percentage is het deel daarvan met ${list(testsOf(reads, indicator.part, context))}.`)
  }
  sentences.push(...onceOf(indicator))
  const names = [
    ...Object.keys(where),
    ...(indicator.kind === 'share' ? Object.keys(indicator.part) : []),
    ...indicator.by,
  ]
  sentences.push(...asOfSentences(reads, names, period), ...groupingSentences(reads, names, context))
  return sentences
}

const takes = {
  sum: 'Het totaal van',
  mean: 'Het gemiddelde van',
  median: 'De middelste waarde van',
  min: 'De laagste waarde van',
  max: 'De hoogste waarde van',
}

function whatAndWhen(indicator: Counted, period: Period): string {
  const { reads, when } = indicator
  const things = `de ${reads.called.many}${whenInWords(reads, when, period)}`
  if (indicator.kind === 'measure') {
    return `${takes[indicator.take]} ${reads.measures[indicator.measures]?.label} bij ${things}. Waar dat niet is ingevuld, telt niet mee`
  }
  if (indicator.counts === 'records') return `Geteld zijn ${things}`
  const units = indicator.counts === 'persons' ? reads.persons.many : indicator.of.many
  return `Geteld zijn de ${units} bij ${things}`
}

function whenInWords(fact: Fact, when: Reading['when'], period: Period): string {
  const during = duringOf(period)
  if (fact.point) return ` ${during}`
  const before = inWords(addDays(period.from, -1))
  const last = inWords(addDays(period.until, -1))
  switch (when) {
    case 'started':
      return ` die ${during} begonnen`
    case 'ended':
      return ` die ${during} eindigden`
    case 'running':
      return ` die ${during} liepen, ook als ze eerder begonnen`
    case 'standing':
      return ` die op ${last} liepen`
    case 'carriedOver':
      return ` die op ${before} al liepen`
  }
}

/** 'in 2025', 'in maart 2025', 'in het eerste kwartaal van 2025', 'van 1 januari tot en met 12 maart 2025'. */
function duringOf(period: Period): string {
  const words = periodInWords(period)
  if (/kwartaal/.test(words)) return `in het ${words}`
  if (/tot en met/.test(words)) return `van ${words}`
  return period.until === addDays(period.from, 1) ? `op ${words}` : `in ${words}`
}

function testSentences(fact: Fact, where: Where, context: Context): string[] {
  return testsOf(fact, where, context).map((test) => `Alleen met ${test}`)
}

/** 'uitkomst Opgelost of Niet opgelost', 'een ander onderwerp dan Geluid', 'een ingevulde school'. */
function testsOf(fact: Fact, where: Where, context: Context): string[] {
  return Object.entries(where).map(([key, test]) => testInWords(fact, key, test, context, false))
}

function testInWords(fact: Fact, key: string, test: Test, context: Context, negated: boolean): string {
  const label = labelOf(fact, key)
  if (typeof test === 'object' && 'not' in test) return testInWords(fact, key, test.not, context, !negated)
  if (typeof test === 'object' && 'present' in test) {
    return test.present === negated ? `${label} niet ingevuld` : `${label} ingevuld`
  }
  const values = typeof test === 'object' ? test.oneOf : [String(test)]
  const named = list(
    values.map((value) => valueLabel(fact, key, value, context)),
    'of',
  )
  return negated ? `${label} anders dan ${named}` : `${label} ${named}`
}

function onceOf(indicator: Counted): string[] {
  if (indicator.kind === 'measure') return []
  const { reads, counts } = indicator
  if (counts === 'persons') {
    const { one } = reads.persons
    return [`Wie vaker voorkomt, telt één keer. Zonder bekende ${one} telt ${aOf(reads)} niet mee`]
  }
  if (typeof counts === 'object') return [`${capital(every(indicator.of))} telt één keer`]
  if (reads.overlapping.length === 0) return []
  const many = list(
    reads.overlapping.map((key) => labelOf(reads, key)),
    'of',
  )
  return [`${capital(aOf(reads))} met meer dan één ${many} telt in het totaal één keer`]
}

function aOf(fact: Fact): string {
  return `een ${fact.called.one}`
}

function asOfSentences(fact: Fact, keys: readonly string[], period: Period): string[] {
  const read = [...new Set(keys)].filter((key) => fact.dimensions[fact.groupings[key]?.of ?? key]?.asOf === RUNNING)
  if (read.length === 0) return []
  const labels = list(read.map((key) => labelOf(fact, key)))
  return [
    `Voor ${labels} kijken we naar ${inWords(addDays(period.until, -1))}: wat toen nog liep, telt als 'loopt nog'`,
  ]
}

function groupingSentences(fact: Fact, keys: readonly string[], context: Context): string[] {
  return [...new Set(keys)].flatMap((key) => {
    const name = fact.groupings[key] && context.groupings && groupingFor(key, context.groupings).name
    return name ? [`Voor ${labelOf(fact, key)} geldt de indeling '${name}'`] : []
  })
}

function derivedRule(indicator: Derived): string {
  const name = (one: Indicator) => `'${one.name}'`
  switch (indicator.kind) {
    case 'sum':
      return `De som van ${list(indicator.reads.map(name))}`
    case 'ratio':
      return `${capital(name(indicator.reads))} gedeeld door ${name(indicator.per)}`
    case 'change': {
      const unit =
        indicator.in === 'procent'
          ? ', in procenten van vorig jaar'
          : indicator.in === 'punten'
            ? ', in procentpunten'
            : ''
      return `Hoeveel ${name(indicator.reads)} meer of minder is dan vorig jaar, met dezelfde regel geteld${unit}`
    }
    case 'rank':
      return `De ${indicator.top} hoogste van ${name(indicator.reads)}; wie gelijk staat met de laatste, staat er ook bij`
    case 'names':
      return `Wat bij ${name(indicator.reads)} minstens één keer voorkomt`
  }
}
