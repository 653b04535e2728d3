// Row 8: how evenly we send, 300 calls recorded while each party hears music, next to a process that
// does nothing but send one packet every 20 ms.
//   npx tsx bench/pacing.ts
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { compare } from './support/compare.ts'
import { startOurRelay } from './support/media-relays.ts'
import { pinned } from './support/pinned.ts'
import { startPhones } from './support/rtp-phones.ts'

const STREAMS = 600
const ROUNDS = 3

const figures = { ours: [] as number[], bare: [] as number[] }
for (let round = 0; round < ROUNDS; round++) {
  const relay = await startOurRelay()
  const phones = await startPhones({
    phones: STREAMS + 1,
    seconds: 8,
    packetMs: 20,
    warmUpSeconds: 4,
  })
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
    bare.stop()
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

/** A process that sends one packet every 20 ms to the port. */
async function startBareTimer(toPort: number) {
  const main = fileURLToPath(new URL('support/bare-timer.mjs', import.meta.url))
  const child = spawn(...pinned(undefined, [process.execPath, main, String(toPort)]), {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { port: Number(line.toString()), stop: () => child.kill('SIGKILL') }
}
