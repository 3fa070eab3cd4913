import { answer, command, readArgs, WrongUse } from '../command.ts'
import { openOffice } from '../office.ts'

export default command({
  name: 'audit',
  about: 'Rekent na of er aan de logboeken niets veranderd is.',
  usage: 'naober audit verify',
  async run(args) {
    const { json, words } = readArgs(args, {}, { least: 1 })
    if (words[0] !== 'verify') throw new WrongUse(`"${words[0]}" ken ik niet. Bedoel je verify?`)
    const office = await openOffice()
    try {
      const found = []
      for (const tenant of await office.doorway.tenants()) found.push(await verifyOne(office, tenant))
      const sound = found.every((one) => one.broken.length === 0 && one.altered === 0)
      answer(json, { sound, organisations: found }, found.flatMap(inDutch))
      return sound ? 0 : 1
    } finally {
      await office.close()
    }
  },
})

/** Seals what is finished, then checks every seal and every content against its digest. */
async function verifyOne({ doorway }: Awaited<ReturnType<typeof openOffice>>, tenant: string) {
  await doorway.system({ tenant, via: 'command', purpose: 'audit' }, (store) => store.log.seal())
  return doorway.system({ tenant, via: 'command', purpose: 'audit' }, async (store, asker) => {
    const seals = await store.log.verify()
    const last = Object.fromEntries(seals.map((seal) => [seal.stream, seal.hash]))
    return {
      organisation: asker.tenantName,
      seals: seals.length,
      lines: seals.reduce((sum, seal) => sum + seal.lines, 0),
      broken: seals.filter((seal) => !seal.sound).map((seal) => `${seal.stream} ${seal.number}`),
      altered: (await store.log.altered()).length,
      last,
    }
  })
}

function inDutch(one: Awaited<ReturnType<typeof verifyOne>>): string[] {
  const verdict =
    one.broken.length === 0 && one.altered === 0
      ? `Het klopt: ${one.lines} regels in ${one.seals} zegels.`
      : `Het klopt niet. Zegels die niet kloppen: ${one.broken.join(', ') || 'geen'}. Veranderde inhoud: ${one.altered}.`
  return [
    `${one.organisation}`,
    `  ${verdict}`,
    ...Object.entries(one.last).map(([stream, hash]) => `  laatste zegel van ${stream}: ${hash}`),
  ]
}
