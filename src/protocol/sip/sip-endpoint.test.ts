import { describe, expect, test } from 'vitest'
import { FakeNetwork, type NetworkFaults } from '../../../test/support/fake-network.ts'
import { SipParty } from '../../../test/support/sip-party.ts'
import type { Address } from './sip-port.ts'

const OFFER = 'v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n'
const ANSWER = 'v=0\r\no=- 2 1 IN IP4 10.0.0.2\r\ns=-\r\nt=0 0\r\nm=audio 5000 RTP/AVP 0\r\n'
const HELD =
  'v=0\r\no=- 1 2 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\na=sendonly\r\n'

function parties(faults: NetworkFaults = {}, transport: Address['transport'] = 'udp') {
  const network = new FakeNetwork(faults)
  const ann = new SipParty(network, { host: '192.0.2.1', transport })
  const bob = new SipParty(network, { host: '192.0.2.2', transport })
  return { network, ann, bob }
}

function dial(ann: SipParty, bob: SipParty, callId = 'c1'): void {
  const suffix = bob.address.transport === 'udp' ? '' : `;transport=${bob.address.transport}`
  ann.command({
    type: 'call.dial',
    callId,
    from: { user: '+15550100', displayName: 'Zoë "Z"' },
    to: `sip:sales@${bob.address.host}${suffix}`,
    sdp: OFFER,
  })
}

function connected(faults: NetworkFaults = {}, transport: Address['transport'] = 'udp') {
  const all = parties(faults, transport)
  dial(all.ann, all.bob)
  all.network.run(2000)
  const { callId } = all.bob.last('call.offered')
  all.bob.command({ type: 'call.answer', callId, sdp: ANSWER })
  all.network.run(2000)
  return { ...all, bobsCall: callId }
}

describe.each(['udp', 'tcp'] as const)('a call over %s', transport => {
  test('rings, is answered, talks and is hung up by the caller', () => {
    const { network, ann, bob } = parties({}, transport)
    dial(ann, bob)
    network.run(50)
    const offered = bob.last('call.offered')
    expect(offered).toMatchObject({
      from: { user: '+15550100', host: '192.0.2.1', displayName: 'Zoë "Z"' },
      to: { user: 'sales', host: '192.0.2.2' },
      caller: { type: 'trunk', trunkId: 'carrier' },
      sdp: OFFER,
    })
    bob.command({ type: 'call.progress', callId: offered.callId, status: 180 })
    network.run(50)
    expect(ann.last('call.progressed')).toMatchObject({ callId: 'c1', status: 180 })
    bob.command({ type: 'call.answer', callId: offered.callId, sdp: ANSWER })
    network.run(50)
    expect(ann.last('call.answered')).toEqual({ type: 'call.answered', callId: 'c1', sdp: ANSWER })
    expect(bob.last('call.confirmed')).toEqual({ type: 'call.confirmed', callId: offered.callId })
    ann.command({ type: 'call.hangUp', callId: 'c1' })
    network.run(50)
    expect(ann.last('call.ended')).toMatchObject({ by: 'local' })
    expect(bob.last('call.ended')).toMatchObject({ by: 'remote' })
    network.run(60_000)
    for (const party of [ann, bob])
      expect(party.endpoint.counters()).toMatchObject({ calls: 0, dialogs: 0, transactions: 0 })
    expect(ann.nextDeadline()).toBeUndefined()
  })

  test('is put on hold and taken back', () => {
    const { network, ann, bob, bobsCall } = connected({}, transport)
    ann.command({ type: 'call.reoffer', callId: 'c1', sdp: HELD })
    network.run(100)
    expect(bob.last('call.reoffered')).toMatchObject({ callId: bobsCall, sdp: HELD })
    bob.command({ type: 'call.reanswer', callId: bobsCall, sdp: ANSWER })
    network.run(100)
    expect(ann.last('call.reanswered')).toMatchObject({ callId: 'c1', sdp: ANSWER })
  })
})
