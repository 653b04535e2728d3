// What the engine counts, for /metrics.

export interface MediaCounters {
  packetsReceived: number
  packetsSent: number
  packetsRelayed: number
  sendFailed: number
  malformed: number
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
    wrongSource: 0,
    unknownPayload: 0,
    lost: 0,
    late: 0,
    concealed: 0,
    digits: 0,
    digitsRefused: 0,
  }
}
