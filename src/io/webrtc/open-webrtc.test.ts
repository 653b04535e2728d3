import { createSocket } from 'node:dgram'
import { expect, test } from 'vitest'
import { openWebRtc } from './open-webrtc.ts'

const offer = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0',
  'a=mid:0',
  'a=ice-ufrag:theirs',
  'a=fingerprint:sha-256 AB:CD',
  'a=setup:actpass',
  'a=rtcp-mux',
].join('\r\n')
const events = { onPacket: () => {}, onState: () => {} }

const portOf = (answer: string) => Number(/m=audio (\d+)/.exec(answer)?.[1])

function bind(port: number): Promise<'free' | 'taken'> {
  return new Promise(resolve => {
    const socket = createSocket('udp4')
    socket.on('error', () => resolve('taken'))
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve('free')))
  })
}

test('a connection has its port while it lives, and no longer', async () => {
  const ports = { min: 31_000, max: 31_999 }
  const connection = await openWebRtc({ offer, addresses: ['127.0.0.1'], ports }, events)
  const port = portOf(connection.answer)
  expect(port).toBeGreaterThanOrEqual(ports.min)
  expect(port).toBeLessThanOrEqual(ports.max)
  expect(await bind(port)).toBe('taken')
  expect(connection.send(new Uint8Array(172))).toBe(false)
  connection.close()
  connection.close()
  expect(await bind(port)).toBe('free')
})

test('every connection gets a port until the range is used up, which is said', async () => {
  const options = { offer, addresses: ['127.0.0.1'], ports: { min: 32_100, max: 32_102 } }
  const all = await Promise.all([1, 2, 3].map(() => openWebRtc(options, events)))
  expect(new Set(all.map(({ answer }) => portOf(answer))).size).toBe(3)
  await expect(openWebRtc(options, events)).rejects.toThrow('no UDP port is free for WebRTC')
  for (const connection of all) connection.close()
})

test('an address of a NAT is answered with, and the port behind it is ours', async () => {
  const ports = { min: 33_000, max: 33_999 }
  const connection = await openWebRtc({ offer, addresses: ['203.0.113.5'], ports }, events)
  expect(connection.answer).toContain(`203.0.113.5 ${portOf(connection.answer)} typ host`)
  connection.close()
})

test('an offer that is none is refused with the reason', async () => {
  const ports = { min: 31_000, max: 31_999 }
  const opening = openWebRtc({ offer: 'hello', addresses: ['127.0.0.1'], ports }, events)
  await expect(opening).rejects.toThrow('the offer is not SDP')
})
