import { roleMay } from '#access'
import { mayBeQuoted, type Survey } from '#kernel/survey'
import { dayOf, inWords } from '#platform/days'
import { Card, Chip, Empty, Page, Quote, Row, Soft, Stack } from '#ui'
import { page } from '#web/app'
import { chosenOf } from '../lines.tsx'
import { consentInWords } from './cards.tsx'

/** The words of a line that somebody said may be shown: what is free to use, and what was taken back with where it was published. */
export default page({
  path: '/zaken/citaten',
  may: 'read survey',
  async load({ store, asker, query }) {
    const line = chosenOf(asker, query)
    const quoted = await store.surveys.quoted(line.key)
    const places = roleMay(asker, 'read', 'publication')
      ? await store.figures.quotedIn(quoted.map((one) => one.id))
      : []
    return { line, quoted, places }
  },
  view: ({ line, quoted, places }, _form, { asker }) => {
    const { today } = asker
    const free = quoted.filter((one) => mayBeQuoted(one, today))
    const over = quoted.filter((one) => !mayBeQuoted(one, today))
    const show = (one: Survey) => (
      <Stack key={one.id} tight>
        <Quote by={`${one.quoteBy ?? 'iemand'}, ${consentInWords(one, today)}`}>{one.quote}</Quote>
        <Soft small>
          {places
            .filter(({ quote }) => quote === one.id)
            .map((place, at) => (
              <span key={place.publication}>
                {at > 0 && ' · '}
                <a href={`/gepubliceerd/${place.publication}`}>
                  factsheet {place.year}, {inWords(dayOf(place.publishedAt))}
                </a>
              </span>
            ))}
          {places.every(({ quote }) => quote !== one.id) && 'nergens gepubliceerd'}
          {one.caseId && (
            <>
              {' · '}
              <a href={`${line.path}/${one.caseId}`}>
                naar {line.case.called.article} {line.case.called.one}
                <span className="n-hidden">
                  {' '}
                  van {one.quoteBy ?? 'iemand'}, {inWords(one.onDay)}
                </span>
              </a>
            </>
          )}
        </Soft>
      </Stack>
    )
    return (
      <Page
        title="Citaten"
        trail={[{ to: line.path, label: line.name }]}
        about="Wat mensen bij de evaluatie zeiden en wat we daarvan mogen laten zien. Kiezen doe je bij de factsheet."
      >
        <Card title="Mag gebruikt worden" side={<Chip tone={free.length > 0 ? 'good' : 'plain'}>{free.length}</Chip>}>
          {free.length === 0 ? (
            <Empty title="Nog niets om te laten zien">
              Zegt iemand bij de evaluatie ja tegen delen, dan staan de woorden hier.
            </Empty>
          ) : (
            free.map(show)
          )}
        </Card>
        {over.length > 0 && (
          <Card title="Ingetrokken of voorbij" side={<Chip>{over.length}</Chip>}>
            <Row>
              <Soft>In Naober staan deze woorden nergens meer. Wat gedrukt of gekopieerd is, haal je zelf weg.</Soft>
            </Row>
            {over.map(show)}
          </Card>
        )}
      </Page>
    )
  },
})
