// Which kind of flow a file holds: the language itself does not say, exports mostly do.
import type { JsonObject } from '../json.ts'
import { actionRules } from './action-rules.ts'
import { elementsOf, membersOf } from './parameter.ts'
import type { FlowKind } from './rule/action-rule.ts'

/** As written in `Metadata.type`, and by the API. */
const KINDS: readonly FlowKind[] = [
  'CONTACT_FLOW',
  'CUSTOMER_QUEUE',
  'AGENT_WHISPER',
  'CUSTOMER_WHISPER',
  'OUTBOUND_WHISPER',
  'CUSTOMER_HOLD',
  'AGENT_HOLD',
  'QUEUE_TRANSFER',
  'AGENT_TRANSFER',
  'CAMPAIGN',
  'MODULE',
]

/** `customerQueue`, `CUSTOMER_QUEUE` and `customer_queue` are one kind; anything else is none. */
export function flowKindOf(name: string): FlowKind | undefined {
  const plain = name.replaceAll('_', '').toLowerCase()
  return KINDS.find(kind => kind.replaceAll('_', '').toLowerCase() === plain)
}

/** The kind a flow says it is, else the first in which all its actions may stand. */
export function inferFlowKind(flow: JsonObject): FlowKind {
  const types = elementsOf(flow.Actions).map(each => String(membersOf(each).Type))
  if (flow.Settings !== undefined || types.includes('EndFlowModuleExecution')) return 'MODULE'
  const said = membersOf(flow.Metadata).type
  const kind = typeof said === 'string' ? flowKindOf(said) : undefined
  return kind ?? KINDS.find(each => mayHold(each, types)) ?? 'CONTACT_FLOW'
}

function mayHold(kind: FlowKind, types: readonly string[]): boolean {
  return types.every(type => actionRules.get(type)?.flows?.includes(kind) ?? true)
}
