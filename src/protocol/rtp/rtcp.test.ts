import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRtcp, parseRtcp, type RtcpReport, writeRtcp } from './rtcp.ts'

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

const block = {
  ssrc: 0x0a0b0c0d,
  fractionLost: 64,
  lost: -2,
  highest: 0x0001_0203,
  jitter: 17,
  lastReport: 0x1122_3344,
  delay: 0x0002_8000,
}

test('a sender report has the bytes of RFC 3550 §6.4.1, and says who makes it', () => {
  const sender = { ntpMiddle: 0x0005_8000, timestamp: 160, packets: 3, bytes: 480 }
  const bytes = writeRtcp({ ssrc: 0x01020304, sender, blocks: [block] }, 'a@b')
  expect(hex(bytes)).toBe(
    [
      ...['81c8000c', '01020304', '00000005', '80000000', '000000a0', '00000003', '000001e0'],
      ...['0a0b0c0d', '40fffffe', '00010203', '00000011', '11223344', '00028000'],
      ...['81ca0003', '01020304', '01036140', '62000000'],
    ].join(''),
  )
})

test('who only receives says so', () => {
  const bytes = writeRtcp({ ssrc: 9, blocks: [] }, 'x')
  expect(hex(bytes.subarray(0, 8))).toBe('80c9000100000009')
  expect(isRtcp(bytes)).toBe(true)
})

test('what is written is read', () => {
  const word = fc.nat(0xffffffff)
  const blocks = fc.array(
    fc.record({
      ssrc: word,
      fractionLost: fc.nat(255),
      lost: fc.integer({ min: -0x800000, max: 0x7fffff }),
      highest: word,
      jitter: word,
      lastReport: word,
      delay: word,
    }),
    { maxLength: 3 },
  )
  const sender = fc.record({ ntpMiddle: word, timestamp: word, packets: word, bytes: word })
  const report: fc.Arbitrary<RtcpReport> = fc.oneof(
    fc.record({ ssrc: word, blocks }),
    fc.record({ ssrc: word, sender, blocks }),
  )
  fc.assert(
    fc.property(report, fc.nat(20), (said, length) => {
      expect(parseRtcp(writeRtcp(said, 'c'.repeat(length)))).toEqual([said])
    }),
  )
})

test('junk is none, whatever its bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), bytes => {
      parseRtcp(bytes)
    }),
  )
  const cut = writeRtcp({ ssrc: 1, blocks: [block] }, 'x').subarray(0, 20)
  expect(parseRtcp(cut)).toBeUndefined()
  expect(parseRtcp(new Uint8Array())).toBeUndefined()
  expect(isRtcp(Uint8Array.from([0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]))).toBe(false)
})
