import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fullSize, inLines, runBench, sizeOf } from '../../../bench/index.ts'
import { answer, command, readArgs, WrongUse } from '../command.ts'

export default command({
  name: 'bench',
  about: 'Meet hoe snel Naober is met een grote, verzonnen organisatie.',
  usage: 'naober bench [--cases 100000] [--notes 1000000] [--keep <map>] [--json]',
  async run(args) {
    const { cases, notes, keep, json } = readArgs(args, {
      cases: { type: 'string' },
      notes: { type: 'string' },
      keep: { type: 'string' },
    })
    const size = sizeOf(whole('--cases', cases), whole('--notes', notes))
    const folder = keep === undefined ? await mkdtemp(join(tmpdir(), 'naober-bench-')) : resolve(keep)
    // What is told on the way goes beside the answer, which another program may be reading.
    console.error(
      `Ik meet met ${size.cases} zaken in ${folder}.${size.cases >= fullSize.cases ? ' Het bouwen duurt een kwartier.' : ''}`,
    )
    try {
      const bench = await runBench({ folder, size, tell: (line) => console.error(`  ${line}`) })
      answer(json, bench, inLines(bench))
    } finally {
      if (keep === undefined) await rm(folder, { recursive: true, force: true })
    }
  },
})

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (Number.isInteger(value) && value >= 100 && value <= 10_000_000) return value
  throw new WrongUse(`${name} is een heel getal vanaf 100.`)
}
