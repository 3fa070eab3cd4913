import type { Field } from './field.ts'
import { Problem } from './problem.ts'

/** What someone is told when this cannot be taken; undefined when it is taken. For tests, here and of declarations. */
export function said(field: Field, raw: unknown): string | undefined {
  try {
    field.parse(raw)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
}
