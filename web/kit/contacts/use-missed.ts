// What the agent has missed, over a reload of the page.
import { useEffect, useState } from 'react'
import { keep, kept } from '../page-memory.ts'
import type { AgentPage } from '../use-agent-link.ts'
import { type MissedContact, withMissed } from './missed-contacts.ts'

export interface Missed {
  readonly missed: readonly MissedContact[]
  forget(): void
}

/** To be asked all the time: what is missed now is remembered when it is cleared. */
export function useMissed({ state }: AgentPage): Missed {
  const { snapshot } = state
  const key = snapshot && `parley.missed.${snapshot.agentId}`
  const [missed, setMissed] = useState<readonly MissedContact[]>([])
  useEffect(() => {
    if (!snapshot || key === undefined) return
    const before = kept<readonly MissedContact[]>(key, [])
    const after = withMissed(before, snapshot.contacts, snapshot.now)
    if (after !== before) keep(key, after)
    setMissed(shown => (isSame(shown, after) ? shown : after))
  }, [snapshot, key])
  const forget = () => {
    if (key !== undefined) keep(key, [])
    setMissed([])
  }
  return { missed, forget }
}

function isSame(one: readonly MissedContact[], other: readonly MissedContact[]): boolean {
  return one.length === other.length && one[0]?.at === other[0]?.at
}
