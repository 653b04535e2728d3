// What the engine counts, for /metrics.

export interface MediaCounters {
  packetsReceived: number
  packetsSent: number
  packetsRelayed: number
  sendFailed: number
  malformed: number
  reportsReceived: number
  wrongSource: number
  unknownPayload: number
  lost: number
  late: number
  concealed: number
  digits: number
  digitsRefused: number
}

export function noCounts(): MediaCounters {
  return {
    packetsReceived: 0,
    packetsSent: 0,
    packetsRelayed: 0,
    sendFailed: 0,
    malformed: 0,
    reportsReceived: 0,
    wrongSource: 0,
    unknownPayload: 0,
    lost: 0,
    late: 0,
    concealed: 0,
    digits: 0,
    digitsRefused: 0,
  }
}

/** What is so many now; all else is counted since the start. */
const NOW = new Set(['streams', 'mixes', 'recordings'])

/** The figures as Prometheus names them, `packetsSent` as `media_packets_sent_total`. */
export function mediaFigures(counters: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counters).map(([name, value]) => {
      const words = name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
      return [`media_${words}${NOW.has(name) ? '' : '_total'}`, value]
    }),
  )
}
