import { roles } from '#platform/asker'
import { dayOf, momentInWords } from '#platform/days'
import { thisOne } from '#platform/words'
import { Card, Page, Table } from '#ui'
import { page } from '#web/app'
import { LooksTable, ReadersTable } from '../afscherming/wie.tsx'
import { stateOf } from './helpers.tsx'
import { openCase, trailTo } from './open.ts'

/** Who may see this case and why, and who looked at it. */
export default page({
  path: '/zaken/:caseId/wie',
  may: 'read case',
  async load(ctx) {
    const opened = await openCase(ctx, 'read')
    return {
      ...opened,
      readers: await ctx.store.readers.ofCase(opened.file.case.id),
      looks: await ctx.store.log.looksAt(opened.file.case.id),
      helpers: (opened.line.match ? await ctx.store.matches.ofCase(opened.file.case.id) : []).filter(
        (match) => match.shownAt !== null,
      ),
    }
  },
  view: (loaded, _form, { asker }) => {
    const { line, readers, looks, helpers } = loaded
    return (
      <Page title="Wie mag dit zien, en waarom?" trail={trailTo(loaded)} about={line.legalGround}>
        <ReadersTable readers={readers} what={thisOne(line.case.called)} />
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
        <LooksTable looks={looks} what={thisOne(line.case.called)} today={asker.today} />
      </Page>
    )
  },
})

interface Look {
  at: Date
  accountName: string | null
  role: string
  purpose: string
  outcome?: string
  /** For whom she stood in, by name. */
  inPlaceOf?: string | null
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
      places: [...new Set(group.map(whatFor))],
    }
  })
}

function whatFor({ purpose, outcome, inPlaceOf }: Look): string {
  const place = `${placeInWords(purpose)}${ended[outcome ?? ''] ?? ''}`
  return inPlaceOf ? `${place}, als vervanger van ${inPlaceOf}` : place
}

/** How a look ended, where that was not by simply being shown. */
const ended: Record<string, string> = {
  refused: ' (geweigerd)',
  'shown in need': ' (met spoed)',
  'opened in need': ' (met spoed geopend)',
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
    '/stappen': 'de stappen',
    '/agenda/:key': 'de agenda op een telefoon',
    '/overdragen/:account': 'werk overdragen',
    '/mensen': 'de mensen',
    '/mensen/:personId': 'de pagina van een mens',
  }
  if (purpose.startsWith('/nieuw')) return 'iets nieuws vastleggen'
  const last = purpose.split('/').findLast((part) => part !== '' && !part.startsWith(':'))
  return known[purpose] ?? (purpose.startsWith('/cijfers') ? 'de cijfers' : (last ?? purpose))
}
