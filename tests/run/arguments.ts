const [mine, theirs] = split(process.argv.slice(2))

/** The parts that were asked for; without any, all of them, and PostgreSQL 15 only where a run is official. */
export function parts(known: string[]): string[] {
  const unknown = mine.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    console.error(`${unknown.join(', ')}: no such part. There are: ${known.join(', ')}. File names come after --.`)
    process.exit(2)
  }
  if (mine.length > 0) return known.filter((name) => mine.includes(name))
  return known.filter((name) => name !== 'postgres-15' || process.env.CI === 'true')
}

/** What comes after `--` narrows the run down to files. */
export function filters(): string[] {
  return theirs
}

function split(all: string[]): [string[], string[]] {
  const at = all.indexOf('--')
  return at < 0 ? [all, []] : [all.slice(0, at), all.slice(at + 1)]
}
