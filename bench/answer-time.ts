// Row 2: how long a caller waits from INVITE to 200 at 100 calls a second; the slowest hundredth. The flow
// answers and queues the caller. Beside it a UDP socket that answers whatever comes.
//   npx tsx bench/answer-time.ts [rounds]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort } from '../test/support/free-port.ts'
import { NUMBER, startBusinessCentre } from './support/business-centre.ts'
import { timeAnswers } from './support/callers.ts'
import { compare } from './support/compare.ts'
import { quantile } from './support/statistics.ts'

const CALLS = 500
const CALLS_PER_SECOND = 100
const rounds = Number(process.argv.find(each => /^\d+$/.test(each)) ?? 5)

const raw = spawn(
  process.execPath,
  [fileURLToPath(new URL('support/raw-uas.mjs', import.meta.url))],
  {
    stdio: ['pipe', 'pipe', 'inherit'],
  },
)
const lines = createInterface({ input: raw.stdout })[Symbol.asyncIterator]()
const rawPort = Number((await lines.next()).value)
const centre = await startBusinessCentre({ agents: 0, agentPhonePort: await freePort() })

try {
  await p99(centre.parley.sipPort)
  await p99(rawPort)
  await compare({
    row: 2,
    title: `INVITE to 200, p99 at ${CALLS_PER_SECOND} calls a second`,
    unit: 'ms',
    better: 'less',
    rounds,
    ours: {
      name: 'Parley: flow begun, journal durable',
      measure: () => p99(centre.parley.sipPort),
    },
    peer: { name: 'a bare UDP socket', measure: () => p99(rawPort) },
    floor: { figure: 20 },
    goal: { figure: 3 },
    note: 'The goal is 3 ms and twice the bare socket.',
  })
} finally {
  raw.stdin.end()
  await Promise.all([once(raw, 'exit'), centre.stop()])
}

async function p99(port: number): Promise<number> {
  const of = { port, number: NUMBER, calls: CALLS, perSecond: CALLS_PER_SECOND }
  const times = await timeAnswers(of)
  console.error(
    `   p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`,
  )
  return quantile(times, 0.99)
}
