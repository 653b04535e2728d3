// Flows of chats in short, and the usual one: a customer who is greeted and waits for an agent.
import type { Json } from '../../src/core/json.ts'
import type { TestCentre } from './test-centre.ts'

export const action = (
  Identifier: string,
  Type: string,
  Parameters: Json = {},
  NextAction?: string,
  more: Json = {},
): Json => ({
  Identifier,
  Type,
  Parameters,
  Transitions: { ...(NextAction !== undefined && { NextAction }), ...(more as object) },
})

export const catchAll = (NextAction: string): Json => ({
  Errors: [{ ErrorType: 'NoMatchingError', NextAction }],
})

/** Greets, and waits for an agent in the basic queue. */
export function chatToQueue(centre: TestCentre, ...before: readonly Json[]): string {
  const QueueId = centre.id('queue', 'BasicQueue')
  return centre.publish('Chat to queue', [
    ...before,
    action('hi', 'MessageParticipant', { Text: 'Welcome, $.Attributes.name.' }, 'queue'),
    action('queue', 'UpdateContactTargetQueue', { QueueId }, 'go', catchAll('go')),
    action('go', 'TransferContactToQueue', {}, 'end', catchAll('end')),
    action('end', 'DisconnectParticipant'),
  ])
}

/** A chat that the first agent has. */
export function chatWithAgent(centre: TestCentre, given: object = {}): string {
  centre.ready('agent1')
  const chat = centre.chat(chatToQueue(centre), { attributes: { name: 'Cleo' }, ...given })
  centre.does('agent1', 'accept')
  return chat
}
