/** Somebody must go elsewhere: sign in first, unlock, or to the page that what they asked for has become. Thrown from `load`. */
export class Detour extends Error {
  readonly to: string
  constructor(to: string) {
    super()
    this.to = to
  }
}

/** Somebody is not in: never was, not any more, or their session is locked. */
export class Outside extends Detour {}
