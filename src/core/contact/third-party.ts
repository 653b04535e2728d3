// Somebody outside whom a flow has called: answers, talks to the customer, and goes. Either the flow
// waits and goes on with the customer then, or the two are left to themselves and end together.
import type { LegEnd } from '../input.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactRow } from './contact-record.ts'
import { disconnect } from './ending.ts'
import { leaveQueue } from './offering.ts'
import { setMix } from './party.ts'
import { updateRecording } from './recording.ts'
import { resumeRun, silence, stopRun } from './run.ts'
import { thirdPartyAway } from './third-party-call.ts'

export function thirdPartyAnswered(world: World, contact: Contact): void {
  const { thirdParty, node, customerLegId } = contact
  if (!thirdParty || thirdParty.answeredAt !== undefined) return
  thirdParty.answeredAt = world.now
  // Whoever has found somebody to talk to no longer waits for an agent.
  leaveQueue(world, contact)
  silence(world, contact, customerLegId)
  const { legId, digits, bridges } = thirdParty
  setMix(world, contact)
  if (digits !== undefined) world.effect({ type: 'leg.sendDigits', node, legId, digits })
  if (bridges) {
    contact.stage = { name: 'external' }
    stopRun(world, contact, 'customer', { keepThirdParty: true })
  } else {
    contact.stage = { name: 'flow' }
    resumeRun(world, contact, 'customer', { type: 'thirdParty', outcome: 'answered' })
  }
  updateRecording(world, contact)
  world.event({ type: 'contact.record', row: contactRow(world, contact, false) })
}

/** The third party did not answer, or has hung up. */
export function thirdPartyEnded(world: World, contact: Contact, why: LegEnd): void {
  const { thirdParty } = contact
  if (!thirdParty || thirdParty.leftAt !== undefined) return
  world.legs.delete(thirdParty.legId)
  const wasTalking = thirdParty.answeredAt !== undefined
  thirdPartyAway(world, contact)
  if (contact.stage.name === 'external') {
    disconnect(world, contact, 'THIRD_PARTY_DISCONNECT')
    return
  }
  if (wasTalking) updateRecording(world, contact)
  else silence(world, contact, contact.customerLegId)
  const failure = why === 'noAnswer' ? 'noAnswer' : 'failed'
  const outcome = wasTalking ? 'left' : failure
  resumeRun(world, contact, 'customer', { type: 'thirdParty', outcome })
}
