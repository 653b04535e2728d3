// How contacts begin: what all have in common, and chats, tasks and calls of ours beside.
import { minutes } from '../instant.ts'
import type { World } from '../world.ts'
import type { Channel, Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { EXPIRY_MINUTES_MAX } from './task-template.ts'

/** A contact of another channel than voice goes on for no longer, unless somebody says so of a task. */
const LIMIT_MS = minutes(7 * 24 * 60)
const TASK_LIMIT_MAX_MS = minutes(EXPIRY_MINUTES_MAX)

type Given = Pick<Contact, 'contactId' | 'channel' | 'initiationMethod' | 'stage'> &
  Partial<Contact> & { readonly limitMs?: number }

/** Makes the contact and says that it is there. Its flow has yet to be started. */
export function addContact(world: World, { limitMs = LIMIT_MS, ...given }: Given): Contact {
  const { contactId } = given
  const begins = given.stage.name === 'scheduled' ? given.stage.until : world.now
  const expiresAt = begins + Math.min(limitMs, limitMaxMs(given.channel))
  const contact = freshContact(world, { expiresAt, ...given })
  world.contacts.set(contactId, contact)
  if (contact.chat) world.conversations.set(contact.initialContactId, contactId)
  world.counters.contacts_initiated++
  armExpiry(world, contact)
  contactEvent(world, contact, 'INITIATED')
  return contact
}

/** A contact as it begins, with what is known of it; nobody has been told. */
export function freshContact(world: World, given: Omit<Given, 'limitMs'>): Contact {
  return {
    initialContactId: given.contactId,
    node: '',
    customerLegId: '',
    customerAddress: '',
    systemAddress: '',
    headers: {},
    initiatedAt: world.now,
    attributes: {},
    data: {},
    voice: { voice: 'Joanna', engine: 'Standard' },
    hooks: {},
    recordingBehavior: { agent: false, customer: false, ivr: false },
    loggingEnabled: false,
    priority: 5,
    ageAdjustmentMs: 0,
    customerPresent: true,
    missedOffers: 0,
    ...given,
    tags: { 'aws:connect:instanceId': world.instanceId, ...given.tags },
  }
}

/** The members a chat and a task are both given. */
export function given(input: {
  readonly attributes?: Contact['attributes'] | undefined
  readonly references?: Contact['references'] | undefined
  readonly tags?: Contact['tags'] | undefined
  readonly relatedContactId?: string | undefined
  readonly limitMs?: number | undefined
  readonly customerId?: string | undefined
  readonly name?: string | undefined
  readonly description?: string | undefined
}): Partial<Contact> & { readonly limitMs?: number } {
  const { customerId, name, description } = input
  return {
    ...(input.attributes && { attributes: { ...input.attributes } }),
    ...(input.references && { references: { ...input.references } }),
    ...(input.tags && { tags: { ...input.tags } }),
    ...(input.relatedContactId !== undefined && { relatedContactId: input.relatedContactId }),
    ...(input.limitMs !== undefined && { limitMs: input.limitMs }),
    data: {
      ...(customerId !== undefined && { CustomerId: customerId }),
      ...(name !== undefined && { Name: name }),
      ...(description !== undefined && { Description: description }),
    },
  }
}

/** Says anew how long a contact may go on from its beginning. Calls have no such limit. */
export function limitContact(world: World, contact: Contact, limitMs: number): void {
  if (contact.expiresAt === undefined) return
  const begins = contact.scheduledAt ?? contact.initiatedAt
  contact.expiresAt = begins + Math.min(limitMs, limitMaxMs(contact.channel))
  world.wakeContact(contact.contactId, Math.max(contact.expiresAt, world.now))
}

function limitMaxMs(channel: Channel): number {
  return channel === 'TASK' ? TASK_LIMIT_MAX_MS : LIMIT_MS
}

/** Looks for contacts whose time is over so often, so that those that end before leave little behind. */
const EXPIRY_LOOK_MS = minutes(60)

/** Answers whether its time is over; until then sees to it that it is looked at again. */
export function armExpiry(world: World, contact: Contact): boolean {
  const { expiresAt, expiryLookAt } = contact
  if (expiresAt === undefined) return false
  if (expiresAt <= world.now) return true
  if (expiryLookAt !== undefined && expiryLookAt > world.now && expiryLookAt <= expiresAt)
    return false
  contact.expiryLookAt = Math.min(expiresAt, world.now + EXPIRY_LOOK_MS)
  world.wakeContact(contact.contactId, contact.expiryLookAt)
  return false
}
