import { describe, expect, test } from 'vitest'
import { FakeNetwork } from '../../../test/support/fake-network.ts'
import { headerOf, RawSipPeer } from '../../../test/support/raw-sip-peer.ts'
import {
  ANSWER,
  connected,
  dial,
  dialRaw,
  HELD,
  OFFER,
  parties,
  rawCall,
} from '../../../test/support/sip-call.ts'
import { SipParty } from '../../../test/support/sip-party.ts'
import { seconds } from '../../core/instant.ts'

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

function expectNothingLeft(...all: SipParty[]): void {
  for (const party of all) {
    expect(party.endpoint.counters()).toMatchObject({ calls: 0, dialogs: 0, transactions: 0 })
    expect(party.nextDeadline()).toBeUndefined()
  }
}

describe('a call that does not come about', () => {
  test('is given up after 32 s when nobody is there, having asked seven times', () => {
    const network = new FakeNetwork()
    const ann = new SipParty(network, { host: '192.0.2.1' })
    const nobody = new RawSipPeer(network, '192.0.2.3', ann.address)
    dialRaw(ann, nobody)
    network.run(seconds(31))
    expect(ann.eventsOf('call.ended')).toEqual([])
    network.run(seconds(2))
    expect(ann.last('call.ended')).toMatchObject({ by: 'network', status: 408 })
    expect(nobody.count('INVITE')).toBe(7)
    expectNothingLeft(ann)
  })

  test('is refused with the status that the callee gives', () => {
    const { network, ann, bob } = parties()
    dial(ann, bob)
    network.run(50)
    const { callId } = bob.last('call.offered')
    bob.command({ type: 'call.reject', callId, status: 486 })
    network.run(50)
    expect(ann.last('call.ended')).toMatchObject({ by: 'remote', status: 486, reason: 'Busy Here' })
    expect(bob.last('call.ended')).toMatchObject({ by: 'local', status: 486 })
    network.run(seconds(40))
    expectNothingLeft(ann, bob)
  })

  test('is cancelled when the caller hangs up while it rings', () => {
    const { network, ann, bob } = parties()
    dial(ann, bob)
    network.run(200)
    ann.command({ type: 'call.hangUp', callId: 'c1', reason: 'Call completed elsewhere' })
    network.run(50)
    expect(ann.last('call.ended')).toMatchObject({ by: 'local' })
    expect(bob.last('call.ended')).toMatchObject({ by: 'remote', status: 487 })
    network.run(seconds(40))
    expectNothingLeft(ann, bob)
  })

  test('gets 100 only when it is not answered soon, and at once when it asks again', () => {
    const patient = rawCall()
    const trying = (raw: RawSipPeer) => raw.heard.filter(each => each.startsWith('SIP/2.0 100 '))
    patient.network.run(100)
    expect(trying(patient.raw)).toEqual([])
    patient.network.run(100)
    expect(trying(patient.raw)).toHaveLength(1)
    const hasty = rawCall()
    hasty.raw.ask('INVITE', { body: OFFER })
    expect(trying(hasty.raw)).toHaveLength(1)
    const quick = rawCall('answered')
    quick.network.run(500)
    expect(trying(quick.raw)).toEqual([])
  })

  test('is hung up at once when the answer crosses the cancellation', () => {
    const { network, ann, bob } = parties()
    dial(ann, bob)
    network.run(50)
    const { callId } = bob.last('call.offered')
    bob.command({ type: 'call.answer', callId, sdp: ANSWER })
    ann.command({ type: 'call.hangUp', callId: 'c1' })
    network.run(200)
    expect(ann.eventsOf('call.answered')).toEqual([])
    expect(bob.last('call.ended')).toMatchObject({ by: 'remote' })
    network.run(seconds(40))
    expectNothingLeft(ann, bob)
  })

  test('fails at once when its connection breaks', () => {
    const { network, ann, bob } = parties({ delay: [500, 500] }, 'tcp')
    dial(ann, bob)
    ann.lose(bob)
    expect(ann.last('call.ended')).toMatchObject({ by: 'network', status: 503 })
    network.run(seconds(1))
    expect(ann.eventsOf('call.ended')).toHaveLength(1)
  })

  test('to something that is no SIP address ends with 416', () => {
    const { ann } = parties()
    const from = { user: 'x' }
    ann.command({ type: 'call.dial', callId: 'c9', from, to: 'mailto:bob@example.com', sdp: OFFER })
    expect(ann.last('call.ended')).toMatchObject({ callId: 'c9', by: 'local', status: 416 })
  })
})

describe('on a network that loses, doubles and disorders', () => {
  test.each(Array.from({ length: 40 }, (_, at) => at + 1))(
    'a call comes to its end (seed %i)',
    seed => {
      const all = parties({ seed, loss: 0.15, duplication: 0.1, delay: [1, 400] })
      const { network, ann, bob } = all
      bob.onEvent = event => {
        if (event.type === 'call.offered') {
          bob.command({ type: 'call.progress', callId: event.callId, status: 180 })
          bob.command({ type: 'call.answer', callId: event.callId, sdp: ANSWER })
        }
        if (event.type === 'call.reoffered')
          bob.command({ type: 'call.reanswer', callId: event.callId, sdp: ANSWER })
      }
      dial(ann, bob)
      network.run(seconds(20))
      ann.command({ type: 'call.reoffer', callId: 'c1', sdp: HELD })
      network.run(seconds(20))
      expect(ann.eventsOf('call.answered')).toHaveLength(1)
      expect(ann.eventsOf('call.reanswered')).toEqual([
        { type: 'call.reanswered', callId: 'c1', sdp: ANSWER },
      ])
      expect(bob.eventsOf('call.confirmed')).toHaveLength(1)
      ann.command({ type: 'call.hangUp', callId: 'c1' })
      network.run(seconds(90))
      expect(ann.eventsOf('call.ended')).toHaveLength(1)
      expect(bob.eventsOf('call.ended')).toMatchObject([{ by: 'remote' }])
      expectNothingLeft(ann, bob)
    },
  )

  test('both may put on hold at the same moment, and both get their answer', () => {
    const { network, ann, bob, bobsCall } = connected()
    ann.onEvent = event => {
      if (event.type === 'call.reoffered')
        ann.command({ type: 'call.reanswer', callId: event.callId, sdp: ANSWER })
    }
    bob.onEvent = event => {
      if (event.type === 'call.reoffered')
        bob.command({ type: 'call.reanswer', callId: event.callId, sdp: ANSWER })
    }
    ann.command({ type: 'call.reoffer', callId: 'c1', sdp: HELD })
    bob.command({ type: 'call.reoffer', callId: bobsCall, sdp: HELD })
    network.run(seconds(10))
    expect(ann.last('call.reanswered').sdp).toBe(ANSWER)
    expect(bob.last('call.reanswered').sdp).toBe(ANSWER)
  })
})

describe('an answered call', () => {
  test('is hung up when its ACK never comes', () => {
    const { network, ann, raw, tag } = rawCall()
    ann.command({ type: 'call.answer', callId: ann.last('call.offered').callId, sdp: ANSWER })
    network.run(seconds(31))
    expect(raw.count('SIP/2.0 200')).toBe(10)
    network.run(seconds(2))
    expect(ann.last('call.ended')).toMatchObject({ by: 'network', reason: 'no ACK' })
    expect(raw.last('BYE')).toContain(`tag=${tag()}`)
  })

  test('that is hung up before its ACK says BYE only after it', () => {
    const { network, ann, raw, tag } = rawCall()
    const { callId } = ann.last('call.offered')
    ann.command({ type: 'call.answer', callId, sdp: ANSWER })
    ann.command({ type: 'call.hangUp', callId })
    network.run(100)
    expect(raw.count('BYE')).toBe(0)
    raw.ask('ACK', { toTag: tag() })
    network.run(100)
    expect(raw.count('BYE')).toBe(1)
    expect(ann.last('call.ended')).toMatchObject({ by: 'local' })
  })

  test('reports digits that come in INFO, and answers OPTIONS', () => {
    const { ann, raw, tag } = rawCall('answered')
    const body = 'Signal=#\r\nDuration=160\r\n'
    raw.ask('INFO', { cseq: 2, toTag: tag(), type: 'application/dtmf-relay', body })
    raw.ask('INFO', { cseq: 3, toTag: tag(), type: 'application/dtmf', body: '5' })
    expect(ann.eventsOf('call.digit').map(({ digit }) => digit)).toEqual(['#', '5'])
    raw.ask('INFO', { cseq: 4, toTag: tag(), type: 'text/plain', body: 'hello' })
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 415 /)
    raw.ask('OPTIONS', { cseq: 5, toTag: tag() })
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 200 /)
  })

  test('of another tag is no call of ours', () => {
    const { raw } = rawCall('answered')
    raw.ask('BYE', { cseq: 2, toTag: 'wrong' })
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 481 /)
    raw.ask('BYE', { cseq: 3, toTag: 'wrong', fromTag: 'other' })
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 481 /)
  })

  test('goes back through the proxies it came by', () => {
    const headers = ['Record-Route: <sip:192.0.2.9;lr>, <sip:192.0.2.8;lr>']
    const { network, ann, raw, tag } = rawCall('answered', headers)
    const proxy = new RawSipPeer(network, '192.0.2.9', ann.address)
    expect(raw.last('SIP/2.0 200')).toContain(
      'Record-Route: <sip:192.0.2.9;lr>, <sip:192.0.2.8;lr>',
    )
    ann.command({ type: 'call.hangUp', callId: ann.last('call.offered').callId })
    network.run(100)
    const bye = proxy.last('BYE sip:raw@192.0.2.3:5060')
    expect(bye).toContain('Route: <sip:192.0.2.9;lr>\r\nRoute: <sip:192.0.2.8;lr>\r\n')
    expect(headerOf(bye, 'From')).toContain(tag())
  })

  test('whose INVITE had no offer brings the answer in its ACK', () => {
    const { network, ann, raw, tag } = rawCall('ringing', [], '')
    const { callId, sdp } = ann.last('call.offered')
    expect(sdp).toBeUndefined()
    ann.command({ type: 'call.answer', callId, sdp: OFFER })
    network.run(50)
    raw.ask('ACK', { toTag: tag(), body: ANSWER })
    expect(ann.last('call.confirmed')).toMatchObject({ sdp: ANSWER })
  })

  test('changes its audio by UPDATE as well', () => {
    const { network, ann, raw, tag } = rawCall('answered')
    raw.ask('UPDATE', { cseq: 2, toTag: tag(), body: HELD })
    const { callId, sdp } = ann.last('call.reoffered')
    expect(sdp).toBe(HELD)
    ann.command({ type: 'call.reanswer', callId, sdp: ANSWER })
    network.run(20)
    expect(raw.last('SIP/2.0 200')).toContain('CSeq: 2 UPDATE')
    raw.ask('UPDATE', { cseq: 3, toTag: tag(), body: HELD })
    ann.command({ type: 'call.reanswer', callId })
    network.run(20)
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 488 /)
  })
})

describe('a session timer', () => {
  test('that the caller does not keep ends the call', () => {
    const { network, ann, raw } = rawCall('answered', [
      'Session-Expires: 90;refresher=uac',
      'Supported: timer',
    ])
    expect(raw.last('SIP/2.0 200')).toContain('Session-Expires: 90;refresher=uac')
    expect(raw.last('SIP/2.0 200')).toContain('Require: timer')
    network.run(seconds(59))
    expect(ann.eventsOf('call.ended')).toEqual([])
    network.run(seconds(3))
    expect(ann.last('call.ended')).toMatchObject({ by: 'network', reason: 'session expired' })
  })

  test('that is ours to keep is kept with UPDATE at half time', () => {
    const headers = [
      'Session-Expires: 100;refresher=uas',
      'Supported: timer',
      'Allow: INVITE, UPDATE',
    ]
    const { network, ann, raw } = rawCall('answered', headers)
    network.run(seconds(50) + 100)
    const update = raw.last('UPDATE')
    expect(headerOf(update, 'Session-Expires')).toBe('100;refresher=uac')
    raw.answer(update, '200 OK', { headers: ['Session-Expires: 100;refresher=uac'] })
    network.run(seconds(50) + 100)
    expect(raw.count('UPDATE')).toBe(2)
    expect(ann.eventsOf('call.ended')).toEqual([])
  })

  test('of too short a time is refused with 422', () => {
    const { raw } = rawCall('refused', ['Session-Expires: 30', 'Supported: timer'])
    expect(headerOf(raw.last('SIP/2.0 422'), 'Min-SE')).toBe('90')
  })
})

describe('a reliable provisional answer', () => {
  test('is acknowledged between two of us, and carries early audio', () => {
    const { network, ann, bob } = parties({ loss: 0.3, seed: 5, delay: [1, 50] })
    dial(ann, bob)
    network.run(seconds(10))
    const { callId } = bob.last('call.offered')
    bob.command({ type: 'call.progress', callId, status: 183, sdp: ANSWER })
    bob.command({ type: 'call.answer', callId, sdp: ANSWER })
    network.run(seconds(30))
    expect(ann.eventsOf('call.progressed')).toMatchObject([{ status: 183, sdp: ANSWER }])
    expect(ann.last('call.answered').sdp).toBe(ANSWER)
    expect(bob.eventsOf('call.confirmed')).toHaveLength(1)
  })

  test('is repeated until PRACK, and the answer waits for it', () => {
    const { network, ann, raw, tag } = rawCall('ringing', ['Require: 100rel'])
    const { callId } = ann.last('call.offered')
    ann.command({ type: 'call.progress', callId, status: 183, sdp: ANSWER })
    ann.command({ type: 'call.answer', callId, sdp: ANSWER })
    network.run(1600)
    expect(raw.count('SIP/2.0 183')).toBe(3)
    expect(raw.count('SIP/2.0 200')).toBe(0)
    const rseq = headerOf(raw.last('SIP/2.0 183'), 'RSeq')
    raw.ask('PRACK', { cseq: 2, toTag: tag(), headers: [`RAck: ${rseq} 1 INVITE`] })
    network.run(100)
    expect(raw.last('SIP/2.0 200')).toContain('CSeq: 1 INVITE')
    raw.ask('PRACK', { cseq: 3, toTag: tag(), headers: [`RAck: ${rseq} 1 INVITE`] })
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 481 /)
  })
})

describe('a call that forks', () => {
  test('belongs to the first who answers; the second is hung up', () => {
    const network = new FakeNetwork()
    const ann = new SipParty(network, { host: '192.0.2.1' })
    const raw = new RawSipPeer(network, '192.0.2.3', ann.address)
    dialRaw(ann, raw)
    network.run(20)
    const invite = raw.last('INVITE')
    raw.answer(invite, '180 Ringing', { tag: 'one' })
    raw.answer(invite, '180 Ringing', { tag: 'two' })
    raw.answer(invite, '200 OK', { tag: 'two', body: ANSWER })
    raw.answer(invite, '200 OK', { tag: 'one', body: ANSWER })
    raw.answer(invite, '180 Ringing', { tag: 'two' })
    expect(ann.eventsOf('call.answered')).toHaveLength(1)
    expect(ann.eventsOf('call.progressed')).toHaveLength(2)
    expect(headerOf(raw.last('BYE'), 'To')).toContain('tag=one')
    expect(raw.count('ACK')).toBe(2)
    raw.answer(invite, '200 OK', { tag: 'two', body: ANSWER })
    expect(raw.count('ACK')).toBe(3)
    expect(ann.eventsOf('call.ended')).toEqual([])
  })

  test('acknowledges answers that come when it is over, and hangs up on another phone', () => {
    const network = new FakeNetwork()
    const ann = new SipParty(network, { host: '192.0.2.1' })
    const raw = new RawSipPeer(network, '192.0.2.3', ann.address)
    dialRaw(ann, raw)
    network.run(20)
    const invite = raw.last('INVITE')
    raw.answer(invite, '200 OK', { tag: 'one', body: ANSWER })
    const ack = raw.last('ACK')
    ann.command({ type: 'call.hangUp', callId: ann.last('call.answered').callId })
    network.run(20)
    raw.answer(raw.last('BYE'), '200 OK')
    raw.answer(invite, '200 OK', { tag: 'one', body: ANSWER })
    expect(raw.count('ACK')).toBe(2)
    expect(raw.last('ACK')).toBe(ack)
    expect(raw.count('BYE')).toBe(1)
    for (let times = 0; times < 2; times++) {
      raw.answer(invite, '200 OK', { tag: 'two', body: ANSWER })
    }
    expect(raw.count('ACK')).toBe(4)
    expect(headerOf(raw.last('ACK'), 'To')).toContain('tag=two')
    expect(raw.count('BYE')).toBe(2)
    expect(headerOf(raw.last('BYE'), 'To')).toContain('tag=two')
    expect(ann.eventsOf('call.ended')).toHaveLength(1)
    network.run(seconds(70))
    expectNothingLeft(ann)
  })
})

describe('a request out of the blue', () => {
  test('that came by two ways is served once', () => {
    const { ann, raw } = rawCall()
    raw.ask('INVITE', { branch: 'z9hG4bKother', body: OFFER })
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 482 /)
    expect(ann.eventsOf('call.offered')).toHaveLength(1)
  })

  test('is answered where it came from, and told so', () => {
    const { raw } = rawCall()
    raw.say([
      'OPTIONS sip:192.0.2.1 SIP/2.0',
      'Via: SIP/2.0/UDP 10.1.1.1:9;branch=z9hG4bKnat;rport',
      'From: <sip:a@b>;tag=1',
      'To: <sip:c@d>',
      'Call-ID: nat',
      'CSeq: 1 OPTIONS',
    ])
    expect(headerOf(raw.last('SIP/2.0 200'), 'Via')).toBe(
      'SIP/2.0/UDP 10.1.1.1:9;branch=z9hG4bKnat;rport=5060;received=192.0.2.3',
    )
  })

  test.each([
    ['BYE', 481],
    ['CANCEL', 481],
    ['SUBSCRIBE', 405],
    ['FLY', 501],
  ])('%s gets %i', (method, status) => {
    const { raw } = rawCall()
    raw.ask(method, { callId: 'unknown' })
    expect(raw.last('SIP/2.0')).toMatch(new RegExp(`^SIP/2.0 ${status} `))
  })

  test('a host whose calls are never acknowledged leaves room for those of others', () => {
    const network = new FakeNetwork()
    const ann = new SipParty(network, { host: '192.0.2.1', limits: { unsettledPerHostMax: 20 } })
    const flood = new RawSipPeer(network, '192.0.2.66', ann.address)
    for (let i = 0; i < 100; i++) flood.ask('INVITE', { callId: `flood-${i}`, body: OFFER })
    expect(flood.count('SIP/2.0 503')).toBe(80)
    const bob = new SipParty(network, { host: '192.0.2.2' })
    dial(bob, ann)
    network.run(50)
    expect(ann.last('call.offered').source.host).toBe('192.0.2.2')
    // Once they have come to nothing it may call again.
    for (const event of [...ann.events])
      if (event.type === 'call.offered')
        ann.command({ type: 'call.reject', callId: event.callId, status: 480 })
    flood.ask('INVITE', { callId: 'again', body: OFFER })
    expect(ann.last('call.offered').source.host).toBe('192.0.2.66')
  })

  test('when we are late a part gets 503, calls that are there go on, and later all come in again', () => {
    const { network, ann, raw, tag } = rawCall('answered')
    for (let tenth = 0; tenth < 10; tenth++) ann.endpoint.noteLateness(1000)
    // A few are let in whatever happens.
    for (let few = 0; few < 5; few++) raw.ask('INVITE', { callId: `few-${few}`, body: OFFER })
    expect(raw.count('SIP/2.0 503')).toBe(0)
    raw.ask('INVITE', { callId: 'late', body: OFFER })
    const refusal = raw.last('SIP/2.0')
    expect(refusal).toMatch(/^SIP\/2.0 503 /)
    expect(Number(headerOf(refusal, 'Retry-After'))).toBeGreaterThan(0)
    raw.ask('BYE', { cseq: 2, toTag: tag() })
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 200 /)
    for (let tenth = 0; tenth < 30; tenth++) ann.endpoint.noteLateness(0)
    raw.ask('INVITE', { callId: 'early', body: OFFER })
    network.run(200)
    expect(ann.eventsOf('call.offered')).toHaveLength(7)
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 100 /)
  })

  test('beyond what we can hold gets 503 and leaves nothing', () => {
    const network = new FakeNetwork()
    const ann = new SipParty(network, { host: '192.0.2.1', limits: { callsMax: 20 } })
    const raw = new RawSipPeer(network, '192.0.2.3', ann.address)
    for (let at = 0; at < 100; at++) raw.ask('INVITE', { callId: `flood-${at}`, body: OFFER })
    expect(ann.eventsOf('call.offered')).toHaveLength(20)
    expect(raw.count('SIP/2.0 503')).toBe(80)
    expect(Number(headerOf(raw.last('SIP/2.0 503'), 'Retry-After'))).toBeGreaterThan(0)
    expect(ann.endpoint.counters()).toMatchObject({ calls: 20, 'requests.refused.overload': 80 })
  })
})
