import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DtlsClient, type Transport } from 'werift'
import { type DtlsCertificate, makeDtlsCertificate } from '../../io/webrtc/dtls-certificate.ts'
import { dtlsCrypto, fingerprint } from '../../io/webrtc/node-crypto.ts'
import { splitDtlsExport } from '../srtp/srtp-keys.ts'
import { type DtlsOutput, DtlsServer } from './dtls-server.ts'

const ours = makeDtlsCertificate()
const theirs = makeDtlsCertificate()

/** Another implementation's client and our server, joined by a wire that the test may tamper with. */
class Handshake {
  readonly server: DtlsServer
  readonly client: DtlsClient
  readonly outputs: DtlsOutput[] = []
  readonly #transport: Transport
  readonly #wire: (datagram: Uint8Array) => readonly Uint8Array[]

  constructor(options: {
    readonly certificate?: DtlsCertificate
    readonly key?: DtlsCertificate
    readonly expected?: DtlsCertificate
    readonly srtpProfiles?: (1 | 7)[]
    readonly extendedMasterSecret?: boolean
    readonly wire?: (datagram: Uint8Array) => readonly Uint8Array[]
  }) {
    const value = fingerprint((options.expected ?? theirs).der, 'sha-256') ?? ''
    this.server = new DtlsServer({
      crypto: dtlsCrypto(ours.privateKey),
      certificate: ours.der,
      fingerprints: [{ hash: 'sha-256', value }],
    })
    this.#wire = options.wire ?? (datagram => [datagram])
    this.#transport = {
      type: 'udp',
      address: { address: '127.0.0.1', family: 'IPv4', port: 1 },
      onData: () => {},
      close: async () => {},
      closed: false,
      send: async datagram => {
        for (const piece of this.#wire(datagram)) this.receive(piece)
      },
    }
    const certificate = options.certificate ?? theirs
    const { privateKey } = options.key ?? certificate
    this.client = new DtlsClient({
      cert: new X509Certificate(certificate.der).toString(),
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      signatureHash: { signature: 3, hash: 4 },
      transport: this.#transport,
      srtpProfiles: options.srtpProfiles ?? [1],
      extendedMasterSecret: options.extendedMasterSecret ?? true,
    })
  }

  receive(datagram: Uint8Array): void {
    for (const output of this.server.receive(Uint8Array.from(datagram))) {
      this.outputs.push(output)
      // The client's own turn comes after ours, as over a network.
      if (output.type === 'send') {
        setImmediate(() => this.#transport.onData(Buffer.from(output.datagram), ['', 0]))
      }
    }
  }

  /** What came of it. */
  async run(): Promise<DtlsOutput | undefined> {
    const before = this.outputs.length
    this.client.connect().catch(() => {})
    for (let turn = 0; turn < 200; turn++) {
      const result = this.outputs.slice(before).find(({ type }) => type !== 'send')
      if (result) return result
      await new Promise(resolve => setImmediate(resolve))
    }
    return undefined
  }
}

describe('the DTLS handshake', () => {
  test('ends with the same SRTP keys on both sides', async () => {
    const handshake = new Handshake({})
    const result = await handshake.run()
    if (result?.type !== 'established') throw new Error(JSON.stringify(result))
    await new Promise(resolve => setImmediate(resolve))
    const { client, server } = splitDtlsExport(result.exported)
    const keys = handshake.client.extractSessionKeys(16, 14)
    expect(Buffer.from(client.key)).toEqual(Buffer.from(keys.localKey))
    expect(Buffer.from(client.salt)).toEqual(Buffer.from(keys.localSalt))
    expect(Buffer.from(server.key)).toEqual(Buffer.from(keys.remoteKey))
    expect(Buffer.from(server.salt)).toEqual(Buffer.from(keys.remoteSalt))
  })

  test('survives datagrams that arrive twice, and hellos in pieces', async () => {
    const twice = new Handshake({ wire: datagram => [datagram, datagram] })
    expect(await twice.run()).toMatchObject({ type: 'established' })
    const pieces = new Handshake({ wire: inFragments })
    expect(await pieces.run()).toMatchObject({ type: 'established' })
  })

  test('junk before and between changes nothing', async () => {
    const handshake = new Handshake({
      wire: datagram => [Uint8Array.of(22, 0xfe, 0xfd, 0, 0), datagram, datagram.slice(0, 20)],
    })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), bytes => {
        expect(handshake.server.receive(bytes)).toEqual([])
      }),
    )
    expect(await handshake.run()).toMatchObject({ type: 'established' })
  })

  test('a good-bye of the server reaches the client', async () => {
    const handshake = new Handshake({})
    await handshake.run()
    await new Promise(resolve => setImmediate(resolve))
    const [goodbye] = handshake.server.close()
    expect(goodbye?.type === 'send' && goodbye.datagram[0]).toBe(21)
    expect(handshake.server.receive(Uint8Array.of(1, 2, 3))).toEqual([])
  })
})

describe('who is refused', () => {
  test('somebody with another certificate than the offer promised', async () => {
    const handshake = new Handshake({ expected: makeDtlsCertificate() })
    expect(await handshake.run()).toMatchObject({
      type: 'failed',
      reason: expect.stringMatching(/offer/),
    })
  })

  test('somebody who shows the right certificate without having its key', async () => {
    const handshake = new Handshake({ key: makeDtlsCertificate() })
    expect(await handshake.run()).toMatchObject({
      type: 'failed',
      reason: expect.stringMatching(/not proved/),
    })
  })

  test('a handshake changed on the way', async () => {
    // The client's random is the 15th byte of the first message's body.
    const changeRandom = (datagram: Uint8Array) => {
      const copy = Uint8Array.from(datagram)
      if (copy[13] === 1) copy[13 + 12 + 10] = (copy[13 + 12 + 10] ?? 0) ^ 1
      return [copy]
    }
    const handshake = new Handshake({ wire: changeRandom })
    expect(await handshake.run()).toMatchObject({ type: 'failed' })
  })

  test('a client without our SRTP profile', async () => {
    const handshake = new Handshake({ srtpProfiles: [7] })
    expect(await handshake.run()).toMatchObject({
      type: 'failed',
      reason: expect.stringMatching(/SRTP/),
    })
  })

  test('a client without the extended master secret', async () => {
    const handshake = new Handshake({ extendedMasterSecret: false })
    expect(await handshake.run()).toMatchObject({
      type: 'failed',
      reason: expect.stringMatching(/master secret/),
    })
  })

  test('after the handshake, whoever begins another one in the clear', async () => {
    const sent: Uint8Array[] = []
    const handshake = new Handshake({
      wire: datagram => {
        sent.push(Uint8Array.from(datagram))
        return [datagram]
      },
    })
    expect(await handshake.run()).toMatchObject({ type: 'established' })
    expect(handshake.server.receive(sent[0] ?? new Uint8Array())).toEqual([])
    const alert = Uint8Array.of(21, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 0)
    expect(handshake.server.receive(alert)).toEqual([])
  })
})

/** Cuts the first handshake message into three records, last one first. */
function inFragments(datagram: Uint8Array): readonly Uint8Array[] {
  if (datagram[0] !== 22 || datagram[13] !== 1) return [datagram]
  const message = datagram.subarray(13)
  const body = message.subarray(12)
  const cut = Math.ceil(body.length / 3)
  const pieces = [0, 1, 2].map(i => {
    const part = body.subarray(i * cut, (i + 1) * cut)
    const header = Uint8Array.from([
      ...message.subarray(0, 6),
      ...three(i * cut),
      ...three(part.length),
    ])
    const record = Uint8Array.from([
      ...datagram.subarray(0, 11),
      ...three(12 + part.length).slice(1),
    ])
    return Uint8Array.from([...record, ...header, ...part])
  })
  return pieces.reverse()
}

const three = (value: number) => [value >> 16, (value >> 8) & 255, value & 255]
