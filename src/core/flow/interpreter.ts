// Walks a flow: enters action after action until one waits or the flow ends. It changes nothing
// but the run it is given; what the flow does to its contact is handed back as deeds, at once when
// they happen, so that an action sees what the ones before it did.
import { assertNever } from '../assert.ts'
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'
import type {
  ActionKind,
  Deed,
  FlowView,
  Happening,
  Leave,
  ModuleView,
  Step,
} from './action-kind.ts'
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

/** What a module says when it goes back. */
export type Returned = Extract<Step, { readonly back: unknown }>['back']

/** What the walker needs of the run it walks for. */
export interface Walker {
  /** The flow, or the module the run is in now. */
  readonly flow: Flow
  readonly view: FlowView
  /** Carries a deed out now. Answers false when the flow must stop here (its contact is gone or elsewhere). */
  perform(deed: Deed): boolean
  setCount(action: Action, count: number): void
  /** Goes from an action into a module. False when its content cannot be run. */
  call(from: Action, module: ModuleView, input: JsonObject): boolean
  /** Goes back from a module: to the action that called it, undefined when this is no module. */
  back(returned: Returned): Action | undefined
  /** Tells the flow log that an action was passed, that it begins to wait, or hears something. */
  passed(action: Action, leave: Leave | 'ended'): void
  waits?(action: Action): void
  resumed?(action: Action): void
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
  walker.resumed?.(action)
  const step = kind.resume(action, walker.view, happening, position.memory)
  return walk(walker, action, step, { isResumed: true })
}

function enterFrom(walker: Walker, identifier: string): Walked {
  const action = walker.flow.actions.get(identifier)
  if (!action) return { ended: 'noBranch' }
  return walk(walker, action, enter(walker, action))
}

function walk(
  walker: Walker,
  from: Action,
  firstStep: Step,
  { isResumed = false }: { readonly isResumed?: boolean } = {},
): Walked {
  let action = from
  let step = firstStep
  for (let steps = 0; steps < STEPS_WITHOUT_WAITING_MAX; steps++) {
    if ('wait' in step && (!isResumed || steps > 0)) walker.waits?.(action)
    for (const deed of step.deeds ?? []) {
      if (walker.perform(deed)) continue
      tellEnded(walker, action)
      return { ended: 'action' }
    }
    if ('wait' in step) {
      return { waiting: { at: action.identifier, ...step.wait, memory: step.memory } }
    }
    const following = go(walker, action, step)
    if ('ended' in following) return following
    action = following.action
    step = following.step
  }
  return { ended: 'tooLong' }
}

/** From an action that is done to the next one, be it in this flow or in another. */
function go(
  walker: Walker,
  action: Action,
  step: Exclude<Step, { readonly wait: unknown }>,
): { readonly action: Action; readonly step: Step } | { readonly ended: EndReason } {
  if ('end' in step) {
    tellEnded(walker, action)
    const interrupted = step.returns ? interruptedAction(walker) : undefined
    return interrupted ? entered(walker, interrupted) : { ended: 'action' }
  }
  if ('back' in step) {
    tellEnded(walker, action)
    return goBack(walker, step.back)
  }
  if ('call' in step) {
    walker.waits?.(action)
    if (!walker.call(action, step.call, step.input)) {
      return goOn(walker, action, { by: 'error', error: 'NoMatchingError' })
    }
    const first = walker.flow.actions.get(walker.flow.startAction)
    return first ? entered(walker, first) : goBack(walker, {})
  }
  if (step.count !== undefined) walker.setCount(action, step.count)
  if (kindOf(action)?.isReturnPoint) noteReturnPoint(walker, action, step)
  return goOn(walker, action, step.leave)
}

function goOn(
  walker: Walker,
  action: Action,
  leave: Leave,
): { readonly action: Action; readonly step: Step } | { readonly ended: EndReason } {
  walker.passed(action, leave)
  const next = nextOf(action, leave, walker.view)
  walker.left?.(action, leave, next)
  const following = next === undefined ? undefined : walker.flow.actions.get(next)
  // A module whose path runs out goes back; a flow ends there.
  return following ? entered(walker, following) : goBack(walker, {})
}

function goBack(
  walker: Walker,
  returned: Returned,
): { readonly action: Action; readonly step: Step } | { readonly ended: EndReason } {
  const caller = walker.back(returned)
  if (!caller) return { ended: 'noBranch' }
  const { result } = returned
  const isBranched = result !== undefined || caller.nextAction === undefined
  return goOn(walker, caller, isBranched ? { by: 'value', value: result ?? '' } : { by: 'next' })
}

function tellEnded(walker: Walker, action: Action): void {
  walker.passed(action, 'ended')
  walker.left?.(action, 'ended', undefined)
}

function entered(walker: Walker, action: Action): { readonly action: Action; readonly step: Step } {
  return { action, step: enter(walker, action) }
}

/** One action at most is interrupted: the one that was left last by a condition. It has a count. */
function noteReturnPoint(
  walker: Walker,
  left: Action,
  { leave, count }: { readonly leave: Leave; readonly count?: number },
): void {
  for (const action of walker.flow.actions.values()) {
    if (kindOf(action)?.isReturnPoint) walker.setCount(action, 0)
  }
  if (leave.by === 'value') walker.setCount(left, count ?? 1)
}

/** In this flow, or in the one that called it: then the modules in between are over. */
function interruptedAction(walker: Walker): Action | undefined {
  do {
    for (const action of walker.flow.actions.values()) {
      if (kindOf(action)?.isReturnPoint && walker.view.count(action) > 0) return action
    }
  } while (walker.back({}))
  return undefined
}

function enter(walker: Walker, entered: Action): Step {
  walker.entered?.(entered)
  const instead = walker.intercept?.(entered)
  if (instead && 'step' in instead) return instead.step
  const action = instead?.action ?? entered
  const kind = kindOf(action)
  // FLOW_LANGUAGE §4: an unknown type fails at run time down its catch-all.
  if (!kind) {
    const deeds: Deed[] = [{ do: 'log', result: `There is no action type ${action.type}.` }]
    return { leave: { by: 'error', error: 'NoMatchingError' }, deeds }
  }
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
