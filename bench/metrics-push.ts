// Row 17: from something that happens to every supervisor's screen, the slowest hundredth, at 1,000 events
// a second and 50 viewers.   npx tsx bench/metrics-push.ts [rounds]
// The centre, its journal on the embedded PostgreSQL (fsync on) and the HTTP server are put together as
// in the centre node; the viewers are another process and parse every frame. Half of the events are agents
// who choose another status, half are contacts that come into a queue or leave it.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MetricsStreams } from '../src/api/stream/metrics-streams.ts'
import { Centre } from '../src/core/centre.ts'
import type { Input } from '../src/core/input.ts'
import { SteadyClock } from '../src/io/clock.ts'
import { newUuid } from '../src/io/crypto.ts'
import { Actor } from '../src/server/actor.ts'
import { createHttpServer } from '../src/server/http-server.ts'
import { startPostgres } from '../src/server/postgres.ts'
import { openPostgresStore } from '../src/store/postgres/postgres-store.ts'
import { toQueue } from '../test/support/flow-actions.ts'
import { compare } from './support/compare.ts'
import { cpuSecondsOf } from './support/cpu-time.ts'
import type { Latencies, ViewersAsk } from './support/metrics-viewers-process.ts'
import { seeded } from './support/seeded.ts'
import { quantile } from './support/statistics.ts'

const EVENTS_PER_SECOND = 1_000
const VIEWERS = 50
const AGENTS = 500
const QUEUES = 20
const SECONDS = 8
const WARM_UP_SECONDS = 2
/** Contacts that wait at any time: a number that takes each away from another queue than the one that comes. */
const WAITING = 203
const INSTANCE = '11111111-1111-4111-8111-111111111111'

const rounds = Number(process.argv.find(each => /^\d+$/.test(each)) ?? 3)
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
const clock = new SteadyClock()
const postgres = await startPostgres(join(folder, 'postgres'), join(folder, 'postgres.log'))
const store = await openPostgresStore({
  connection: postgres.connection,
  instanceId: INSTANCE,
  onFenced: fail,
})
const centre = new Centre(INSTANCE, [1, 2, 3, 4])
const { view } = centre
const metrics = new MetricsStreams({ clock, centre: view, newId: newUuid })
const actor = new Actor(centre, {
  clock,
  journal: store.journal,
  release: () => {},
  happened: effects => metrics.happened(effects),
  saveOutbox: () => null,
  restoreOutbox: () => {},
  fatal: fail,
})

const { agentIds, flowIds, statusIds, supervisorId } = await furnish()
const server = createHttpServer({
  routes: [],
  mayOpen: () => true,
  openStream: (_request, _path, socket) => metrics.open(supervisorId, socket),
  failed: fail,
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
const viewers = fork(
  fileURLToPath(new URL('support/metrics-viewers-process.ts', import.meta.url)),
  { execArgv: ['--import', 'tsx'], serialization: 'advanced' },
)

try {
  await answerOf(viewers, { type: 'open', url: `ws://127.0.0.1:${port}/`, viewers: VIEWERS })
  await run(WARM_UP_SECONDS)
  await answerOf(viewers, { type: 'count', contactEvents: [] })
  await compare({
    row: 17,
    title: `event to ${VIEWERS} screens, p99 at ${EVENTS_PER_SECOND} events a second`,
    unit: 'ms',
    better: 'less',
    rounds,
    ours: { name: 'deltas pushed, journal written beside them', measure },
    floor: { figure: 500 },
    goal: { figure: 50 },
    note: "The page of Amazon Connect asks again every 15 s. Viewers share this machine's processors.",
  })
} finally {
  viewers.kill()
  server.closeAllConnections()
  server.close()
  await actor.stop()
  await store.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit()

async function measure(): Promise<number> {
  const cpuBefore = cpuSecondsOf(process.pid)
  const viewersBefore = cpuSecondsOf(viewers.pid ?? 0)
  const contactEvents = await run(SECONDS)
  const viewersCpu = cpuSecondsOf(viewers.pid ?? 0) - viewersBefore
  // The database's processes and the viewers are children of this one.
  const cpu = (cpuSecondsOf(process.pid) - cpuBefore - viewersCpu) / SECONDS
  const { agents, contacts, frames, bytes } = (await answerOf(viewers, {
    type: 'count',
    contactEvents,
  })) as Latencies
  const all = [...agents, ...contacts]
  const ms = (share: number) => quantile(all, share).toFixed(1)
  console.error(
    `   p50 ${ms(0.5)} ms, p99 ${ms(0.99)} ms, most ${ms(1)} ms (agents p99 ${quantile(agents, 0.99).toFixed(1)}, contacts p99 ${quantile(contacts, 0.99).toFixed(1)}; ` +
      `${all.length} seen by ${VIEWERS}; ${Math.round(frames / SECONDS)} frames/s, ${Math.round(bytes / SECONDS / 1000)} kB/s; ${cpu.toFixed(2)} CPU s/s with the database, viewers ${(viewersCpu / SECONDS).toFixed(2)})`,
  )
  return quantile(all, 0.99)
}

/** Lets so much happen. Answers when contacts came and went. */
async function run(seconds: number): Promise<number[]> {
  const contactEvents: number[] = []
  const waiting: string[] = []
  let [count, agent] = [0, 0]
  const begun = performance.now()
  while (count < seconds * EVENTS_PER_SECOND) {
    const due = Math.min(
      seconds * EVENTS_PER_SECOND,
      Math.floor(((performance.now() - begun) / 1000) * EVENTS_PER_SECOND),
    )
    for (; count < due; count++) {
      if (count % 2 === 0) changeStatus(agent++)
      else {
        contactEvents.push(clock.now())
        void actor.submit(contactEvent(waiting, count))
      }
    }
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  for (const contactId of waiting) void actor.submit({ type: 'contact.stop', contactId })
  await actor.durable()
  await new Promise(resolve => setTimeout(resolve, 300))
  return contactEvents
}

function changeStatus(count: number): void {
  const agentId = agentIds[count % AGENTS] ?? ''
  const statusId = statusIds[Math.floor(count / AGENTS) % statusIds.length] ?? ''
  void actor.submit({ type: 'agent.setStatus', agentId, statusId })
}

function contactEvent(waiting: string[], count: number): Input {
  const oldest = waiting.length > WAITING ? waiting.shift() : undefined
  if (oldest !== undefined) return { type: 'contact.stop', contactId: oldest }
  const contactId = newUuid()
  waiting.push(contactId)
  const flowId = flowIds[(count >> 1) % QUEUES] ?? ''
  return { type: 'task.started', contactId, flowId, name: 'Work' }
}

/** Queues in which tasks wait, and agents who serve another one. */
async function furnish() {
  await actor.submit(...(await seeded(INSTANCE, clock.now())))
  const { directory } = view
  const template = directory.named('agent', 'agent1')?.document
  const queue = directory.named('queue', 'BasicQueue')?.document
  const inputs: Input[] = []
  const put = (kind: 'agent' | 'queue' | 'contact-flow', document: object): string => {
    const id = newUuid()
    inputs.push({ type: 'config.put', kind, id, document: { ...document } })
    return id
  }
  const agentIds = Array.from({ length: AGENTS }, (_, index) =>
    put('agent', { ...template, Username: `agent-${index}` }),
  )
  const flowIds = Array.from({ length: QUEUES }, (_, index) => {
    const Actions = toQueue(put('queue', { ...queue, Name: `Queue ${index}` }))
    const StartAction = (Actions[0] as { Identifier: string }).Identifier
    return put('contact-flow', {
      Name: `Flow ${index}`,
      Type: 'CONTACT_FLOW',
      State: 'ACTIVE',
      Status: 'PUBLISHED',
      Content: JSON.stringify({ Version: '2019-10-30', StartAction, Actions }),
    })
  })
  for (const agentId of agentIds) {
    inputs.push({ type: 'agent.reachable', agentId, reachable: true })
  }
  await actor.submit(...inputs)
  return {
    agentIds,
    flowIds,
    statusIds: ['Available', 'Offline'].map(name => directory.named('agent-state', name)?.id ?? ''),
    supervisorId: directory.named('agent', 'supervisor')?.id ?? '',
  }
}

async function answerOf(child: ChildProcess, ask: ViewersAsk): Promise<unknown> {
  child.send(ask)
  const [answer] = await once(child, 'message')
  return answer
}

function fail(error: unknown): never {
  throw error
}
