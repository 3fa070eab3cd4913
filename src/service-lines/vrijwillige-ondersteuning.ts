import { calledAs, change, count, measure, oneOf, rank, share } from '#counting'
import { caseFact } from '#kernel/case'
import { serviceLine } from '#kernel/service-line'
import { surveyFact } from '#kernel/survey'
import { choice, text } from '#platform/fields'
import { noun } from '#platform/words'

const vraag = noun('vraag', 'vragen', 'de')
const seeker = noun('hulpvrager', 'hulpvragers', 'de')
const questions = calledAs(caseFact, vraag, seeker)
const line = { line: 'vrijwillige-ondersteuning' } as const
const received = { reads: questions, when: 'started' } as const

export const topics = {
  visiting: 'Bezoek of maatje',
  chores: 'Klus in huis',
  garden: 'Tuin',
  computer: 'Computer of telefoon',
  administration: 'Administratie',
  respite: 'Even vrij voor de mantelzorger',
  other: 'Iets anders',
}

export const allQuestions = count({
  key: 'vrijwillige-ondersteuning-vragen',
  name: 'Vragen',
  ...received,
  where: line,
  by: ['village', 'villageSize', 'villageColumn', 'mainTopic', 'channel', 'outcome'],
  note: 'Een vraag telt één keer, in het jaar waarin die binnenkwam, ook als de hulp nog loopt.',
})

export const growth = change({
  key: 'vrijwillige-ondersteuning-groei',
  name: 'Groei van het aantal vragen',
  reads: allQuestions,
  in: 'procent',
})

export const moreQuestions = change({
  key: 'vrijwillige-ondersteuning-verschil',
  name: 'Verschil in het aantal vragen',
  reads: allQuestions,
  in: 'aantal',
})

const asked = (key: string, name: string, ...kinds: (keyof typeof topics)[]) =>
  count({
    key: `vrijwillige-ondersteuning-${key}`,
    name,
    ...received,
    where: { ...line, mainTopic: oneOf(...kinds) },
    by: ['village', 'outcome'],
  })

export const visiting = asked('bezoek', 'Vroegen bezoek of een maatje', 'visiting')
export const chores = asked('klussen', 'Vroegen om een klus', 'chores', 'garden', 'computer', 'administration')
export const respite = asked('respijt', 'Vroegen om even vrij te zijn van mantelzorg', 'respite')

const cameBy = (key: string, name: string, ...channels: string[]) =>
  count({
    key: `vrijwillige-ondersteuning-${key}`,
    name,
    ...received,
    where: { ...line, channel: oneOf(...channels) },
    by: ['mainTopic'],
  })

export const byThemselves = cameBy('zelf', 'Kwamen zelf', 'self')
export const referred = cameBy(
  'via-anderen',
  'Kwamen via een ander',
  'network',
  'gp',
  'homeCare',
  'municipality',
  'colleague',
  'partner',
)

const endedAs = (key: string, name: string, outcome: string, note?: string) =>
  count({
    key: `vrijwillige-ondersteuning-${key}`,
    name,
    ...received,
    where: { ...line, outcome },
    by: ['village', 'mainTopic', 'detailedOutcome'],
    ...(note ? { note } : {}),
  })

export const helped = endedAs('geholpen', 'Geholpen', 'helped')
export const notMediated = endedAs(
  'niet-bemiddeld',
  'Niet bemiddeld',
  'notMediated',
  'Er kwam geen vrijwilliger. De reden staat bij elke vraag.',
)
export const stillRunning = endedAs('loopt-nog', 'Lopen nog', 'running')

export const mediated = share({
  key: 'vrijwillige-ondersteuning-slaging',
  name: 'Geholpen door een vrijwilliger, deel van de afgesloten vragen',
  reads: questions,
  when: 'ended',
  whole: { ...line, outcome: oneOf('helped', 'notMediated') },
  part: { outcome: 'helped' },
  note: 'Wie voor de hulp begon verhuisde of overleed, telt niet mee.',
})

export const mostAsked = rank({
  key: 'vrijwillige-ondersteuning-meest-gevraagd',
  name: 'Meest gevraagd',
  reads: allQuestions,
  ranks: 'mainTopic',
  top: 2,
})

export const runningQuestions = count({
  key: 'vrijwillige-ondersteuning-in-behandeling',
  name: 'Vragen in behandeling',
  reads: questions,
  when: 'running',
  where: line,
  by: ['village', 'mainTopic'],
})

export const standing = count({
  key: 'vrijwillige-ondersteuning-eind',
  name: 'Vragen die op de laatste dag lopen',
  reads: questions,
  when: 'standing',
  where: line,
  by: ['village', 'mainTopic'],
})

export const carriedOver = count({
  key: 'vrijwillige-ondersteuning-overgekomen',
  name: 'Overgekomen van het jaar ervoor',
  reads: questions,
  when: 'carriedOver',
  where: line,
})

export const ended = count({
  key: 'vrijwillige-ondersteuning-afgesloten',
  name: 'Afgesloten vragen',
  reads: questions,
  when: 'ended',
  where: line,
  by: ['outcome', 'detailedOutcome', 'mainTopic'],
})

export const seekers = count({
  key: 'vrijwillige-ondersteuning-hulpvragers',
  name: 'Verschillende hulpvragers',
  ...received,
  counts: 'persons',
  of: seeker,
  where: line,
})

export const averageMark = measure({
  key: 'vrijwillige-ondersteuning-cijfer',
  name: 'Rapportcijfer van de hulpvragers',
  of: noun('cijfer', 'cijfers', 'het'),
  reads: surveyFact,
  when: 'started',
  measures: 'mark',
  take: 'mean',
  where: { ...line, answered: 'yes' },
})

export const response = share({
  key: 'vrijwillige-ondersteuning-respons',
  name: 'Hulpvragers die de evaluatie invulden',
  reads: surveyFact,
  when: 'started',
  whole: line,
  part: { answered: 'yes' },
})

export default serviceLine({
  key: 'vrijwillige-ondersteuning',
  name: 'Vrijwillige ondersteuning',
  about: 'Een vrijwilliger helpt thuis: als maatje, met een klus, of om een mantelzorger even vrij te geven.',
  legalGround:
    'Toestemming van de hulpvrager, of van de mantelzorger die namens diegene belt; een vrijwilliger krijgt alleen naam en adres.',
  keptForYears: 2, // practice, no statutory term (normen P38)
  case: {
    called: vraag,
    mainSide: 'seeker',
    sides: {
      seeker: {
        asks: 'Wie heeft hulp nodig?',
        called: 'De hulpvrager',
        inText: 'de hulpvrager',
        keptBecause: 'zonder je naam en adres kan niemand je helpen, en daar vroeg je om.',
      },
    },
    phases: {
      requested: { called: 'Gevraagd', next: 'Ga langs voor een gesprek', deed: 'log', waitsFor: 'us' },
      homeTalk: { called: 'Gesprek thuis', next: 'Zoek een vrijwilliger', deed: 'match', waitsFor: 'us' },
      searching: { called: 'Zoeken', next: 'Kijk wie er antwoordde', deed: 'match', waitsFor: 'helpers' },
      found: { called: 'Gevonden', next: 'Laat ze kennismaken', deed: 'log', waitsFor: 'us' },
      introduced: { called: 'Kennisgemaakt', next: 'Vraag of de proef bevalt', deed: 'log', waitsFor: 'us' },
      running: { called: 'Loopt', next: 'Vraag beide hoe het gaat', deed: 'log', waitsFor: 'us' },
      evaluated: { called: 'Geëvalueerd', next: 'Sluit af als de hulp klaar is', deed: 'close', waitsFor: 'seeker' },
    },
    clocks: [
      {
        key: 'home-talk',
        called: 'gesprek thuis',
        from: 'requested',
        to: 'homeTalk',
        lasts: { amount: 5, unit: 'workdays' },
        source: 'standaard van Naober: binnen een werkweek langs',
      },
      {
        // Then it is late, and stands on top with whoever coordinates: a call on the platform, or a partner in the network.
        key: 'found',
        called: 'een vrijwilliger',
        from: 'requested',
        to: 'found',
        lasts: { amount: 14, unit: 'days' },
        source: 'werkwijze: wat twee weken openstaat, gaat terug naar de coördinator',
      },
      {
        key: 'evaluation',
        called: 'evaluatie',
        from: 'introduced',
        to: 'evaluated',
        lasts: { amount: 42, unit: 'days' },
        source: 'werkwijze: na zes weken vragen we beide hoe het gaat',
      },
    ],
    topics,
    outcomes: {
      done: { called: 'De hulp is klaar', publishedAs: 'helped' },
      goesOnAlone: { called: 'Ze gaan samen verder zonder ons', publishedAs: 'helped' },
      volunteerStopped: { called: 'De vrijwilliger stopte na een goede tijd', publishedAs: 'helped' },
      moved: { called: 'Verhuisd, opgenomen of overleden', publishedAs: 'otherwise' },
      nobodyFound: { called: 'Niet bemiddeld: geen vrijwilliger gevonden', publishedAs: 'notMediated' },
      noMatch: { called: 'Niet bemiddeld: geen klik bij de kennismaking', publishedAs: 'notMediated' },
      tooHeavy: { called: 'Niet bemiddeld: te zwaar voor een vrijwilliger', publishedAs: 'notMediated' },
      ownNetwork: { called: 'Niet bemiddeld: opgelost met eigen mensen', publishedAs: 'notMediated' },
      withdrawn: { called: 'Niet bemiddeld: de hulpvrager zag ervan af', publishedAs: 'notMediated' },
    },
    published: { helped: 'Geholpen', notMediated: 'Niet bemiddeld', otherwise: 'Gestopt om een andere reden' },
    unsuitable: {},
    channels: {
      self: 'Zelf',
      network: 'Familie, vrienden of buren',
      gp: 'Huisarts',
      homeCare: 'Thuiszorg',
      municipality: 'Gemeente',
      colleague: 'Een collega van ons',
      partner: 'Een andere partner',
    },
    talks: {
      call: { called: 'Gebeld', withSide: true },
      visit: { called: 'Bezoek thuis', withSide: true },
      message: { called: 'Bericht', withSide: true },
      introduction: { called: 'Kennismaking', withSide: false, withWhom: 'Hulpvrager en vrijwilliger samen' },
      volunteer: { called: 'Gesproken met de vrijwilliger', withSide: false, withWhom: 'De vrijwilliger' },
      appeal: { called: 'Oproep geplaatst', withSide: false, withWhom: 'Iedereen: een oproep' },
      memo: { called: 'Notitie', withSide: false },
    },
    results: {
      discussed: { called: 'De vraag is duidelijk' },
      goesOn: { called: 'Het gaat goed, we gaan door' },
      evaluated: { called: 'Samen geëvalueerd' },
      thinking: { called: 'Wil nadenken', waitsFor: 'side' },
      difficult: { called: 'Het loopt niet' },
      refuses: { called: 'Wil niet' },
      nobody: { called: 'Niemand bereikt', nobody: true },
    },
    reaches: [
      { phase: 'homeTalk', kind: ['visit'], side: 'seeker', after: 'requested' },
      { phase: 'searching', kind: ['appeal'], after: 'homeTalk' },
      { phase: 'introduced', kind: ['introduction'], after: 'found' },
      { phase: 'running', kind: ['call', 'visit', 'volunteer'], after: 'introduced', result: ['goesOn'] },
      { phase: 'evaluated', kind: ['call', 'visit', 'introduction'], after: 'introduced', result: ['evaluated'] },
    ],
    consents: {
      volunteer: {
        asks: 'Mag een vrijwilliger naam en adres weten?',
        called: 'Een vrijwilliger mag naam en adres weten',
      },
      outcome: {
        asks: 'Mag wie verwees horen hoe het afloopt?',
        called: 'Wie verwees mag horen hoe het afloopt',
        whenReferred: true,
      },
    },
    evaluation: {
      asks: 'Welk cijfer geef je de hulp van de vrijwilliger?',
      namedAs: { woman: 'een vrouw', man: 'een man', carer: 'een mantelzorger', resident: 'iemand uit het dorp' },
    },
    fields: {
      askedFor: text('Wie vroeg het voor diegene?', {
        optional: true,
        maxLength: 120,
        private: true,
        hint: 'Alleen als het een ander was, bijvoorbeeld: de dochter, ’s avonds te bellen.',
      }),
      rhythm: choice(
        'Hoe vaak?',
        { once: 'Eén keer', weekly: 'Elke week', twoWeekly: 'Om de week', monthly: 'Elke maand', varies: 'Wisselend' },
        { optional: true },
      ),
      language: text('Welke taal spreekt diegene het liefst?', { optional: true, maxLength: 40 }),
    },
  },
  match: {
    helper: noun('vrijwilliger', 'vrijwilligers', 'de'),
    helpers: 1,
    demands: {
      talk: { called: 'Kennismakingsgesprek gehad', missing: 'heeft nog geen kennismakingsgesprek gehad' },
      vog: { called: 'VOG gezien', missing: 'heeft nog geen VOG laten zien' },
    },
    oldHandFrom: 3,
    askedFor: { amount: 3, unit: 'workdays' },
    askedPhase: 'searching',
    pairedPhase: 'found',
    nearby: 'prefer',
    talks: {
      visited: { called: 'Ik was er, het gaat goed', kind: 'visit', result: 'goesOn', with: 'side' },
      difficult: { called: 'Het loopt niet', kind: 'visit', result: 'difficult', with: 'side', callsCoordinator: true },
      nobody: { called: 'Er was niemand', kind: 'visit', result: 'nobody', with: 'side' },
    },
  },
  indicators: [
    allQuestions,
    growth,
    moreQuestions,
    visiting,
    chores,
    respite,
    byThemselves,
    referred,
    helped,
    notMediated,
    stillRunning,
    mediated,
    mostAsked,
    runningQuestions,
    standing,
    carriedOver,
    ended,
    seekers,
    averageMark,
    response,
  ],
  start: {
    standing: 'vrijwillige-ondersteuning-eind',
    mark: {
      figure: 'vrijwillige-ondersteuning-cijfer',
      response: 'vrijwillige-ondersteuning-respons',
      called: 'van de hulpvragers',
    },
  },
  factsheet: {
    tiles: [
      { figure: 'vrijwillige-ondersteuning-vragen', line: '{{vrijwillige-ondersteuning-vragen|vergeleken}}' },
      { figure: 'vrijwillige-ondersteuning-bezoek', line: '{{vrijwillige-ondersteuning-bezoek|vergeleken}}' },
      { figure: 'vrijwillige-ondersteuning-klussen', line: '{{vrijwillige-ondersteuning-klussen|vergeleken}}' },
      { figure: 'vrijwillige-ondersteuning-niet-bemiddeld', line: 'met de reden erbij' },
    ],
    charts: [
      { indicator: 'vrijwillige-ondersteuning-vragen', by: 'mainTopic', title: 'Wat er gevraagd werd' },
      { indicator: 'vrijwillige-ondersteuning-vragen', by: 'channel', title: 'Hoe de vragen binnenkwamen' },
      { indicator: 'vrijwillige-ondersteuning-vragen', by: 'outcome', title: 'Hoe het afliep' },
    ],
    words:
      'Dit jaar kwamen er {{vrijwillige-ondersteuning-vragen}} binnen: {{vrijwillige-ondersteuning-bezoek|getal}} om bezoek of een ' +
      'maatje, {{vrijwillige-ondersteuning-klussen|getal}} om een klus en {{vrijwillige-ondersteuning-respijt|getal}} om even vrij te ' +
      'zijn van mantelzorg. Bij {{vrijwillige-ondersteuning-geholpen}} is de hulp klaar; ' +
      '{{vrijwillige-ondersteuning-loopt-nog}} lopen nog en {{vrijwillige-ondersteuning-niet-bemiddeld}} zijn niet bemiddeld.',
  },
})
