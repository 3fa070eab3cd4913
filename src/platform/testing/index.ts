export { type ReadPdf, readPdf } from './read-pdf.ts'
export { makeTemplate, type TestDatabase, testDatabase, testSecret } from './template.ts'
