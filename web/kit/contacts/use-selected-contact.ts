import { useState } from 'react'
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { keep, kept } from '../page-memory.ts'
import { selectContact } from './select-contact.ts'

const KEY = 'parley.contact'

/** The contact on screen, and how to choose another. A reload comes back to the same. */
export function useSelectedContact(contacts: readonly AgentPageContact[]) {
  const [chosen, setChosen] = useState(() => kept<string | undefined>(KEY, undefined))
  return {
    selected: selectContact(contacts, chosen),
    /** `undefined`: none in particular. */
    select(contactId: string | undefined): void {
      setChosen(contactId)
      keep(KEY, contactId ?? null)
    },
    /** Whether the agent has chosen it, rather than that there is no other. */
    isChosen: contacts.some(each => each.contactId === chosen),
  }
}
