import { describe, expect, test } from 'vitest'
import { JitterBuffer } from './jitter-buffer.ts'

const DECODE = Int16Array.from({ length: 256 }, (_, i) => (i - 128) * 200)

/** A network with a seed: delays, loses, doubles and reorders. Answers what was heard. */
function call(network: {
  seconds: number
  seed?: number
  delayMs?: (n: number, random: () => number) => number | undefined
  duplicate?: number
  /** How much faster the sender's clock runs, in parts of a million. */
  drift?: number
  packetMs?: number
}) {
  const random = lcg(network.seed ?? 1)
  const packetMs = network.packetMs ?? 20
  const arrivals: { at: number; timestamp: number; n: number }[] = []
  const period = packetMs * (1 - (network.drift ?? 0) / 1e6)
  for (let n = 0; n * packetMs < network.seconds * 1000; n++) {
    const delay = network.delayMs === undefined ? 5 : network.delayMs(n, random)
    if (delay === undefined) continue
    const packet = { at: n * period + delay, timestamp: (START + n * packetMs * 8) >>> 0, n }
    arrivals.push(packet)
    if (random() < (network.duplicate ?? 0)) arrivals.push({ ...packet, at: packet.at + 3 })
  }
  arrivals.sort((a, b) => a.at - b.at)
  const buffer = new JitterBuffer()
  const out = new Int16Array(160)
  const heard: number[] = []
  for (let now = 0; now < network.seconds * 1000; now += 20) {
    while ((arrivals[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
      const packet = arrivals.shift()
      if (packet === undefined) break
      buffer.put(packet.timestamp, sawtooth(packet.n, packetMs * 8), DECODE, packet.at)
    }
    buffer.take(out)
    heard.push(...out)
  }
  return { heard, counters: buffer.counters, targetMs: buffer.target / 8 }
}

/** Just before the 32-bit clock wraps. */
const START = 0xffff_f000

/** A wave whose period (100 samples) tells when samples are missing or doubled. */
function sawtooth(packet: number, samples: number): Uint8Array {
  return Uint8Array.from({ length: samples }, (_, i) => 128 + ((packet * samples + i) % 100) - 50)
}

/** Places where the wave does not go on as it should. */
function breaks(heard: readonly number[]): number {
  const start = heard.findIndex(sample => sample !== 0)
  let count = 0
  for (let i = start + 1; i < heard.length; i++) {
    const step = (heard[i] ?? 0) - (heard[i - 1] ?? 0)
    if (step !== 200 && step !== -19_800) count++
  }
  return count
}

function lcg(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

describe('a jitter buffer', () => {
  test('plays a steady stream without a break and within 40 ms', () => {
    const { heard, counters } = call({ seconds: 60 })
    expect(breaks(heard)).toBe(0)
    expect(counters).toEqual({ late: 0, duplicate: 0, concealed: 0, folded: 0, restarted: 0 })
    expect(heard.findIndex(sample => sample !== 0)).toBeLessThanOrEqual(320 + 160)
  })

  test.each([10, 30, 40, 60])('plays packets of %i ms', packetMs => {
    const { heard } = call({ seconds: 20, packetMs })
    expect(breaks(heard.slice(8000))).toBeLessThan(5)
  })

  test('learns a jitter of 60 ms and then conceals next to nothing', () => {
    const { heard, counters, targetMs } = call({
      seconds: 60,
      delayMs: (_, random) => 5 + random() * 60,
    })
    expect(targetMs).toBeGreaterThan(40)
    expect(targetMs).toBeLessThanOrEqual(120)
    expect(counters.concealed).toBeLessThan(15)
    expect(breaks(heard.slice(80_000))).toBeLessThan(200)
  })

  test('comes down again when the network calms', () => {
    const { targetMs } = call({
      seconds: 120,
      delayMs: (n, random) => 5 + (n < 500 ? random() * 80 : 0),
    })
    expect(targetMs).toBeLessThanOrEqual(30)
  })

  test('conceals what is lost and keeps time', () => {
    const { heard, counters } = call({
      seconds: 60,
      delayMs: (_, random) => (random() < 0.05 ? undefined : 5),
    })
    expect(counters.concealed).toBeGreaterThan(100)
    expect(counters.concealed).toBeLessThan(260)
    expect(counters.late).toBe(0)
    const silent = heard.slice(8000).filter(sample => sample === 0).length
    expect(silent / heard.length).toBeLessThan(0.02)
  })

  test('puts packets in order and drops doubles', () => {
    const { heard, counters } = call({
      seconds: 30,
      delayMs: n => (n % 10 === 0 && n > 50 ? 28 : 5),
      duplicate: 0.2,
    })
    expect(counters.duplicate + counters.late).toBeGreaterThan(200)
    expect(breaks(heard.slice(40_000))).toBe(0)
  })

  test.each([200, -200])('follows a clock that is off by %i ppm for ten minutes', drift => {
    const { counters } = call({ seconds: 600, drift })
    // 200 ppm are 120 ms in ten minutes: six frames.
    expect(counters.concealed + counters.folded).toBeLessThan(14)
    expect(counters.concealed + counters.folded).toBeGreaterThan(2)
    expect(counters.restarted).toBe(0)
  })

  test('a burst held up for half a second does not become delay', () => {
    const { counters, heard } = call({
      seconds: 20,
      delayMs: n => (n >= 500 && n < 525 ? (525 - n) * 20 + 5 : 5),
    })
    expect(counters.folded).toBeGreaterThan(10)
    // At most one more frame is folded away (a blend of 48 samples) as the buffer calms down.
    expect(breaks(heard.slice(-16_000))).toBeLessThanOrEqual(48)
  })

  test('a pause of the sender is silence, not loss', () => {
    const { counters, heard } = call({
      seconds: 20,
      delayMs: n => (n % 100 > 50 ? undefined : 5),
    })
    expect(counters.concealed).toBeLessThan(60)
    expect(heard.filter(sample => sample === 0).length / heard.length).toBeGreaterThan(0.3)
  })

  test('timestamps that jump, backwards or forwards, are a new beginning', () => {
    const buffer = new JitterBuffer()
    const out = new Int16Array(160)
    let played = 0
    for (let n = 0; n < 300; n++) {
      const jump = n < 100 ? 0 : n < 200 ? 5_000_000 : -9_000_000
      buffer.put((n * 160 + jump) >>> 0, sawtooth(n, 160), DECODE, n * 20)
      if (buffer.take(out)) played++
    }
    expect(buffer.counters.restarted).toBe(2)
    expect(played).toBeGreaterThan(285)
  })

  test('survives every order, size and timestamp without running out of bounds', () => {
    const random = lcg(7)
    const buffer = new JitterBuffer()
    const out = new Int16Array(160)
    for (let n = 0; n < 20_000; n++) {
      const timestamp = random() < 0.1 ? random() * 2 ** 32 : n * 160 + (random() - 0.5) * 4000
      const size = Math.floor(random() * (random() < 0.1 ? 3000 : 320))
      buffer.put(timestamp >>> 0, new Uint8Array(size), DECODE, n * 20)
      if (random() < 0.8) buffer.take(out)
    }
    expect(buffer.target).toBeLessThanOrEqual(960)
  })
})
