import { describe, expect, test } from 'vitest'
import { FakeNetwork } from '../../../test/support/fake-network.ts'
import { headerOf, RawSipPeer } from '../../../test/support/raw-sip-peer.ts'
import { OFFER } from '../../../test/support/sip-call.ts'
import { nodeHash, SipParty } from '../../../test/support/sip-party.ts'
import { seconds } from '../../core/instant.ts'
import { DigestClient } from './digest.ts'
import { HeaderList } from './header-list.ts'
import { createSipPolicy, sipAccount } from './sip-policy.ts'

describe('a phone', () => {
  const REALM = 'parley'

  function registrar(algorithms: readonly ('MD5' | 'SHA-256')[] = ['MD5']) {
    const network = new FakeNetwork()
    const who = { username: '1001', realm: REALM, password: 'secret' }
    const account = sipAccount(nodeHash, { type: 'phone', user: '1001' }, who)
    const policy = createSipPolicy({
      realm: REALM,
      trunks: [],
      accounts: new Map([['1001', account]]),
      algorithms,
    })
    const ann = new SipParty(network, { host: '192.0.2.1', policy })
    const raw = new RawSipPeer(network, '192.0.2.3', ann.address)
    return { network, ann, raw }
  }

  let cseq = 0

  /** Asks, and asks again with the credentials. */
  function prove(
    raw: RawSipPeer,
    headers: readonly string[] = [],
    options: { password?: string; username?: string; user?: string; cseq?: number } = {},
  ): string {
    const { username = '1001', password = 'secret', user = '1001' } = options
    const send = (more: readonly string[]): string => {
      cseq++
      raw.say([
        'REGISTER sip:192.0.2.1 SIP/2.0',
        `Via: SIP/2.0/UDP 192.0.2.3:5060;branch=z9hG4bKreg${cseq}`,
        `From: <sip:${user}@192.0.2.1>;tag=1`,
        `To: <sip:${user}@192.0.2.1>`,
        'Call-ID: registration',
        `CSeq: ${options.cseq ?? cseq} REGISTER`,
        ...headers,
        ...more,
      ])
      return raw.heard.at(-1) ?? ''
    }
    const client = new DigestClient(nodeHash, { username, password }, () => 'cnonce')
    const challenges = new HeaderList()
    for (const line of send([]).split('\r\n'))
      if (line.startsWith('WWW-Authenticate: ')) challenges.add('www-authenticate', line.slice(18))
    if (!client.challenge(401, challenges)) return raw.heard.at(-1) ?? ''
    const [, proof] = client.headerFor('REGISTER', 'sip:192.0.2.1') ?? []
    return send([`Authorization: ${proof}`])
  }

  const CONTACT = 'Contact: <sip:1001@192.0.2.3:5060>'

  test.each([[['MD5']], [['SHA-256', 'MD5']], [['SHA-256']]] as const)(
    'registers with %j, is reachable for its time, and then is not',
    algorithms => {
      const { network, ann, raw } = registrar(algorithms)
      expect(prove(raw, [CONTACT, 'Expires: 120'])).toMatch(/^SIP\/2.0 200 /)
      expect(ann.last('registration.changed')).toMatchObject({
        user: '1001',
        contact: { uri: 'sip:1001@192.0.2.3:5060', target: { host: '192.0.2.3', port: 5060 } },
      })
      network.run(seconds(121))
      expect(ann.last('registration.changed')).toEqual({
        type: 'registration.changed',
        user: '1001',
      })
      expect(ann.endpoint.counters().registrations).toBe(0)
    },
  )

  test('with a wrong password, and one that does not exist, hear the same', () => {
    const { ann, raw } = registrar()
    const shape = (text: string): string =>
      text.replace(/[0-9a-f]{8,}|reg\d+|CSeq: \d+|nonce="[^"]*"/g, '')
    const wrong = prove(raw, [CONTACT], { password: 'guess' })
    const unknown = prove(raw, [CONTACT], { username: '9999' })
    expect(wrong).toMatch(/^SIP\/2.0 401 /)
    expect(shape(unknown)).toBe(shape(wrong))
    expect(ann.events).toEqual([])
    expect(ann.endpoint.counters()['authentication.refused']).toBe(2)
  })

  test('may not register as somebody else', () => {
    const { raw } = registrar()
    expect(prove(raw, [CONTACT], { user: '1002' })).toMatch(/^SIP\/2.0 403 /)
  })

  test('that repeats what it overheard is asked anew', () => {
    const { raw } = registrar()
    prove(raw, [CONTACT])
    const accepted = raw.heard.length
    const nonce = /nonce="([^"]+)"/.exec(raw.last('SIP/2.0 401'))?.[1] ?? ''
    const client = new DigestClient(
      nodeHash,
      { username: '1001', password: 'secret' },
      () => 'cnonce',
    )
    const challenge = `Digest realm="${REALM}", nonce="${nonce}", qop="auth", algorithm=MD5`
    client.challenge(401, new HeaderList().add('www-authenticate', challenge))
    const [, proof] = client.headerFor('REGISTER', 'sip:192.0.2.1') ?? []
    raw.ask('REGISTER', { uri: 'sip:192.0.2.1', cseq: 900, headers: [`Authorization: ${proof}`] })
    expect(raw.heard.slice(accepted).join()).toContain('stale=true')
  })

  test('moves, and the newest place rings; a star takes all away', () => {
    const { ann, raw } = registrar()
    prove(raw, ['Contact: <sip:1001@192.0.2.3:5060>'])
    prove(raw, ['Contact: <sip:1001@192.0.2.3:6000>'])
    expect(ann.last('registration.changed').contact?.uri).toBe('sip:1001@192.0.2.3:6000')
    prove(raw, ['Contact: <sip:1001@192.0.2.3:6000>;expires=0'])
    expect(ann.last('registration.changed').contact?.uri).toBe('sip:1001@192.0.2.3:5060')
    expect(prove(raw, ['Contact: *'])).toMatch(/^SIP\/2.0 400 /)
    prove(raw, ['Contact: *', 'Expires: 0'])
    expect(ann.last('registration.changed').contact).toBeUndefined()
  })

  test('must not refresh too often, nor out of order', () => {
    const { raw } = registrar()
    expect(headerOf(prove(raw, [CONTACT, 'Expires: 10']), 'Min-Expires')).toBe('60')
    prove(raw, [CONTACT], { cseq: 500 })
    expect(prove(raw, [CONTACT], { cseq: 499 })).toMatch(/^SIP\/2.0 500 /)
  })

  test('may not call without proof', () => {
    const { ann, raw } = registrar()
    raw.ask('INVITE', { body: OFFER })
    expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 401 /)
    expect(ann.events).toEqual([])
    expect(ann.endpoint.counters()).toMatchObject({ calls: 0, transactions: 0 })
  })
})

test('a stranger is refused when nobody is known by password', () => {
  const network = new FakeNetwork()
  const trunks = [{ trunkId: 't', addresses: ['198.51.100.0/24', 'nonsense'] }]
  const policy = createSipPolicy({ realm: 'parley', trunks, accounts: new Map() })
  const ann = new SipParty(network, { host: '192.0.2.1', policy })
  const stranger = new RawSipPeer(network, '192.0.2.3', ann.address)
  const carrier = new RawSipPeer(network, '198.51.100.77', ann.address)
  stranger.ask('INVITE', { body: OFFER })
  expect(stranger.last('SIP/2.0')).toMatch(/^SIP\/2.0 403 /)
  carrier.ask('INVITE', { body: OFFER })
  expect(ann.last('call.offered').caller).toEqual({ type: 'trunk', trunkId: 't' })
})

test('at the address of a trunk a registered phone is still a phone', () => {
  const network = new FakeNetwork()
  const who = { username: '1001', realm: 'parley', password: 'secret' }
  const accounts = new Map([['1001', sipAccount(nodeHash, { type: 'phone', user: '1001' }, who)]])
  const trunks = [{ trunkId: 'local', addresses: ['192.0.2.0/24'] }]
  const policy = createSipPolicy({ realm: 'parley', trunks, accounts })
  const ann = new SipParty(network, { host: '192.0.2.1', policy })
  const raw = new RawSipPeer(network, '192.0.2.3', ann.address)
  const elsewhere = ['Authorization: Digest username="x", realm="other", nonce="1", response="2"']
  raw.ask('INVITE', { callId: 'one', headers: elsewhere, body: OFFER })
  expect(ann.last('call.offered').caller).toEqual({ type: 'trunk', trunkId: 'local' })
  const ours = ['Authorization: Digest username="1001", realm="parley", nonce="1", response="2"']
  raw.ask('INVITE', { callId: 'two', headers: ours, body: OFFER })
  expect(raw.last('SIP/2.0')).toMatch(/^SIP\/2.0 401 /)
})

test('a trunk that wants a password is given it', () => {
  const network = new FakeNetwork()
  const who = { username: 'acme', realm: 'carrier', password: 'pw' }
  const account = sipAccount(nodeHash, { type: 'trunk', trunkId: 'acme' }, who)
  const policy = createSipPolicy({
    realm: 'carrier',
    trunks: [],
    accounts: new Map([['acme', account]]),
  })
  const ann = new SipParty(network, { host: '192.0.2.1' })
  const carrier = new SipParty(network, { host: '192.0.2.2', policy })
  const call = (callId: string, password: string): void =>
    ann.command({
      type: 'call.dial',
      callId,
      from: { user: '+15550100' },
      to: 'sip:+15551234567@192.0.2.2',
      sdp: OFFER,
      credentials: { username: 'acme', password },
    })
  call('good', 'pw')
  network.run(seconds(1))
  expect(carrier.last('call.offered').caller).toEqual({ type: 'trunk', trunkId: 'acme' })
  call('bad', 'guess')
  network.run(seconds(1))
  expect(ann.last('call.ended')).toMatchObject({ callId: 'bad', by: 'remote', status: 401 })
})

test('a call of ours that comes back to us is a loop', () => {
  const network = new FakeNetwork()
  const ann = new SipParty(network, { host: '192.0.2.1' })
  ann.command({
    type: 'call.dial',
    callId: 'loop',
    from: { user: 'a' },
    to: 'sip:b@192.0.2.1',
    sdp: OFFER,
  })
  network.run(seconds(1))
  expect(ann.last('call.ended')).toMatchObject({ callId: 'loop', by: 'remote', status: 482 })
})

test('a keepalive on a connection is answered, garbage closes it', () => {
  const network = new FakeNetwork()
  const ann = new SipParty(network, { host: '192.0.2.1', transport: 'tcp' })
  const raw = new RawSipPeer(network, '192.0.2.3', ann.address)
  network.send(raw.address, ann.address, Buffer.from('\r\n\r\n'))
  network.run(50)
  expect(raw.heard.join('')).toBe('\r\n')
  network.send(raw.address, ann.address, Buffer.from('x'.repeat(70_000)))
  network.run(50)
  expect(ann.closedConnections).toBe(1)
})
