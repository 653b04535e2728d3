// One participant's way through one flow: which flow, where in it, and what belongs to the run
// alone. Plain JSON but for the parsed flow, which is looked up by `flowKey`.
import type { FlowType } from '../directory/document.ts'
import type { PlaySource } from '../effect.ts'
import type { Instant } from '../instant.ts'
import type { Json, JsonObject } from '../json.ts'
import type { ServiceQuestion } from '../service.ts'
import type { Position } from './interpreter.ts'

export interface FlowRun {
  readonly runId: string
  readonly role: 'customer' | 'agent'
  /** See `FlowView.isEventFlow`. */
  readonly isEvent?: true
  legId: string
  /** The flow, or the module it is in now. */
  flowId: string
  /** The version it began with: a flow that is changed meanwhile does not change under a caller. */
  flowKey: string
  /** Of the flow: modules have none of their own. */
  readonly flowType: FlowType
  readonly startedAt?: Instant
  /** The flow that the contact came from. */
  readonly previousFlowId?: string
  position?: Position
  /** What the leg plays for this run now. */
  playId?: string | undefined
  /** What that is, where another leg may have to hear it instead. */
  playing?:
    | {
        readonly sources: readonly PlaySource[]
        readonly loop: boolean
        readonly stopOnDigit: boolean
      }
    | undefined
  /** The keys of its leg are secret: see `contact/secret-input.ts`. */
  secretId?: string | undefined
  /** How often each action was passed. */
  counts: Record<string, number>
  flowAttributes: Record<string, string>
  /** What results of actions are read by: `External`, `Views` and the like. */
  namespaces?: JsonObject
  /** Where it will go back to, the flow first: one for each module it is in. */
  callers?: readonly Caller[]
  /** What it waits to be answered. */
  asking?: { readonly askId: string; readonly question: ServiceQuestion } | undefined
}

/** A flow or module that waits for one it has called, with what belongs to it alone. */
export interface Caller {
  readonly flowId: string
  readonly flowKey: string
  /** The action that called. */
  readonly at: string
  readonly counts: Record<string, number>
  readonly flowAttributes: Record<string, string>
  readonly namespaces?: JsonObject
}

/** Everything the run needs the content of. */
export function flowKeysOf({ flowKey, callers = [] }: FlowRun): string[] {
  return [...callers.map(caller => caller.flowKey), flowKey]
}

/** Goes into a module: what belongs to the caller alone is put aside. */
export function enterModule(
  run: FlowRun,
  at: string,
  module: { readonly id: string; readonly flowKey: string },
  input: JsonObject,
): void {
  const { flowId, flowKey, counts, flowAttributes, namespaces, callers = [] } = run
  const caller = { flowId, flowKey, at, counts, flowAttributes, ...(namespaces && { namespaces }) }
  run.callers = [...callers, caller]
  run.flowId = module.id
  run.flowKey = module.flowKey
  run.counts = {}
  run.flowAttributes = {}
  run.namespaces = { Modules: { Input: input } }
}

/** Goes back to the caller. Answers which action called, undefined when there is no caller. */
export function leaveModule(
  run: FlowRun,
  { result, data }: { readonly result?: string; readonly data?: Json },
): string | undefined {
  const caller = run.callers?.at(-1)
  if (!caller) return undefined
  run.callers = run.callers?.slice(0, -1) ?? []
  const { flowId, flowKey, counts, flowAttributes, namespaces, at } = caller
  Object.assign(run, { flowId, flowKey, counts, flowAttributes })
  const modules = namespaces?.Modules as JsonObject | undefined
  run.namespaces = { ...namespaces, Modules: { ...modules, Result: result, ResultData: data } }
  return at
}
