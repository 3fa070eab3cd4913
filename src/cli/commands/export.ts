import { resolve } from 'node:path'
import { exportEverything } from '#exchange/everything'
import { number } from '#platform/words'
import { answer, command, readArgs } from '../command.ts'
import { openOffice } from '../office.ts'
import { organisationMeant } from '../organisation.ts'

/** Writes all that an organisation has as open files, for another system or for safe keeping. */
export default command({
  name: 'export',
  about: 'Schrijft alle gegevens van een organisatie als open bestanden, met een codeboek.',
  usage: 'naober export <map> [--tenant <organisatie>] [--json]',
  async run(args) {
    const { json, words, tenant: wanted } = readArgs(args, { tenant: { type: 'string' } }, { least: 1 })
    const folder = resolve(words[0] as string)
    const office = await openOffice()
    try {
      const { tenant, name } = await organisationMeant(office.doorway, wanted)
      const contents = await exportEverything({
        adminUrl: office.adminUrl,
        tenant,
        organisation: name,
        folder,
        madeAt: new Date(),
        // Written down before the first row is read: also when it stops halfway, somebody may have seen it.
        begin: () =>
          office.doorway.system({ tenant, via: 'command', purpose: 'naober export' }, (store) =>
            store.log.exported([], 'everything'),
          ),
      })
      const rows = contents.tables.reduce((sum, one) => sum + one.rows, 0)
      answer(json, { folder, ...contents, rows }, [
        `Alle gegevens van ${name} staan klaar: ${number(rows)} regels uit ${number(contents.tables.length)} tabellen.`,
        `  ${folder}`,
        '',
        'Begin met codeboek.md: daarin staat wat elk bestand en elke kolom is.',
        'Niet meegenomen: wachtwoorden, tweede stappen, sleutels van telefoons, wie er is aangemeld en links die nog open staan.',
        'Hierin staan persoonsgegevens. Bewaar de map op slot, en wis haar als je haar niet meer nodig hebt.',
      ])
    } finally {
      await office.close()
    }
  },
})
