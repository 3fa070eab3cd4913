import { sentences } from '#access'
import { type Role, roles } from '#platform/asker'
import { dayOf, fromToday, momentInWords } from '#platform/days'
import { capital, counted, list, noun, thisOne } from '#platform/words'
import { Card, Empty, Page, Table } from '#ui'
import { page } from '#web/app'
import { stateOf } from './helpers.tsx'
import { openCase, trailTo } from './open.ts'

/** What the conditions of the access sentences mean to people, by the name of the condition. */
const rules: Record<string, string> = {
  anyone: 'alles van de organisatie',
  ofMyLines: 'alles van het eigen team',
  ownedByMe: 'wat op de eigen naam staat',
}
const verbs = { read: 'lezen', change: 'wijzigen', remove: 'verwijderen' } as const

/** What a role may do with cases, out of the sentences themselves: ['mag lezen: alle zaken van het eigen team', …]. */
export function rightsInWords(role: Role): string[] {
  return (['read', 'change', 'remove'] as const).flatMap((verb) => {
    const found = sentences.filter((one) => one.role === role && one.verb === verb && one.resource === 'case')
    const which = [...new Set(found.map((one) => rules[one.where.name] ?? 'wat bij het eigen werk hoort'))]
    return which.length === 0 ? [] : [`mag ${verbs[verb]}: ${list(which)}`]
  })
}

/** Who may see this case and why, and who looked at it. */
export default page({
  path: '/zaken/:caseId/wie',
  may: 'read case',
  async load(ctx) {
    const opened = await openCase(ctx, 'read')
    const people = await ctx.store.accounts.workingOn(opened.line.key)
    return {
      ...opened,
      people: people.filter((person) => rightsInWords(person.role as Role).length > 0),
      looks: await ctx.store.log.looksAt(opened.file.case.id),
      helpers: (opened.line.match ? await ctx.store.matches.ofCase(opened.file.case.id) : []).filter(
        (match) => match.shownAt !== null,
      ),
    }
  },
  view: (loaded, _form, { asker }) => {
    const { line, people, looks, helpers } = loaded
    return (
      <Page title="Wie mag dit zien, en waarom?" trail={trailTo(loaded)} about={line.legalGround}>
        <Card title={counted(people.length, noun('collega', 'collega’s', 'de'))} bare>
          <Table
            caption={`Collega’s die ${thisOne(line.case.called)} mogen zien`}
            columns={[
              { key: 'name', label: 'Wie', main: true, show: (person) => person.name },
              { key: 'role', label: 'Rol', show: (person) => roles[person.role as keyof typeof roles] ?? person.role },
              { key: 'why', label: 'Waarom', show: (person) => capital(rightsInWords(person.role as Role).join('; ')) },
            ]}
            rows={people}
            keyOf={(person) => person.id}
          />
        </Card>
        {helpers.length > 0 && (
          <Card title="Welke vrijwilligers weten om wie het gaat?" bare>
            <Table
              caption="Vrijwilligers die de namen en het adres zagen"
              columns={[
                { key: 'name', label: 'Wie', main: true, show: (match) => match.name },
                { key: 'shown', label: 'Sinds', show: (match) => (match.shownAt ? momentInWords(match.shownAt) : '') },
                { key: 'state', label: 'Nu', show: (match) => stateOf(match, asker).text },
              ]}
              rows={helpers}
              keyOf={(match) => match.id}
            />
          </Card>
        )}
        <Card title="Wie keek?" bare>
          <Table
            caption={`Wie ${thisOne(line.case.called)} zag, de laatste dag bovenaan`}
            columns={[
              { key: 'who', label: 'Wie', main: true, show: (look) => look.who },
              { key: 'role', label: 'In welke rol', show: (look) => look.role },
              { key: 'on', label: 'Wanneer', show: (look) => fromToday(look.on, asker.today) },
              { key: 'times', label: 'Hoe vaak', numeric: true, show: (look) => `${look.times} keer` },
              { key: 'what', label: 'Waarvoor', show: (look) => list(look.places) },
            ]}
            rows={looksByDay(looks)}
            keyOf={(look) => `${look.on}-${look.who}-${look.role}`}
            empty={
              <Empty title="Nog niemand">
                Zodra iemand {thisOne(line.case.called)} opent, staat het hier. Ook jij.
              </Empty>
            }
          />
        </Card>
      </Page>
    )
  },
})

interface Look {
  at: Date
  accountName: string | null
  role: string
  purpose: string
}

/** Who looked on which day, how often and on which pages: a day of work in one line. In the order of the log. */
export function looksByDay(looks: readonly Look[]) {
  const groups = Map.groupBy(looks, (look) => `${dayOf(look.at)} ${look.accountName ?? ''} ${look.role}`)
  return [...groups.values()].map((group) => {
    const [first] = group as [Look]
    return {
      who: first.accountName ?? 'het systeem',
      role: roles[first.role as keyof typeof roles] ?? 'systeem',
      on: dayOf(first.at),
      times: group.length,
      places: [...new Set(group.map((look) => placeInWords(look.purpose)))],
    }
  })
}

/** The page on which someone looked, in words: the log holds its address. */
export function placeInWords(purpose: string): string {
  const known: Record<string, string> = {
    '/': 'het scherm Vandaag',
    '/zaken': 'de lijst',
    '/zaken/bord': 'alles op een lijn',
    '/zaken/excel': 'een Excel van de lijst',
    '/zaken/csv': 'een csv van de lijst',
    '/zaken/:caseId': 'het dossier zelf',
    '/zaken/:caseId/wie': 'wie mag dit zien',
    '/zoeken': 'zoeken',
    '/zoeken/:search': 'zoeken',
    '/mensen': 'de mensen',
    '/mensen/:personId': 'de pagina van een mens',
  }
  if (purpose.startsWith('/nieuw')) return 'iets nieuws vastleggen'
  const last = purpose.split('/').findLast((part) => part !== '' && !part.startsWith(':'))
  return known[purpose] ?? (purpose.startsWith('/cijfers') ? 'de cijfers' : (last ?? purpose))
}
