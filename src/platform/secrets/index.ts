export {
  fromBase32,
  hashRecoveryCode,
  newRecoveryCodes,
  newShortCode,
  newTotpSecret,
  shortCodeIn,
  stepAt,
  toBase32,
  totpAddress,
  totpCode,
  totpStep,
} from './one-time-codes.ts'
export {
  askToMake,
  askToProve,
  madeBy,
  type Owner,
  type Passkey,
  type PhoneQuestion,
  provedBy,
  type Site,
  saidBy,
  siteOf,
} from './passkeys.ts'
export {
  hashPassword,
  mustBeHashedAnew,
  passwordLength,
  passwordProblem,
  verifyNobody,
  verifyPassword,
} from './password.ts'
export { keyFor, open, type SecretKey, seal, secretKeyFrom } from './seal.ts'
export { newToken, sameSecret, sha256 } from './tokens.ts'
