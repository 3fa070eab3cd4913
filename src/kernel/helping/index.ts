export { helpingStore, type Logged, type MyCase, type Reachable } from './helping.store.ts'
export { choicesFor, type LoggedTalk, mayTakeBack, momentAgo, type Talk, talkOf, together } from './helping.ts'
