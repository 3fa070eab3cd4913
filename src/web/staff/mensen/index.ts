import type { Definition } from '#web/app'
import people from './lijst.tsx'
import { notTheSame, person } from './mens.tsx'
import merge from './samenvoegen.tsx'
import separate from './uit-elkaar.tsx'
import move from './verhuizen.tsx'
import change from './wijzigen.tsx'

export const pages: readonly Definition[] = [people, person, change, move, notTheSame, merge, separate]
