// A flow as the API takes it, with every branch that it must have.

/** Puts whoever comes into a queue, named by its ARN. */
export function waitingFlow(queue: string): string {
  return JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'set',
    Actions: [
      {
        Identifier: 'set',
        Type: 'UpdateContactTargetQueue',
        Parameters: { QueueId: queue },
        Transitions: {
          NextAction: 'queue',
          Errors: [{ NextAction: 'end', ErrorType: 'NoMatchingError' }],
        },
      },
      {
        Identifier: 'queue',
        Type: 'TransferContactToQueue',
        Parameters: {},
        Transitions: {
          NextAction: 'end',
          Errors: [
            { NextAction: 'end', ErrorType: 'QueueAtCapacity' },
            { NextAction: 'end', ErrorType: 'NoMatchingError' },
          ],
        },
      },
      { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ],
  })
}
