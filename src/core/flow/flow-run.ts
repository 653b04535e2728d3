// One participant's way through one flow: which flow, where in it, and what belongs to the run
// alone. Plain JSON but for the parsed flow, which is looked up by `flowKey`.
import type { FlowType } from '../directory/document.ts'
import type { JsonObject } from '../json.ts'
import type { ServiceQuestion } from '../service.ts'
import type { Position } from './interpreter.ts'

export interface FlowRun {
  readonly runId: string
  readonly role: 'customer' | 'agent'
  readonly legId: string
  readonly flowId: string
  /** The version it began with: a flow that is changed meanwhile does not change under a caller. */
  readonly flowKey: string
  readonly flowType: FlowType
  position?: Position
  /** What the leg plays for this run now. */
  playId?: string
  /** How often each action was passed. */
  counts: Record<string, number>
  flowAttributes: Record<string, string>
  /** What results of actions are read by: `External`, `Views` and the like. */
  namespaces?: JsonObject
  /** What it waits to be answered. */
  asking?: { readonly askId: string; readonly question: ServiceQuestion }
}
