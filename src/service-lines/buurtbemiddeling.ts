import { change, count, measure, names, oneOf, rank, share } from '#counting'
import { aftercareFact, caseFact, clockFact } from '#kernel/case'
import { referralFact } from '#kernel/referral'
import { serviceLine } from '#kernel/service-line'
import { surveyFact } from '#kernel/survey'
import { text } from '#platform/fields'
import { noun } from '#platform/words'

const zaak = noun('zaak', 'zaken', 'de')
const line = { line: 'buurtbemiddeling' } as const
const received = { reads: caseFact, when: 'started', of: zaak } as const

export const topics = {
  disturbed: 'Ernstig verstoorde relatie',
  pets: 'Huisdieren',
  garden: 'Rommel of tuin',
  noise: 'Geluid',
  boundary: 'Erfscheiding',
  parking: 'Parkeren',
  bullying: 'Pesten',
  doorbell: 'Videodeurbel',
  heatPump: 'Warmtepomp',
  fight: 'Vechtpartij',
  other: 'Iets anders',
}

export const allCases = count({
  key: 'buurtbemiddeling-zaken',
  name: 'Zaken',
  ...received,
  where: line,
  by: ['village', 'villageSize', 'villageColumn', 'mainTopic', 'outcome'],
  note: 'Een zaak telt één keer, hoeveel buren er ook bij horen, en ook als die nog loopt.',
})

export const growth = change({
  key: 'buurtbemiddeling-groei',
  name: 'Groei van het aantal zaken',
  reads: allCases,
  in: 'procent',
})

const withOutcome = (key: string, name: string, outcome: string, note?: string) =>
  count({
    key: `buurtbemiddeling-${key}`,
    name,
    ...received,
    where: { ...line, outcome },
    by: ['village', 'mainTopic'],
    ...(note ? { note } : {}),
  })

export const solvedCases = withOutcome('opgelost', 'Opgelost na bemiddeling', 'solved')
export const unsolvedCases = withOutcome('niet-opgelost', 'Niet opgelost', 'unsolved')
export const unsuitableCases = withOutcome('ongeschikt', 'Niet geschikt voor bemiddeling', 'unsuitable')
export const adviceCases = withOutcome('advies', 'Kregen advies', 'advice', 'Met advies konden de buren zelf verder.')
export const referredCases = withOutcome(
  'verwezen',
  'Verwezen',
  'referred',
  'De uitkomst van de hele zaak is dat een ander verder helpt.',
)
export const stillRunning = withOutcome('loopt-nog', 'Lopen nog', 'running')

export const moreSolved = change({
  key: 'buurtbemiddeling-opgelost-verschil',
  name: 'Verschil in opgeloste zaken',
  reads: solvedCases,
  in: 'aantal',
})

export const solved = share({
  key: 'buurtbemiddeling-slaging',
  name: 'Opgelost na bemiddeling, deel van de bemiddelde zaken',
  reads: caseFact,
  when: 'ended',
  of: zaak,
  whole: { ...line, outcome: oneOf('solved', 'unsolved') },
  part: { outcome: 'solved' },
  note: 'Alleen zaken waarin bemiddeld is: advies, verwijzing en ongeschikt tellen niet mee.',
})

export const fromLargeVillages = share({
  key: 'buurtbemiddeling-grote-kernen',
  name: 'Zaken uit de grote kernen',
  ...received,
  whole: line,
  part: { villageSize: 'large' },
  note: 'Welke dorpen groot zijn, staat in de instelling van dat jaar.',
})

export const fromLargeVillagesChange = change({
  key: 'buurtbemiddeling-grote-kernen-verschil',
  name: 'Verschil in het deel uit de grote kernen',
  reads: fromLargeVillages,
  in: 'punten',
})

export const aboutHomeAndGarden = share({
  key: 'buurtbemiddeling-dieren-tuin-relatie',
  name: 'Over dieren, de tuin of een verstoorde relatie',
  ...received,
  whole: line,
  part: { mainTopic: oneOf('pets', 'garden', 'disturbed') },
})

export const severalTopics = count({
  key: 'buurtbemiddeling-combinatie',
  name: 'Een combinatie van problemen',
  ...received,
  where: { ...line, topics: 'several' },
})

export const mostFrequentTopics = rank({
  key: 'buurtbemiddeling-top-onderwerpen',
  name: 'Meest genoemde onderwerpen',
  reads: allCases,
  ranks: 'mainTopic',
  top: 2,
})

export const otherTopics = names({
  key: 'buurtbemiddeling-andere-onderwerpen',
  name: 'Andere onderwerpen',
  of: noun('onderwerp', 'onderwerpen', 'het'),
  reads: allCases,
  names: 'mainTopic',
  except: ['disturbed', 'pets', 'garden', 'noise', 'boundary', 'unknown'],
})

export const destinations = count({
  key: 'buurtbemiddeling-verwezen-naar',
  name: 'Partijen waarnaar verwezen is',
  of: noun('partij', 'partijen', 'de'),
  reads: referralFact,
  when: 'started',
  counts: { distinct: 'destination' },
  where: { ...line, direction: 'out' },
})

export const ended = count({
  key: 'buurtbemiddeling-afgesloten',
  name: 'Afgesloten zaken',
  reads: caseFact,
  when: 'ended',
  of: zaak,
  where: line,
  by: ['outcome', 'village'],
})
export const runningCases = count({
  key: 'buurtbemiddeling-in-behandeling',
  name: 'Zaken in behandeling',
  reads: caseFact,
  when: 'running',
  of: zaak,
  where: line,
  by: ['village'],
})
export const standing = count({
  key: 'buurtbemiddeling-eind',
  name: 'Zaken die op de laatste dag lopen',
  reads: caseFact,
  when: 'standing',
  of: zaak,
  where: line,
  by: ['village'],
})
export const carriedOver = count({
  key: 'buurtbemiddeling-overgekomen',
  name: 'Overgekomen van het jaar ervoor',
  reads: caseFact,
  when: 'carriedOver',
  of: zaak,
  where: line,
})
export const reporters = count({
  key: 'buurtbemiddeling-melders',
  name: 'Verschillende melders',
  of: noun('melder', 'melders', 'de'),
  reads: caseFact,
  when: 'started',
  counts: 'persons',
  where: line,
})

export const longestWait = measure({
  key: 'buurtbemiddeling-langste-wacht',
  name: 'Langste tijd tot het eerste contact',
  of: noun('uur', 'uur', 'het'),
  reads: clockFact,
  when: 'started',
  measures: 'hours',
  take: 'max',
  where: { ...line, clock: 'first-contact' },
  note: 'Van het moment dat een koppel de zaak aanneemt tot het moment dat de melder is gesproken. Een pauze telt niet mee.',
})

export const averageMark = measure({
  key: 'buurtbemiddeling-cijfer',
  name: 'Rapportcijfer van de buren',
  of: noun('cijfer', 'cijfers', 'het'),
  reads: surveyFact,
  when: 'started',
  measures: 'mark',
  take: 'mean',
  where: { ...line, answered: 'yes' },
})

export const response = share({
  key: 'buurtbemiddeling-respons',
  name: 'Buren die de evaluatie invulden',
  reads: surveyFact,
  when: 'started',
  whole: line,
  part: { answered: 'yes' },
})

export const stillHolds = share({
  key: 'buurtbemiddeling-houdt-stand',
  name: 'Houdt na drie maanden nog stand',
  reads: aftercareFact,
  when: 'started',
  of: noun('antwoord', 'antwoorden', 'het'),
  whole: { ...line, reached: 'yes' },
  part: { answer: 'holds' },
  note: 'Per kant gevraagd. Wie niet bereikt is, telt hier niet mee en in de respons wel.',
})

export const aftercareResponse = share({
  key: 'buurtbemiddeling-nazorg-respons',
  name: 'Bereikt bij de vraag of het nog standhoudt',
  reads: aftercareFact,
  when: 'started',
  whole: line,
  part: { reached: 'yes' },
})

export default serviceLine({
  key: 'buurtbemiddeling',
  name: 'Buurtbemiddeling',
  about: 'Twee vrijwillige bemiddelaars helpen buren om er samen uit te komen.',
  legalGround:
    'Toestemming van de melder bij de melding; gerechtvaardigd belang voor de andere buur, die bij het eerste contact wordt ingelicht.',
  keptForYears: 2, // practice of the method, no statutory term (normen P38); a setting from the next line on
  case: {
    called: zaak,
    report: noun('melding', 'meldingen', 'de'),
    mainSide: 'reporter',
    sides: {
      reporter: {
        asks: 'Wie meldt?',
        called: 'De melder',
        inText: 'de melder',
        keptBecause: 'jij vond het goed toen je bij ons kwam.',
      },
      neighbour: {
        asks: 'Om welke buur gaat het?',
        called: 'De buur',
        inText: 'de buur',
        mustBeInformed: true,
        keptBecause: 'zonder je adres kunnen we je niet uitnodigen om te praten (gerechtvaardigd belang).',
      },
    },
    phases: {
      reported: { called: 'Gemeld', next: 'Kijk of de zaak past', deed: 'assess', waitsFor: 'us' },
      suitable: { called: 'Geschikt', next: 'Vraag een koppel', deed: 'match', waitsFor: 'us', byAssessment: true },
      pairAsked: { called: 'Koppel gevraagd', next: 'Kijk wie er antwoordde', deed: 'match', waitsFor: 'helpers' },
      assigned: { called: 'Toegewezen', next: 'Maak het eerste contact', deed: 'log', waitsFor: 'us' },
      contacted: {
        called: 'Eerste contact',
        next: 'Ga langs bij de melder',
        bothReported: { called: 'Eerste contact', next: 'Ga langs bij beide kanten' },
        deed: 'log',
        waitsFor: 'us',
      },
      reporterHeard: {
        called: 'Bij de melder',
        next: 'Ga langs bij de buur',
        bothReported: { called: 'Bij de een', next: 'Ga langs bij de ander' },
        deed: 'log',
        waitsFor: 'us',
      },
      neighbourHeard: {
        called: 'Bij de buur',
        next: 'Plan een gesprek samen',
        bothReported: { called: 'Bij de ander', next: 'Plan een gesprek samen' },
        deed: 'log',
        waitsFor: 'us',
      },
      talked: { called: 'Gesprek', next: 'Leg de afspraak vast', deed: 'log', waitsFor: 'us' },
      agreed: { called: 'Afspraak', next: 'Sluit de zaak af', deed: 'close', waitsFor: 'us' },
    },
    clocks: [
      {
        key: 'assess',
        called: 'bekijken',
        from: 'reported',
        to: 'suitable',
        lasts: { amount: 3, unit: 'days' },
        source: 'werkafspraak: een melding is binnen drie dagen bekeken',
      },
      {
        key: 'first-contact',
        called: 'eerste contact',
        from: 'assigned',
        to: 'contacted',
        lasts: { amount: 1, unit: 'days' },
        source: 'werkafspraak van de bemiddelaars: binnen een dag (bijlage 1, regel 1)',
      },
    ],
    topics,
    outcomes: {
      solvedTogether: { called: 'Opgelost na een gesprek samen', publishedAs: 'solved', suitable: 'yes' },
      solvedApart: { called: 'Opgelost na gesprekken apart', publishedAs: 'solved', suitable: 'yes' },
      storyEnough: { called: 'Het verhaal vertellen was genoeg', publishedAs: 'solved', suitable: 'yes' },
      improved: { called: 'Beter, maar niet over', publishedAs: 'solved', suitable: 'yes' },
      notSolved: { called: 'Niet opgelost', publishedAs: 'unsolved', suitable: 'yes' },
      neighbourRefuses: { called: 'De buur weigert', publishedAs: 'unsolved', suitable: 'yes' },
      withdrawn: { called: 'Ingetrokken door de melder', publishedAs: 'unsuitable' },
      unsuitable: { called: 'Niet geschikt voor bemiddeling', publishedAs: 'unsuitable', suitable: 'no' },
      advice: { called: 'Advies gegeven', publishedAs: 'advice' },
      referred: { called: 'Verwezen naar een ander', publishedAs: 'referred' },
    },
    published: {
      solved: 'Opgelost',
      unsolved: 'Niet opgelost',
      unsuitable: 'Ongeschikt',
      advice: 'Advies',
      referred: 'Verwezen',
    },
    unsuitable: {
      violence: 'Geweld of bedreiging',
      addiction: 'Verslaving of ziekte maakt een gesprek onmogelijk',
      family: 'Ruzie binnen één familie',
      crime: 'Strafbaar feit, de politie is aan zet',
      legal: 'Er loopt een rechtszaak',
      organisation: 'Het gaat om een organisatie, niet om een buur',
      noConsent: 'De melder wil geen contact met de buur',
      otherwise: 'Iets anders',
    },
    channels: {
      phone: 'Telefoon',
      mail: 'E-mail',
      desk: 'Aan de balie',
      form: 'Formulier',
      partner: 'Via een partner',
    },
    talks: {
      call: { called: 'Gebeld', withSide: true },
      visit: { called: 'Bezoek', withSide: true },
      message: { called: 'Bericht', withSide: true },
      talk: { called: 'Gesprek samen', withSide: false, withWhom: 'Allebei samen' },
      memo: { called: 'Notitie', withSide: false },
    },
    results: {
      heard: { called: 'Verhaal gehoord' },
      appointment: { called: 'Afspraak om te praten gemaakt' },
      willing: { called: 'Wil met de buur praten' },
      thinking: { called: 'Wil nadenken', waitsFor: 'side' },
      refuses: { called: 'Wil niet' },
      agreed: { called: 'Afspraak gemaakt met elkaar' },
      badly: { called: 'Ging niet goed' },
      nobody: { called: 'Niemand bereikt', nobody: true },
    },
    reaches: [
      { phase: 'contacted', kind: ['call', 'visit', 'message'], side: 'reporter', after: 'assigned' },
      { phase: 'reporterHeard', kind: ['visit'], side: 'reporter', after: 'assigned' },
      { phase: 'neighbourHeard', kind: ['visit'], side: 'neighbour', after: 'contacted' },
      { phase: 'talked', kind: ['talk'], after: 'contacted' },
      { phase: 'agreed', kind: ['talk', 'call', 'visit'], after: 'contacted', result: ['agreed'] },
    ],
    consents: {
      named: { asks: 'Mag de buur weten wie het meldde?', called: 'De buur mag weten wie het meldde', toBeNamed: true },
      outcome: {
        asks: 'Mag de partner horen hoe het afloopt?',
        called: 'De partner mag horen hoe het afloopt',
        whenReferred: true,
      },
    },
    headings: {
      topic: ['soort overlast', 'type overlast'],
      suitable: ['geschikt voor bemiddeling'],
    },
    aftercare: {
      afterMonths: 3,
      withinMonths: 3,
      asks: 'Houdt het nog stand?',
      answers: { holds: 'Ja, het houdt stand', partly: 'Voor een deel', no: 'Nee', unreached: 'Niet bereikt' },
      unreached: 'unreached',
      whenPublishedAs: ['solved'],
      source: 'werkafspraak: drie maanden na de afsluiting',
    },
    evaluation: {
      asks: 'Welk cijfer geef je de hulp van Buurtbemiddeling?',
      namedAs: { woman: 'een buurvrouw', man: 'een buurman', resident: 'iemand uit de buurt' },
    },
    fields: {
      mediators: text('Welke bemiddelaars?', {
        optional: true,
        maxLength: 120,
        hint: 'Van zaken die eerder op papier stonden. Wie je nu vraagt, staat bij het koppel.',
        private: true,
      }),
      housing: text('Koop of huur, en van wie?', { optional: true, maxLength: 120 }),
    },
  },
  match: {
    helper: noun('bemiddelaar', 'bemiddelaars', 'de'),
    helpers: 2, // never one alone (bijlage 1, regel 2)
    demands: {
      training: { called: 'Training gevolgd', missing: 'heeft de training nog niet gevolgd' },
      confidentiality: { called: 'Geheimhouding getekend', missing: 'heeft de geheimhouding nog niet getekend' },
      vog: { called: 'VOG gezien', missing: 'heeft nog geen VOG laten zien' },
    },
    oldHandFrom: 5,
    askedFor: { amount: 2, unit: 'days' },
    askedPhase: 'pairAsked',
    pairedPhase: 'assigned',
    nearby: 'avoid',
    talks: {
      called: { called: 'Gebeld', kind: 'call', result: 'heard', with: 'side' },
      visited: { called: 'Langs geweest', kind: 'visit', result: 'heard', with: 'side' },
      nobody: { called: 'Niemand bereikt', kind: 'call', result: 'nobody', with: 'side' },
      appointment: { called: 'Afspraak gemaakt', kind: 'call', result: 'appointment', with: 'side' },
      refuses: { called: 'Wil niet', kind: 'call', result: 'refuses', with: 'side' },
      badly: { called: 'Ging niet goed, bel mij', kind: 'call', result: 'badly', with: 'side', callsCoordinator: true },
      agreed: { called: 'Zij maakten een afspraak', kind: 'talk', result: 'agreed', with: 'all' },
      notYet: { called: 'Gesproken, nog geen afspraak', kind: 'talk', result: 'heard', with: 'all' },
      absent: { called: 'Iemand kwam niet', kind: 'talk', result: 'nobody', with: 'all' },
      togetherBadly: {
        called: 'Ging niet goed, bel mij',
        kind: 'talk',
        result: 'badly',
        with: 'all',
        callsCoordinator: true,
      },
    },
  },
  indicators: [
    allCases,
    growth,
    solvedCases,
    unsolvedCases,
    unsuitableCases,
    adviceCases,
    referredCases,
    stillRunning,
    moreSolved,
    solved,
    fromLargeVillages,
    fromLargeVillagesChange,
    aboutHomeAndGarden,
    severalTopics,
    mostFrequentTopics,
    otherTopics,
    destinations,
    ended,
    runningCases,
    standing,
    carriedOver,
    reporters,
    longestWait,
    averageMark,
    response,
    stillHolds,
    aftercareResponse,
  ],
  start: {
    standing: 'buurtbemiddeling-eind',
    mark: { figure: 'buurtbemiddeling-cijfer', response: 'buurtbemiddeling-respons', called: 'van de buren' },
  },
  factsheet: {
    tiles: [
      { figure: 'buurtbemiddeling-zaken', line: '{{buurtbemiddeling-zaken|vergeleken}}' },
      { figure: 'buurtbemiddeling-opgelost', line: '{{buurtbemiddeling-loopt-nog|getal}} lopen er nog' },
      { figure: 'buurtbemiddeling-advies', line: 'en konden zelf verder' },
      { figure: 'buurtbemiddeling-verwezen', line: 'naar {{buurtbemiddeling-verwezen-naar}}' },
    ],
    charts: [
      { indicator: 'buurtbemiddeling-zaken', by: 'villageColumn', title: 'Waar de zaken vandaan komen' },
      { indicator: 'buurtbemiddeling-zaken', by: 'mainTopic', title: 'Waar het over ging' },
      { indicator: 'buurtbemiddeling-zaken', by: 'outcome', title: 'Hoe het afliep' },
    ],
    words:
      'Buren vroegen dit jaar bij {{buurtbemiddeling-zaken}} om hulp. Bij {{buurtbemiddeling-opgelost}} vonden zij samen een oplossing; ' +
      '{{buurtbemiddeling-loopt-nog}} lopen nog. Van de bemiddelde zaken is {{buurtbemiddeling-slaging}} opgelost.',
  },
})
