export { type Envelope, messageStore, type NewMessage, type OutboxQuery } from './message.store.ts'
export {
  afterHanding,
  hasTrouble,
  type LetterGoes,
  lettersGo,
  type Message,
  type MessageState,
  type MessageWay,
  messageStates,
  messageWays,
  reasonInWords,
  usuallyUnreadAfter,
  whyBack,
} from './message.ts'
export { type Claimed, openEnvelope, sendingStore } from './sending.store.ts'
export {
  type MessageTemplate,
  messageFields,
  messageTemplates,
  type TemplateKey,
  type Written,
  write,
} from './templates.ts'
