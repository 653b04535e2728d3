// Row 25, SIP parsing: one whole message from its bytes, with Via, From, To, Contact and CSeq understood,
// beside the parser of the npm package `sip` on the same messages.
//   npx tsx bench/sip-parse.ts
import { createRequire } from 'node:module'
import { parseMessage } from '../src/protocol/sip/parse-message.ts'
import { type Contender, compare } from './support/compare.ts'
import { ownCpuSeconds } from './support/cpu-time.ts'

const ROUNDS = 60_000
const WORST_BYTES = 65_000
const WORST_REPEATS = 20

/** A call as it comes from a carrier behind a proxy, and a phone that registers. */
const messages: readonly Buffer[] = [
  [
    'INVITE sip:+15550100@198.51.100.7:5060 SIP/2.0',
    'Record-Route: <sip:203.0.113.10;lr;ftag=gK0a1b2c>',
    'Via: SIP/2.0/UDP 203.0.113.10:5060;branch=z9hG4bK7d2f.1a7c5b31.0;rport',
    'Via: SIP/2.0/UDP 203.0.113.44:5060;branch=z9hG4bK0aB5d6e7;rport=5060;received=203.0.113.44',
    'From: "Example Customer" <sip:+15551234567@203.0.113.44>;tag=gK0a1b2c',
    'To: <sip:+15550100@198.51.100.7>',
    'Call-ID: 1083461921_67108866@203.0.113.44',
    'CSeq: 23421 INVITE',
    'Max-Forwards: 68',
    'Contact: <sip:+15551234567@203.0.113.44:5060;transport=udp>',
    'Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE',
    'Supported: timer, 100rel',
    'Session-Expires: 1800',
    'P-Asserted-Identity: "Example Customer" <sip:+15551234567@203.0.113.44>',
    'User-Agent: Example SBC 9.2',
    'Content-Type: application/sdp',
    body([
      'v=0',
      'o=Example_UAC 19864 11264 IN IP4 203.0.113.44',
      's=SIP Media Capabilities',
      'c=IN IP4 203.0.113.45',
      't=0 0',
      'm=audio 17850 RTP/AVP 0 8 18 101',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=sendrecv',
    ]),
  ],
  [
    'SIP/2.0 180 Ringing',
    'Via: SIP/2.0/UDP 198.51.100.7:5060;rport=5060;branch=z9hG4bKa81f02c3d4e5f601',
    'From: <sip:+15550100@198.51.100.7>;tag=91b2c3d4e5f60718',
    'To: <sip:1001@192.0.2.31:5062>;tag=3f1c9a',
    'Call-ID: 5d2b7a1c9e8f40316b5a4c3d2e1f0a9b',
    'CSeq: 1 INVITE',
    'Contact: <sip:1001@192.0.2.31:5062>',
    'User-Agent: Desk phone 4.1',
    body([]),
  ],
  [
    'ACK sip:parley@198.51.100.7:5060 SIP/2.0',
    'Via: SIP/2.0/UDP 203.0.113.10:5060;branch=z9hG4bK7d2f.2b8d6c42.0;rport',
    'From: "Example Customer" <sip:+15551234567@203.0.113.44>;tag=gK0a1b2c',
    'To: <sip:+15550100@198.51.100.7>;tag=8c7d6e5f40312211',
    'Call-ID: 1083461921_67108866@203.0.113.44',
    'CSeq: 23421 ACK',
    'Max-Forwards: 69',
    body([]),
  ],
  [
    'REGISTER sip:198.51.100.7 SIP/2.0',
    'v: SIP/2.0/TCP 192.0.2.31:5062;branch=z9hG4bK-524287-1---f3a1;rport',
    'Max-Forwards: 70',
    'm: <sip:1001@192.0.2.31:5062;transport=tcp;ob>;+sip.instance="<urn:uuid:0a1b2c3d>";reg-id=1',
    't: "Desk" <sip:1001@198.51.100.7>',
    'f: "Desk" <sip:1001@198.51.100.7>;tag=1c2d3e4f',
    'i: 82fHtGbz91LkQw',
    'CSeq: 2 REGISTER',
    'Expires: 3600',
    'Authorization: Digest username="1001",realm="parley",nonce="m1.a9.0f1e",uri="sip:198.51.100.7",' +
      'response="2c3d4e5f60718293a4b5c6d7e8f90a1b",algorithm=MD5,qop=auth,nc=00000001,cnonce="9f8e7d"',
    body([]),
  ],
  [
    'BYE sip:parley@198.51.100.7:5060 SIP/2.0',
    'Via: SIP/2.0/UDP 203.0.113.10:5060;branch=z9hG4bK7d2f.3c9e7d53.0;rport',
    'From: "Example Customer" <sip:+15551234567@203.0.113.44>;tag=gK0a1b2c',
    'To: <sip:+15550100@198.51.100.7>;tag=8c7d6e5f40312211',
    'Call-ID: 1083461921_67108866@203.0.113.44',
    'CSeq: 23422 BYE',
    'Max-Forwards: 69',
    'Reason: Q.850;cause=16;text="Normal call clearing"',
    body([]),
  ],
].map(lines => Buffer.from(lines.join('\r\n'), 'latin1'))

/** The largest messages that can be, made to be slow: of one long list, of headers, of white space. */
const worst: readonly Buffer[] = [
  `${'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx'}${', SIP/2.0/UDP a;branch=b'.repeat(2600)}\r\n`,
  `Subject: ${'a\r\n '.repeat(15_000)}\r\n`,
  'a:\r\n'.repeat(900),
  `Contact: ${'"'.repeat(64_000)}\r\n`,
  `Contact: <sip:a@b>${';a'.repeat(32_000)}\r\n`,
  `From: ${'<'.repeat(64_000)}\r\n`,
  `${' '.repeat(64_000)}\r\n`,
].map(header => {
  const start = messages[4]?.toString('latin1').split('\r\n') ?? []
  const text = `${start[0]}\r\n${header}${start.slice(1).join('\r\n')}`
  return Buffer.from(text.slice(0, WORST_BYTES), 'latin1')
})

function body(lines: readonly string[]): string {
  const text = lines.map(line => `${line}\r\n`).join('')
  return `Content-Length: ${text.length}\r\n\r\n${text}`
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function contender(name: string, parse: (bytes: Buffer) => boolean): Contender {
  return {
    name,
    measure: async () => {
      let parsed = 0
      const seconds = await ownCpuSeconds(() => {
        for (let round = 0; round < ROUNDS; round++)
          for (const message of messages) if (parse(message)) parsed++
      })
      if (parsed !== ROUNDS * messages.length) throw new Error(`${name} refused a message`)
      return parsed / seconds
    },
  }
}

async function worstMilliseconds(): Promise<number> {
  let most = 0
  for (const message of worst) {
    const seconds = await ownCpuSeconds(() => {
      for (let at = 0; at < WORST_REPEATS; at++) parseMessage(message, latin1)
    })
    most = Math.max(most, (seconds / WORST_REPEATS) * 1000)
  }
  return most
}

// The package has no types, and this is all of it that is used.
const peer = createRequire(import.meta.url)('sip') as { parse(bytes: Buffer): object | undefined }

await compare({
  row: 25,
  title: 'SIP parse',
  unit: 'messages per CPU second',
  ours: contender('parseMessage', bytes => {
    const { type } = parseMessage(bytes, latin1)
    return type === 'request' || type === 'response'
  }),
  peer: contender('npm sip 0.0.6', bytes => peer.parse(bytes) !== undefined),
  floor: { ratio: 1.5 },
  goal: { ratio: 3 },
})

await compare({
  row: 25,
  title: `SIP parse, worst message of ${WORST_BYTES / 1000} KB`,
  unit: 'CPU ms',
  better: 'less',
  ours: { name: 'parseMessage', measure: worstMilliseconds },
  goal: { figure: 5 },
})
