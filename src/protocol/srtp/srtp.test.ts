import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PacketCipher } from './packet-cipher.ts'
import { type AesEcb, deriveSessionKeys, splitDtlsExport } from './srtp-keys.ts'
import { SrtpReceiver } from './srtp-receiver.ts'
import { SrtpSender } from './srtp-sender.ts'

const aesEcb: AesEcb = key => {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  return blocks => cipher.update(blocks)
}
const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const asHex = (bytes: Uint8Array | string | undefined) =>
  typeof bytes === 'string' || bytes === undefined ? bytes : Buffer.from(bytes).toString('hex')

// The key of RFC 3711 §B.3.
const master = {
  key: hex('e1f97a0d3e018be0d64fa32c06de4139'),
  salt: hex('0ec675ad498afeebb6960b3aabe6'),
}

describe('RFC 3711 test vectors', () => {
  test('session keys (§B.3)', () => {
    const keys = deriveSessionKeys(master, 'rtp', aesEcb)
    expect(asHex(keys.encryption)).toBe('c61e7a93744f39ee10734afe3ff7a087')
    expect(asHex(keys.salt)).toBe('30cbbc08863d8c85d49db34a9ae1')
    expect(asHex(keys.authentication)).toBe('cebe321f6ff7716b6fd4ab49af256a156d38baa4')
  })

  test('keystream (§B.2)', () => {
    const keys = {
      encryption: hex('2b7e151628aed2a6abf7158809cf4f3c'),
      salt: hex('f0f1f2f3f4f5f6f7f8f9fafbfcfd'),
      authentication: new Uint8Array(20),
    }
    const bytes = new Uint8Array(48)
    new PacketCipher(keys, aesEcb).apply(bytes, 0, 48, 0, 0)
    expect(asHex(bytes)).toBe(
      'e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0',
    )
  })
})

test('a whole packet is what other implementations make of it', () => {
  const plain = hex('800f1234 decafbad cafebabe abababababababababababababababab')
  const sealed = new SrtpSender(master, aesEcb).protect(plain)
  expect(asHex(sealed)).toBe(
    '800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb',
  )
})

test('both ends of a DTLS handshake divide its keys alike', () => {
  const { client, server } = splitDtlsExport(Uint8Array.from({ length: 60 }, (_, i) => i))
  expect([client.key[0], server.key[0], client.salt[0], server.salt[0]]).toEqual([0, 16, 32, 46])
  expect([client.key.length, client.salt.length, server.salt.length]).toEqual([16, 14, 14])
})

function pair() {
  return { sender: new SrtpSender(master, aesEcb), receiver: new SrtpReceiver(master, aesEcb) }
}

function rtp(sequence: number, ssrc = 1, payload = Uint8Array.of(1, 2, 3)): Uint8Array {
  const packet = new Uint8Array(12 + payload.length)
  const view = new DataView(packet.buffer)
  view.setUint16(0, 0x8000)
  view.setUint16(2, sequence)
  view.setUint32(4, sequence * 160)
  view.setUint32(8, ssrc)
  packet.set(payload, 12)
  return packet
}

function sealed(sender: SrtpSender, packet: Uint8Array): Uint8Array {
  const bytes = sender.protect(packet)
  if (!bytes) throw new Error('not protected')
  return bytes
}

describe('SRTP', () => {
  test('any packet survives, with CSRCs and header extension in the clear', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 1200 }),
        fc.nat(15),
        fc.option(fc.nat(8), { nil: undefined }),
        (payload, sources, extension) => {
          const words = 4 * sources + (extension === undefined ? 0 : 4 + 4 * extension)
          const packet = rtp(7, 9, new Uint8Array([...new Uint8Array(words), ...payload]))
          packet[0] = 0x80 | sources | (extension === undefined ? 0 : 0x10)
          if (extension !== undefined) packet[12 + 4 * sources + 3] = extension
          const { sender, receiver } = pair()
          const bytes = sealed(sender, packet)
          expect(asHex(bytes.subarray(0, 12 + words))).toBe(asHex(packet.subarray(0, 12 + words)))
          expect(asHex(receiver.unprotect(bytes))).toBe(asHex(packet))
        },
      ),
      { numRuns: 50 },
    )
  })

  test('a packet changed anywhere is refused and changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(24), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const { sender, receiver } = pair()
        const bytes = sealed(sender, rtp(500))
        const forged = bytes.slice()
        forged[at] = (forged[at] ?? 0) ^ change
        expect(['forged', 'malformed']).toContain(receiver.unprotect(forged))
        expect(asHex(receiver.unprotect(bytes))).toBe(asHex(rtp(500)))
      }),
      { numRuns: 100 },
    )
  })

  test('a packet is taken once', () => {
    const { sender, receiver } = pair()
    const bytes = sealed(sender, rtp(1))
    expect(receiver.unprotect(bytes.slice())).toBeInstanceOf(Uint8Array)
    expect(receiver.unprotect(bytes)).toBe('replayed')
  })

  test('packets in any order within the window arrive, also when the sequence number wraps', () => {
    const sequences = Array.from({ length: 100 }, (_, i) => (65_500 + i) & 0xffff)
    fc.assert(
      fc.property(fc.shuffledSubarray(sequences, { minLength: 100 }), order => {
        const { sender, receiver } = pair()
        const all = new Map(sequences.map(sequence => [sequence, sealed(sender, rtp(sequence))]))
        // The first one sets where the receiver is; from after the wrap it could not be understood.
        const first = all.get(65_500) ?? new Uint8Array()
        expect(receiver.unprotect(first)).toBeInstanceOf(Uint8Array)
        for (const sequence of order.filter(each => each !== 65_500)) {
          const bytes = all.get(sequence) ?? new Uint8Array()
          expect(asHex(receiver.unprotect(bytes))).toBe(asHex(rtp(sequence)))
        }
      }),
      { numRuns: 20 },
    )
  })

  test('goes on through many wraps', () => {
    const { sender, receiver } = pair()
    for (let i = 0; i < 200_000; i += 1000) {
      const packet = rtp(i & 0xffff)
      expect(asHex(receiver.unprotect(sealed(sender, packet)))).toBe(asHex(packet))
    }
  })

  test('a packet older than the window is refused', () => {
    const { sender, receiver } = pair()
    const old = sealed(sender, rtp(1000))
    receiver.unprotect(sealed(sender, rtp(1128)))
    expect(receiver.unprotect(old)).toBe('replayed')
  })

  test('several sources are kept apart, but not without end', () => {
    const { sender, receiver } = pair()
    for (let ssrc = 1; ssrc <= 32; ssrc++) {
      expect(receiver.unprotect(sealed(sender, rtp(1, ssrc)))).toBeInstanceOf(Uint8Array)
    }
    expect(receiver.unprotect(sealed(sender, rtp(1, 33)))).toBe('tooManySources')
    expect(receiver.unprotect(sealed(sender, rtp(2, 1)))).toBeInstanceOf(Uint8Array)
  })

  test('junk of any size is an answer, never an exception', () => {
    const { sender, receiver } = pair()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), bytes => {
        expect(receiver.unprotect(bytes.slice())).toBeTypeOf('string')
        expect(receiver.unprotectRtcp(bytes.slice())).toBeTypeOf('string')
        sender.protect(bytes)
      }),
      { numRuns: 200 },
    )
  })
})

describe('SRTCP', () => {
  const report = hex('80c90001 12345678 0102030405060708090a0b0c0d0e0f101112131415161718')

  test('a report survives, encrypted on the way', () => {
    const { sender, receiver } = pair()
    const bytes = sender.protectRtcp(report) ?? new Uint8Array()
    expect(bytes.length).toBe(report.length + 14)
    expect(asHex(bytes)).not.toContain('0102030405060708')
    expect(asHex(receiver.unprotectRtcp(bytes.slice()))).toBe(asHex(report))
    expect(receiver.unprotectRtcp(bytes)).toBe('replayed')
  })

  test('a changed report is refused', () => {
    const { sender, receiver } = pair()
    const bytes = sender.protectRtcp(report) ?? new Uint8Array()
    for (let at = 4; at < bytes.length; at++) {
      const forged = bytes.slice()
      forged[at] = (forged[at] ?? 0) ^ 1
      expect(receiver.unprotectRtcp(forged)).toBe('forged')
    }
  })
})
