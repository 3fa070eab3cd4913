export type { Binaries } from './binaries.ts'
export { type Server, startPostgres } from './server.ts'
