// Row 6: how many recorded calls at once, with the phones on the same processors, before more than one
// packet in a thousand is lost or the slowest hundredth is delayed by 5 ms; and what a call costs.
//   npx tsx bench/concurrent-calls.ts [rounds] [at]
// With `at` it only says, for so many calls, how long sound is under way through each of the relays, and
// through one that does nothing else: what the machine and the phones themselves add.
import { compare } from './support/compare.ts'
import { cpuSecondsDuring } from './support/cpu-time.ts'
import {
  type Relay,
  startBareRelay,
  startOurRelay,
  startRtpengine,
} from './support/media-relays.ts'
import { type PhoneFigures, startPhones } from './support/rtp-phones.ts'

const SECONDS = 6
const WARM_UP_SECONDS = 3
const STEP = 100
const MOST = 1000
const LOSS_MAX = 0.001
const DELAY_MAX_MS = 5
/** The machine may be busy with something else for a moment. */
const TRIES = 3
const COST_CALLS = 200

const [rounds = 3, at] = process.argv.filter(each => /^\d+$/.test(each)).map(Number)
const ours = 'media worker, stereo .wav'
const peer = 'rtpengine in user space, pcap'

if (at !== undefined) {
  for (let round = 0; round < rounds; round++) {
    for (const start of [startOurRelay, startRtpengine, startBareRelay]) {
      console.log(start.name)
      await passes(start, at)
    }
  }
  process.exit()
}

await compare({
  row: 6,
  title: `Recorded G.711 calls for each processor, measured with ${COST_CALLS}`,
  unit: 'seconds of call per CPU second',
  rounds,
  ours: { name: ours, measure: () => callSecondsPerCpuSecond(startOurRelay) },
  peer: { name: peer, measure: () => callSecondsPerCpuSecond(startRtpengine) },
})

await compare({
  row: 6,
  title: 'Recorded G.711 calls at once, phones on the same processors',
  unit: 'calls',
  rounds,
  ours: { name: ours, measure: () => most(startOurRelay) },
  peer: { name: peer, measure: () => most(startRtpengine) },
  floor: { figure: 300 },
  goal: { figure: 1000 },
  note: `in steps of ${STEP} up to ${MOST}; loss below 0.1 %, p99 of the added delay below 5 ms`,
})

async function callSecondsPerCpuSecond(start: () => Promise<Relay>): Promise<number> {
  const { cpuSeconds } = await measure(start, COST_CALLS)
  return (COST_CALLS * (SECONDS + WARM_UP_SECONDS)) / cpuSeconds
}

async function most(start: () => Promise<Relay>): Promise<number> {
  for (let calls = STEP; calls <= MOST; calls += STEP)
    if (!(await carries(start, calls))) return calls - STEP
  return MOST
}

async function carries(start: () => Promise<Relay>, calls: number): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) if (await passes(start, calls)) return true
  return false
}

async function passes(start: () => Promise<Relay>, calls: number): Promise<boolean> {
  const { sent, received, p50Ms, p99Ms, worstSendMs } = await measure(start, calls)
  const lost = 1 - received / sent
  const delays = `delay p50 ${p50Ms} ms, p99 ${p99Ms} ms; phones late by ${worstSendMs} ms`
  console.error(`   ${calls} calls: ${(lost * 100).toFixed(3)} % lost, ${delays}`)
  return lost < LOSS_MAX && p99Ms < DELAY_MAX_MS
}

async function measure(
  start: () => Promise<Relay>,
  calls: number,
): Promise<PhoneFigures & { readonly cpuSeconds: number }> {
  const relay = await start()
  const phones = await startPhones({
    phones: 2 * calls,
    seconds: SECONDS,
    packetMs: 20,
    warmUpSeconds: WARM_UP_SECONDS,
  })
  try {
    const ports = await relay.join(phones.ports, { recorded: true })
    const run = phones.run(ports)
    const cpuSeconds = await cpuSecondsDuring([relay.pid], () => run)
    return { ...(await run), cpuSeconds }
  } finally {
    phones.stop()
    await relay.stop()
  }
}
