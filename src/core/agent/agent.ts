// An agent at work: the chosen status, and the contacts in hand. What is no more becomes undefined and is
// not deleted: an object that has lost a member is slow from then on, in every engine.
import type { AgentContactState } from '../centre-view.ts'
import type { Channel, InitiationMethod } from '../contact/contact.ts'
import type { Instant } from '../instant.ts'
import type { Stretch } from './agent-stretch.ts'
import type { Unreachable } from './reachability.ts'

export interface Agent {
  readonly agentId: string
  statusId: string
  statusSince: Instant
  /** Chosen while contacts were in hand; taken when the last one is done. */
  nextStatusId?: string | undefined
  /** The softphone or desk phone can be rung. */
  reachable: boolean
  unreachableBecause?: Unreachable | undefined
  /** Can see what is written; kept where it is another than `reachable`. See `isReachableOn`. */
  atPage?: boolean | undefined
  /** When the last contact that the agent did not begin was offered, or done with. */
  inboundAt?: Instant | undefined
  /** Since when the agent could take a contact of a channel; nothing while not. */
  idle: Partial<Record<Channel, Instant | undefined>>
  contacts: AgentContact[]
  /** When the agent event stream had the last event. */
  toldAt?: Instant
  /** When there will be another at the latest. */
  beatAt?: Instant | undefined
  /** Offered nothing while the customer of this callback is rung; the place in line is kept. */
  keptFor?: { readonly contactId: string; readonly idleSince: Instant } | undefined
  /** What history has of the agent's time that goes on. */
  stretch?: Stretch | undefined
}

/**
 * A contact in an agent's hands.
 *
 *   CONNECTING → CONNECTED ⇄ CONNECTED_ONHOLD, PAUSED → ENDED (after-contact work) → gone
 *        ├→ MISSED ─┐
 *        ├→ REJECTED ├→ gone when cleared
 *        └→ ERROR ──┘
 */
export interface AgentContact {
  readonly contactId: string
  readonly channel: Channel
  readonly initiationMethod?: InitiationMethod
  readonly queueId: string
  /** Empty where the channel has no legs. */
  readonly legId: string
  state: AgentContactState
  since: Instant
  /** When the offer lapses, or after-contact work ends by itself. */
  until?: Instant | undefined
  connectedAt?: Instant
  /** The agent said yes, or the desk phone was lifted. */
  accepted: boolean
  /** The agent's leg is up. */
  legReady: boolean
  muted: boolean
  /** Kept to give the agent the same place in line when the offer is withdrawn. */
  readonly idleSince: Instant
  /** The same for agents whose turn comes by their last inbound contact. */
  readonly inboundBefore?: Instant
  /** What the agent sees of the customer, also after the contact is over. */
  readonly customerAddress: string
}

/** States in which a contact waits to be put away by the agent, and nothing else goes on. */
const FAILED: readonly AgentContactState[] = ['MISSED', 'REJECTED', 'ERROR']

export function isFailed(contact: AgentContact): boolean {
  return FAILED.includes(contact.state)
}

/** Can a contact of the channel be offered? Calls need a phone that rings, everything else the page. */
export function isReachableOn(agent: Agent, channel: string): boolean {
  return channel === 'VOICE' ? agent.reachable : (agent.atPage ?? agent.reachable)
}
