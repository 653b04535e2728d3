// What every command of the command line is: one file, listed where its group is.
import type { ParseArgsConfig } from 'node:util'

export interface Command {
  readonly name: string
  /** What follows the name, for example `FILE… [--type TYPE]`. */
  readonly usage: string
  /** One line for the list of commands. */
  readonly about: string
  /** More for its own `--help`: one line each. */
  readonly details?: readonly string[]
  /** Beside `--json` and `--help`, which all have. */
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code: 0 all is well, 1 something is wrong with what was given, 2 wrong use. */
  run(given: Given, terminal: Terminal): number | Promise<number>
}

/** What was written after the command. */
export interface Given {
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  /** The answer is wanted as JSON. */
  readonly json: boolean
}

/** Where a command writes and what it finds around it. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The command was used wrongly, or what it needs is not there. Told in one sentence; exit code 2. */
export class UseError extends Error {}

/** The value of an option that takes one. */
export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
