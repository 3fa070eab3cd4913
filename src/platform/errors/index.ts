/**
 * What somebody filled in cannot be taken. `problems` has one Dutch sentence for each field that is wrong: what is
 * wrong and what to do now. The key `''` is for what concerns the whole form.
 */
export class Invalid extends Error {
  override name = 'Invalid'
  readonly problems: Record<string, string>

  constructor(problems: Record<string, string>) {
    super(Object.values(problems).join(' '))
    this.problems = problems
  }
}

/** It is not there, or the asker may not see it: these two must look the same from outside. */
export class NotFound extends Error {
  override name = 'NotFound'

  constructor(message = 'Deze pagina bestaat niet, of je mag hem niet zien. Vraag het je teamleider.') {
    super(message)
  }
}

/**
 * Somebody else saved the same record first. `mine` is what the second one wanted to save, `theirs` what stands there
 * now; the page shows both, so that nobody's work disappears unseen.
 */
export class Conflict extends Error {
  override name = 'Conflict'
  readonly mine: unknown
  readonly theirs: unknown

  constructor(mine: unknown, theirs: unknown) {
    super('Iemand anders heeft dit net veranderd. Kijk wat er nu staat en sla daarna opnieuw op.')
    this.mine = mine
    this.theirs = theirs
  }
}

/** A command or the start cannot go on. The message is one Dutch sentence that says why and what to do now. */
export class Refused extends Error {
  override name = 'Refused'
}
