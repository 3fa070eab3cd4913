export { type App, type AppOptions, makeApp } from './app.tsx'
export { Detour } from './detour.ts'
export { typedAt } from './draft-notice.tsx'
export { draftDeed, type NotSaved } from './drafts.ts'
export { type EntranceDefinition, entrance, type HandoutDefinition, handout, type Visit } from './entrance.tsx'
export { type MenuEntry, mayBeHere, menuFor } from './menu.ts'
export {
  type Context,
  type Definition,
  type Download,
  download,
  type FilledForm,
  type From,
  type May,
  type Outcome,
  page,
  post,
  type Sends,
  type Stage,
  type Upload,
} from './page.ts'
export { onwards } from './request.ts'
