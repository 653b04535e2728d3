import { expect, test } from 'vitest'
import { mediaCounts } from './media-counts.ts'
import { qualityWord, soundQuality } from './sound-quality.ts'

const START = { rttMs: 10, received: 100, lost: 0, jitterMs: 1 }

function heard(more: { rttMs?: number; received?: number; lost?: number; jitterMs?: number }) {
  const after = { ...START, received: START.received + 100, ...more }
  const quality = soundQuality(START, after)
  return quality && [qualityWord(quality), Number(quality.mos.toFixed(1))]
}

test('a quiet network sounds good, loss makes it fair and then poor', () => {
  expect(heard({})).toEqual(['good', 4.4])
  expect(heard({ lost: 2 })).toEqual(['good', 4.2])
  expect(heard({ lost: 5 })).toEqual(['fair', 3.9])
  expect(heard({ lost: 12 })).toEqual(['poor', 3.3])
})

test('a long way makes talking hard even when nothing is lost', () => {
  expect(heard({ rttMs: 300 })).toEqual(['good', 4.3])
  expect(heard({ rttMs: 900 })).toEqual(['poor', 2.5])
})

test('nothing that came says nothing of how it sounds', () => {
  expect(heard({ received: START.received })).toBeUndefined()
})

test('what browsers report is read whatever else they report', () => {
  const reports = [
    { type: 'candidate-pair', state: 'failed', currentRoundTripTime: 9 },
    { type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.012 },
    { type: 'inbound-rtp', packetsReceived: 7, packetsLost: 1, jitter: 0.003 },
    { type: 'codec' },
  ]
  expect(mediaCounts(reports)).toEqual({ rttMs: 12, received: 7, lost: 1, jitterMs: 3 })
  expect(mediaCounts([])).toEqual({ rttMs: undefined, received: 0, lost: 0, jitterMs: 0 })
})
