import { expect, test } from 'vitest'
import { mediaFigures } from './media-counters.ts'

test('figures are named as Prometheus wants them: what is counted, and what is so many now', () => {
  expect(mediaFigures({ packetsSent: 7, lost: 2, streams: 3 })).toEqual({
    media_packets_sent_total: 7,
    media_lost_total: 2,
    media_streams: 3,
  })
})
