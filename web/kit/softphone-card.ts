// Which card the softphone shows for what the page knows. Pure; softphone.tsx draws it.
import type { AgentPageContact } from '../../src/api/contract/agent-stream.ts'
import type { AgentMethod, AgentState } from './agent-state.ts'

export type SoftphoneCard =
  | { readonly name: 'loading' }
  | { readonly name: 'idle'; readonly reason: 'waiting' | 'notRoutable' | 'unreachable' }
  | {
      readonly name:
        | 'incoming'
        | 'connecting'
        /** The agent calls somebody. */
        | 'dialling'
        | 'connected'
        | 'onHold'
        | 'afterCall'
        | 'missed'
        | 'rejected'
        | 'error'
      readonly contact: AgentPageContact
    }

/** The states in the order in which they need the agent's attention. */
const URGENCY = [
  'CONNECTED',
  'CONNECTED_ONHOLD',
  'CONNECTING',
  'ERROR',
  'MISSED',
  'REJECTED',
  'ENDED',
  'PAUSED',
] as const

export function cardOf(state: AgentState): SoftphoneCard {
  const { snapshot } = state
  if (!snapshot) return { name: 'loading' }
  const contact = currentContact(state)
  if (contact) return cardOfContact(state, contact)
  if (snapshot.status.type !== 'ROUTABLE') return { name: 'idle', reason: 'notRoutable' }
  return { name: 'idle', reason: snapshot.reachable ? 'waiting' : 'unreachable' }
}

/** The call the softphone is about. */
export function currentContact({ snapshot }: AgentState): AgentPageContact | undefined {
  if (!snapshot) return undefined
  const urgency = (contact: AgentPageContact) => URGENCY.indexOf(contact.state)
  const calls = snapshot.contacts.filter(each => each.channel === 'VOICE')
  return calls.sort((one, other) => urgency(one) - urgency(other))[0]
}

/** Is the agent's leg up? Also on hold: it stays, the caller does not hear it. */
export function isTalking(state: AgentState): boolean {
  const contact = currentContact(state)
  return contact?.state === 'CONNECTED' || contact?.state === 'CONNECTED_ONHOLD'
}

/** Does anybody hear the microphone? Nobody hears a supervisor who only listens. */
export function isHeard(state: AgentState): boolean {
  return isTalking(state) && currentContact(state)?.monitoring?.mode !== 'SILENT_MONITOR'
}

export function isWaitingFor(state: AgentState, method: AgentMethod): boolean {
  return state.pending.some(each => each.method === method)
}

function cardOfContact(state: AgentState, contact: AgentPageContact): SoftphoneCard {
  switch (contact.state) {
    case 'CONNECTING': {
      if (contact.initiationMethod === 'OUTBOUND') return { name: 'dialling', contact }
      const isExpected = state.accepted === contact.contactId || contact.monitoring !== undefined
      return { name: isExpected ? 'connecting' : 'incoming', contact }
    }
    case 'CONNECTED':
      return { name: 'connected', contact }
    case 'CONNECTED_ONHOLD':
    case 'PAUSED':
      return { name: 'onHold', contact }
    case 'ENDED':
      return { name: 'afterCall', contact }
    case 'MISSED':
      return { name: 'missed', contact }
    case 'REJECTED':
      return { name: 'rejected', contact }
    case 'ERROR':
      return { name: 'error', contact }
    default:
      throw new Error(`unexpected state ${contact.state satisfies never}`)
  }
}
