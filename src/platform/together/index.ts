/**
 * Waits for several questions at once, each under its name. What is asked of the database together travels together, so a
 * page that asks six things goes there and back once.
 */
export async function together<Asked extends Record<string, unknown>>(
  asked: Asked,
): Promise<{ -readonly [Name in keyof Asked]: Awaited<Asked[Name]> }> {
  const answers = await Promise.all(Object.values(asked))
  return Object.fromEntries(Object.keys(asked).map((name, at) => [name, answers[at]])) as {
    -readonly [Name in keyof Asked]: Awaited<Asked[Name]>
  }
}
