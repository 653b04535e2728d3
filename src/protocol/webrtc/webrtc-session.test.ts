import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DtlsClient, type Transport } from 'werift'
import { makeDtlsCertificate } from '../../io/webrtc/dtls-certificate.ts'
import { aesEcb, dtlsCrypto, fingerprint } from '../../io/webrtc/node-crypto.ts'
import { HmacSha1 } from '../hmac-sha1.ts'
import { SrtpReceiver } from '../srtp/srtp-receiver.ts'
import { SrtpSender } from '../srtp/srtp-sender.ts'
import { ipBytes } from '../stun/ip-bytes.ts'
import { bindingRequest, stunAttribute, writeStun } from '../stun/stun-message.ts'
import { type WebRtcPath, WebRtcSession } from './webrtc-session.ts'

const ours = makeDtlsCertificate()
const theirs = makeDtlsCertificate()
const home: WebRtcPath = { socket: 0, address: '192.0.2.10', port: 40_000 }
const mobile: WebRtcPath = { socket: 0, address: '198.51.100.7', port: 50_000 }

/** A browser made of another implementation's DTLS and our SRTP, in virtual time. */
class Browser {
  now = 0
  path = home
  readonly news: string[] = []
  readonly heard: Uint8Array[] = []
  readonly sentTo: WebRtcPath[] = []
  readonly session: WebRtcSession
  readonly #client: DtlsClient
  readonly #transport: Transport
  #sender: SrtpSender | undefined
  #receiver: SrtpReceiver | undefined
  readonly received: Uint8Array[] = []

  constructor() {
    this.session = new WebRtcSession({
      offer: {
        ice: { usernameFragment: 'theirs', password: '' },
        fingerprints: [{ hash: 'sha-256', value: fingerprint(theirs.der, 'sha-256') ?? '' }],
        mid: '0',
        codecs: ['PCMU'],
        dtmfPayloadType: 126,
        direction: 'sendrecv',
        sections: ['m=audio 9 UDP/TLS/RTP/SAVPF 0 126'],
        audioSection: 0,
      },
      ice: { usernameFragment: 'ours', password: 'secret' },
      crypto: dtlsCrypto(ours.privateKey),
      aesEcb,
      certificate: ours.der,
      now: 0,
      events: {
        onSend: (datagram, path) => this.#take(datagram, path),
        onPacket: packet => this.heard.push(packet),
        onState: (state, reason) => this.news.push(reason ? `${state}: ${reason}` : state),
      },
    })
    this.#transport = {
      type: 'udp',
      address: { address: '127.0.0.1', family: 'IPv4', port: 1 },
      onData: () => {},
      close: async () => {},
      closed: false,
      send: async datagram => this.give(Uint8Array.from(datagram)),
    }
    this.#client = new DtlsClient({
      cert: new X509Certificate(theirs.der).toString(),
      key: theirs.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      signatureHash: { signature: 3, hash: 4 },
      transport: this.#transport,
      srtpProfiles: [1],
      extendedMasterSecret: true,
    })
  }

  give(datagram: Uint8Array, path = this.path): void {
    this.session.receive(datagram, path, () => ipBytes(path.address), this.now)
  }

  check(options: { readonly nominate?: boolean; readonly password?: string } = {}): void {
    this.give(
      writeStun({
        type: bindingRequest,
        transactionId: new Uint8Array(12),
        attributes: [
          [stunAttribute.username, new Uint8Array(Buffer.from('ours:theirs'))],
          ...(options.nominate ? [[stunAttribute.useCandidate, new Uint8Array(0)] as const] : []),
        ],
        hmac: new HmacSha1(new Uint8Array(Buffer.from(options.password ?? 'secret'))),
      }),
    )
  }

  async connect(): Promise<void> {
    this.check({ nominate: true })
    this.#client.connect().catch(() => {})
    for (let turn = 0; turn < 200 && this.news.length === 0; turn++) await nextTurn()
    await nextTurn()
    const keys = this.#client.extractSessionKeys(16, 14)
    this.#sender = new SrtpSender({ key: keys.localKey, salt: keys.localSalt }, aesEcb)
    this.#receiver = new SrtpReceiver({ key: keys.remoteKey, salt: keys.remoteSalt }, aesEcb)
  }

  say(packet: Uint8Array): Uint8Array {
    const datagram = this.#sender?.protect(packet) ?? new Uint8Array()
    this.give(datagram.slice())
    return datagram
  }

  #take(datagram: Uint8Array, path: WebRtcPath): void {
    this.sentTo.push(path)
    const first = datagram[0] ?? 0
    if (first >= 128) {
      const packet = this.#receiver?.unprotect(Uint8Array.from(datagram))
      if (packet instanceof Uint8Array) this.received.push(packet)
    } else if (first >= 20) {
      setImmediate(() => this.#transport.onData(Buffer.from(datagram), ['', 0]))
    }
  }
}

const nextTurn = () => new Promise(resolve => setImmediate(resolve))

function rtp(sequence: number, payloadType = 0): Uint8Array {
  return Uint8Array.of(0x80, payloadType, 0, sequence, 0, 0, 0, 0, 0, 0, 0, 1, 5, 6, 7)
}

async function connected(): Promise<Browser> {
  const browser = new Browser()
  await browser.connect()
  expect(browser.news).toEqual(['connected'])
  return browser
}

describe('a browser', () => {
  test('is heard and hears', async () => {
    const browser = await connected()
    browser.say(rtp(1))
    expect(browser.heard).toEqual([rtp(1)])
    expect(browser.session.send(rtp(9))).toBe(true)
    expect(browser.received).toEqual([rtp(9)])
  })

  test('sends and gets digits under its own number', async () => {
    const browser = await connected()
    browser.say(rtp(1, 126))
    browser.session.send(rtp(2, 0x80 | 101))
    expect(browser.heard[0]?.[1]).toBe(101)
    expect(browser.received[0]?.[1]).toBe(0x80 | 126)
  })

  test('that moves to another network is followed, when it says so', async () => {
    const browser = await connected()
    browser.path = mobile
    browser.check()
    browser.session.send(rtp(1))
    expect(browser.sentTo.at(-1)).toEqual(home)
    browser.check({ nominate: true })
    browser.session.send(rtp(2))
    expect(browser.sentTo.at(-1)).toEqual(mobile)
  })

  test('that falls silent is gone after 12 s, and not while it asks or speaks', async () => {
    const browser = await connected()
    for (browser.now = 0; browser.now < 60_000; browser.now += 5000) {
      browser.check()
      browser.session.tick(browser.now)
    }
    const last = 55_000
    browser.now = last + 10_000
    browser.say(rtp(1))
    browser.session.tick(last + 12_000)
    expect(browser.news).toEqual(['connected'])
    expect(browser.session.nextDeadline()).toBe(last + 22_000)
    browser.session.tick(last + 22_000)
    expect(browser.news.at(-1)).toBe('closed: the browser fell silent')
    expect(browser.session.nextDeadline()).toBeUndefined()
  })

  test('that never comes, or never proves itself, fails with the reason', () => {
    const absent = new Browser()
    absent.session.tick(20_000)
    expect(absent.news).toEqual(['failed: no path was found within 20 s'])
    const silent = new Browser()
    silent.check()
    silent.session.tick(20_000)
    expect(silent.news).toEqual(['failed: the DTLS handshake did not end within 20 s'])
  })
})

describe('a stranger', () => {
  test('gets no answer and is not heard', async () => {
    const browser = await connected()
    const copied = browser.say(rtp(1))
    const sent = browser.sentTo.length
    browser.give(copied.slice(), mobile)
    browser.give(Uint8Array.from([...copied.slice(0, 15), ...new Uint8Array(10)]), home)
    browser.give(new Uint8Array(5000).fill(0x80), home)
    browser.path = mobile
    browser.check({ password: 'guess', nominate: true })
    expect(browser.heard).toHaveLength(1)
    expect(browser.sentTo).toHaveLength(sent)
  })

  test('cannot keep a vanished browser alive', async () => {
    const browser = await connected()
    browser.now = 10_000
    browser.check({ password: 'guess' })
    browser.give(new Uint8Array(60).fill(0x80))
    browser.session.tick(12_000)
    expect(browser.news.at(-1)).toBe('closed: the browser fell silent')
  })
})
