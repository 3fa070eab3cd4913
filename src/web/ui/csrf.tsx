import { createContext, type ReactNode, useContext } from 'react'

const Token = createContext('')

/** Gives every form below it the token that proves a post came from our own page. The shells wrap their content in it. */
export function CsrfProvider({ csrf, children }: { csrf: string; children: ReactNode }) {
  return <Token.Provider value={csrf}>{children}</Token.Provider>
}

/**
 * The hidden inputs of a form that posts: the token (`csrf`), the version that was seen (`version`) and what else goes along.
 * Throws when there is no token: a form that would be refused is a mistake of ours.
 */
export function HiddenInputs({ csrf, version, hidden = {} }: PostData) {
  const inherited = useContext(Token)
  const token = csrf ?? inherited
  if (token === '') throw new Error('A form that posts needs a csrf token: render it in a shell or pass csrf.')
  return (
    <>
      <input type="hidden" name="csrf" value={token} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

/** What every posting form may carry besides its fields. Without `csrf` the shell's token is used. */
export interface PostData {
  csrf?: string | undefined
  version?: string | number | undefined
  hidden?: Record<string, string> | undefined
}
