import { keyFor, open, type SecretKey, seal } from '#platform/secrets'

/** Seals what only this installation may read. `about` binds it to its place; opening elsewhere gives undefined. */
export interface Vault {
  seal(text: string, about: string): string
  open(sealed: string, about: string): string | undefined
}

/** The vault of the second step, with a key of its own. */
export function makeVault(secretKey: SecretKey): Vault {
  const key = keyFor('second step', secretKey)
  return { seal: (text, about) => seal(text, key, about), open: (sealed, about) => open(sealed, key, about) }
}
