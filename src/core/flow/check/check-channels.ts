// Actions that do nothing on the only channels a contact can have there.
import type { Action } from '../flow.ts'
import { pathsIn } from '../json-path.ts'
import type { FlowKind } from '../rule/action-rule.ts'
import { type WayOut, waysOut } from '../ways-out.ts'
import type { Checking } from './checking.ts'

const ALL = ['VOICE', 'CHAT', 'TASK', 'EMAIL']
const VOICE_ONLY: ReadonlySet<FlowKind> = new Set([
  'CUSTOMER_HOLD',
  'AGENT_HOLD',
  'OUTBOUND_WHISPER',
])

/** Follows what `Compare` finds out about `$.Channel`. */
export function checkChannels(checking: Checking): void {
  const { flow, kind, rules, findings } = checking
  const atStart = VOICE_ONLY.has(kind) ? ['VOICE'] : ALL
  for (const [identifier, channels] of channelsAt(checking, atStart)) {
    const { type } = flow.actions.get(identifier) as Action
    const works = rules.get(type)?.channels
    if (!works || works.some(each => channels.has(each))) continue
    const here = [...channels].join(' or ')
    const message = `${type} works on ${works.join(' and ')} only, and here the channel is ${here}: it takes its error branch. Use another action on this path.`
    findings.warning('wrongChannel', message, identifier)
  }
}

/** The channels a contact may have at each action that is reached. */
function channelsAt(
  { flow, rules }: Checking,
  atStart: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const channels = new Map<string, Set<string>>()
  const open = new Set<string>()
  const arrive = (identifier: string, some: readonly string[]) => {
    if (!flow.actions.has(identifier)) return
    const known = channels.get(identifier) ?? new Set()
    const fresh = some.filter(each => !known.has(each))
    if (fresh.length === 0) return
    for (const each of fresh) known.add(each)
    channels.set(identifier, known)
    open.add(identifier)
  }
  arrive(flow.startAction, atStart)
  // The set grows while it is walked; an action comes again at most once per channel.
  for (const identifier of open) {
    open.delete(identifier)
    const action = flow.actions.get(identifier) as Action
    const leave = leavingBy(action, [...(channels.get(identifier) ?? [])])
    for (const way of waysOut(action, rules.get(action.type))) arrive(way.to, leave(way))
  }
  return channels
}

/** Which channels go which way. */
function leavingBy(action: Action, here: readonly string[]): (way: WayOut) => readonly string[] {
  if (!comparesChannel(action)) return () => here
  const asked = new Set(action.conditions.flatMap(({ operands }) => operands))
  const others = here.filter(each => !asked.has(each))
  return ({ by, branch }) => (by === 'condition' ? here.filter(each => each === branch) : others)
}

function comparesChannel({ type, parameters, conditions }: Action): boolean {
  if (type !== 'Compare' || typeof parameters.ComparisonValue !== 'string') return false
  const [path] = pathsIn(parameters.ComparisonValue)
  if (path?.length !== 1 || path[0] !== 'Channel') return false
  return conditions.every(
    each => each.operator === 'Equals' && ALL.includes(each.operands[0] ?? ''),
  )
}
