// RFC 4475 and RFC 5118: what each message must bring about, at the parser, over UDP, and over a stream
// cut anywhere. The messages themselves are not part of the project.
import { describe, expect, test } from 'vitest'
import { nodeHash } from '../../../test/support/sip-party.ts'
import {
  filesOf,
  hasCorpus,
  readTorture as read,
  TORTURE_MESSAGES,
} from '../../../test/support/torture-messages.ts'
import { Chance } from '../../core/chance.ts'
import { DigestClient } from './digest.ts'
import { HeaderList } from './header-list.ts'
import type { SipRequest } from './message.ts'
import { type Parsed, parseMessage } from './parse-message.ts'
import { SipEndpoint } from './sip-endpoint.ts'
import { createSipPolicy, sipAccount } from './sip-policy.ts'
import type { Address, SipOutput } from './sip-port.ts'
import { parseSipUri } from './sip-uri.ts'

const ALL = TORTURE_MESSAGES
if (!hasCorpus) console.log('skipped: no corpus')

const UDP: Address = { transport: 'udp', host: '192.0.2.99', port: 5060 }
const TCP: Address = { transport: 'tcp', host: '192.0.2.99', port: 40_000 }
const USERS = ['null-\0-null', 'j.user', 'user', 'watson', 'caller']

function endpoint(): SipEndpoint {
  const chance = new Chance([1, 2, 3, 4])
  const accounts = USERS.map(user => {
    const who = { username: user, realm: 'parley', password: 'pw' }
    return [user, sipAccount(nodeHash, { type: 'phone', user }, who)] as const
  })
  return new SipEndpoint({
    localAddresses: { udp: { host: '192.0.2.1', port: 5060 } },
    userAgent: 'Parley',
    random: () => chance.next(),
    hash: nodeHash,
    policy: createSipPolicy({
      realm: 'parley',
      trunks: [{ trunkId: 'carrier', addresses: ['192.0.2.99'] }],
      accounts: new Map(accounts),
    }),
  })
}

function responses(outputs: readonly SipOutput[]): string[] {
  return outputs.flatMap(output =>
    output.type === 'send' ? [Buffer.from(output.bytes).toString('latin1')] : [],
  )
}

function statuses(outputs: readonly SipOutput[]): number[] {
  return responses(outputs).map(text => Number(text.slice(8, 11)))
}

/** What anybody could notice, without what chance decides. */
function noticed(outputs: readonly SipOutput[]): string[] {
  return outputs.map(output =>
    output.type === 'send' ? (responses([output])[0] ?? '') : output.type,
  )
}

describe.skipIf(!hasCorpus)('of the torture messages', () => {
  test('none is forgotten', () => {
    for (const folder of ['rfc4475', 'rfc5118']) {
      const ours = ALL.filter(each => each.folder === folder).map(({ file }) => file)
      expect(new Set(ours)).toEqual(new Set(filesOf(folder)))
    }
  })

  test.each(ALL)('$folder/$file is parsed, refused or dropped', ({ folder, file, status }) => {
    const parsed = parseMessage(read(folder, file))
    if (parsed.type === 'refused') expect(parsed.status).toBe(status)
    else if (parsed.type !== 'request') expect(status).toBe('none')
    else expect([400, 505, 'none']).not.toContain(status)
  })

  test.each(ALL)('$folder/$file over UDP gets $status', ({ folder, file, status }) => {
    const ours = endpoint()
    // RFC 3261 §17.2.1: 100 may take 200 ms.
    const outputs = [...ours.receive(read(folder, file), UDP, 0), ...ours.advance(200)]
    expect(statuses(outputs)).toEqual(status === 'none' ? [] : [status])
    const offered = outputs.filter(output => output.type === 'event')
    expect(offered).toHaveLength(status === 100 ? 1 : 0)
    // Nothing is left behind but the call that is being offered.
    expect(ours.counters().calls).toBe(status === 100 ? 1 : 0)
    if (status !== 100) expect(ours.nextDeadline()).toBeUndefined()
  })

  test.each(ALL)('$folder/$file over TCP is the same wherever it is cut', ({ folder, file }) => {
    const bytes = read(folder, file)
    const whole = noticed(endpoint().receive(bytes, TCP, 0))
    const step = bytes.length > 1500 ? 7 : 1
    for (let cut = 1; cut < bytes.length; cut += step) {
      const ours = endpoint()
      const outputs = [
        ...ours.receive(bytes.subarray(0, cut), TCP, 0),
        ...ours.receive(bytes.subarray(cut), TCP, 0),
      ]
      if (noticed(outputs).join() !== whole.join())
        expect(noticed(outputs), `cut ${cut}`).toEqual(whole)
    }
    const ours = endpoint()
    const single = [...bytes].flatMap(byte => ours.receive(Uint8Array.of(byte), TCP, 0))
    expect(noticed(single)).toEqual(whole)
  })
})

function request(folder: string, file: string): SipRequest {
  const parsed: Parsed = parseMessage(read(folder, file))
  if (parsed.type !== 'request') throw new Error(`${file}: ${parsed.type}`)
  return parsed
}

describe.skipIf(!hasCorpus)('in the torture messages', () => {
  test('white space and folding hide nothing', () => {
    const { headers, from, cseq, contact } = request('rfc4475', 'wsinv.dat')
    expect(headers.list('via')).toHaveLength(3)
    expect(Number(headers.get('max-forwards'))).toBe(68)
    expect(cseq).toEqual({ number: 9, method: 'INVITE' })
    expect(from.displayName).toBe('J Rosenberg \\"')
    expect(from.params.get('tag')).toBe('98asjd8')
    expect(contact?.params.get('q')).toBe('0.33')
    expect(headers.get('newfangledheader')).toBe('newfangled value continued newfangled value')
  })

  test('only the first of two messages in a datagram counts, and both on a stream', () => {
    const bytes = read('rfc4475', 'dblreq.dat')
    expect(statuses(endpoint().receive(bytes, UDP, 0))).toEqual([401])
    const ours = endpoint()
    const outputs = [...ours.receive(bytes, TCP, 0), ...ours.advance(200)]
    expect(statuses(outputs)).toEqual([401, 100])
  })

  test('an IPv6 address may swallow what was meant as a port', () => {
    const uri = (file: string) => parseSipUri(request('rfc5118', file).uri)
    expect(uri('port-ambiguous.dat')).toMatchObject({ host: '2001:db8::10:5070', port: undefined })
    expect(uri('port-unambiguous.dat')).toMatchObject({ host: '2001:db8::10', port: 5070 })
  })

  test('what we cannot do is named', () => {
    const [refused] = responses(endpoint().receive(read('rfc4475', 'bext01.dat'), UDP, 0))
    expect(refused).toContain('Unsupported: nothingsupportsthis, nothingsupportsthiseither\r\n')
    const [media] = responses(endpoint().receive(read('rfc4475', 'invut.dat'), UDP, 0))
    expect(media).toContain('Accept: application/sdp\r\n')
  })

  test.each([
    [
      'escnull.dat',
      'null-\0-null',
      ['<sip:%00@host5.example.com>', '<sip:%00%00@host5.example.com>'],
    ],
    ['cparam01.dat', 'watson', ['<sip:+19725552222@gw1.example.net>;expires=3600;unknownparam']],
    ['cparam02.dat', 'watson', ['<sip:+19725552222@gw1.example.net;unknownparam>']],
    ['regescrt.dat', 'user', ['<sip:user@example.com?Route=%3Csip:sip.example.com%3E>']],
  ])('%s registers what it says once its user is proved', (file, user, contacts) => {
    const ours = endpoint()
    const plain = read('rfc4475', file)
    const [challenge = ''] = responses(ours.receive(plain, UDP, 0))
    const headers = new HeaderList().add(
      'www-authenticate',
      /WWW-Authenticate: (.*)\r\n/.exec(challenge)?.[1] ?? '',
    )
    const client = new DigestClient(nodeHash, { username: user, password: 'pw' }, () => 'cnonce')
    expect(client.challenge(401, headers)).toBe(true)
    const [, proof] = client.headerFor('REGISTER', 'sip:example.com') ?? []
    const text = Buffer.from(plain).toString('latin1')
    const again = text.replace('\r\n', `\r\nAuthorization: ${proof}\r\n`)
    const [accepted = ''] = responses(ours.receive(Buffer.from(again, 'latin1'), UDP, 0))
    expect(accepted).toMatch(/^SIP\/2.0 200 /)
    for (const contact of contacts) expect(accepted).toContain(`Contact: ${contact}`)
  })
})
