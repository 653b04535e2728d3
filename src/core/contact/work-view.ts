// What an agent sees of the work in a contact: what it is, what belongs to it, and by when.
import type { AgentContactView } from '../centre-view.ts'
import type { Contact } from './contact.ts'

export function workView(
  contact: Contact | undefined,
): Pick<AgentContactView, 'name' | 'description' | 'references' | 'scheduledAt' | 'expiresAt'> {
  return {
    name: contact?.data.Name,
    description: contact?.data.Description,
    references: contact?.references ?? {},
    scheduledAt: contact?.scheduledAt,
    expiresAt: contact?.expiresAt,
  }
}
