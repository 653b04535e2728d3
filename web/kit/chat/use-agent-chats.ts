// Joins a page to its agent's chats.
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { keep, kept } from '../page-memory.ts'
import { AgentChats, type AgentChatsState } from './agent-chats.ts'
import { agentSession } from './agent-session.ts'
import { ParticipantClient } from './participant-client.ts'
import { participantHttp } from './participant-http.ts'

const SEEN_KEY = 'parley.seen'
const NO_CHATS: AgentChatsState = {}
const NO_CONTACTS: readonly AgentPageContact[] = []

/** `watched`: the contact on screen. */
export function useAgentChats(
  contacts: readonly AgentPageContact[] = NO_CONTACTS,
  watched: string | undefined,
): AgentChatsState {
  const [chats, setChats] = useState<AgentChats | undefined>()
  useEffect(() => {
    const made = openAgentChats()
    const online = () => made.networkReturned()
    addEventListener('online', online)
    setChats(made)
    return () => {
      removeEventListener('online', online)
      made.close()
      setChats(undefined)
    }
  }, [])
  useEffect(() => chats?.update(contacts), [chats, contacts])
  useEffect(() => {
    const look = () => chats?.watch(document.visibilityState === 'visible' ? watched : undefined)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [chats, watched])
  return useSyncExternalStore(chats?.subscribe ?? neverChanges, chats?.getState ?? noChats)
}

function openAgentChats(): AgentChats {
  const http = participantHttp(location.origin)
  return new AgentChats({
    connect: contactId =>
      new ParticipantClient({ ...http, session: () => agentSession(contactId) }),
    loadSeen: () => kept(SEEN_KEY, {}),
    saveSeen: seen => keep(SEEN_KEY, seen),
  })
}

function neverChanges(): () => void {
  return () => undefined
}

function noChats(): AgentChatsState {
  return NO_CHATS
}
