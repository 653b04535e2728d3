import type { Json } from '../../src/core/json.ts'
import type { TestCentre } from './test-centre.ts'

/** A flow that greets and waits for an agent in the basic queue; answers its id. */
export function publishToQueue(
  centre: TestCentre,
  type: 'CONTACT_FLOW' | 'QUEUE_TRANSFER' = 'CONTACT_FLOW',
): string {
  const QueueId = centre.id('queue', 'BasicQueue')
  const Errors = [{ ErrorType: 'NoMatchingError', NextAction: 'end' }]
  const step = (Identifier: string, Type: string, Parameters: Json, NextAction: string): Json => {
    return { Identifier, Type, Parameters, Transitions: { NextAction, Errors } }
  }
  return centre.publish(
    `To queue ${type}`,
    [
      step('hi', 'MessageParticipant', { Text: 'Welcome.' }, 'set'),
      step('set', 'UpdateContactTargetQueue', { QueueId }, 'go'),
      step('go', 'TransferContactToQueue', {}, 'end'),
      { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ],
    type,
  )
}
