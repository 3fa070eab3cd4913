import type { Store } from '#access'
import { type LetterToMake, letterAsPdf, letterInWord, usualTemplate, wordType } from '#exchange/letter'
import { type CaseSide, householdsTogether, type PlacedSide } from '#kernel/case'
import { standingOf } from '#kernel/consent'
import {
  type Addressee,
  givesAway,
  type Letterhead,
  letterText,
  type Notice,
  noticeFor,
  type Unnamed,
} from '#kernel/letter'
import { type FoundPerson, mayReach, nameOf, streetOf } from '#kernel/person'
import { type LetterWords, lettersOf } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { inWords, withWeekday } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { choice, type Fields, long, showPhone } from '#platform/fields'
import { ButtonLink, Card, Form, Notice as Note, Page, Row, Soft, Stack } from '#ui'
import { type Context, page } from '#web/app'
import { clockTime, householdOf, plannedInWords, stepCalled } from './in-words.ts'
import { type OpenCase, openCase, trailTo } from './open.ts'

const longest = 5_000

/** Which letter, and to whom. */
export const choose = page({
  path: '/zaken/:caseId/brief',
  may: 'add message',
  async load(ctx) {
    const opened = await openCase(ctx, 'add', 'message')
    const households = await addressees(ctx.store, opened)
    return { ...opened, households, steps: await ctx.store.nextSteps.ofCase(opened.file.case.id) }
  },
  form: ({ line, households, steps }, { asker }): Fields => ({
    letter: choice(
      'Welke brief?',
      Object.fromEntries(Object.entries(lettersOf(line)).map(([key, { called }]) => [key, called])),
    ),
    to: choice(
      'Voor wie?',
      Object.fromEntries(
        households.map(({ household, name }) => [
          household.id,
          `${line.case.sides[household.side]?.called}: ${name ?? householdOf(household)}`,
        ]),
      ),
      { private: true },
    ),
    ...(steps.length > 0 && {
      step: choice(
        'Om welke afspraak gaat het?',
        Object.fromEntries(
          steps.map((step) => [step.id, `${stepCalled(step.kind)} ${plannedInWords(step, asker.today)}`]),
        ),
        { optional: true, hint: 'Alleen voor een brief over een afspraak.' },
      ),
    }),
  }),
  values: ({ households, steps }) => ({
    ...(households.length === 1 && { to: households[0]?.household.id }),
    ...(steps.length === 1 && { step: steps[0]?.id }),
  }),
  async save({ store, asker }, { line, file, households }, input) {
    const { letter, to, step } = input as unknown as { letter: string; to: string; step?: string | null }
    const chosen = households.find(({ household }) => household.id === to)
    const words = lettersOf(line)[letter]
    if (!chosen || !words) throw new NotFound()
    if (words.ofStep && !step)
      throw new Invalid({ letter: 'Voor deze brief is een afspraak nodig. Plan eerst een stap, of kies de afspraak.' })
    await mustBeReachable(store, asker, chosen.household)
    const about = words.ofStep ? `?stap=${step}` : ''
    return { to: `${line.path}/${file.case.id}/brief/nieuw/${letter}/${to}${about}` }
  },
  view: (loaded, form) => (
    <Page
      title="Brief maken"
      trail={trailTo(loaded)}
      about="Je krijgt eerst de tekst te zien. Die mag je nog veranderen."
    >
      {loaded.households.length === 0 ? (
        <Note kind="warn" title="Hier staat nog niemand om aan te schrijven">
          Zet eerst een adres bij een kant.
        </Note>
      ) : (
        <Card>
          <Form {...form} button="Verder" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
        </Card>
      )}
    </Page>
  ),
})

interface Household {
  household: PlacedSide
  rows: PlacedSide[]
  person: FoundPerson | undefined
  /** A name, when it is known. */
  name: string | null
}

/** Everybody in a case whom a letter can go to, each household once. */
async function addressees(store: Store, { file, line }: OpenCase): Promise<Household[]> {
  const people = await store.people.byKeys(file.sides.flatMap(({ person }) => (person ? [person] : [])))
  return Object.keys(line.case.sides).flatMap((key) =>
    householdsTogether(
      file.sides.filter(({ side }) => side === key),
      file.reports,
    ).map(({ household, rows }) => {
      const person = people.find(({ id }) => id === household.person)
      const written = household.called !== null && !/^bewoner/i.test(household.called) ? household.called : null
      return { household, rows, person, name: person ? nameOf(person) : written }
    }),
  )
}

/** Who died, moved or wants no letters gets none. @throws Invalid with the reason */
async function mustBeReachable(store: Store, asker: Asker, { person }: Pick<CaseSide, 'person'>): Promise<void> {
  if (person === null) return
  const answer = mayReach((await store.people.wishes([person])).get(person), 'paper', asker.today)
  if (!answer.may) throw new Invalid({ to: `${answer.because} Een brief maken kan niet.` })
}

interface Making extends OpenCase {
  key: string
  words: LetterWords
  to: Household
  head: Letterhead
  /** The words as they would go, or why they cannot be filled in. */
  start: { text: string } | { because: string }
  notice: Notice | undefined
  letter: Omit<LetterToMake, 'text'>
  unnamed: Unnamed[]
  own: string[]
}

async function openMaking(ctx: Context<'/zaken/:caseId/brief/nieuw/:letter/:household'>): Promise<Making> {
  const { store, asker, params, query } = ctx
  const opened = await openCase(ctx, 'add', 'message')
  const { file, line } = opened
  const words = Object.hasOwn(lettersOf(line), params.letter) ? lettersOf(line)[params.letter] : undefined
  const households = await addressees(store, opened)
  const to = households.find(({ household }) => household.id === params.household)
  if (!words || !to) throw new NotFound()
  const step = words.ofStep
    ? (await store.nextSteps.ofCase(file.case.id)).find(({ id }) => id === query.get('stap'))
    : undefined
  const head = await store.letterheads.letterhead()
  const me = asker.account ? await store.accounts.get(asker.account) : undefined
  const number = me?.phone ?? head.phone
  const phone = number ? showPhone(number) : null
  const villages = await store.areas.villages()
  const home = to.household.street ? to.household : to.person
  const addressee: Addressee = {
    name: to.name,
    address: [
      streetOf(home),
      [home?.postcode, villages.find(({ id }) => id === to.household.village)?.name ?? to.person?.villageName]
        .filter(Boolean)
        .join('  '),
    ].filter((one): one is string => one !== undefined && one !== ''),
  }
  const side = line.case.sides[to.household.side]
  const earlier = await store.messages.ofThing(to.household.id)
  const isFirst =
    to.rows.every(({ informedOn }) => informedOn === null) &&
    !earlier.some(({ way, notice, state }) => way === 'paper' && notice && state !== 'withdrawn')
  const house = asker.tenantName
  const notice =
    side && isFirst && !words.card ? noticeFor(line, side, { house, phone, privacy: head.privacy }) : undefined
  const appointment =
    step &&
    [`${withWeekday(step.onDay)}${step.atTime ? ` om ${clockTime(step.atTime)} uur` : ''}`, step.place]
      .filter(Boolean)
      .join(', ')
  const start = startOf(() =>
    letterText(words, side?.mustBeInformed === true, {
      ...{ house, line, to: addressee, me: asker.name, phone, appointment: appointment ?? null },
    }),
  )
  return {
    ...opened,
    ...{ key: params.letter, words, to, head, start, notice },
    letter: {
      ...{ house, line: line.name, title: words.title, to: addressee, on: inWords(asker.today), notice, head },
      from: { name: asker.name, phone },
      card: words.card === true,
    },
    unnamed: await mayNotBeNamed(store, asker, opened, to.household.side),
    own: [asker.name, to.name ?? '', house],
  }
}

function startOf(fill: () => string): Making['start'] {
  try {
    return { text: fill() }
  } catch (problem) {
    if (problem instanceof Invalid) return { because: problem.message }
    throw problem
  }
}

/** Who reported on another side, as long as they gave no leave to be named. */
async function mayNotBeNamed(store: Store, asker: Asker, { file, line }: OpenCase, side: string): Promise<Unnamed[]> {
  const scope = Object.entries(line.case.consents).find(([, { toBeNamed }]) => toBeNamed)?.[0]
  const reporters = file.sides.filter((row) => row.side !== side && (row.reportedAs ?? row.side) === line.case.mainSide)
  const people = await store.people.byKeys(reporters.flatMap(({ person }) => (person ? [person] : [])))
  const found: Unnamed[] = []
  for (const row of reporters) {
    const consents = scope === undefined ? [] : await store.consents.ofCase(row.caseId)
    if (scope !== undefined && standingOf(consents, scope, asker.today).now === 'yes') continue
    const person = people.find(({ id }) => id === row.person)
    found.push({
      ...{ givenName: person?.givenName ?? null, infix: person?.infix ?? null, familyName: person?.familyName ?? null },
      ...{
        called: row.called,
        street: row.street ?? person?.street ?? null,
        houseNumber: row.houseNumber ?? person?.houseNumber ?? null,
      },
      ...{ phone: person?.phone ?? null, email: person?.email ?? null },
    })
  }
  return found
}

/** The words, which may still be changed; then it is made and kept as it is. */
export const make = page({
  path: '/zaken/:caseId/brief/nieuw/:letter/:household',
  may: 'add message',
  load: openMaking,
  form: ({ words }) => ({
    text: long(words.card ? 'Wat staat erop?' : 'Wat staat erin?', {
      private: true,
      maxLength: longest,
      hint: 'Korte zinnen, gewone woorden. Een lege regel begint een nieuw stukje.',
    }),
    as: choice('Als wat?', {
      pdf: 'Pdf, op jullie briefpapier, klaar om te printen',
      word: 'Word, in jullie eigen sjabloon',
    }),
  }),
  values: ({ start }) => ({ ...('text' in start && { text: start.text }), as: 'pdf' as const }),
  async prepare(loaded, { text, as }) {
    mustNameNobody(loaded, text)
    const letter = { ...loaded.letter, text }
    if (as === 'word')
      return { type: wordType, content: await letterInWord(letter, loaded.head.word ?? usualTemplate()) }
    return { type: 'application/pdf', content: await letterAsPdf(letter) }
  },
  async save({ store, asker }, loaded, { text }, { type, content }) {
    const { file, line, words, to, key, notice } = loaded
    mustNameNobody(loaded, text)
    await mustBeReachable(store, asker, to.household)
    const kept = await store.documents.keep({
      ...{ caseId: file.case.id, kind: 'letter-sent', happenedOn: asker.today, side: to.household.side },
      ...{ name: words.called, type, content, source: 'hier gemaakt' },
    })
    const made = await store.messages.layReady({
      ...{ letter: key, line: line.key, caseId: file.case.id, side: to.household.side },
      ...{ household: to.household.id, document: kept.id, notice: notice !== undefined },
    })
    return { to: `${line.path}/${file.case.id}/brief/${made.id}/klaar` }
  },
  view: (loaded, form) => {
    const { words, to, letter, notice, start, line, file } = loaded
    const here = `${line.path}/${file.case.id}`
    if ('because' in start)
      return (
        <Page title={words.called} trail={trailTo(loaded)}>
          <Note kind="warn" title="Deze brief kan nog niet">
            {start.because}
          </Note>
          <Row>
            <ButtonLink to={`${here}/brief`}>Kies een andere brief</ButtonLink>
          </Row>
        </Page>
      )
    return (
      <Page
        title={words.called}
        trail={trailTo(loaded)}
        about={`Voor ${line.case.sides[to.household.side]?.inText}: ${words.card ? 'op het kaartje staat geen naam en geen adres.' : [letter.to.name ?? 'de bewoner', ...letter.to.address].join(', ')}`}
      >
        {!words.card && letter.to.address.length === 0 && (
          <Note kind="warn" title="Hier staat geen adres, of het is afgeschermd">
            Geef de brief zelf, of schrijf het adres op de envelop. In de brief staat het niet.
          </Note>
        )}
        <Card>
          <Form {...form} button="Maak de brief" cancelTo={here} />
        </Card>
        {notice && (
          <Card title="Dit komt eronder te staan">
            <Stack tight>
              <Soft small>
                Het is de eerste brief aan {line.case.sides[to.household.side]?.inText}. Dan moet erin staan wat je
                bewaart.
              </Soft>
              <p>
                <strong>{notice.title}</strong>
              </p>
              {notice.paragraphs.map((one) => (
                <p key={one}>{one}</p>
              ))}
            </Stack>
          </Card>
        )}
      </Page>
    )
  },
})

/** @throws Invalid with what gives a reporter away */
function mustNameNobody({ unnamed, own }: Pick<Making, 'unnamed' | 'own'>, text: string): void {
  const found = givesAway(text, unnamed, own)
  if (found)
    throw new Invalid({
      text: `Hier staat ‘${found}’. Daaraan is te zien wie het meldde, en daar is geen toestemming voor. Haal het weg.`,
    })
}
