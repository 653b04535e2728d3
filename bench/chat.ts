// Row 15: chat messages that are durable and delivered, per CPU second when the centre is full, and how
// long the slowest hundredth takes at 5,000 a second. Row 16: what an open chat keeps in memory.
//   npx tsx bench/chat.ts [rounds]
// The centre and its database are processes of their own, built and started as the product's centre node.
// People are another process: each message is an HTTP request of SendMessage, and goes to the WebSockets of
// both who take part. PART=full|steady|memory measures one of the three only.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { forkBundled } from './support/bundled.ts'
import type { CentreAsk, CentreFigures, Served } from './support/chatting-centre-process.ts'
import type { Pace, PeopleAnswer, PeopleAsk } from './support/chatting-people-process.ts'
import { compare } from './support/compare.ts'
import { cpuSecondsOf } from './support/cpu-time.ts'
import { goFirst } from './support/pinned.ts'
import { quantile } from './support/statistics.ts'

/** Enough that nobody writes more often than a participant may. */
const CHATS = Number(process.env.CHATS ?? 1000)
const RATE = Number(process.env.RATE ?? 5000)
const SECONDS = Number(process.env.SECONDS ?? 6)
/** Messages that are under way at any time when the centre is full. */
const UNDER_WAY = Number(process.env.UNDER_WAY ?? 256)
const OPEN_CHATS = Number(process.env.OPEN_CHATS ?? 20_000)
const { PART } = process.env

const rounds = Number(process.argv.find(each => /^\d+$/.test(each)) ?? 3)
goFirst()
const centre = forkBundled('chatting-centre-process')
await once(centre, 'message')
const people = forkBundled('chatting-people-process')
const peer = fork(fileURLToPath(new URL('support/echo-process.ts', import.meta.url)), {
  execArgv: ['--import', 'tsx'],
})
const [peerPort] = (await once(peer, 'message')) as [number]

try {
  const { port, tokens } = await answerOf<Served>(centre, { type: 'serve', chats: CHATS })
  const before = await answerOf<number>(centre, { type: 'heap' })
  await answerOf(people, { type: 'open', port, tokens })
  const after = await answerOf<number>(centre, { type: 'heap' })
  console.error(
    `   each of ${tokens.length} sockets keeps on the heap ${Math.round((after - before) / tokens.length)} bytes`,
  )
  // Until what is run often has been compiled.
  await write({ seconds: 6, underWay: UNDER_WAY })
  if (PART === undefined || PART === 'full') {
    await compare({
      row: 15,
      title: `messages, durable and delivered to two, in ${CHATS} chats, ${UNDER_WAY} under way`,
      unit: 'messages per CPU second',
      rounds,
      ours: { name: 'SendMessage to both sockets, PostgreSQL included', measure: full },
      peer: { name: 'echoes of a raw ws server', measure: echoes },
      floor: { figure: 15_000 },
      goal: { figure: 50_000 },
      note: 'Not like for like: the peer echoes frames, keeps nothing and speaks no HTTP. Those who write share this machine.',
    })
  }
  if (PART === undefined || PART === 'steady') {
    await compare({
      row: 15,
      title: `messages delivered to two at ${RATE} a second: the slowest hundredth`,
      unit: 'ms',
      better: 'less',
      rounds,
      ours: { name: 'from SendMessage to both sockets', measure: steady },
      goal: { figure: 5 },
    })
  }
  if (PART === undefined || PART === 'memory') {
    await compare({
      row: 16,
      title: `what an open chat keeps in the centre, over ${OPEN_CHATS} chats without sockets`,
      unit: 'bytes',
      better: 'less',
      rounds: 1,
      ours: {
        name: 'contact and conversation, resident',
        measure: () => answerOf<number>(centre, { type: 'hold', chats: OPEN_CHATS }),
      },
      floor: { figure: 1e9 / 20_000 },
      goal: { figure: 2e9 / 100_000 },
    })
  }
} finally {
  people.kill()
  peer.kill()
  centre.send({ type: 'end' } satisfies CentreAsk)
  await once(centre, 'exit')
}
process.exit()

async function full(): Promise<number> {
  const { written, cpuSeconds } = await measured({ seconds: SECONDS, underWay: UNDER_WAY })
  return written / cpuSeconds
}

async function steady(): Promise<number> {
  const { delivered } = await measured({ seconds: SECONDS, perSecond: RATE })
  return quantile(delivered, 0.99)
}

async function measured(pace: Pace): Promise<PeopleAnswer & { readonly cpuSeconds: number }> {
  const figures = () => answerOf<CentreFigures>(centre, { type: 'figures' })
  const cpu = () => [cpuSecondsOf(centre.pid ?? 0), cpuSecondsOf(people.pid ?? 0)] as const
  const [before, [ours, theirs]] = [await figures(), cpu()]
  const answer = await write(pace)
  const [after, [oursNow, theirsNow]] = [await figures(), cpu()]
  const { written, refused, acknowledged, delivered, tookMs } = answer
  if (refused > 0 || delivered.length !== written * 2) {
    throw new Error(`${refused} refused, ${delivered.length} of ${written * 2} delivered`)
  }
  const cpuSeconds = oursNow - ours
  const user = after.userSeconds - before.userSeconds
  const system = after.systemSeconds - before.systemSeconds
  const ms = (of: readonly number[], share: number) => quantile(of, share).toFixed(1)
  const each = (seconds: number) => `${((seconds * 1e6) / written).toFixed(1)} µs`
  console.error(
    `   ${Math.round((written * 1000) / tookMs)} a second; acknowledged p50 ${ms(acknowledged, 0.5)} p99 ${ms(acknowledged, 0.99)} ms, ` +
      `delivered p50 ${ms(delivered, 0.5)} p99 ${ms(delivered, 0.99)} ms; each ${each(cpuSeconds)}: centre ${each(user)} and in the system ${each(system)}, ` +
      `database ${each(cpuSeconds - user - system)} (people besides ${each(theirsNow - theirs)}); ` +
      `${(written / (after.batches - before.batches)).toFixed(1)} lines a batch`,
  )
  return { ...answer, cpuSeconds }
}

function write(pace: Pace): Promise<PeopleAnswer> {
  return answerOf(people, { type: 'write', pace })
}

async function echoes(): Promise<number> {
  const before = cpuSecondsOf(peer.pid ?? 0)
  const echoed = await answerOf<number>(people, { type: 'echo', port: peerPort })
  return echoed / (cpuSecondsOf(peer.pid ?? 0) - before)
}

async function answerOf<T>(process: ChildProcess, ask: PeopleAsk | CentreAsk): Promise<T> {
  process.send(ask)
  const ended = new AbortController()
  const abort = () => ended.abort()
  process.once('exit', abort)
  const [answer] = await once(process, 'message', { signal: ended.signal })
  process.off('exit', abort)
  return answer as T
}
