// What carrying messages must not forget: whose conversation goes where and how far it is told, what
// was heard already, and who wants to be written to no more.
import type { Instant } from '../core/instant.ts'

/** A conversation's lines go there, in order. */
export interface MessagingRoute {
  /** The conversation itself when it is the customer's own, a streaming's id otherwise. */
  readonly routeId: string
  readonly channelId: string
  /** The contact with which the chat began. */
  readonly conversationId: string
  /** The customer's. */
  readonly participantId: string
  readonly customerAddress: string
  readonly systemAddress: string
  /** The number of the last line that was dealt with; lines of before are not told. */
  readonly position: number
}

/** What became of a line. */
export interface LineOutcome {
  readonly itemId: string
  readonly at: Instant
  /** What the provider calls it. */
  readonly providerId?: string
  /** Why it could not be sent. */
  readonly problem?: string
}

/** A line that was sent, as a provider's report names it. */
export interface SentLine {
  readonly itemId: string
  readonly conversationId: string
  readonly participantId: string
}

export interface FailedLine {
  readonly itemId: string
  readonly conversationId: string
  readonly at: Instant
  readonly problem: string
}

/** All is durable when it resolves. */
export interface MessagingStore {
  /** Opens a route. One that is there stays as it is, but open. */
  openRoute(route: MessagingRoute): Promise<void>
  openRoutes(): Promise<readonly MessagingRoute[]>
  endRoute(routeId: string): Promise<void>
  /** A customer's conversations, also those that are over, the latest first. */
  routesOf(
    channelId: string,
    customerAddress: string,
    limit: number,
  ): Promise<readonly MessagingRoute[]>
  /** The route's lines up to this number are dealt with; the last of them so, unless there was nothing to do. */
  passed(route: MessagingRoute, position: number, outcome?: LineOutcome): Promise<void>
  sentLine(
    channelId: string,
    named: { readonly itemId?: string; readonly providerId?: string },
  ): Promise<SentLine | undefined>
  /** Notes that a sent line did not arrive after all. */
  failLine(channelId: string, itemId: string, problem: string): Promise<void>
  /** The last that could not be sent or did not arrive, newest first. */
  failedLines(channelId: string, limit: number): Promise<readonly FailedLine[]>
  /** Whether a provider's message is known; remembered for some weeks. */
  wasHeard(channelId: string, messageId: string): Promise<boolean>
  heard(channelId: string, messageId: string, at: Instant): Promise<void>
  isOptedOut(channelId: string, address: string): Promise<boolean>
  optOut(channelId: string, address: string, at: Instant): Promise<void>
  optIn(channelId: string, address: string): Promise<void>
  /** Forgets what was heard and sent before that, of routes that have ended. */
  forget(before: Instant): Promise<void>
}
