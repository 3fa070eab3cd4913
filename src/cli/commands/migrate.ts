import { answer, command, readArgs } from '../command.ts'
import { openOffice } from '../office.ts'

export default command({
  name: 'migrate',
  about: 'Brengt de database op de versie van dit programma.',
  usage: 'naober migrate',
  async run(args) {
    const { json } = readArgs(args, {})
    const office = await openOffice()
    await office.close()
    answer(json, { ready: true }, ['De database is op de versie van dit programma.'])
  },
})
