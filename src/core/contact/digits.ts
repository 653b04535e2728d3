// Keys that a participant presses: for the action that asks, or kept for the next that will.
import type { VoiceInput } from '../input.ts'
import { isStandIn } from '../secret-keys.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { askingWhoListens } from './party.ts'
import { resumeRun } from './run.ts'

/** How many keys are kept. */
const BUFFER_MAX = 30
/** Actions that take keys themselves. */
const TAKERS: ReadonlySet<string> = new Set(['GetParticipantInput', 'ConnectParticipantWithLexBot'])

export function digitPressed(
  world: World,
  contact: Contact,
  role: 'customer' | 'agent',
  digit: string,
): void {
  const asking = role === 'agent' ? askingWhoListens(world, contact) : undefined
  if (asking) return digitPressed(world, asking, 'customer', digit)
  const { digitBuffer } = contact
  // It was pressed for a secret input that is over by now.
  if (isStandIn(digit) && runOf(contact, role)?.secretId === undefined) return
  if (role === 'customer' && digitBuffer !== undefined && !isAsked(world, contact)) {
    contact.digitBuffer = (digitBuffer + digit).slice(0, BUFFER_MAX)
  }
  resumeRun(world, contact, role, { type: 'digit', digit })
}

/** Keys that were secret have been encrypted, or could not be. */
export function keysEncrypted(
  world: World,
  contact: Contact,
  role: 'customer' | 'agent',
  { secretId, outcome }: Extract<VoiceInput, { type: 'leg.encrypted' }>,
): void {
  const run = runOf(contact, role)
  // What another input left behind comes late.
  if (run?.secretId !== secretId) return
  resumeRun(world, contact, role, { type: 'encrypted', outcome })
}

function runOf({ customerRun, agentRun }: Contact, role: 'customer' | 'agent') {
  return role === 'customer' ? customerRun : agentRun
}

function isAsked(world: World, { customerRun }: Contact): boolean {
  const at = customerRun?.position?.at
  if (!customerRun || at === undefined) return false
  const action = world.flowByKey(customerRun.flowKey)?.actions.get(at)
  return action !== undefined && TAKERS.has(action.type)
}
