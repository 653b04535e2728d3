// Two parties of SIP on a network of the test's own, and a call between them.

import type { Address } from '../../src/protocol/sip/sip-port.ts'
import { FakeNetwork, type NetworkFaults } from './fake-network.ts'
import { RawSipPeer, toTagOf } from './raw-sip-peer.ts'
import { SipParty } from './sip-party.ts'

export const OFFER = 'v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n'
export const ANSWER = 'v=0\r\no=- 2 1 IN IP4 10.0.0.2\r\ns=-\r\nt=0 0\r\nm=audio 5000 RTP/AVP 0\r\n'
export const HELD =
  'v=0\r\no=- 1 2 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\na=sendonly\r\n'

export function parties(faults: NetworkFaults = {}, transport: Address['transport'] = 'udp') {
  const network = new FakeNetwork(faults)
  const ann = new SipParty(network, { host: '192.0.2.1', transport })
  const bob = new SipParty(network, { host: '192.0.2.2', transport })
  return { network, ann, bob }
}

export function dial(ann: SipParty, bob: SipParty, callId = 'c1'): void {
  const suffix = bob.address.transport === 'udp' ? '' : `;transport=${bob.address.transport}`
  ann.command({
    type: 'call.dial',
    callId,
    from: { user: '+15550100', displayName: 'Zoë "Z"' },
    to: `sip:sales@${bob.address.host}${suffix}`,
    sdp: OFFER,
  })
}

export function connected(faults: NetworkFaults = {}, transport: Address['transport'] = 'udp') {
  const all = parties(faults, transport)
  dial(all.ann, all.bob)
  all.network.run(2000)
  const { callId } = all.bob.last('call.offered')
  all.bob.command({ type: 'call.answer', callId, sdp: ANSWER })
  all.network.run(2000)
  return { ...all, bobsCall: callId }
}

export function dialRaw(ann: SipParty, raw: RawSipPeer): void {
  const to = `sip:raw@${raw.address.host}`
  ann.command({ type: 'call.dial', callId: 'c1', from: { user: 'ann' }, to, sdp: OFFER })
}

/** A call from a scripted peer, ringing or answered. */
export function rawCall(
  stage: 'ringing' | 'answered' | 'refused' = 'ringing',
  headers: readonly string[] = [],
  body = OFFER,
) {
  const network = new FakeNetwork()
  const ann = new SipParty(network, { host: '192.0.2.1' })
  const raw = new RawSipPeer(network, '192.0.2.3', ann.address)
  raw.ask('INVITE', { headers, ...(body === '' ? {} : { body }) })
  /** The tag that we gave the call, once it has been said. */
  const tag = (): string => toTagOf(raw.heard.find(each => toTagOf(each) !== '') ?? '')
  if (stage === 'answered') {
    ann.command({ type: 'call.answer', callId: ann.last('call.offered').callId, sdp: ANSWER })
    network.run(20)
    raw.ask('ACK', { toTag: tag() })
  }
  return { network, ann, raw, tag }
}
