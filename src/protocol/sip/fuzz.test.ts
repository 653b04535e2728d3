// Whatever comes, the endpoint answers or drops it: it never throws, and it never grows without bound.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FakeNetwork } from '../../../test/support/fake-network.ts'
import { SipParty } from '../../../test/support/sip-party.ts'
import { decodeUtf8, encodeUtf8, fromByteString, toByteString } from './byte-string.ts'
import { parseMessage } from './parse-message.ts'
import { TimerQueue } from './timer-queue.ts'

const INVITE = [
  'INVITE sip:+15550100;x=y@192.0.2.1:5060;transport=udp SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.3:5060;branch=z9hG4bKfuzz;rport, SIP/2.0/TCP [2001:db8::1];branch=z9hG4bKb',
  'From: "A \\"B\\"" <sip:ann@example.com;p=1?h=2>;tag=a1',
  'To: <sip:+15550100@192.0.2.1>',
  'Call-ID: fuzz@192.0.2.3',
  'CSeq: 7 INVITE',
  'Contact: <sip:ann@192.0.2.3>;q=0.5',
  'Max-Forwards: 70',
  'Record-Route: <sip:192.0.2.9;lr>',
  'Require: 100rel',
  'Session-Expires: 1800;refresher=uac',
  'Supported: timer,',
  ' 100rel',
  'Authorization: Digest username="1001", realm="parley", nonce="x", response="y"',
  'Content-Type: multipart/mixed; boundary="b"',
  'Content-Length: 100',
  '',
  '--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b--\r\n',
].join('\r\n')

interface Edit {
  readonly at: number
  readonly removed: number
  readonly inserted: string
}

const edits = fc.array(
  fc.record({
    at: fc.nat(INVITE.length),
    removed: fc.nat(30),
    inserted: fc.oneof(
      fc.constantFrom(
        '',
        '"',
        '<',
        '>',
        ';',
        ',',
        '\r\n',
        '\r\n ',
        ':',
        '=',
        '\\',
        '[',
        ']',
        '%',
        '\0',
      ),
      fc.string({ maxLength: 8 }),
      fc.nat().map(String),
    ),
  }),
  { minLength: 1, maxLength: 4 },
)

function edited(text: string, changes: readonly Edit[]): string {
  return changes.reduce(
    (so, { at, removed, inserted }) =>
      so.slice(0, at) + encodeUtf8(inserted) + so.slice(at + removed),
    text,
  )
}

test('a message changed anywhere is answered or dropped, over UDP and on a stream', () => {
  fc.assert(
    fc.property(edits, fc.constantFrom('udp' as const, 'tcp' as const), (changes, transport) => {
      const network = new FakeNetwork()
      const ours = new SipParty(network, { host: '192.0.2.1', transport })
      const from = { transport, host: '192.0.2.3', port: 5060 }
      ours.receive(fromByteString(edited(INVITE, changes)), from, network.now)
      ours.lose(ours)
      for (const { callId } of ours.eventsOf('call.offered')) {
        ours.command({ type: 'call.answer', callId, sdp: 'v=0\r\n' })
        ours.command({ type: 'call.hangUp', callId })
      }
      network.run(200_000)
      expect(ours.endpoint.counters()).toMatchObject({ calls: 0, dialogs: 0, transactions: 0 })
    }),
    { seed: 7, numRuns: 1500 },
  )
})

test('bytes that mean nothing do nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      expect(['garbage', 'refused']).toContain(parseMessage(bytes).type)
    }),
    { seed: 7, numRuns: 1000 },
  )
})

test('text survives the way to bytes and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(decodeUtf8(toByteString(fromByteString(encodeUtf8(text))))).toBe(text)
    }),
    { seed: 7 },
  )
  expect(encodeUtf8('Zoë €😀')).toBe(Buffer.from('Zoë €😀').toString('latin1'))
  expect(decodeUtf8('\xff\xc0\x80 ok \xe2\x82')).toBe(
    `${'\ufffd'.repeat(3)} ok ${'\ufffd'.repeat(2)}`,
  )
})

test('timers run in the order of their time, and cancelled ones not at all', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1000), fc.boolean())), plan => {
      const queue = new TimerQueue()
      const ran: number[] = []
      const timers = plan.map(([at]) => queue.set(at, () => ran.push(at)))
      plan.forEach(([, isCancelled], at) => {
        if (isCancelled) queue.cancel(timers[at])
      })
      const expected = plan
        .flatMap(([at, isCancelled]) => (isCancelled ? [] : [at]))
        .sort((a, b) => a - b)
      expect(queue.nextDeadline()).toBe(expected[0])
      queue.advance(500)
      expect(ran).toEqual(expected.filter(at => at <= 500))
      queue.advance(1000)
      expect(ran).toEqual(expected)
    }),
    { seed: 7, numRuns: 300 },
  )
})
