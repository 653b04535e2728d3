// All that an agent's page shows beside the softphone: the contacts, the one on screen, and the chats.
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { useAgentChats } from '../chat/use-agent-chats.ts'
import { useShortcuts } from '../shortcuts.ts'
import { cardOf } from '../softphone-card.ts'
import type { AgentPage } from '../use-agent-link.ts'
import { freeKeys } from './free-keys.ts'
import { contactAfter } from './select-contact.ts'
import { useAttention } from './use-attention.ts'
import { useSelectedContact } from './use-selected-contact.ts'

const NONE: readonly AgentPageContact[] = []

export function useDesk({ state }: AgentPage, isShown = (_contact: AgentPageContact) => true) {
  const contacts = state.snapshot?.contacts ?? NONE
  const { selected, select, isChosen } = useSelectedContact(contacts)
  const onScreen = selected && (isChosen || isShown(selected)) ? selected : undefined
  const chats = useAgentChats(contacts, onScreen?.contactId)
  useAttention(contacts, chats)
  useShortcuts({ nextContact: () => select(contactAfter(contacts, selected?.contactId)) })
  return { selected, select, isChosen, chats, keys: freeKeys(cardOf(state)) }
}
