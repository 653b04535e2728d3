/** What the centre will not do, as a value. The API turns it into the service's exception. */
export interface Refusal {
  readonly refused:
    | 'ContactNotFound'
    | 'AgentNotFound'
    | 'StatusNotFound'
    | 'WrongState'
    | 'AlreadyThere'
    | 'ResourceNotFound'
    | 'DestinationNotAllowed'
    | 'TooLarge'
    | 'LimitExceeded'
  /** A sentence for the caller. */
  readonly message: string
}

export const notGoingOn: Refusal = {
  refused: 'ContactNotFound',
  message: 'The contact is not going on.',
}

/** What cannot be done with something in that state. */
export function wrongState(state: string): Refusal {
  return { refused: 'WrongState', message: `The contact is ${state}; that cannot be done now.` }
}
