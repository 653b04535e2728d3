// Row 1: whole business calls per CPU second: INVITE, flow, queue, the agent's desk phone, the two joined,
// BYE, the final record durable. Counted over all processes together, beside Kamailio, which passes the
// same phones' calls on. What history costs is counted in: each round ends when it has everything.
// What each process took, and how many calls that were until the records were durable, goes to stderr.
//   npx tsx bench/call-setup.ts [rounds]
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../test/support/free-port.ts'
import { until } from '../test/support/until.ts'
import { type BusinessCentre, NUMBER, startBusinessCentre } from './support/business-centre.ts'
import { makeCalls, startDeskPhones } from './support/call-phones.ts'
import { compare } from './support/compare.ts'
import { cpuSecondsOf } from './support/cpu-time.ts'
import { type Kamailio, startKamailio } from './support/kamailio.ts'

const rounds = Number(process.argv.find(each => /^\d+$/.test(each)) ?? 5)
const AGENTS = Number(process.env.AGENTS ?? 600)
const CALLS_PER_SECOND = Number(process.env.RATE ?? 350)
const CALLS = Number(process.env.CALLS ?? 2500)
const TALK_MS = 20

const agentPhonePort = await freePort()
const endings: (() => Promise<unknown>)[] = []
try {
  const phones = await startDeskPhones({ port: agentPhonePort, talkMs: TALK_MS })
  endings.push(() => phones.stop())
  const kamailio = await startKamailio(agentPhonePort)
  endings.push(() => kamailio.stop())
  const centre = await startBusinessCentre({ agents: AGENTS, agentPhonePort })
  endings.push(() => centre.stop())
  const ours = () => callUs(centre)
  const theirs = () => callThem(kamailio)
  // Both have compiled what they need and made their files.
  await call(centre.parley.sipPort, CALLS_PER_SECOND / 2)
  await call(kamailio.port, CALLS_PER_SECOND / 2)
  await compare({
    row: 1,
    title: `Call set-up, ${CALLS_PER_SECOND} calls a second, ${TALK_MS} ms of talk`,
    unit: 'calls per CPU second',
    rounds,
    ours: { name: 'Parley, all its processes', measure: ours },
    peer: { name: 'Kamailio, passing the call on', measure: theirs },
    floor: { ratio: 0.25 },
    goal: { ratio: 1 },
    note: 'Not like for like: Kamailio relays signalling only; we answer, run the flow, queue, ring, join the media and keep the record.',
  })
} finally {
  for (const end of endings.reverse()) await end()
}

/** Calls whose final record is durable and which are in history, for each CPU second from the first INVITE on. */
async function callUs(centre: BusinessCentre): Promise<number> {
  await centre.historyWritten()
  await pause(1500)
  const before = await centre.finished()
  const cpuBefore = cpuByProcess(centre)
  await call(centre.parley.sipPort)
  await until('every record is final', async () => {
    await pause(100)
    return (await centre.finished()) === before + CALLS
  })
  const untilRecords = CALLS / sum(spent(cpuByProcess(centre), cpuBefore))
  await centre.historyWritten()
  const all = spent(cpuByProcess(centre), cpuBefore)
  const each = [...all].map(([name, seconds]) => `${name} ${((seconds / CALLS) * 1000).toFixed(2)}`)
  console.error(`   ms a call: ${each.join(', ')}; until the records: ${Math.round(untilRecords)}`)
  return CALLS / sum(all)
}

/** CPU seconds by process; all of PostgreSQL as one. */
function cpuByProcess({ parley }: BusinessCentre): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>()
  for (const process of parley.processes()) {
    const own = /server\/(\w+)[.-]|(parley)[.]mjs/.exec(process.command)
    const name = own?.[1] ?? own?.[2] ?? 'postgres'
    seconds.set(name, (seconds.get(name) ?? 0) + cpuOf(process))
  }
  return seconds
}

function spent(now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) {
  return new Map([...now].map(([name, seconds]) => [name, seconds - (before.get(name) ?? 0)]))
}

function sum(seconds: ReadonlyMap<string, number>): number {
  return [...seconds.values()].reduce((total, each) => total + each, 0)
}

async function callThem(kamailio: Kamailio): Promise<number> {
  const before = cpuSecondsOf(kamailio.pid)
  await call(kamailio.port)
  return CALLS / (cpuSecondsOf(kamailio.pid) - before)
}

async function call(port: number, perSecond = CALLS_PER_SECOND): Promise<void> {
  const result = await makeCalls({
    port,
    number: NUMBER,
    calls: CALLS,
    perSecond,
  })
  const { successful, failed, retransmissions } = result
  if (retransmissions > 0) console.error(`   ${retransmissions} retransmissions`)
  if (failed > 0 || successful < CALLS) {
    throw new Error(`${failed} of ${CALLS} calls failed, ${successful} went well:\n${result.log}`)
  }
}

function cpuOf({ ticks, endedChildrenTicks }: { ticks: number; endedChildrenTicks: number }) {
  return (ticks + endedChildrenTicks) / 100
}
