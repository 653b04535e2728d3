// Actions that do nothing on the only channels a contact can have there.
import type { Action } from '../flow.ts'
import { pathsIn } from '../json-path.ts'
import type { FlowKind } from '../rule/action-rule.ts'
import type { WayOut } from '../ways-out.ts'
import type { Checking } from './checking.ts'
import { factsBefore } from './flow-facts.ts'

const ALL = ['VOICE', 'CHAT', 'TASK', 'EMAIL']
const VOICE_ONLY: ReadonlySet<FlowKind> = new Set([
  'CUSTOMER_HOLD',
  'AGENT_HOLD',
  'OUTBOUND_WHISPER',
])

/** Follows what `Compare` finds out about `$.Channel`. */
export function checkChannels(checking: Checking): void {
  const { flow, kind, rules, findings } = checking
  const atStart = new Set(VOICE_ONLY.has(kind) ? ['VOICE'] : ALL)
  for (const [identifier, channels] of factsBefore(checking, atStart, channelsAfter)) {
    const { type } = flow.actions.get(identifier) as Action
    const works = rules.get(type)?.channels
    if (!works || channels.size === 0 || works.some(each => channels.has(each))) continue
    const here = [...channels].join(' or ')
    const message = `${type} works on ${works.join(' and ')} only, and here the channel is ${here}: it takes its error branch. Use another action on this path.`
    findings.warning('wrongChannel', message, identifier)
  }
}

function channelsAfter(
  action: Action,
  before: ReadonlySet<string>,
  { branch }: WayOut,
): ReadonlySet<string> | undefined {
  if (!comparesChannel(action)) return before
  const asked = action.conditions.flatMap(({ operands }) => operands)
  const left =
    branch === 'NoMatchingCondition'
      ? [...before].filter(each => !asked.includes(each))
      : [...before].filter(each => each === branch)
  return left.length === 0 ? undefined : new Set(left)
}

function comparesChannel({ type, parameters, conditions }: Action): boolean {
  if (type !== 'Compare' || typeof parameters.ComparisonValue !== 'string') return false
  const [path] = pathsIn(parameters.ComparisonValue)
  if (path?.length !== 1 || path[0] !== 'Channel') return false
  return conditions.every(
    each => each.operator === 'Equals' && ALL.includes(each.operands[0] ?? ''),
  )
}
