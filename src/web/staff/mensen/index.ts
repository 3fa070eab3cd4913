import type { Definition } from '#web/app'
import people, { files } from './lijst.tsx'
import { notTheSame, person } from './mens.tsx'
import merge from './samenvoegen.tsx'
import separate from './uit-elkaar.tsx'
import move from './verhuizen.tsx'
import change from './wijzigen.tsx'

export const pages: readonly Definition[] = [people, ...files, person, change, move, notTheSame, merge, separate]
