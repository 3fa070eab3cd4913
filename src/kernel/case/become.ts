/** The deeds on parts of a case that this needs, as `records` has them. */
interface Own<R, N> {
  apply(id: string, rule: (was: R) => R): Promise<R>
  addMany(news: readonly N[]): Promise<R[]>
  remove(id: string): Promise<void>
}

/**
 * Makes the parts that stand in a case into those that should: what is the same part is changed where it differs, the
 * rest is added or removed. Each with its line in the log.
 * @param partOf which part it is; two of one kind are told apart by their order
 */
export async function become<R extends { id: string }, N extends object>(
  own: Own<R, N>,
  standing: readonly R[],
  wanted: readonly N[],
  partOf: (part: R | N) => string,
): Promise<void> {
  const free = [...standing]
  const added: N[] = []
  for (const part of wanted) {
    const at = free.findIndex((one) => partOf(one) === partOf(part))
    const [was] = at < 0 ? [] : free.splice(at, 1)
    if (was) await own.apply(was.id, (one) => ({ ...one, ...part, id: one.id }))
    else added.push(part)
  }
  for (const gone of free) await own.remove(gone.id)
  await own.addMany(added)
}
