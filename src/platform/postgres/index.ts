export type { Binaries } from './binaries.ts'
export { hasCluster } from './cluster.ts'
export { isAlive } from './liveness.ts'
export { type Server, startPostgres } from './server.ts'
