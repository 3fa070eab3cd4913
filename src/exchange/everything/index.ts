export { meaningOf } from './codebook.ts'
export { columnsLeftOut, harmless, looksSecret, tablesLeftOut } from './left-out.ts'
export { meanings } from './meanings.ts'
export { type Contents, columnsThatGo, exportEverything, type WrittenTable } from './write.ts'
