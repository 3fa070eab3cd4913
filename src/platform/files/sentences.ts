import { Refused } from '#platform/errors'

// What is wrong with a file and what to do now: people in the field read these, with somebody beside them.

export const empty = () => new Refused('Dit bestand is leeg. Kies een ander bestand.')
export const unknown = () =>
  new Refused('Dit is geen foto, pdf, Word-bestand (.docx) of mail, hoe het ook heet. Kies een ander bestand.')
export const heic = () =>
  new Refused(
    'Deze foto is een HEIC en die kunnen we niet lezen. Zet op je iPhone bij Instellingen, Camera, Structuren ‘Meest compatibel’ aan, of stuur de foto als JPEG.',
  )
export const oldWord = () =>
  new Refused('Dit is een bestand van een oude Word (.doc). Open het in Word, bewaar het als .docx en kies dat.')
export const locked = () =>
  new Refused('Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en kies het opnieuw.')
export const brokenPhoto = () => new Refused('Deze foto is niet heel: er mist een stuk. Maak of stuur hem opnieuw.')
export const hugePhoto = () =>
  new Refused('Deze foto heeft veel te veel beeldpunten om te verwerken. Maak hem kleiner en kies hem opnieuw.')
export const brokenPdf = () => new Refused('Deze pdf is niet heel. Bewaar hem opnieuw en kies dat bestand.')
export const longPdf = () =>
  new Refused('Deze pdf heeft meer dan duizend bladzijden. Bewaar alleen het deel dat je nodig hebt.')
const asPrint = 'Open hem, kies Afdrukken en dan ‘Opslaan als pdf’, en voeg dat bestand toe.'
export const scriptInPdf = () =>
  new Refused(`In deze pdf zit iets dat zelf kan werken: een script, een filmpje of een ander bestand. ${asPrint}`)
export const guardedPdf = () => new Refused(`Deze pdf is beveiligd, dus we kunnen hem niet nakijken. ${asPrint}`)
export const twoInOne = () =>
  new Refused('In dit bestand zit nog een ander bestand verstopt. Bewaar het opnieuw en kies dat bestand.')
export const brokenWord = () =>
  new Refused('Dit lijkt een Word-bestand, maar is het niet of is niet heel. Bewaar het in Word als .docx en kies dat.')
export const workInWord = () =>
  new Refused(
    'In dit Word-bestand zit iets dat zelf kan werken of iets van buiten ophaalt, zoals een macro. Bewaar het in Word als pdf en voeg die toe.',
  )
export const bomb = () =>
  new Refused('Dit bestand is uitgepakt veel te groot. Bewaar het opnieuw, zonder grote plaatjes, en kies dat bestand.')
export const brokenMail = () =>
  new Refused('Deze mail kunnen we niet lezen. Bewaar hem in je mailprogramma als pdf en voeg die toe.')
export const tooMuch = () =>
  new Refused('Dit bestand kost te veel moeite om na te kijken. Maak het kleiner of bewaar het als pdf, en kies dat.')
export const notThere = () => new Refused('Deze bijlage is er niet meer. Open het document opnieuw.')
