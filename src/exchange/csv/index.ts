export { readCsv } from './read.ts'
export { csvLine, writeCsv } from './write.ts'
