import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MetricsServerMessage } from '../../../../src/api/contract/metrics-stream.ts'
import type { SocketLike } from '../../../kit/reconnecting-socket.ts'
import { MetricsLink } from './metrics-link.ts'

class FakeSocket implements SocketLike {
  readyState: SocketLike['readyState'] = 1
  readonly sent: Record<string, unknown>[] = []
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onclose: SocketLike['onclose'] = null
  send(text: unknown): void {
    this.sent.push(JSON.parse(String(text)))
  }
  close(): void {
    this.readyState = 3
  }
  open(): void {
    this.onopen?.({} as Event)
  }
  tell(message: MetricsServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) } as MessageEvent)
  }
}

let sockets: FakeSocket[]
let link: MetricsLink

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  link = new MetricsLink(
    {
      openSocket: () => {
        const socket = new FakeSocket()
        sockets.push(socket)
        return socket
      },
      now: () => 0,
      isSignedIn: async () => true,
    },
    { queues: 'all' },
  )
})

afterEach(() => {
  link.close()
  vi.useRealTimers()
})

const NOTHING = { cells: [], agents: [], cellsGone: [], agentsGone: [] }

function begin(socket: FakeSocket): void {
  socket.open()
  socket.tell({ type: 'subscribed', id: 1, stream: 'x' })
  socket.tell({ type: 'snapshot', stream: 'x', sequence: 1, at: 0, cells: [], agents: [] })
}

function delta(sequence: number): MetricsServerMessage {
  return { type: 'delta', stream: 'x', sequence, at: 0, ...NOTHING }
}

test('many changes at once are drawn once', () => {
  const [socket] = sockets
  if (!socket) throw new Error('it connects at once')
  begin(socket)
  for (let sequence = 2; sequence < 50; sequence++) socket.tell(delta(sequence))
  expect(link.state().version).toBe(0)
  vi.advanceTimersByTime(200)
  expect(link.state().version).toBe(1)
})

test('after a lost connection it goes on from what was seen last', async () => {
  const [socket] = sockets
  if (!socket) throw new Error('it connects at once')
  begin(socket)
  socket.onclose?.({} as CloseEvent)
  expect(link.state().link).toBe('lost')
  await vi.advanceTimersByTimeAsync(2_000)
  const second = sockets.at(-1)
  second?.open()
  expect(second?.sent[0]).toMatchObject({ after: { stream: 'x', sequence: 1 } })
})

test('what was missed is asked for once, however much comes meanwhile', () => {
  const [socket] = sockets
  if (!socket) throw new Error('it connects at once')
  begin(socket)
  for (const sequence of [4, 5, 6]) socket.tell(delta(sequence))
  expect(socket.sent).toHaveLength(2)
  socket.tell({ type: 'subscribed', id: 2, stream: 'x' })
  for (const sequence of [2, 3, 4, 5, 6, 7]) socket.tell(delta(sequence))
  expect(socket.sent).toHaveLength(2)
  expect(link.board.place?.sequence).toBe(7)
})

test('silence is a lost connection', async () => {
  const [socket] = sockets
  if (!socket) throw new Error('it connects at once')
  begin(socket)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(sockets.length).toBeGreaterThan(1)
})
