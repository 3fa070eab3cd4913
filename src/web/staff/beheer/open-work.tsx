import type { OpenWork } from '#access'
import { counted, list, noun } from '#platform/words'
import { lineOf } from '#service-lines'
import { Card, List, ListItem } from '#ui'

const stepNoun = noun('stap', 'stappen', 'de')

/** What still stands on a name, by line, and who can hand it over there. An administrator opens no file, so it holds numbers alone. */
export function OpenWorkCard({ name, work }: { name: string; work: readonly OpenWork[] }) {
  if (work.length === 0) return null
  return (
    <Card title={`Wat nog op naam van ${name} staat`} bare>
      <List label={`Wat nog op naam van ${name} staat`}>
        {work.map((one) => {
          const line = lineOf(one.line)
          const parts = [
            ...(one.cases > 0 ? [counted(one.cases, line.case.called)] : []),
            ...(one.steps > 0 ? [counted(one.steps, stepNoun)] : []),
          ]
          return (
            <ListItem
              key={one.line}
              title={`${line.name}: ${list(parts)}`}
              about={
                one.handedOverBy.length > 0
                  ? `${list(one.handedOverBy, 'of')} kan dit overdragen, bij Afwezig, Werk overdragen.`
                  : 'Niemand kan dit nu overdragen. Zet eerst een coördinator of teamleider in dit team.'
              }
            />
          )
        })}
      </List>
    </Card>
  )
}
