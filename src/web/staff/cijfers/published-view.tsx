import { inWords } from '#platform/days'
import { type Published, ruleTitle, smallNumbersInWords } from '#reports'
import { Card, Explain, Soft, Stack } from '#ui'
import { ChartGrid, type Leads, TileRow, WordsCard } from './blocks.tsx'

/** A publication as it was fixed: everything on one page, with the rule of each figure below. It asks the store nothing. */
export function PublishedSheet({ content, quotes }: { content: Published; quotes: Published['quotes'] }) {
  const { tiles, charts, text, rules, year, before } = content
  const ruled = new Set(rules.map(({ key }) => key))
  const leads: Leads = (figure) => (ruled.has(figure) ? `#cijfer-${figure}` : '#zo-is-geteld')
  return (
    <Stack>
      <TileRow tiles={tiles} leads={leads} />
      <ChartGrid charts={charts} year={year} before={before} leads={leads} />
      <WordsCard text={text} quotes={quotes} leads={leads} />
      <Card title="Zo is geteld" id="zo-is-geteld">
        <p>
          {smallNumbersInWords(content.threshold, content.exceptions)} Wat sinds een eerdere publicatie weinig
          veranderde, ook niet.
        </p>
        {rules.map(({ key, name, value, rule, facts }) => (
          <section key={key} id={`cijfer-${key}`} className="n-stack n-stack--tight">
            <h3 className="utrecht-heading-3">{ruleTitle({ name, value })}</h3>
            <p>{rule}</p>
            {facts.length > 0 && <Explain rows={[...facts]} />}
          </section>
        ))}
        <section className="n-stack n-stack--tight">
          <h3 className="utrecht-heading-3">Voor alle cijfers</h3>
          <Explain
            rows={[
              { term: 'Periode', text: content.period },
              ...content.settings.map(({ called, value, source }) => ({ term: called, text: `${value} (${source})` })),
            ]}
          />
        </section>
      </Card>
      <p>
        <Soft small>
          {fixedOn(content)}. Een latere verbetering is een nieuwe publicatie; deze blijft zoals ze is. Kenmerk van de
          telregels: {content.declaration.slice(0, 12)}.
        </Soft>
      </p>
    </Stack>
  )
}

/** 'Vastgesteld op 12 maart 2025, voorlopig: 1 januari tot en met 12 maart 2025'. */
export function fixedOn({ on, provisional, period }: Pick<Published, 'on' | 'provisional' | 'period'>): string {
  return `Vastgesteld op ${inWords(on)}, ${provisional ? `voorlopig: ${period}` : period}`
}
