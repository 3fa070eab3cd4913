export { readCsv } from './read.ts'
export { writeCsv } from './write.ts'
