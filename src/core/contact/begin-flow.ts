import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { disconnect } from './ending.ts'
import { enterFlow } from './notice.ts'

/** The contact is in the system's hands: its first flow runs, or nothing can be done for it. */
export function beginFlow(world: World, contact: Contact, flowId: string): void {
  contact.stage = { name: 'flow' }
  contact.connectedToSystemAt = world.now
  contactEvent(world, contact, 'CONNECTED_TO_SYSTEM')
  const began = enterFlow(world, contact, { role: 'customer', legId: '', flowId })
  if (!began) disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
}
