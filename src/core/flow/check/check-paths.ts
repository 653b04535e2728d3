// Where paths lead: nowhere from the start, to no end, round and round.
import type { Action } from '../flow.ts'
import type { FlowKind } from '../rule/action-rule.ts'
import { ends, goesOn, type WayOut, waysOut } from '../ways-out.ts'
import type { Checking } from './checking.ts'
import { stronglyConnected } from './strongly-connected.ts'

/** Here a contact is taken out of the flow by an agent or a queue: going round is what they are for. */
const LEFT_FROM_OUTSIDE: ReadonlySet<FlowKind> = new Set([
  'CUSTOMER_QUEUE',
  'CUSTOMER_HOLD',
  'AGENT_HOLD',
])

/** Unreachable actions, paths that run out, loops without an end. All of it the service takes. */
export function checkPaths(checking: Checking): void {
  const reached = reachable(checking)
  for (const action of checking.flow.actions.values()) {
    if (!reached.has(action.identifier)) {
      const message = `No path leads to this ${action.type}: connect it, or remove it.`
      checking.findings.warning('unreachable', message, action.identifier)
    } else if (runsOut(action, checking)) {
      const message = `After ${action.type} nothing follows, and the flow ends without a word: say what comes next.`
      checking.findings.warning('pathRunsOut', message, action.identifier)
    }
  }
  checkLoops(checking, reached)
}

/** The actions that some path from the start comes to. */
export function reachable({ flow, rules }: Checking): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [flow.startAction]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const action = flow.actions.get(at)
    if (!action || reached.has(at)) continue
    reached.add(at)
    open.push(...waysOut(action, rules.get(action.type)).map(way => way.to))
  }
  return reached
}

function runsOut(action: Action, { kind, rules }: Checking): boolean {
  const rule = rules.get(action.type)
  if (!rule || rule.holds || kind === 'MODULE') return false
  return action.nextAction === undefined && goesOn(action, rule)
}

function checkLoops(checking: Checking, reached: ReadonlySet<string>): void {
  const { findings, rules } = checking
  const told = new Set<string>()
  const closed = (ways: (action: Action) => readonly WayOut[]) =>
    closedLoops(checking, reached, ways).filter(loop => !loop.some(each => told.has(each)))
  for (const loop of closed(action => waysOut(action, rules.get(action.type)))) {
    for (const each of loop) told.add(each)
    const spins = takesTime(loop, checking)
      ? 'it goes round until the contact is gone'
      : 'nothing in it takes time, so it is cut off after some rounds'
    const message = `No path leads out of this loop of ${loop.length} actions, and ${spins}: give it an exit, for example with Loop.`
    findings.warning('loopWithoutExit', message, loop[0])
  }
  const unfailing = (action: Action) =>
    waysOut(action, rules.get(action.type)).filter(way => !way.isFailure)
  for (const loop of closed(unfailing)) {
    const message = `This loop of ${loop.length} actions ends only when something fails: give it another exit, for example with Loop.`
    findings.warning('neverEnds', message, loop[0])
  }
}

/** Loops that no way leads out of, each with its actions in the order of the flow. */
function closedLoops(
  checking: Checking,
  reached: ReadonlySet<string>,
  ways: (action: Action) => readonly WayOut[],
): readonly (readonly string[])[] {
  const { flow, kind, rules } = checking
  const nextOf = (identifier: string) => {
    const action = flow.actions.get(identifier)
    return action ? ways(action).map(way => way.to) : []
  }
  return stronglyConnected([...reached], nextOf).filter(loop => {
    const members = new Set(loop)
    const targets = loop.flatMap(nextOf)
    if (targets.length === 0 || targets.some(to => !members.has(to))) return false
    if (LEFT_FROM_OUTSIDE.has(kind) && takesTime(loop, checking)) return false
    return !loop.some(identifier => {
      const action = flow.actions.get(identifier) as Action
      return ends(action, rules.get(action.type)) || runsOut(action, checking)
    })
  })
}

function takesTime(loop: readonly string[], { flow, rules }: Checking): boolean {
  return loop.some(each => rules.get(flow.actions.get(each)?.type ?? '')?.takesTime)
}
