// Parts of what is kept of a contact that is over are to be forgotten: its record is written anew without
// them, as a correction, and told to the outside again.
import type { ContactInput } from '../input.ts'
import { type Refusal, wrongState } from '../refusal.ts'
import type { World } from '../world.ts'

export function redactContact(
  world: World,
  { contactId, row }: Extract<ContactInput, { type: 'contact.redact' }>,
): Refusal | undefined {
  if (world.contacts.has(contactId)) return wrongState('not over')
  world.event({ type: 'contact.record', row: { ...row, final: true } })
  return undefined
}
