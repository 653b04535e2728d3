import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { callerName } from '../caller-name.ts'
import { messages } from '../messages.ts'

/** What a contact is called: the customer, or what is to be done. */
export function contactName({ channel, name, customerAddress }: AgentPageContact): string {
  const { contacts } = messages.desk
  if (channel === 'VOICE') return callerName(customerAddress || name || undefined)
  const known = channel === 'TASK' ? name || customerAddress : customerAddress || name
  if (known) return known
  return channel === 'TASK' ? contacts.noTaskName : contacts.noName
}
