import type { ContactInput } from '../input.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { limitContact } from './new-contact.ts'

/** Changes what a contact is called and the like; what is not said stays. */
export function updateContact(
  world: World,
  contact: Contact,
  input: Extract<ContactInput, { type: 'contact.update' }>,
): void {
  const { name, description, references, segmentAttributes, limitMs } = input
  if (limitMs !== undefined) limitContact(world, contact, limitMs)
  contact.data = {
    ...contact.data,
    ...(name !== undefined && { Name: name }),
    ...(description !== undefined && { Description: description }),
  }
  if (references) contact.references = { ...contact.references, ...references }
  if (segmentAttributes) {
    contact.segmentAttributes = { ...contact.segmentAttributes, ...segmentAttributes }
  }
}
