import { nameOf } from '#kernel/person'
import { askers, identifications, rightsKinds } from '#kernel/rights'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { choice, day, type Fields, hidden, long, several, text } from '#platform/fields'
import { Card, Form, Notice, Page } from '#ui'
import { page } from '#web/app'
import { linesOf } from '../lines.tsx'
import { openPerson, trailTo } from '../mensen/file-of.ts'
import { AgeRule } from '../mensen/vertegenwoordiger.tsx'
import { base, called } from './shared.ts'

const fields = (asker: Asker) => {
  const lines = linesOf(asker)
  return {
    kind: choice('Wat wordt er gevraagd?', rightsKinds, { whenEmpty: 'Kies wat er gevraagd wordt.' }),
    line:
      lines.length === 1
        ? hidden('line')
        : choice('Over welke werksoort?', Object.fromEntries(lines.map((line) => [line.key, line.name]))),
    receivedOn: day('Op welke dag kwam het?', { latest: asker.today }),
    askedBy: choice('Wie vraagt het?', askers, { whenEmpty: 'Kies wie het vraagt.' }),
    askerName: text('Hoe heet wie het vraagt?', { optional: true, maxLength: 120, private: true }),
    seenOn: day('Wanneer zag je het papier?', {
      optional: true,
      latest: asker.today,
      hint: 'De beschikking, de volmacht of het gezagsregister. Bewaar er geen kopie van.',
    }),
    unable: several(
      'Kan diegene het zelf overzien?',
      { unable: 'Nee, en daarom vraagt een ander het' },
      { optional: true },
    ),
    identifiedBy: choice('Hoe weet je wie het is?', identifications, { whenEmpty: 'Kies hoe je weet wie het is.' }),
    about: long('Waar gaat het om?', {
      optional: true,
      maxLength: 1000,
      private: true,
      hint: 'In de woorden van wie het vraagt.',
    }),
  } satisfies Fields
}

/** Writes down what somebody asks for by right. From that day the clock of the law runs. */
export const ask = page({
  path: '/mensen/:personId/verzoek',
  may: 'add rights-request',
  async load(ctx) {
    const opened = await openPerson(ctx)
    if (linesOf(ctx.asker).length === 0 || opened.person.sameAs !== null) throw new NotFound()
    return opened
  },
  form: (_loaded, { asker }) => fields(asker),
  values: (_loaded, { asker }) => ({
    receivedOn: asker.today,
    askedBy: 'self' as const,
    line: linesOf(asker)[0]?.key as never,
  }),
  async save({ store, asker }, { person }, { version: _, unable, ...said }) {
    const line = linesOf(asker).find(({ key }) => key === said.line)
    if (!line) throw new NotFound()
    const made = await store.rights.add({
      ...{ ...said, line: line.key, person: person.id, owner: asker.account },
      unable: unable.includes('unable'),
    })
    return { to: `${base}/${made.id}`, say: `Vastgelegd: ${called(made.kind).toLowerCase()}.` }
  },
  view: ({ person }, form, { asker }) => (
    <Page
      title="Verzoek vastleggen"
      trail={trailTo(person)}
      about={`${nameOf(person)} of wie voor diegene optreedt, vraagt iets over het dossier.`}
    >
      <Card>
        <Form
          {...form}
          layout={[
            'kind',
            'line',
            'receivedOn',
            'identifiedBy',
            'askedBy',
            { legend: 'Alleen als een ander het vraagt', folded: true, fields: [['askerName', 'seenOn'], 'unable'] },
            'about',
          ]}
          button="Vastleggen"
          cancelTo={`/mensen/${person.id}`}
          first={<AgeRule person={person} today={asker.today} />}
        >
          <Notice>
            Binnen een maand hoort diegene wat je beslist. Lukt dat niet, dan kun je één keer twee maanden verlengen.
          </Notice>
        </Form>
      </Card>
    </Page>
  ),
})
