// What the API writes onto contacts that go on.
import type { ContactInput } from '../input.ts'
import type { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { tooLarge } from './contact-size.ts'
import { withoutTags } from './contact-tags.ts'
import { limitContact } from './new-contact.ts'

/** Changes what a contact is called and the like; what is not said stays. */
export function updateContact(
  world: World,
  contact: Contact,
  input: Extract<ContactInput, { type: 'contact.update' }>,
): Refusal | undefined {
  const { name, description, references, segmentAttributes, limitMs } = input
  const data = {
    ...(name !== undefined && { Name: name }),
    ...(description !== undefined && { Description: description }),
  }
  const refused = tooLarge(contact, { data, references, segmentAttributes })
  if (refused) return refused
  if (limitMs !== undefined) limitContact(world, contact, limitMs)
  contact.data = { ...contact.data, ...data }
  if (contact.task && input.taskTemplateId !== undefined) {
    contact.task.templateId = input.taskTemplateId
  }
  if (references) contact.references = { ...contact.references, ...references }
  if (segmentAttributes) {
    contact.segmentAttributes = { ...contact.segmentAttributes, ...segmentAttributes }
  }
  tellAgent(world, contact)
  return undefined
}

export function updateAttributes(
  world: World,
  contact: Contact,
  { attributes }: Extract<ContactInput, { type: 'contact.updateAttributes' }>,
): Refusal | undefined {
  const refused = tooLarge(contact, { attributes })
  if (refused) return refused
  contact.attributes = { ...contact.attributes, ...attributes }
  contactEvent(world, contact, 'CONTACT_DATA_UPDATED')
  tellAgent(world, contact)
  return undefined
}

export function updateTags(
  world: World,
  contact: Contact,
  input: Extract<ContactInput, { type: 'contact.tag' | 'contact.untag' }>,
): void {
  contact.tags =
    input.type === 'contact.tag'
      ? { ...contact.tags, ...input.tags }
      : withoutTags(contact.tags, input.tagKeys)
  contactEvent(world, contact, 'CONTACT_DATA_UPDATED')
}

function tellAgent(world: World, { stage }: Contact): void {
  if ('agentId' in stage) world.agentChanged(stage.agentId)
}
