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
  /** A sentence for the caller. */
  readonly message: string
}
