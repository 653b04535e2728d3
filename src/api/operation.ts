// What an operation is: a function from a checked request to what it answers and what it changes.
// Types come from the official SDK, with times as epoch milliseconds and required members present.
import type * as sdk from '@aws-sdk/client-connect'
import type {
  AgentInput,
  ChatInput,
  ConfigurationInput,
  ContactInput,
  OutboundInput,
  RuleInput,
  TaskInput,
} from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { OperationContext } from './operation-context.ts'

/** Every operation of the service, built or not. */
export type OperationName = {
  [K in keyof typeof sdk]: K extends `${infer Name}Command` ? Name : never
}[keyof typeof sdk]

export type Operation<Name extends OperationName> = (
  input: InputOf<Name>,
  context: OperationContext,
) => Result<OutputOf<Name>>

/**
 * At once, or later. What waits (for a password hash, a file) may find the world changed, so it ends
 * with a function that looks again and decides.
 */
export type Result<Output> = Outcome<Output> | Promise<Outcome<Output> | (() => Outcome<Output>)>

/** The answer, and the inputs to be made durable before it is given. */
export interface Outcome<Output> {
  readonly output: Output
  readonly inputs: readonly Change[]
}

export type Change =
  | ConfigurationInput
  | RuleInput
  | AgentInput
  | ContactInput
  | OutboundInput
  | ChatInput
  | TaskInput

/** Nothing changes. */
export function answer<Output>(output: Output): Outcome<Output> {
  return { output, inputs: [] }
}

/** Answers once the changes are durable. */
export function changed<Output>(output: Output, ...inputs: readonly Change[]): Outcome<Output> {
  return { output, inputs }
}

/** Changes something and has nothing to say. */
export function change(...inputs: readonly Change[]): Outcome<Record<string, never>> {
  return { output: {}, inputs }
}

type CommandOf<Name extends OperationName> = (typeof sdk)[`${Name}Command`]

export type InputOf<Name extends OperationName> = CommandInput<CommandOf<Name>>

export type OutputOf<Name extends OperationName> = CommandOutput<CommandOf<Name>>

/** What a command of the SDK takes. One whose members are all optional has two forms: it may be made without any. */
export type CommandInput<Command> = Command extends new (
  ...input: infer Input
) => unknown
  ? Present<Plain<Exclude<Input, []>[0]>>
  : never

/** What it answers. */
export type CommandOutput<Command> = Command extends new (
  ...input: never
) => { resolveMiddleware: (...rest: never) => (...rest: never) => Promise<infer Returned> }
  ? Returned extends { output: infer Output }
    ? Omit<Plain<Output>, '$metadata'>
    : never
  : never

/** A time is an `Instant`, nothing can be changed. */
export type Plain<T> = T extends Date
  ? Instant
  : T extends readonly (infer Each)[]
    ? readonly Plain<Each>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T

/** Required members are there: the frame has checked. */
type Present<T> = {
  readonly [K in keyof T]: object extends Pick<T, K> ? T[K] : Exclude<T[K], undefined>
}
