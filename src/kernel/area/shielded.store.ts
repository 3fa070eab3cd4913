import { sql } from 'kysely'

/** What stands in the place of an address that is shielded, for everybody and everywhere. */
export const addressIsShielded = 'adres is afgeschermd'

/**
 * The village of a row as it may be shown, joined as `areas`: of a shielded address these words stand in its place. In figures the village
 * counts as it did.
 */
export const villageShown = (table: 'addresses' | 'caseSides' | 'cases') =>
  sql<
    string | null
  >`case when ${sql.ref(`${table}.shielded`)} then ${sql.lit(addressIsShielded)} else areas.name end`.as('villageName')
