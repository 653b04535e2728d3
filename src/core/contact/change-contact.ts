// What the API does to a contact: to one that goes on, but for its redaction.
import { assertNever } from '../assert.ts'
import type { ContactInput } from '../input.ts'
import { notGoingOn, type Refusal, wrongState } from '../refusal.ts'
import type { World } from '../world.ts'
import { disconnect } from './ending.ts'
import { leaveMonitoring, startMonitoring } from './monitor.ts'
import { assign } from './offering.ts'
import { recordByHand } from './record-by-hand.ts'
import { redactContact } from './redact-contact.ts'
import { setRoutingBehavior } from './routing-behavior.ts'
import { transfer } from './transfer.ts'
import { updateAttributes, updateContact, updateTags } from './update-contact.ts'

export function changeContact(world: World, input: ContactInput): Refusal | undefined {
  if (input.type === 'contact.redact') return redactContact(world, input)
  const contact = world.contacts.get(input.contactId)
  if (!contact) return notGoingOn
  switch (input.type) {
    case 'contact.updateRouting':
      setRoutingBehavior(world, contact, input.behavior)
      return undefined
    case 'contact.record':
      return recordByHand(world, contact, input)
    case 'contact.update':
      return updateContact(world, contact, input)
    case 'contact.assign': {
      const agent = world.agents.get(input.agentId)
      if (!agent) return { refused: 'AgentNotFound', message: 'There is no such agent.' }
      return assign(world, contact, agent) ? undefined : wrongState(contact.stage.name)
    }
    case 'contact.transfer': {
      if (world.contacts.has(input.newContactId)) return wrongState('there already')
      const outcome = transfer(world, contact, input)
      if (typeof outcome === 'object') return outcome
      return outcome ? undefined : wrongState(contact.stage.name)
    }
    case 'contact.stop':
      if (!leaveMonitoring(world, contact)) disconnect(world, contact, 'API')
      return undefined
    case 'contact.monitor':
      return startMonitoring(world, contact, input)
    case 'contact.updateAttributes':
      return updateAttributes(world, contact, input)
    case 'contact.tag':
    case 'contact.untag':
      updateTags(world, contact, input)
      return undefined
    default:
      return assertNever(input)
  }
}
