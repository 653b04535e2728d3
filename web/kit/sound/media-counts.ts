// What a media connection has counted, out of what browsers report of it (W3C webrtc-stats).

export interface MediaCounts {
  /** To the centre and back. */
  readonly rttMs: number | undefined
  /** Packets that came, and that did not, since the beginning. */
  readonly received: number
  readonly lost: number
  readonly jitterMs: number
}

interface Report {
  readonly type: string
  readonly nominated?: boolean
  readonly state?: string
  readonly currentRoundTripTime?: number
  readonly packetsReceived?: number
  readonly packetsLost?: number
  readonly jitter?: number
}

export function mediaCounts(reports: {
  forEach(see: (report: Report) => void): void
}): MediaCounts {
  let counts: MediaCounts = { rttMs: undefined, received: 0, lost: 0, jitterMs: 0 }
  reports.forEach(report => {
    const {
      type,
      currentRoundTripTime: rtt,
      packetsReceived = 0,
      packetsLost = 0,
      jitter = 0,
    } = report
    if (type === 'candidate-pair' && report.state === 'succeeded' && rtt !== undefined) {
      if (counts.rttMs === undefined || report.nominated) counts = { ...counts, rttMs: rtt * 1000 }
    }
    if (type === 'inbound-rtp') {
      counts = { ...counts, received: packetsReceived, lost: packetsLost, jitterMs: jitter * 1000 }
    }
  })
  return counts
}
