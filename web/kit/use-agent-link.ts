// Joins a page to its agent link: one per signed-in page, closed with it.
import { useEffect, useState, useSyncExternalStore } from 'react'
import { AgentLink } from './agent-link.ts'
import { type AgentState, INITIAL_AGENT_STATE } from './agent-state.ts'
import { requestJson } from './http.ts'
import { SoftphonePageMedia } from './page-media.ts'
import { webSocketUrl } from './web-socket-url.ts'

export interface AgentPage {
  readonly link: AgentLink
  readonly state: AgentState
}

/** Undefined only before the first drawing is on screen. */
export function useAgentLink(onExpired: () => void): AgentPage | undefined {
  const [link, setLink] = useState<AgentLink | undefined>()
  useEffect(() => {
    const made = openAgentLink(onExpired)
    const online = () => made.networkReturned()
    addEventListener('online', online)
    setLink(made)
    return () => {
      removeEventListener('online', online)
      made.close()
      setLink(undefined)
    }
  }, [onExpired])
  const state = useSyncExternalStore(
    link?.subscribe ?? neverChanges,
    link?.getState ?? initialState,
  )
  return link && { link, state }
}

function openAgentLink(onExpired: () => void): AgentLink {
  return new AgentLink({
    openSocket: () => new WebSocket(webSocketUrl('/api/agent/stream')),
    makeMedia: events => new SoftphonePageMedia(events),
    now: () => Date.now(),
    isSignedIn: async () => {
      const answer = await requestJson('GET', '/api/session')
      const over = !answer.ok && answer.status === 401
      if (over) onExpired()
      return !over
    },
  })
}

function neverChanges(): () => void {
  return () => undefined
}

function initialState(): AgentState {
  return INITIAL_AGENT_STATE
}
