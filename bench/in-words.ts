import type { Bench } from './index.ts'

const goals = { toByHand: 1.3, kilobytes: 15, megabytes: 350 }

/** What was measured as lines for people, each with its goal. */
export function inLines(bench: Bench): string[] {
  const { machine, size, figures, morning, publishing, wizard, memory } = bench
  const verdict = (value: number | null, goal: number | undefined, least = false) =>
    goal === undefined || value === null
      ? ''
      : (least ? value >= goal : value <= goal)
        ? `  (doel ${goal}: gehaald)`
        : `  (doel ${goal}: NIET gehaald)`
  return [
    `${bench.on.slice(0, 16).replace('T', ' ')} UTC, ${machine.cores} × ${machine.processor}, ${machine.gigabytes} GB, ${machine.system}, Node ${machine.node}`,
    `${size.cases} zaken, ${size.notes} notities, ${size.persons} personen. Database, webproces en de maker van de drukte delen deze machine.`,
    ...bench.built.map(
      (one) =>
        `  gebouwd: ${one.what.padEnd(18)} ${String(Math.round(one.rows / one.seconds)).padStart(6)} rijen per seconde`,
    ),
    '',
    `${''.padEnd(34)} rustig: p50    p95    p99 ms   vol: per s    p50    p95    p99 ms`,
    ...morning.pages.map(
      ({ what, goal, steady, saturated }) =>
        `${what.padEnd(34)} ${cells(steady.p50, steady.p95, steady.p99)}      ${String(saturated.perSecond).padStart(9)} ${cells(saturated.p50, saturated.p95, saturated.p99)}` +
        verdict(steady.p95, goal.p95) +
        verdict(saturated.perSecond, goal.perSecond, true) +
        (steady.failed + saturated.failed > 0 ? `  ${steady.failed + saturated.failed} mislukt!` : ''),
    ),
    '',
    `cijfers van de factsheet ${figures.year} en het jaar ervoor: ${figures.engine} ms`,
    `  tegen met de hand geschreven SQL (${figures.byHand} ms): ${figures.toByHand} keer${verdict(figures.toByHand, goals.toByHand)}`,
    `  tegen alleen lezen (${figures.scan} ms): ${figures.toScan} keer`,
    `een jaar publiceren (${publishing.year}): bekijken ${publishing.shown} ms, vaststellen ${publishing.settled} ms`,
    `inlezen van ${wizard.rows} rijen: kolommen bekijken ${wizard.look} s, proef ${wizard.rehearse} s, inlezen ${wizard.take} s, ${wizard.megabytes} MB`,
    ...Object.entries(morning.kilobytes).map(
      ([name, size]) => `HTML van ${name.padEnd(10)} ${size} kB gzip${verdict(size, goals.kilobytes)}`,
    ),
    `geheugen van het webproces: ${memory.started ?? '?'} MB na de start, ${memory.after ?? '?'} MB erna${verdict(memory.after, goals.megabytes)}`,
  ]
}

const cells = (...values: number[]) => values.map((value) => value.toFixed(1).padStart(6)).join(' ')
