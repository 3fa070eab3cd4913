import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A file with its text; its path starts at the folder of the whole program. */
export interface Source {
  file: string
  text: string
}

/** One import or re-export, static or dynamic. */
export interface Import {
  file: string
  line: number
  from: string
  /** The names that are taken; `*` stands for all of them. */
  names: string[]
  /** Gone when the program runs. */
  typeOnly: boolean
}

const home = path.resolve(import.meta.dirname, '../..')

/** Every source file under these folders, except what is generated or not ours. */
export function readSources(folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    list(folder)
      .filter((file) => /\.(ts|tsx|mjs|js)$/.test(file) && !file.endsWith('.d.ts'))
      .map((file) => ({ file, text: readFileSync(path.join(home, file), 'utf8') })),
  )
}

/** The import map of package.json: how a `#` name becomes a file. */
export function readImportMap(): Record<string, string> {
  const { imports } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
  return imports as Record<string, string>
}

// A clause has only names, braces, commas and stars, so that a match never runs into the next statement.
const clause = String.raw`(?<clause>(?:type\s+)?[\w$*{},\s]+?)\s*from\s*`
const statement = new RegExp(
  String.raw`^[ \t]*(?:import|export)\s*(?:${clause})?(?<quote>['"])(?<from>[^'"\n]+)\k<quote>`,
  'gm',
)
const dynamic = /\bimport\(\s*(?<quote>['"`])(?<from>[^'"`\n]+)\k<quote>/g

/** Reads the imports of one file out of its text. */
export function importsOf({ file, text }: Source): Import[] {
  const found = [...text.matchAll(statement), ...withoutComments(text).matchAll(dynamic)]
  return found.map((match) => {
    const { clause = '', from = '' } = match.groups ?? {}
    const names = namesIn(clause)
    return {
      file,
      line: text.slice(0, match.index).split('\n').length,
      from,
      names: names.filter((name) => !name.startsWith('type ')),
      typeOnly: clause.startsWith('type ') || (names.length > 0 && names.every((name) => name.startsWith('type '))),
    }
  })
}

/** Takes comments out of a text and keeps its lines, so that what is said about code is not taken for code. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;{(,])\/\/[^\n]*/g, '$1')
}

function namesIn(clause: string): string[] {
  return clause
    .replace(/^type\s+/, '')
    .replace(/[{}]/g, ',')
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/\s+as\s+.*$/, '')
        .replace(/\s+/g, ' '),
    )
    .filter((name) => name !== '')
}

function list(folder: string): string[] {
  try {
    return readdirSync(path.join(home, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(home, path.join(entry.parentPath, entry.name)))
      .sort()
  } catch {
    return [] // not every folder of the drawing is there from the first day
  }
}
