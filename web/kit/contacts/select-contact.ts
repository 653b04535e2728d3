// Which of the agent's contacts is on screen. Pure.
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'

/** Nothing that comes in takes the screen from what the agent is doing. */
export function selectContact(
  contacts: readonly AgentPageContact[],
  chosen: string | undefined,
): AgentPageContact | undefined {
  return contacts.find(each => each.contactId === chosen) ?? contacts[0]
}

/** The one after it, and the first after the last. */
export function contactAfter(
  contacts: readonly AgentPageContact[],
  selected: string | undefined,
): string | undefined {
  const at = contacts.findIndex(each => each.contactId === selected)
  return contacts[(at + 1) % Math.max(contacts.length, 1)]?.contactId
}
