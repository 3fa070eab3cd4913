import { foundOrganisation } from '#access'
import { readVillages } from '#kernel/area'
import { Invalid, Refused } from '#platform/errors'
import { email, long, parseFields, text } from '#platform/fields'
import { serviceLines } from '#service-lines'
import { answer, command, readArgs } from '../command.ts'
import { type Office, openOffice } from '../office.ts'

const asked = {
  organisatie: text('De naam van de organisatie', { maxLength: 120 }),
  gemeente: text('De gemeente', { maxLength: 80 }),
  naam: text('De naam van de beheerder', { maxLength: 120 }),
  email: email('Het e-mailadres van de beheerder'),
  dorpen: long('De dorpen', { optional: true, maxLength: 100_000 }),
}

export default command({
  name: 'init',
  about: 'Maakt de eerste organisatie met haar beheerder. Daarna: naober start.',
  usage:
    'naober init --organisatie <naam> --gemeente <naam> --naam <naam van de beheerder> --email <adres> [--dorpen "<dorp>, <dorp>"]',
  async run(args) {
    const options = {
      organisatie: { type: 'string' },
      gemeente: { type: 'string' },
      naam: { type: 'string' },
      email: { type: 'string' },
      dorpen: { type: 'string' },
    } as const
    const { json, ...given } = readArgs(args, options)
    const wanted = parsed(given)
    const villages = villagesIn(wanted.dorpen)
    const office = await openOffice({ kind: 'real' })
    try {
      const link = await found(office, wanted, villages)
      answer(json, { link }, [
        `${wanted.organisatie} staat klaar. Start Naober met: naober start`,
        '',
        `Open daarna deze link als ${wanted.naam}. Hij werkt één keer, twee dagen lang:`,
        `  ${link}`,
      ])
    } finally {
      await office.close()
    }
  },
})

function parsed(given: Record<string, unknown>) {
  try {
    return parseFields(asked, given as Record<string, string>)
  } catch (problem) {
    if (!(problem instanceof Invalid)) throw problem
    throw new Refused(
      Object.entries(problem.problems)
        .map(([name, sentence]) => `--${name}: ${sentence}`)
        .join('\n'),
    )
  }
}

/** The villages of the list. @throws Refused with every name that is none */
function villagesIn(list: string | null): string[] {
  const { fresh, refused } = readVillages(list ?? '', [])
  if (refused.length > 0) throw new Refused(refused.map(({ text, why }) => `--dorpen, ‘${text}’: ${why}`).join('\n'))
  return fresh
}

/** One installation holds one organisation made this way: a second init would be a mistake, so it is refused. */
async function found(
  { doorway, config }: Office,
  wanted: ReturnType<typeof parsed>,
  villages: string[],
): Promise<string> {
  if ((await doorway.tenants()).length > 0) {
    throw new Refused('Hier staat al een organisatie. Start Naober met: naober start')
  }
  const tenant = await foundOrganisation(doorway, { name: wanted.organisatie, municipality: wanted.gemeente })
  const token = await doorway.system({ tenant, via: 'command', purpose: 'init' }, async (store) => {
    const account = await store.accounts.add({
      email: wanted.email,
      name: wanted.naam,
      role: 'administrator',
      endedOn: null,
    })
    await store.credentials.reserve(account.id, wanted.email)
    for (const line of serviceLines) await store.accounts.addTeam({ name: line.name, lines: [line.key] })
    if (villages.length > 0) await store.areas.addVillages(villages)
    return store.credentials.invite(account.id, 'password and second step', 'command')
  })
  return `${config.url.origin}/uitnodiging#${token}`
}
