// Walks a flow: enters action after action until one waits or the flow ends. It changes nothing
// but the run it is given; what the flow does to its contact is handed back as deeds, at once when
// they happen, so that an action sees what the ones before it did.
import { assertNever } from '../assert.ts'
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'
import type { ActionKind, Deed, FlowView, Happening, Leave, Step } from './action-kind.ts'
import { actions } from './actions.ts'
import { holds } from './condition.ts'
import type { Action, Flow } from './flow.ts'

/** A flow that never waits is a loop somebody drew by mistake. */
const STEPS_WITHOUT_WAITING_MAX = 1000

/** Where a run stands: at an action that waits. Plain JSON, for snapshots. */
export interface Position {
  readonly at: string
  readonly until?: Instant
  readonly memory: JsonObject
}

/** How a walk ended: at a waiting action, or at the end of the flow. */
export type Walked = { readonly waiting: Position } | { readonly ended: EndReason }

/** `action`: an action ended it; `noBranch`: the path ran out; `tooLong`: it never waited. */
export type EndReason = 'action' | 'noBranch' | 'tooLong'

/** What the walker needs of the run it walks for. */
export interface Walker {
  readonly flow: Flow
  readonly view: FlowView
  /** Carries a deed out now. Answers false when the flow must stop here (its contact is gone or elsewhere). */
  perform(deed: Deed): boolean
  setCount(action: Action, count: number): void
  /** Tells the flow log that an action was passed. */
  passed(action: Action, result: string): void
  /** See `FlowProbe`. */
  entered?(action: Action): void
  left?(action: Action, leave: Leave | 'ended', next: string | undefined): void
  intercept?(action: Action): { readonly action: Action } | { readonly step: Step } | undefined
}

export function start(walker: Walker): Walked {
  return enterFrom(walker, walker.flow.startAction)
}

/** Gives a happening to the action that waits at `position`. */
export function resume(walker: Walker, position: Position, happening: Happening): Walked {
  const action = walker.flow.actions.get(position.at)
  const kind = action && kindOf(action)
  if (!action || !kind?.resume) return { ended: 'noBranch' }
  return walk(walker, action, kind.resume(action, walker.view, happening, position.memory))
}

function enterFrom(walker: Walker, identifier: string): Walked {
  const action = walker.flow.actions.get(identifier)
  if (!action) return { ended: 'noBranch' }
  return walk(walker, action, enter(walker, action))
}

function walk(walker: Walker, from: Action, firstStep: Step): Walked {
  let action = from
  let step = firstStep
  for (let steps = 0; steps < STEPS_WITHOUT_WAITING_MAX; steps++) {
    for (const deed of step.deeds ?? []) {
      if (!walker.perform(deed)) return { ended: 'action' }
    }
    if ('wait' in step) {
      return { waiting: { at: action.identifier, ...step.wait, memory: step.memory } }
    }
    if ('end' in step) {
      walker.passed(action, 'ended')
      walker.left?.(action, 'ended', undefined)
      const interrupted = step.returns ? interruptedAction(walker) : undefined
      if (!interrupted) return { ended: 'action' }
      action = interrupted
      step = enter(walker, action)
      continue
    }
    if (step.count !== undefined) walker.setCount(action, step.count)
    if (kindOf(action)?.isReturnPoint) noteReturnPoint(walker, action, step.leave)
    walker.passed(action, resultOf(step.leave))
    const next = nextOf(action, step.leave, walker.view)
    walker.left?.(action, step.leave, next)
    const following = next === undefined ? undefined : walker.flow.actions.get(next)
    if (!following) return { ended: 'noBranch' }
    action = following
    step = enter(walker, action)
  }
  return { ended: 'tooLong' }
}

/** One action at most is interrupted: the one that was left last by a condition. Its count is 1. */
function noteReturnPoint(walker: Walker, left: Action, leave: Leave): void {
  for (const action of walker.flow.actions.values()) {
    if (kindOf(action)?.isReturnPoint) walker.setCount(action, 0)
  }
  if (leave.by === 'value') walker.setCount(left, 1)
}

function interruptedAction(walker: Walker): Action | undefined {
  for (const action of walker.flow.actions.values()) {
    if (kindOf(action)?.isReturnPoint && walker.view.count(action) > 0) return action
  }
  return undefined
}

function enter(walker: Walker, entered: Action): Step {
  walker.entered?.(entered)
  const instead = walker.intercept?.(entered)
  if (instead && 'step' in instead) return instead.step
  const action = instead?.action ?? entered
  const kind = kindOf(action)
  // FLOW_LANGUAGE §4: an unknown type fails at run time down its catch-all.
  if (!kind) return { leave: { by: 'error', error: 'NoMatchingError' } }
  return kind.enter(action, walker.view)
}

function kindOf(action: Action): ActionKind | undefined {
  return actions.get(action.type)
}

/** The transition taken, as FLOW_LANGUAGE §1 tells; undefined when there is none. */
export function nextOf(action: Action, leave: Leave, view: FlowView): string | undefined {
  switch (leave.by) {
    case 'next':
      return action.nextAction
    case 'value': {
      const met = action.conditions.find(condition => holds(condition, leave.value, view))
      return met?.nextAction ?? errorBranch(action, 'NoMatchingCondition') ?? action.nextAction
    }
    case 'error':
      return (
        errorBranch(action, leave.error) ??
        errorBranch(action, 'NoMatchingError') ??
        action.nextAction
      )
    default:
      return assertNever(leave)
  }
}

function errorBranch(action: Action, errorType: string): string | undefined {
  return action.errors.find(each => each.errorType === errorType)?.nextAction
}

function resultOf(leave: Leave): string {
  if (leave.by === 'next') return 'Success'
  return leave.by === 'value' ? leave.value : leave.error
}
