import { answer, command, readArgs, WrongUse } from '../command.ts'
import { openOffice } from '../office.ts'
import { isSound, type Soundness, soundnessOf, verdict } from '../seals.ts'

export default command({
  name: 'audit',
  about: 'Rekent na of er aan de logboeken niets veranderd is.',
  usage: 'naober audit verify',
  async run(args) {
    const { json, words } = readArgs(args, {}, { least: 1 })
    if (words[0] !== 'verify') throw new WrongUse(`"${words[0]}" ken ik niet. Bedoel je verify?`)
    const { doorway, close } = await openOffice()
    try {
      const found: Soundness[] = []
      for (const tenant of await doorway.tenants()) {
        // What is finished is sealed first, so that the last hash tells of everything up to now.
        await doorway.system({ tenant, via: 'command', purpose: 'audit' }, (store) => store.log.seal())
        found.push(await soundnessOf(doorway, tenant))
      }
      const sound = found.every(isSound)
      answer(json, { sound, organisations: found }, found.flatMap(inDutch))
      return sound ? 0 : 1
    } finally {
      await close()
    }
  },
})

function inDutch(one: Soundness): string[] {
  return [
    one.organisation,
    `  ${verdict(one)}`,
    ...Object.entries(one.last).map(([stream, hash]) => `  laatste zegel van ${stream}: ${hash}`),
  ]
}
