import { Refused } from '#platform/errors'
import { command, readArgs } from '../command.ts'
import { runHouse } from '../house.ts'
import { openOffice } from '../office.ts'

export default command({
  name: 'start',
  about: 'Start Naober voor een echte organisatie.',
  usage: 'naober start',
  async run(args) {
    readArgs(args, {})
    const office = await openOffice()
    if (office.kind === 'demo') {
      await office.close()
      throw new Refused('In deze map staat de demo. Start die met npm start, of kies een andere map met NAOBER_DATA.')
    }
    return runHouse(office, () => console.log(`Naober staat klaar op ${office.config.url.href}`))
  },
})
