import { expect, test } from 'vitest'
import { Receiver } from '../../../test/support/receiver.ts'
import { until } from '../../../test/support/until.ts'
import { VirtualClock } from '../../../test/support/virtual-clock.ts'
import type { VoiceReport } from '../../core/input.ts'
import { encryptFor } from '../../io/encrypt-for.ts'
import type { SipCommand } from '../../protocol/sip/sip-port.ts'
import type { VoiceSignal } from './bus-message.ts'
import type { MediaCommand } from './media/media-command.ts'
import { VoiceNode } from './voice-node.ts'

const SDP =
  'v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n'

test('a caller whose audio stops for too long is told apart from one who hangs up', () => {
  const node = new TestNode()
  node.callIn('c1')
  node.voice.mediaEvent({ type: 'stream.silent', streamId: 'c1', forMs: 60_000 })
  expect(node.ends).toEqual([{ type: 'leg.ended', legId: 'c1', reason: 'mediaTimeout' }])
  expect(node.sip.at(-1)).toMatchObject({ type: 'call.hangUp', callId: 'c1' })
})

test('a call that we end is not reported as ended by anybody', () => {
  const node = new TestNode()
  node.callIn('c1')
  node.voice.perform({ type: 'leg.hangUp', node: 'n', legId: 'c1' })
  expect(node.sip.at(-1)).toMatchObject({ type: 'call.hangUp', callId: 'c1' })
  expect(node.ends).toEqual([])
})

test('a desk phone that nobody lifts is given up as not answered', () => {
  const node = new TestNode()
  node.register('desk-1')
  node.dialDesk('d1')
  node.clock.advance(22_000)
  expect(node.ends).toEqual([{ type: 'leg.ended', legId: 'd1', reason: 'noAnswer' }])
  expect(node.sip.at(-1)).toMatchObject({ type: 'call.hangUp', callId: 'd1' })
})

test.each([
  [486, 'busy'],
  [603, 'rejected'],
  [480, 'noAnswer'],
  [500, 'unreachable'],
] as const)('a desk phone that says %i is %s', (status, reason) => {
  const node = new TestNode()
  node.register('desk-1')
  node.dialDesk('d1')
  node.voice.sipEvent({ type: 'call.ended', callId: 'd1', by: 'remote', status })
  expect(node.ends).toEqual([{ type: 'leg.ended', legId: 'd1', reason }])
})

test.each([
  ['answers', { type: 'call.answered', sdp: SDP }],
  ['refuses', { type: 'call.ended', by: 'remote', status: 603 }],
  ['is hung up on', undefined],
] as const)('nothing is kept waiting for a desk phone that %s', (_, event) => {
  const node = new TestNode()
  node.register('desk-1')
  node.dialDesk('d1')
  expect(node.clock.pending).toBe(1)
  if (event) node.voice.sipEvent({ ...event, callId: 'd1' })
  else node.voice.perform({ type: 'leg.hangUp', node: 'n', legId: 'd1' })
  expect(node.clock.pending).toBe(0)
})

test('a desk phone that is not registered cannot be reached', () => {
  const node = new TestNode()
  node.dialDesk('d1')
  expect(node.ends).toEqual([{ type: 'leg.ended', legId: 'd1', reason: 'unreachable' }])
})

test('an offer that is withdrawn before the phone is even called calls nobody', () => {
  const node = new TestNode()
  node.register('desk-1')
  node.dialDesk('d1', { opened: false })
  node.voice.perform({ type: 'leg.hangUp', node: 'n', legId: 'd1' })
  node.voice.mediaEvent({ type: 'rtp.opened', streamId: 'd1', port: 4444 })
  expect(node.sip.filter(({ type }) => type === 'call.dial')).toEqual([])
})

test('a call moves to the page that its agent has loaded anew', () => {
  const node = new TestNode()
  node.softphone('ann', 'page-1')
  node.dialAgent('leg-1', 'ann')
  node.voice.perform({
    type: 'mix.set',
    node: 'n',
    mixId: 'm',
    members: [{ legId: 'leg-1', muted: false }],
  })
  node.softphone('ann', 'page-2')
  const mixes = node.media.filter(command => command.type === 'mix.set')
  expect(mixes.at(-1)?.members).toEqual([{ streamId: 'page-2', muted: false }])
  node.clock.advance(120_000)
  expect(node.ends).toEqual([])
})

test('a call whose agent does not come back within a minute ends', () => {
  const node = new TestNode()
  node.softphone('ann', 'page-1')
  node.dialAgent('leg-1', 'ann')
  node.voice.signal({ type: 'softphone.close', agentId: 'ann', connectionId: 'page-1' })
  node.clock.advance(59_000)
  expect(node.ends).toEqual([])
  node.clock.advance(1_000)
  expect(node.ends).toEqual([{ type: 'leg.ended', legId: 'leg-1', reason: 'mediaTimeout' }])
})

test('a page can close its own audio only', () => {
  const node = new TestNode()
  node.callIn('c1')
  node.softphone('ann', 'page-1')
  for (const connectionId of ['c1', 'page-1']) {
    node.voice.signal({ type: 'softphone.close', agentId: 'ben', connectionId })
  }
  expect(node.media.filter(({ type }) => type === 'stream.close')).toEqual([])
})

test('secret keys leave the voice node encrypted, and are forgotten afterwards', async () => {
  const node = new TestNode()
  const receiver = new Receiver('card-key')
  const { keyId, certificate } = receiver
  const secret = { node: 'n', legId: 'c1', secretId: 's1' }
  node.callIn('c1')
  node.voice.perform({ type: 'leg.secret', ...secret })
  const told = node.press('c1', '9*4111#')
  expect(told).toMatch(/^[^0-9]\*[^0-9]{4}#$/)
  const keys = told.slice(2, -1)
  const encrypt = { type: 'leg.encrypt', keys, keyId, certificate, ...secret } as const
  node.voice.perform(encrypt)
  await until('it is encrypted', () => node.encrypted.length === 1)
  const [first] = node.encrypted
  expect(first?.outcome).toEqual({ text: expect.any(String) })
  const { text = '' } = (first?.outcome ?? {}) as { readonly text?: string }
  expect(await receiver.read(text)).toBe('4111')
  expect(JSON.stringify([node.reports, node.signals])).not.toContain('4111')

  node.voice.perform({ ...encrypt, certificate: 'nonsense' })
  await until('it has failed', () => node.encrypted.length === 2)
  expect(node.encrypted[1]?.outcome).toEqual({ problem: expect.not.stringContaining('4111') })

  node.voice.perform({ type: 'leg.endSecret', ...secret })
  expect(node.press('c1', '12')).toBe('12')
  node.voice.perform(encrypt)
  await Promise.resolve()
  expect(node.encrypted).toHaveLength(2)
})

/** A voice node whose SIP endpoint and media engine only listen, and end a call when told to. */
class TestNode {
  readonly clock = new VirtualClock()
  readonly sip: SipCommand[] = []
  readonly media: MediaCommand[] = []
  readonly reports: VoiceReport[] = []
  readonly signals: VoiceSignal[] = []
  readonly voice: VoiceNode

  constructor() {
    this.voice = new VoiceNode({
      clock: this.clock,
      media: {
        send: command => void this.media.push(command),
        onEvent: () => {},
        close: async () => {},
      },
      sounds: { make: async () => ({ type: 'silence', durationMs: 1 }) },
      recordings: { pathOf: id => id, keep: async id => id },
      mediaAddress: '192.0.2.1',
      browserAddresses: () => [],
      sip: command => this.#command(command),
      report: report => void this.reports.push(report),
      signal: signal => void this.signals.push(signal),
      newId: () => 'new',
      encrypt: (text, receiver) => encryptFor(receiver, text),
    })
  }

  get ends(): VoiceReport[] {
    return this.reports.filter(({ type }) => type === 'leg.ended')
  }

  get encrypted() {
    return this.reports.filter(({ type }) => type === 'leg.encrypted') as Extract<
      VoiceReport,
      { type: 'leg.encrypted' }
    >[]
  }

  /** Presses keys; answers what the centre is told of them. */
  press(callId: string, keys: string): string {
    const before = this.reports.length
    for (const digit of keys) this.voice.sipEvent({ type: 'call.digit', callId, digit })
    const told = this.reports.slice(before)
    return told.map(each => (each.type === 'leg.digit' ? each.digit : '')).join('')
  }

  /** As the real endpoint: a call that we end ends at once. */
  #command(command: SipCommand): void {
    this.sip.push(command)
    if (command.type === 'call.hangUp') {
      this.voice.sipEvent({ type: 'call.ended', callId: command.callId, by: 'local' })
    }
  }

  callIn(callId: string): void {
    this.voice.sipEvent({
      type: 'call.offered',
      callId,
      from: { user: '15557001' },
      to: { user: '15550100' },
      sdp: SDP,
      headers: {},
      caller: { type: 'trunk', trunkId: 't' },
    } as Parameters<VoiceNode['sipEvent']>[0])
    this.voice.mediaEvent({ type: 'rtp.opened', streamId: callId, port: 4000 })
    this.voice.perform({ type: 'leg.answer', node: 'n', legId: callId })
    this.voice.sipEvent({ type: 'call.confirmed', callId })
  }

  register(user: string): void {
    const target = { protocol: 'udp', host: '192.0.2.7', port: 5060 } as const
    const contact = { uri: `sip:${user}@192.0.2.7`, target }
    this.voice.sipEvent({
      type: 'registration.changed',
      user,
      contact,
    } as unknown as Parameters<VoiceNode['sipEvent']>[0])
  }

  dialDesk(legId: string, { opened = true } = {}): void {
    this.voice.perform({
      type: 'leg.dial',
      node: 'n',
      legId,
      to: { type: 'desk-phone', user: 'desk-1' },
      callerId: '+1',
      timeoutMs: 20_000,
    })
    if (opened) this.voice.mediaEvent({ type: 'rtp.opened', streamId: legId, port: 4002 })
  }

  dialAgent(legId: string, agentId: string): void {
    const to = { type: 'softphone', agentId } as const
    this.voice.perform({ type: 'leg.dial', node: 'n', legId, to, callerId: '+1', timeoutMs: 1 })
  }

  softphone(agentId: string, connectionId: string): void {
    this.voice.signal({ type: 'softphone.offer', agentId, connectionId, sdp: 'offer' })
    this.voice.mediaEvent({ type: 'webrtc.connected', streamId: connectionId })
  }
}
