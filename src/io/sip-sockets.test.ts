import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  openSipSockets,
  type SipPeer,
  type SipSocketOptions,
  type SipSockets,
} from './sip-sockets.ts'

const open: SipSockets[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(sockets => sockets.close()))
})

/** Sockets on loopback that keep what they hear. */
async function listen(options: Partial<SipSocketOptions> = {}) {
  const heard: { text: string; from: SipPeer }[] = []
  const lost: SipPeer[] = []
  const waiting: (() => void)[] = []
  const wake = (): void => {
    for (const each of waiting.splice(0)) each()
  }
  const sockets = await openSipSockets(
    { bind: '127.0.0.1', port: 0, ...options },
    (bytes, from) => {
      heard.push({ text: Buffer.from(bytes).toString('latin1'), from })
      wake()
    },
    peer => {
      lost.push(peer)
      wake()
    },
  )
  open.push(sockets)
  const until = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) await new Promise<void>(resolve => waiting.push(resolve))
  }
  return { sockets, heard, lost, until }
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

test.each(['udp', 'tcp'] as const)(
  'what is sent over %s arrives and can be answered',
  async transport => {
    const ann = await listen()
    const bob = await listen()
    ann.sockets.send({ transport, host: '127.0.0.1', port: bob.sockets.port }, bytes('hello'))
    await bob.until(() => bob.heard.length > 0)
    expect(bob.heard[0]).toMatchObject({ text: 'hello', from: { transport, host: '127.0.0.1' } })
    const { from } = bob.heard[0] as { from: SipPeer }
    bob.sockets.send(from, bytes('yes?'))
    await ann.until(() => ann.heard.length > 0)
    expect(ann.heard[0]?.text).toBe('yes?')
    expect(bob.sockets.connectionCount).toBe(transport === 'tcp' ? 1 : 0)
  },
)

test('a port in use is refused with a sentence that says so', async () => {
  const { sockets } = await listen()
  await expect(listen({ port: sockets.port })).rejects.toThrow(
    `Cannot listen for SIP on UDP 127.0.0.1:${sockets.port}: the port is in use.`,
  )
})

test('a connection that fails or is closed is told', async () => {
  const ann = await listen()
  const nobody = { transport: 'tcp', host: '127.0.0.1', port: 9 } as const
  ann.sockets.send(nobody, bytes('anyone?'))
  await ann.until(() => ann.lost.length > 0)
  expect(ann.lost).toEqual([nobody])
  expect(ann.sockets.connectionCount).toBe(0)
})

test('a silent connection is closed, and one beyond the limit is turned away', async () => {
  const { sockets, lost, until } = await listen({ limits: { idleMs: 100, connectionsMax: 1 } })
  const first = connect(sockets.port, '127.0.0.1')
  await once(first, 'connect')
  const second = connect(sockets.port, '127.0.0.1')
  await once(second, 'close')
  await until(() => lost.length > 0)
  expect(lost).toHaveLength(1)
  first.destroy()
})

test('a peer that does not read is cut off', async () => {
  const { sockets, heard, lost, until } = await listen({ limits: { unsentBytesMax: 100_000 } })
  const peer = connect(sockets.port, '127.0.0.1')
  await once(peer, 'connect')
  peer.pause()
  peer.write('hi')
  await until(() => heard.length > 0)
  const { from } = heard[0] as { from: SipPeer }
  for (let sent = 0; sent < 200; sent++) sockets.send(from, new Uint8Array(90_000))
  await until(() => lost.length > 0)
  expect(lost).toEqual([from])
  peer.destroy()
})
