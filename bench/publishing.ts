import { Refused } from '#platform/errors'
import type { House } from './house.ts'
import { client } from './load.ts'
import type { Web } from './web.ts'

/** How long it takes to see what readers outside will see of a year, and to settle it, in milliseconds (the median). */
export interface PublishingMeasured {
  year: number
  shown: number
  settled: number
}

const year = 2024

/** Looks at the year as it would be published and publishes it, one after the other, so many times. */
export async function measurePublishing(house: House, web: Web, rounds: number): Promise<PublishingMeasured> {
  const calls = client(web.origin, house.tokens.coordinator, 1)
  const path = `/cijfers/buurtbemiddeling/${year}/publiceren`
  const took = { shown: [] as number[], settled: [] as number[] }
  try {
    for (let round = -1; round < rounds; round++) {
      const [page, shown] = await timed(() => calls.send({ path }))
      const inputs = [...page.text.matchAll(/<input type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"/g)]
      const body = new URLSearchParams(inputs.map(([, name = '', value = '']) => [name, value])).toString()
      const [answer, settled] = await timed(() => calls.send({ path, body }))
      if (page.status !== 200 || answer.status !== 303)
        throw new Refused(`Publiceren geeft ${page.status} en ${answer.status}.`)
      if (round >= 0) {
        took.shown.push(shown)
        took.settled.push(settled)
      }
    }
  } finally {
    calls.close()
  }
  return { year, shown: median(took.shown), settled: median(took.settled) }
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now()
  return [await work(), performance.now() - began]
}

const median = (values: number[]): number =>
  Math.round(values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0)
