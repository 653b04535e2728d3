import type { World } from '../world.ts'
import type { Contact, InitiationMethod, Outbound, Stage } from './contact.ts'
import { addContact } from './new-contact.ts'

interface NewOutbound {
  readonly contactId: string
  readonly initiationMethod: InitiationMethod
  readonly number: string
  readonly stage: Stage
  readonly outbound: Outbound
  /** The contact it goes on for: what is known of the customer goes with it. */
  readonly previous?: Contact
}

/** A contact whose customer we call. */
export function addOutbound(world: World, of: NewOutbound): Contact {
  const { contactId, initiationMethod, stage, outbound, previous } = of
  return addContact(world, {
    contactId,
    channel: 'VOICE',
    initiationMethod,
    stage,
    customerAddress: of.number,
    systemAddress: outbound.callerId,
    customerPresent: false,
    outbound,
    ...(previous && inherited(previous)),
  })
}

function inherited(previous: Contact): Partial<Contact> {
  const { customerName } = previous
  return {
    previousContactId: previous.contactId,
    initialContactId: previous.initialContactId,
    relatedContactId: previous.contactId,
    node: previous.node,
    ...(customerName === undefined ? {} : { customerName }),
    attributes: { ...previous.attributes },
    data: { ...previous.data },
    voice: previous.voice,
    hooks: { ...previous.hooks },
    recordingBehavior: previous.recordingBehavior,
    loggingEnabled: previous.loggingEnabled,
    priority: previous.priority,
  }
}
