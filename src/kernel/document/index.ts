export { documentStore, jobName as lookIntoDocument, type NewDocument, type SignedDocument } from './document.store.ts'
export {
  type Attachment,
  type Document,
  type DocumentKind,
  documentKinds,
  type Holder,
  kindInWords,
  usualMost,
} from './document.ts'
