import type { EntranceDefinition } from '#web/app'
import { evaluation, thanks } from './evaluatie.tsx'

/** The pages for who lives here. They know nobody and need no account. */
export const entrances: readonly EntranceDefinition[] = [thanks, evaluation]
