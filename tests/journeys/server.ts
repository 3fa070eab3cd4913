import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildLindeveen, buildZuidwoldeZand, demoDay } from '#demo'
import { stopWithLauncher } from '#platform/stopping'
import { runHouse } from '../../src/cli/house.ts'
import { openOffice } from '../../src/cli/office.ts'
import { bringOwnPeople } from './own-people.ts'

// The whole installation as people get it, on a fresh Lindeveen in a folder that is gone afterwards. A second organisation
// is in the same database, and the journeys bring people of their own.
stopWithLauncher()
const folder = await mkdtemp(join(tmpdir(), 'naober-journeys-'))
process.env.NAOBER_DATA = folder
process.env.NAOBER_TODAY = demoDay
process.env.NAOBER_LOG ??= 'warn'
const office = await openOffice({ kind: 'demo' })
const town = await buildLindeveen(office.doorway)
await buildZuidwoldeZand(office.doorway)
await bringOwnPeople(office.doorway, town)
const code = await runHouse(office, () => console.log('ready for journeys'))
await rm(folder, { recursive: true, force: true })
process.exit(code)
