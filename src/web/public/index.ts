import type { EntranceDefinition, HandoutDefinition } from '#web/app'
import { outcome } from './afloop.tsx'
import { agenda } from './agenda.ts'
import { evaluation, thanks } from './evaluatie.tsx'

/** The pages for who lives here. They know nobody and need no account. */
export const entrances: readonly (EntranceDefinition | HandoutDefinition)[] = [thanks, evaluation, outcome, agenda]
