import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRtp, RTP_HEADER_BYTES, sequenceDistance, writeRtpHeader } from './rtp-packet.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const fixed = [0, 1, 0, 0, 0, 2, 0, 0, 0, 3]

test('what is written is read', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.nat(127),
      fc.nat(0xffff),
      fc.nat(0xffffffff),
      fc.nat(0xffffffff),
      fc.uint8Array({ maxLength: 200 }),
      (marker, payloadType, sequence, timestamp, ssrc, payload) => {
        fc.pre(!(marker && payloadType >= 64 && payloadType <= 95))
        const packet = new Uint8Array(RTP_HEADER_BYTES + payload.length)
        writeRtpHeader(packet, marker, payloadType, sequence, timestamp, ssrc)
        packet.set(payload, RTP_HEADER_BYTES)
        expect(parseRtp(packet)).toEqual({
          marker,
          payloadType,
          sequence,
          timestamp,
          ssrc,
          payload,
        })
      },
    ),
  )
})

test('contributing sources, an extension and padding are stepped over', () => {
  const packet = bytes(
    ...[0xb2, 0, ...fixed],
    ...[9, 9, 9, 9, 8, 8, 8, 8],
    ...[0xbe, 0xde, 0, 1, 7, 7, 7, 7],
    ...[42, 43, 0, 0, 3],
  )
  expect(parseRtp(packet)?.payload).toEqual(bytes(42, 43))
})

test.each([
  ['too short', bytes(0x80, 0, 1)],
  ['another version', bytes(0x40, 0, ...fixed)],
  ['RTCP', bytes(0x80, 200, ...fixed)],
  ['sources beyond the end', bytes(0x8f, 0, ...fixed)],
  ['an extension beyond the end', bytes(0x90, 0, ...fixed, 0, 0, 0xff, 0xff)],
  ['padding beyond the beginning', bytes(0xa0, 0, ...fixed, 200)],
  ['padding of nothing', bytes(0xa0, 0, ...fixed, 0)],
])('%s is no RTP packet', (_, packet) => {
  expect(parseRtp(packet)).toBeUndefined()
})

test('no bytes make the parser throw or reach outside the packet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), packet => {
      const parsed = parseRtp(packet)
      expect(parsed?.payload.length ?? 0).toBeLessThanOrEqual(packet.length)
    }),
  )
})

test('sequence numbers wrap', () => {
  expect(sequenceDistance(2, 65535)).toBe(3)
  expect(sequenceDistance(65535, 2)).toBe(-3)
})
