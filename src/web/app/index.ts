export { type App, type AppOptions, makeApp } from './app.tsx'
export { Detour } from './detour.ts'
export { type EntranceDefinition, entrance, type Visit } from './entrance.tsx'
export type { MenuEntry } from './menu.ts'
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
  type Stage,
  type Upload,
} from './page.ts'
export { onwards } from './request.ts'
