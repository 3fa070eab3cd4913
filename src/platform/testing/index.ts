export { newPhone, type Wrongly } from './phone.ts'
export { type ReadPdf, readPdf } from './read-pdf.ts'
export { makeTemplate, type TestDatabase, testDatabase, testSecret } from './template.ts'
