// The flows that belong to moments of a contact (queue, whispers, holds): the one its own flow
// chose, else the instance's default.
import type { FlowType } from '../directory/document.ts'
import type { EventHook } from '../flow/action-kind.ts'
import type { World } from '../world.ts'
import { type Contact, isVoice } from './contact.ts'
import { startRun } from './run.ts'

const DEFAULT_TYPES = {
  CustomerQueue: 'CUSTOMER_QUEUE',
  CustomerHold: 'CUSTOMER_HOLD',
  CustomerWhisper: 'CUSTOMER_WHISPER',
  AgentHold: 'AGENT_HOLD',
  AgentWhisper: 'AGENT_WHISPER',
} as const satisfies Partial<Record<EventHook, FlowType>>

/** Starts the flow of a moment for a participant. Answers false when there is none to run. */
export function startHookedRun(
  world: World,
  contact: Contact,
  hook: keyof typeof DEFAULT_TYPES,
  participant: { readonly role: 'customer' | 'agent'; readonly legId: string },
): boolean {
  const chosen = contact.hooks[hook]
  if (chosen?.disabled) return false
  // Nobody hears what is said to a customer who has yet to be called back.
  if (participant.role === 'customer' && !contact.customerPresent) return false
  // The instance's whispers are spoken; who writes hears only what the flow has chosen.
  const isSpoken = hook === 'AgentWhisper' || hook === 'CustomerWhisper'
  if (isSpoken && chosen?.flowId === undefined && !isVoice(contact)) return false
  const flowId = chosen?.flowId ?? defaultFlow(world, DEFAULT_TYPES[hook])
  return flowId !== undefined && startRun(world, contact, { ...participant, flowId })
}

/** The instance's own flow of a type. */
export function defaultFlow(world: World, type: FlowType): string | undefined {
  return world.defaultFlows.of(type, world.directory)
}
