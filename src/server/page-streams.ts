// The WebSockets: of our pages (agents, supervisors who watch the numbers, browser phones) and of people
// in chats, whatever page they are on. Who may open which, and whom it goes to.
import type { IncomingMessage } from 'node:http'
import type { ParticipantSockets } from '../api/participant/participant-sockets.ts'
import type { AgentStreams } from '../api/stream/agent-streams.ts'
import type { MetricsStreams } from '../api/stream/metrics-streams.ts'
import type { PhoneStreams } from '../api/stream/phone-streams.ts'
import type { HttpServerOptions } from './http-server.ts'
import type { Sessions } from './sessions.ts'

export interface PageStreams {
  readonly sessions: Sessions
  readonly agents: AgentStreams
  readonly phones: PhoneStreams
  readonly metrics: MetricsStreams
  readonly participants: ParticipantSockets
}

export function pageStreams({
  sessions,
  agents,
  phones,
  metrics,
  participants,
}: PageStreams): Pick<HttpServerOptions, 'mayOpen' | 'openStream'> {
  return {
    mayOpen(request, path) {
      if (path === PARTICIPANTS) return participants.mayOpen(ticketOf(request)) || FORBIDDEN
      if (path === '/api/phone/stream') return isOurOrigin(request) || FORBIDDEN
      if (path !== '/api/agent/stream' && path !== '/api/metrics/stream') {
        return { status: 404, sentence: 'Not Found' }
      }
      if (!isOurOrigin(request)) return FORBIDDEN
      const userId = sessions.userOf(request)
      if (userId === undefined) return { status: 401, sentence: 'Unauthorized' }
      return path === '/api/agent/stream' || metrics.mayOpen(userId) || FORBIDDEN
    },
    openStream(request, path, socket) {
      if (path === PARTICIPANTS) return participants.open(ticketOf(request), socket)
      if (path === '/api/phone/stream') return phones.open(socket)
      const userId = sessions.userOf(request)
      if (userId === undefined) return undefined
      const streams = path === '/api/metrics/stream' ? metrics : agents
      return streams.open(userId, socket)
    },
  }
}

const PARTICIPANTS = '/participant/socket'

/** What opens a participant's socket. */
export function ticketOf({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('ticket') ?? ''
}

const FORBIDDEN = { status: 403, sentence: 'Forbidden' } as const

/** A page of another site may not open our streams, or call our API, with our user's cookie. */
export function isOurOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers
  if (typeof origin !== 'string') return true
  try {
    return new URL(origin).host === host
  } catch {
    // `null` and the like are not ours.
    return false
  }
}
