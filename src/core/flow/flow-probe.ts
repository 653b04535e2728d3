// A window into flows as they run, for tests, simulations and coverage: what was entered, which way
// it was left, and a chance to let an action do something else. Production has none.
import type { FlowView, Leave, Step } from './action-kind.ts'
import type { Action } from './flow.ts'

/** Where in which flow a participant is. */
export interface FlowPlace {
  readonly contactId: string
  readonly role: 'customer' | 'agent'
  /** The flow or module. */
  readonly flowId: string
  readonly action: Action
  /** The contact as the flow sees it, now and for as long as it goes on. */
  readonly view: FlowView
}

export interface FlowProbe {
  entered?(place: FlowPlace): void
  /** `next` is the action it goes on with; undefined at the end of the path, and when an action ended the flow. */
  left?(place: FlowPlace, leave: Leave | 'ended', next: string | undefined): void
  /** Another action to enter in its place (same identifier, other parameters), or what to do at once. */
  intercept?(place: FlowPlace): { readonly action: Action } | { readonly step: Step } | undefined
}
