/** Stops at once when something is false that can only be false by a mistake of ours. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Bug: ${sentence}`)
}

/** Makes the compiler complain when a `switch` forgets a case. */
export function assertNever(value: never): never {
  throw new Error(`Bug: unexpected ${JSON.stringify(value)}`)
}
