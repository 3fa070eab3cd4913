export { makeTemplate, type TestDatabase, testDatabase, testSecret } from './template.ts'
