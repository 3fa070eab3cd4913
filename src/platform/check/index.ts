export { type DatabaseLook, letsIn, lookAtDatabase } from './database.ts'
export { type FolderLook, lookAtFolder } from './folder.ts'
