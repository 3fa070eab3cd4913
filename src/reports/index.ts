export { type CatalogueRow, readCatalogue } from './catalogue.ts'
export {
  choicesIn,
  decidedInWords,
  type Hiding,
  hidingFor,
  type Small,
  type SmallChoice,
  sameSmall,
  waysOn,
  waysOpen,
} from './choices.ts'
export { type Account, accountOf, type Spot, suppressBeside, suppressedBeside } from './earlier.ts'
export { type CellKey, cellFrom, type Explanation, explain, type Fact } from './explanation.ts'
export {
  type BarShown,
  type ChartShown,
  type Factsheet,
  factsheetOf,
  type Quotation,
  type Sources,
  type TileShown,
  type Wanted,
} from './factsheet.ts'
export {
  type Before,
  beforeInText,
  changeInText,
  comparison,
  figureInText,
  hiddenInWords,
  inText,
} from './figure-words.ts'
export {
  type Handout,
  handoutFrom,
  handoutOf,
  ruleTitle,
  saidBy,
  smallNumbersInWords,
  wholenessInWords,
} from './handout.ts'
export { defaultLayout, indicatorsOn, type Layout, tileable } from './layout.ts'
export { paperOf } from './paper.ts'
export { type Picture, picturesOf, pixelsOf, svgOf } from './picture.ts'
export { type Proof, type ProofRow, prove, type Verdict } from './proof.ts'
export { type Published, type PublishedBar, type PublishedTile, publishedFrom, saidInstead } from './publication.ts'
export {
  type Areas,
  brought,
  inPeriodWords,
  outcomeGrouping,
  outcomeSet,
  type ReportYear,
  reportYear,
  type SettingUsed,
  villageSet,
} from './question.ts'
export { audienceOf, type Reader, type Sight, sightOf, smallNumbers } from './sight.ts'
export {
  type Difference,
  differenceBetween,
  differenceOf,
  type FigureSince,
  type Since,
  sinceOf,
  stoodOf,
} from './since.ts'
export { type SmallNumber, smallNumbersOn } from './small.ts'
export { asPlain, checkText, namedIn, type Piece, paragraphs, typedNumbers, ways } from './template.ts'
