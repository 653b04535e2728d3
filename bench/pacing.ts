// Row 8: how evenly we send, 300 calls recorded while each party hears music, next to a process that
// does nothing but send one packet every 20 ms.
//   npx tsx bench/pacing.ts
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { compare } from './support/compare.ts'
import { startOurRelay } from './support/media-relays.ts'
import { startPhones } from './support/rtp-phones.ts'

const STREAMS = 600
const ROUNDS = 3

const figures = { ours: [] as number[], bare: [] as number[] }
for (let round = 0; round < ROUNDS; round++) {
  const relay = await startOurRelay()
  const phones = await startPhones({ phones: STREAMS + 1, seconds: 8, packetMs: 20 })
  const bare = await startBareTimer(phones.ports.at(-1) ?? 0)
  try {
    const options = { recorded: true, prompts: true }
    const ports = await relay.join(phones.ports.slice(0, -1), options)
    const { paceP99Ms, lastPaceP99Ms } = await phones.run([...ports, bare.port])
    figures.ours.push(paceP99Ms)
    figures.bare.push(lastPaceP99Ms)
  } finally {
    phones.stop()
    await relay.stop()
    await bare.stop()
  }
}

await compare({
  row: 8,
  title: `20 ms pacing error, ${STREAMS} streams with music, recorded`,
  unit: 'ms, 99th percentile',
  better: 'less',
  rounds: ROUNDS,
  ours: { name: 'media worker', measure: () => figures.ours.shift() ?? Number.NaN },
  peer: { name: 'a bare timer beside it', measure: () => figures.bare.shift() ?? Number.NaN },
  floor: { figure: 5 },
  goal: { figure: 1 },
})

/** A thread that sends one packet every 20 ms to the port. */
async function startBareTimer(toPort: number) {
  const worker = new Worker(fileURLToPath(new URL('support/bare-timer.mjs', import.meta.url)), {
    workerData: { toPort },
  })
  const [port] = (await once(worker, 'message')) as [number]
  return { port, stop: () => worker.terminate() }
}
