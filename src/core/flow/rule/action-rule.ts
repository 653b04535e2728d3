// The words in which the rules say what an action type accepts: where it may stand, which parameters
// and branches it has. Facts for `check.ts`; running an action needs none of this.
import type { FlowType } from '../../directory/document.ts'

/** A flow's type, or a module, which is no flow but made of the same actions. */
export type FlowKind = FlowType | 'MODULE'

export type FlowChannel = 'VOICE' | 'CHAT' | 'TASK' | 'EMAIL'

export interface ActionRule extends Members {
  /** Kinds of flow it may stand in; all when absent. */
  readonly flows?: readonly FlowKind[]
  /** Channels it does something on; elsewhere it takes its error branch. All when absent. */
  readonly channels?: readonly FlowChannel[]
  /** It has parameters and results that nobody has published: an unknown one is no surprise. */
  readonly open?: true
  /** Error branches it cannot be without. */
  readonly errors?: readonly string[]
  /** Error branches it may have beside those and NoMatchingError. */
  readonly mayFail?: readonly string[]
  /** Results its conditions may compare with by `Equals`; each must be there when `complete`. */
  readonly results?: readonly string[]
  readonly complete?: true
  /** Operators of its conditions; `Equals` alone when absent. */
  readonly operators?: 'any' | readonly string[]
  /** It has no conditions at all. */
  readonly unconditional?: true
  /** On success nothing follows: its NextAction is decoration. */
  readonly ends?: true
  /** It may stay for good, until something from outside ends it. */
  readonly holds?: true
  /** It takes time: speaks, waits or listens. */
  readonly takesTime?: true
}

/** The parameters of an action, or the members of one of them. */
export interface Members {
  readonly parameters?: Readonly<Record<string, ParameterRule>>
  /** Of these there must be exactly one, at most one, at least one. */
  readonly exactlyOne?: readonly string[]
  readonly atMostOne?: readonly string[]
  readonly atLeastOne?: readonly string[]
}

/** What a value must be. Text that holds a JSONPath is judged at run time, where it is allowed. */
export type ParameterRule = Shape & {
  readonly required?: true
  /** A JSONPath is refused. */
  readonly static?: true
}

type Shape =
  | {
      readonly kind: 'text'
      readonly words?: readonly string[]
      readonly lengthMax?: number
      /** It names a configured thing of this kind. */
      readonly reference?: ReferenceKind
      /** It names a thing outside of the instance, of this kind. */
      readonly names?: string
      /** It is spoken as SSML. */
      readonly ssml?: true
    }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'boolean' }
  /** One JSONPath that leads to a value, and nothing else. */
  | { readonly kind: 'path' }
  | ({ readonly kind: 'object' } & Members)
  | { readonly kind: 'map'; readonly of: ParameterRule; readonly sizeMax?: number }
  | {
      readonly kind: 'list'
      readonly of?: ParameterRule
      readonly sizeMin?: number
      readonly sizeMax?: number
    }
  /** Text, or a number or truth written bare. */
  | { readonly kind: 'scalar' }
  | { readonly kind: 'any' }

/** Kinds of configured things that flows name and that must be there. */
export type ReferenceKind =
  | 'queue'
  | 'agent'
  | 'contact-flow'
  | 'flow-module'
  | 'operating-hours'
  | 'prompt'

export const INBOUND: readonly FlowKind[] = ['CONTACT_FLOW', 'CAMPAIGN']
export const TRANSFERS: readonly FlowKind[] = ['AGENT_TRANSFER', 'QUEUE_TRANSFER']
export const CALLS: readonly FlowKind[] = [...INBOUND, ...TRANSFERS]
export const CALLS_AND_QUEUE: readonly FlowKind[] = [...CALLS, 'CUSTOMER_QUEUE']
export const NOT_HOLD: readonly FlowKind[] = [
  ...CALLS_AND_QUEUE,
  'CUSTOMER_WHISPER',
  'AGENT_WHISPER',
  'OUTBOUND_WHISPER',
  'MODULE',
]

export const CATCH_ALL: readonly string[] = ['NoMatchingError']
export const SECONDS_PER_WEEK = 604_800

export const text: ParameterRule = { kind: 'text' }
export const scalar: ParameterRule = { kind: 'scalar' }
export const anything: ParameterRule = { kind: 'any' }
export const truth: ParameterRule = { kind: 'boolean', static: true }

export function required(rule: ParameterRule): ParameterRule {
  return { ...rule, required: true }
}

export function fixed(rule: ParameterRule): ParameterRule {
  return { ...rule, static: true }
}

export function to(reference: ReferenceKind): ParameterRule {
  return { kind: 'text', reference }
}

/** It names something outside of the instance, or of a part of it that flows do not check. */
export function outside(names: string): ParameterRule {
  return { kind: 'text', names }
}

export function number(min: number, max: number): ParameterRule {
  return { kind: 'number', min, max }
}

/** One of these words, in any case. */
export function word(...words: string[]): ParameterRule {
  return { kind: 'text', words, static: true }
}

export function object(
  parameters?: Members['parameters'],
  choices: Omit<Members, 'parameters'> = {},
): ParameterRule {
  return { kind: 'object', ...(parameters && { parameters }), ...choices }
}

export function list(of?: ParameterRule, sizeMin = 0, sizeMax = 1000): ParameterRule {
  return { kind: 'list', sizeMin, sizeMax, ...(of && { of }) }
}

/** Names of the author's choice and their values. */
export function mapOf(of: ParameterRule, sizeMax = 1000): ParameterRule {
  return { kind: 'map', of, sizeMax }
}

/** What is played or sent: of these at most one. */
export const BODY: Readonly<Record<string, ParameterRule>> = {
  Text: text,
  SSML: { kind: 'text', ssml: true },
  PromptId: to('prompt'),
  Media: object({ Uri: required(text), SourceType: word('S3'), MediaType: word('Audio') }),
}
export const BODY_NAMES: readonly string[] = Object.keys(BODY)
