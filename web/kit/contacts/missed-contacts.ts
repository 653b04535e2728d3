// What an agent has missed today, kept after it was put away, so that people can be called back. Pure.
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'

export interface MissedContact {
  readonly contactId: string
  readonly channel: string
  readonly customerAddress?: string
  readonly name?: string
  readonly queue?: string
  /** Epoch ms. */
  readonly at: number
}

const KEPT_MS = 24 * 3_600_000
const KEPT_MAX = 30

/** The newest first. The same list when nothing is new, so that nothing is drawn again. */
export function withMissed(
  before: readonly MissedContact[],
  contacts: readonly AgentPageContact[],
  now: number,
): readonly MissedContact[] {
  const fresh = contacts
    .filter(
      ({ state, contactId, since }) => state === 'MISSED' && !isKnown(before, contactId, since),
    )
    .map(({ contactId, channel, customerAddress, name, queue, since }) => ({
      contactId,
      channel,
      at: since,
      ...(customerAddress !== undefined && { customerAddress }),
      ...(name !== undefined && { name }),
      ...(queue !== undefined && { queue }),
    }))
  if (fresh.length === 0 && before.every(({ at }) => now - at < KEPT_MS)) return before
  return [...fresh, ...before].filter(({ at }) => now - at < KEPT_MS).slice(0, KEPT_MAX)
}

/** The same contact may be missed twice. */
function isKnown(before: readonly MissedContact[], contactId: string, at: number): boolean {
  return before.some(each => each.contactId === contactId && each.at === at)
}
