export { callBackStore, type NewCallBack } from './call-back.store.ts'
export { before, type CallBack, isLate, usualBefore } from './call-back.ts'
