/** The villages of the invented municipality; the first two are the large ones, since 2015. */
export const large = ['Lindeveen', 'Oosterhaar'] as const
export const small = [
  'Zandwolde',
  'Elzerveld',
  'Heideloo',
  'Molenhaar',
  'Brinkhorst',
  'Rietmarke',
  'Achterdiep',
  'Koelveen',
  'Nieuw-Lindeveen',
  'Esveld',
] as const
export const villages: readonly string[] = [...large, ...small]

/** Whom Welzijn Lindeveen works with. All invented. */
export const partners = [
  { name: 'Woonstichting De Brink', kind: 'formal', phone: '+31599000101', email: 'wonen@debrink.example' },
  { name: 'Wijkagent Lindeveen', kind: 'formal', phone: null, email: null },
  { name: 'Sociaal team Lindeveen', kind: 'internal', phone: '+31599000103', email: 'team@lindeveen.example' },
  { name: 'Meldpunt Zorg en Overlast', kind: 'tailored', phone: '+31599000104', email: null },
  { name: 'Rechtswinkel De Es', kind: 'informal', phone: '+31599000105', email: 'vraag@rechtswinkel-es.example' },
  { name: 'Gemeente Lindeveen, handhaving', kind: 'formal', phone: '+31599000106', email: null },
  { name: 'Huisartsen aan de Brink', kind: 'formal', phone: '+31599000107', email: null },
] as const
