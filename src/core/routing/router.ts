// Who is connected to whom next. The interface of the matcher; the work is in this folder.
import type { Instant } from '../instant.ts'
import type { Criterion, Skills } from './criterion.ts'

export interface RoutableContact {
  readonly contactId: string
  readonly queueId: string
  readonly channel: string
  /** 1 is served first; 5 is usual. */
  readonly priority: number
  /** When its wait began, moved back or forward by any age adjustment. */
  readonly enqueuedAt: Instant
  /** What it asks of the agent now; nothing is asked when absent. */
  readonly criterion?: Criterion
}

export interface RoutableAgent {
  readonly agentId: string
  readonly routingProfileId: string
  readonly channel: string
  /** When the agent became idle. */
  readonly idleSince: Instant
}

export interface RoutingProfileQueue {
  readonly queueId: string
  readonly channel: string
  /** 1 is served first. */
  readonly priority: number
  readonly delayMs: number
}

/** An idle agent, as one of those in line for a contact. */
export interface Candidate {
  readonly agentId: string
  readonly idleSince: Instant
}

/** A contact an agent would be given if another had not come first. */
export interface RunnerUp {
  readonly contactId: string
  readonly queueId: string
  readonly queuePriority: number
  readonly priority: number
  readonly enqueuedAt: Instant
}

export interface Match {
  readonly agentId: string
  readonly contactId: string
}

/**
 * The matcher. Rules:
 * - R1 Among an agent's queues the lowest queue-channel priority number is served first.
 * - R2 Among contacts of queues with equal queue priority: contact priority, then age (enqueuedAt), then contactId.
 * - R3 A contact may be taken by a profile only after it has waited that queue-channel's delay. No
 *   delay is no wait, even for a contact whose age was adjusted into the future.
 * - R4 Among agents who may take a contact, the one idle longest gets it, then by agentId.
 * - R5 A queue that is in no profile is not served. One that is disabled is: it only lets nobody in.
 * - R6 A contact that asks something of its agent is taken only by those who meet it. What it asks
 *   changes with time: whoever put it in says so by putting it in again.
 */
export interface Router {
  setProfile(routingProfileId: string, queues: readonly RoutingProfileQueue[]): void
  removeProfile(routingProfileId: string): void
  /** Adds the agent as idle on a channel, or replaces what was said before. */
  setIdle(agent: RoutableAgent): void
  removeIdle(agentId: string, channel: string): void
  /** What an agent can do, in place of what was said before. */
  setSkills(agentId: string, skills: Skills): void
  /** The agent is gone for good: neither idle nor able to do anything. */
  forgetAgent(agentId: string): void
  enqueue(contact: RoutableContact): void
  /** Answers whether it was waiting. */
  dequeue(contactId: string): boolean
  /** Takes one match out (agent no longer idle, contact no longer waiting), or answers undefined. */
  nextMatch(now: Instant): Match | undefined
  /**
   * The earliest moment a delay makes a match possible that is not possible now. Asked when
   * `nextMatch` has nothing more to give.
   */
  nextDeadline(now: Instant): Instant | undefined
}

/** What can be asked of a router about why it decided as it did. */
export interface RoutingReasons {
  /**
   * The agents who could be given the contact now, in their order, so many at most. Of very many
   * groups of agents who differ in what they can do, only some are looked at.
   */
  candidatesFor(contact: RoutableContact, now: Instant, count: number): readonly Candidate[]
  /** What an agent of the profile and channel would be given now; asked after a match, to see what decided. */
  runnerUp(agentId: string, channel: string, now: Instant): RunnerUp | undefined
  skillsOf(agentId: string): Skills
}
