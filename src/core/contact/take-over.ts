// An agent leaves a call into which a supervisor has barged: that one takes part like an agent, and goes on
// with the customer, in the contact by which the listening began.
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { bargingIn } from './listeners.ts'

/**
 * Makes the first supervisor who has barged in the one who has the call, as far as that one's own contact
 * goes: no monitoring any more. Answers the contact, which has no customer yet; undefined when there is none.
 */
export function takeOver(world: World, contact: Contact): Contact | undefined {
  // Whoever asked somebody in still has the call.
  if (contact.asksFor !== undefined) return undefined
  const [listener] = bargingIn(world, [contact])
  const by = listener?.monitors.by
  if (!listener || !by) return undefined
  const { monitor } = listener
  // The end of the agent's part must not reach the supervisor.
  contact.listeners = contact.listeners?.filter(id => id !== monitor.contactId) ?? []
  monitor.handling = { ...by }
  monitor.recordingBehavior = contact.recordingBehavior
  monitor.customerPresent = true
  delete monitor.monitors
  return monitor
}
