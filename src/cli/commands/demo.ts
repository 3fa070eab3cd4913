import { buildLindeveen, demoAccounts, demoDay } from '#demo'
import { configFrom } from '#platform/config'
import { inWords } from '#platform/days'
import { command, readArgs } from '../command.ts'
import { runHouse } from '../house.ts'
import { openOffice } from '../office.ts'

export default command({
  name: 'demo',
  about: 'Laat Naober zien met een verzonnen stad; er gaat niets naar buiten.',
  usage: 'naober demo',
  async run(args) {
    readArgs(args, {})
    process.env.NAOBER_TODAY ??= demoDay
    const office = await openOffice({ kind: 'demo', config: { ...configFrom(process.env), host: '127.0.0.1' } })
    if ((await office.doorway.tenants()).length === 0) {
      console.log('Ik bouw de stad Lindeveen, dat duurt even.')
      await buildLindeveen(office.doorway)
    }
    return runHouse(office, () => {
      console.log(`
Naober staat klaar op http://localhost:${office.config.port}

Dit is een demo: alle mensen zijn verzonnen, het is hier altijd ${inWords(demoDay)},
er gaat niets naar buiten en de tweede stap bij het aanmelden staat uit.

Meld je aan met een van deze mensen:
${demoAccounts.map((one) => `  ${one.email.padEnd(36)} ${one.password.padEnd(24)} ${one.about}`).join('\n')}

Stop met Ctrl-C. Wat je hier doet, blijft bewaard in de map ${office.config.data}.
`)
    })
  },
})
