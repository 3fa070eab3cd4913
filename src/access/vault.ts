import { keyFor, open, type SecretKey, seal } from '#platform/secrets'

/** Seals what only this installation may read. `about` binds it to its place; opening elsewhere gives undefined. */
export interface Vault {
  seal(text: string, about: string): string
  open(sealed: string, about: string): string | undefined
}

/** The vault for one purpose, with a key of its own: what was sealed for the one does not open for another. */
export function makeVault(secretKey: SecretKey, purpose: 'second step' | 'drafts' = 'second step'): Vault {
  const key = keyFor(purpose, secretKey)
  return { seal: (text, about) => seal(text, key, about), open: (sealed, about) => open(sealed, key, about) }
}
