// What agents' pages say about calls of several: whether it makes sense, and the input it becomes.
import type { AgentInput } from '../../core/input.ts'
import type { AgentCallMessage } from '../contract/agent-stream.ts'

const NUMBER_MAX = 40
const DEEDS = ['drop', 'hold', 'resume']

/** Is it one of these, with the members it needs? */
export function isCallMessage(message: object): message is AgentCallMessage {
  const { method, contactId, partyId, does, quickConnectId, number, barges, whispers } =
    message as Record<string, unknown>
  if (typeof contactId !== 'string') return false
  const isNumber = typeof number === 'string' && number.length <= NUMBER_MAX
  switch (method) {
    case 'swap':
    case 'conference':
      return true
    case 'party':
      return typeof partyId === 'string' && DEEDS.includes(does as string)
    case 'addParty':
      return number === undefined ? typeof quickConnectId === 'string' : isNumber
    case 'passOut':
      return isNumber
    case 'monitor':
      return (
        typeof barges === 'boolean' && (whispers === undefined || typeof whispers === 'boolean')
      )
    default:
      return false
  }
}

/** A number that the agent has chosen freely. */
export function dialsNumber(message: object): boolean {
  return 'number' in message && message.number !== undefined
}

export function callInput(
  agentId: string,
  message: AgentCallMessage,
  newId: () => string,
): AgentInput {
  const { contactId } = message
  const about = { agentId, contactId }
  switch (message.method) {
    case 'swap':
    case 'conference':
      return { type: `agent.${message.method}`, ...about }
    case 'party': {
      const { partyId, does } = message
      return { type: 'agent.party', ...about, partyId, does }
    }
    case 'monitor': {
      const { barges, whispers } = message
      return { type: 'agent.monitor', ...about, barges, ...(whispers && { whispers }) }
    }
    case 'passOut':
      return { type: 'agent.transfer', ...about, newContactId: newId(), number: message.number }
    default: {
      const { number, quickConnectId } = message
      const to = number === undefined ? { quickConnectId: quickConnectId ?? '' } : { number }
      return { type: 'agent.addParty', ...about, partyId: newId(), ...to }
    }
  }
}
