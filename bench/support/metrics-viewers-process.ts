// The supervisors of row 17 in a process of their own: each has a WebSocket, parses every frame, and notes
// how long after it happened an event could be seen. A child process of `metrics-push.ts`.
import { WebSocket } from 'ws'
import type { MetricsServerMessage } from '../../src/api/contract/metrics-stream.ts'

export type ViewersAsk =
  | { readonly type: 'open'; readonly url: string; readonly viewers: number }
  /** What was seen since it was asked last; with the moments at which contacts came and went. */
  | { readonly type: 'count'; readonly contactEvents: readonly number[] }

/** Milliseconds, one for each event and viewer. */
export interface Latencies {
  readonly agents: readonly number[]
  readonly contacts: readonly number[]
  readonly frames: number
  readonly bytes: number
}

/** Most look at the same; some at a part of it. */
const SUBSCRIPTIONS = [
  { queues: 'all', groupings: ['QUEUE'], agents: 'all' },
  { queues: 'all', groupings: ['QUEUE'], agents: 'all' },
  { queues: 'all', groupings: ['QUEUE'], agents: 'all' },
  { queues: 'all', groupings: ['QUEUE', 'CHANNEL'], agents: 'all' },
  { queues: 'all', groupings: ['QUEUE'], metrics: ['CONTACTS_IN_QUEUE'], agents: 'all' },
]

interface Viewer {
  /** When deltas were made, and when they were seen. */
  readonly seen: { readonly at: number; readonly seenAt: number }[]
}

const viewers: Viewer[] = []
let agents: number[] = []
let [frames, bytes] = [0, 0]

process.on('message', (ask: ViewersAsk) => {
  void answer(ask).then(result => process.send?.(result))
})

async function answer(ask: ViewersAsk): Promise<Latencies | 'open'> {
  if (ask.type === 'open') {
    await Promise.all(Array.from({ length: ask.viewers }, (_, index) => open(ask.url, index)))
    return 'open'
  }
  const contacts = viewers.flatMap(({ seen }) => contactLatencies(seen, ask.contactEvents))
  const counted = { agents, contacts, frames, bytes }
  agents = []
  frames = 0
  bytes = 0
  for (const { seen } of viewers) seen.length = 0
  return counted
}

function open(url: string, index: number): Promise<void> {
  const viewer: Viewer = { seen: [] }
  viewers.push(viewer)
  const socket = new WebSocket(url)
  const subscription = SUBSCRIPTIONS[index % SUBSCRIPTIONS.length]
  socket.on('open', () => socket.send(JSON.stringify({ id: 1, method: 'subscribe', subscription })))
  return new Promise(resolve => {
    socket.on('message', data => {
      const message = JSON.parse(String(data)) as MetricsServerMessage
      const seenAt = Date.now()
      frames++
      bytes += (data as Buffer).length
      if (message.type === 'snapshot') resolve()
      if (message.type !== 'delta') return
      for (const { statusSince } of message.agents) agents.push(seenAt - statusSince)
      if (message.cells.length > 0) viewer.seen.push({ at: message.at, seenAt })
    })
  })
}

/** An event can be seen in the first delta that was made after it. */
function contactLatencies(
  seen: readonly { readonly at: number; readonly seenAt: number }[],
  events: readonly number[],
): number[] {
  let next = 0
  return events.flatMap(event => {
    for (; next < seen.length; next++) {
      const delta = seen[next]
      if (delta && delta.at > event) return [delta.seenAt - event]
    }
    return []
  })
}
