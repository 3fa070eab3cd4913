import { roleMay, type Store } from '#access'
import { type CaseFile, inCase, lineForCase } from '#kernel/case'
import { kindInWords } from '#kernel/document'
import type { CopyItem, CopySection } from '#kernel/rights'
import { otherSidesOf, type ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { inWords, momentInWords } from '#platform/days'
import { capital } from '#platform/words'
import { messageCalled } from '../berichten/uitgaand.tsx'
import { consentsOf, referralsOf, stepsOf, surveysOf } from '../zaken/beside.ts'
import { stepCalled } from '../zaken/in-words.ts'
import { keysOf } from '../zaken/open.ts'
import { talkInWords } from '../zaken/timeline.ts'
import { mostNotes, one, row } from './items.ts'

/** One case from where somebody stands in it. */
export async function ofCase(
  store: Store,
  asker: Asker,
  declared: ServiceLine,
  file: CaseFile,
  id: string,
): Promise<CopySection[]> {
  const line = lineForCase(declared, file)
  const { case: about } = file
  const own = file.sides.filter((side) => side.person === id)
  const mine = new Set(own.map(({ side }) => side))
  const alone = otherSidesOf(line).length === 0
  const isMain = mine.has(line.case.mainSide)
  const joint = alone ? {} : ({ joint: true } as const)
  /** Hers, or of both; what is of another side alone is left out here, before anybody can tick it. */
  const mineOrBoth = ({ side }: { side: string | null }) => side === null || mine.has(side)
  const marked = ({ side }: { side: string | null }) => (side === null ? joint : {})
  const called = `${capital(line.case.called.one)} ${about.number}`
  const fields = Object.entries(line.case.fields).flatMap(([name, field]) => {
    const value = (about.fields as Record<string, unknown>)[name]
    return value === undefined || value === null || value === '' || field.private
      ? []
      : row(field.label, field.show(value as never))
  })
  const items: CopyItem[] = [
    {
      key: `case-${about.id}`,
      title: 'In het kort',
      words: null,
      rows: [
        ...row('Begonnen op', inWords(about.openedOn)),
        ...row(
          'Jij staat erin als',
          own
            .map(({ side }) => line.case.sides[side]?.called)
            .filter(Boolean)
            .join(' en '),
        ),
        ...row('Onderwerp', about.mainTopic && line.case.topics[about.mainTopic]),
        ...row('Stand', line.case.phases[about.phase]?.called),
        ...row('Afgesloten op', about.closedOn && inWords(about.closedOn)),
        ...row('Afloop', about.outcome && line.case.outcomes[about.outcome]?.called),
      ],
    },
    ...(isMain && fields.length > 0
      ? [
          {
            key: `fields-${about.id}`,
            title: 'Wat we verder vroegen',
            rows: fields,
            words: null,
            ...joint,
          } satisfies CopyItem,
        ]
      : []),
    ...own.flatMap((side): CopyItem[] => [
      ...(side.words
        ? [{ key: `story-${side.id}`, title: 'Jouw verhaal', rows: [], words: side.words, own: true } as const]
        : []),
      ...(side.practical
        ? [{ key: `side-${side.id}`, title: 'Handig om te weten', rows: [], words: side.practical } as const]
        : []),
      ...(side.informedOn ? one(`informed-${side.id}`, 'Ingelicht op', inWords(side.informedOn)) : []),
    ]),
    ...(await allNotes(store, file)).filter(mineOrBoth).map(
      (note): CopyItem => ({
        key: `note-${note.id}`,
        title: talkInWords(line, note),
        rows: [
          ...row('Wanneer', momentInWords(note.happenedAt)),
          ...row('Opgeschreven door', note.authorName && 'een medewerker'),
        ],
        words: note.words || null,
        ...marked(note),
      }),
    ),
    ...(await stepsOf(store, file)).filter(mineOrBoth).map(
      (step): CopyItem => ({
        key: `step-${step.id}`,
        title: `Gepland: ${stepCalled(step.kind)}`,
        rows: [...row('Wanneer', inWords(step.onDay)), ...row('Waar', step.place)],
        words: step.about,
        ...marked(step),
      }),
    ),
    ...(isMain ? [...(await consentsOf(store, file)).values()].flat() : []).map(
      (consent): CopyItem => ({
        key: `consent-${consent.id}`,
        title: 'Toestemming',
        rows: [
          ...row('Waarvoor', line.case.consents[consent.scope]?.asks ?? consent.scope),
          ...row('Antwoord', consent.answer === 'yes' ? 'ja' : 'nee'),
          ...row('Gevraagd op', inWords(consent.givenOn)),
          ...row('Ingetrokken op', consent.withdrawnOn && inWords(consent.withdrawnOn)),
        ],
        words: null,
        own: true,
      }),
    ),
    ...(roleMay(asker, 'read', 'survey') ? await surveysOf(store, file) : [])
      .filter((survey) => survey.side !== null && mine.has(survey.side))
      .map(
        (survey): CopyItem => ({
          key: `survey-${survey.id}`,
          title: 'Evaluatie',
          rows: [
            ...row('Op', inWords(survey.onDay)),
            ...row('Cijfer', survey.mark === null ? null : String(survey.mark)),
          ],
          words: survey.quote,
          own: true,
        }),
      ),
    ...(await store.messages.ofCases(keysOf(file)))
      .filter((message) => message.side !== null && mine.has(message.side))
      .map(
        (message): CopyItem => ({
          key: `message-${message.id}`,
          title: `Aan jou: ${messageCalled(message)}`,
          rows: row('Wanneer', momentInWords(message.addedAt)),
          words: null,
        }),
      ),
    ...(await store.documents.ofCases(keysOf(file), mostNotes))
      .map((one) => inCase(file, one))
      .filter(mineOrBoth)
      .map(
        (document): CopyItem => ({
          key: `document-${document.id}`,
          title: `Document: ${kindInWords(document.kind)}`,
          rows: [
            ...row('Titel', document.name),
            ...row('Van', inWords(document.happenedOn)),
            ...row('Gekregen van', document.source),
          ],
          words: null,
          ...marked(document),
        }),
      ),
    ...(await referralsOf(store, file)).map(
      (referral): CopyItem => ({
        key: `referral-${referral.id}`,
        title: referral.direction === 'in' ? 'Naar ons verwezen' : 'Door ons verwezen',
        rows: [
          ...row('Op', inWords(referral.onDay)),
          ...row(referral.direction === 'in' ? 'Door' : 'Naar', referral.destination),
        ],
        words: referral.about ?? null,
        ...joint,
      }),
    ),
  ]
  return [{ title: called, items }]
}

/** Every note of a case, however many: a page shows the newest, a copy leaves none out. */
const allNotes = async (store: Store, file: CaseFile) =>
  (await Promise.all(keysOf(file).map((id) => store.notes.ofCase(id, mostNotes))))
    .flat()
    .map((note) => inCase(file, note))

/** What was said and planned with somebody on this line beside every case. */
export async function beside(store: Store, line: ServiceLine, id: string): Promise<CopyItem[]> {
  return [
    ...(await store.notes.ofPerson(id, mostNotes))
      .filter((note) => note.line === line.key)
      .map(
        (note): CopyItem => ({
          key: `note-${note.id}`,
          title: talkInWords(line, note),
          rows: row('Wanneer', momentInWords(note.happenedAt)),
          words: note.words || null,
        }),
      ),
    ...(await store.nextSteps.ofPerson(id))
      .filter((step) => step.line === line.key)
      .map(
        (step): CopyItem => ({
          key: `step-${step.id}`,
          title: `Gepland: ${stepCalled(step.kind)}`,
          rows: row('Wanneer', inWords(step.onDay)),
          words: step.about,
        }),
      ),
    ...(await store.documents.ofPerson(id, mostNotes))
      .filter((document) => document.line === line.key)
      .map(
        (document): CopyItem => ({
          key: `document-${document.id}`,
          title: `Document: ${kindInWords(document.kind)}`,
          rows: [...row('Titel', document.name), ...row('Van', inWords(document.happenedOn))],
          words: null,
        }),
      ),
  ]
}
