// What somebody who looks on while a simulation runs is told, at the moment (milliseconds) it happens.

/** `of` is the class of the contact. */
export interface TrafficWatcher {
  /** A contact comes from outside. */
  arrives(of: string, at: number): void
  /** A contact stands in its queue now, if only for a moment. */
  stands(of: string, at: number): void
  /** It found the queue full. */
  turnsAway(of: string, at: number): void
  givesUp(of: string, at: number): void
  /** An agent of the group has it now. */
  begins(of: string, at: number, group: string): void
  /** How long it will be handled has been drawn. */
  takes(of: string, at: number, handlingMs: number): void
  ends(of: string, at: number, group: string): void
  /** Whether it goes on to another class has been drawn. */
  decides(of: string, at: number, isTransferred: boolean): void
}
