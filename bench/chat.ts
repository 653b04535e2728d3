// Row 15: chat messages that are durable and delivered, per CPU second, and how long the slowest hundredth
// takes at 5,000 a second. Row 16: what an open chat keeps in memory.
//   npx tsx bench/chat.ts [rounds]
// The centre, its chat service on the embedded PostgreSQL (fsync on), the participant service and the
// HTTP server are put together as in the centre node. People are another process: each message is an
// HTTP request of SendMessage, and goes to the WebSockets of both who take part.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ParticipantContext } from '../src/api/participant/participant-operation.ts'
import { ChatService } from '../src/channel/chat/chat-service.ts'
import { ChatTokens } from '../src/channel/chat/chat-tokens.ts'
import { Centre } from '../src/core/centre.ts'
import type { Effect } from '../src/core/effect.ts'
import type { Input } from '../src/core/input.ts'
import { SteadyClock } from '../src/io/clock.ts'
import { newUuid } from '../src/io/crypto.ts'
import { Actor } from '../src/server/actor.ts'
import { createHttpServer } from '../src/server/http-server.ts'
import { ticketOf } from '../src/server/page-streams.ts'
import { participantService } from '../src/server/participant-service.ts'
import { startPostgres } from '../src/server/postgres.ts'
import { Sessions } from '../src/server/sessions.ts'
import { openFolderBlobStore } from '../src/store/folder-blob-store.ts'
import { openPostgresStore } from '../src/store/postgres/postgres-store.ts'
import { toQueue } from '../test/support/flow-actions.ts'
import type { PeopleAnswer, PeopleAsk } from './support/chatting-people-process.ts'
import { compare } from './support/compare.ts'
import { cpuSecondsOf } from './support/cpu-time.ts'
import { seeded } from './support/seeded.ts'
import { quantile } from './support/statistics.ts'

const CHATS = Number(process.env.CHATS ?? 600)
const PER_AGENT = 10
const RATE = Number(process.env.RATE ?? 5000)
const SECONDS = Number(process.env.SECONDS ?? 6)
const OPEN_CHATS = Number(process.env.OPEN_CHATS ?? 20_000)
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
const blobs = await openFolderBlobStore(join(folder, 'blobs'), join(folder, 'key'))
const centre = new Centre(INSTANCE, [1, 2, 3, 4])
const { view } = centre
const secret = Buffer.alloc(32)
const chats = new ChatService({
  clock,
  store: store.chats,
  blobs,
  contacts: store.contacts,
  centre: view,
  epoch: store.epoch,
  newId: newUuid,
  submit: input => actor.submit(input),
  place: () => ({ account: '000000000000', instanceId: INSTANCE, alias: 'bench' }),
  failed: (_what, error) => fail(error),
  fatal: fail,
})
const actor: Actor = new Actor(centre, {
  clock,
  journal: store.journal,
  release(effect: Effect) {
    if ('conversationId' in effect) chats.release(effect)
  },
  saveOutbox: () => null,
  restoreOutbox: () => {},
  fatal: fail,
})
actor.start()
await chats.start()
const tokens = new ChatTokens(secret)
const flowId = await furnish()
const contactIds = await beginChats(CHATS)
const server = serve()
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
const people = child('chatting-people-process.ts')
const peer = child('echo-process.ts')
const [peerPort] = (await once(peer, 'message')) as [number]

try {
  const members = contactIds.flatMap(id => {
    const { participants = [] } = view.conversation(id) ?? {}
    const both = participants.map(({ participantId }) => participantId)
    if (both.length !== 2) throw new Error(`${both.length} take part in ${id}`)
    return both.map(participantId =>
      tokens.participant({ conversationId: id, contactId: id, participantId }),
    )
  })
  await answerOf(people, { type: 'open', port, tokens: members })
  await write(2)
  await compare({
    row: 15,
    title: `messages, durable and delivered to two, at ${RATE} a second in ${CHATS} chats`,
    unit: 'messages per CPU second',
    rounds,
    ours: { name: 'SendMessage to both sockets, PostgreSQL included', measure },
    peer: { name: 'echoes of a raw ws server', measure: echoes },
    floor: { figure: 15_000 },
    goal: { figure: 50_000 },
    note: 'Not like for like: the peer echoes frames, keeps nothing and speaks no HTTP. Those who write share this machine.',
  })
  await compare({
    row: 16,
    title: `what an open chat keeps in the centre, over ${OPEN_CHATS} chats without sockets`,
    unit: 'bytes',
    better: 'less',
    rounds: 1,
    ours: { name: 'contact and conversation, resident', measure: openMany },
    floor: { figure: 1e9 / 20_000 },
    goal: { figure: 2e9 / 100_000 },
  })
} finally {
  people.kill()
  peer.kill()
  server.closeAllConnections()
  server.close()
  await actor.stop()
  await chats.stop()
  await store.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit()

async function measure(): Promise<number> {
  const [before, theirs] = [cpuSecondsOf(process.pid), cpuSecondsOf(people.pid ?? 0)]
  const batches = figure('chat_batches')
  const centreBefore = process.cpuUsage()
  const { written, refused, acknowledged, delivered } = await write(SECONDS)
  // The database's processes and the people are children of this one.
  const peopleCpu = cpuSecondsOf(people.pid ?? 0) - theirs
  const cpu = cpuSecondsOf(process.pid) - before - peopleCpu
  const { user, system } = process.cpuUsage(centreBefore)
  const centreCpu = (user + system) / 1e6
  const own = written / cpu
  if (refused > 0 || delivered.length < written * 2) {
    throw new Error(`${refused} refused, ${delivered.length} of ${written * 2} delivered`)
  }
  const ms = (of: readonly number[], share: number) => quantile(of, share).toFixed(1)
  console.error(
    `   acknowledged p50 ${ms(acknowledged, 0.5)} p99 ${ms(acknowledged, 0.99)} ms, delivered p50 ${ms(delivered, 0.5)} p99 ${ms(delivered, 0.99)} ms; ` +
      `${cpu.toFixed(2)} CPU s, of it the centre ${centreCpu.toFixed(2)} (people besides ${peopleCpu.toFixed(2)}); ${(written / (figure('chat_batches') - batches)).toFixed(1)} lines a batch`,
  )
  return own
}

async function write(seconds: number): Promise<PeopleAnswer> {
  return (await answerOf(people, { type: 'write', perSecond: RATE, seconds })) as PeopleAnswer
}

async function echoes(): Promise<number> {
  const before = cpuSecondsOf(peer.pid ?? 0)
  const echoed = (await answerOf(people, { type: 'echo', port: peerPort })) as number
  return echoed / (cpuSecondsOf(peer.pid ?? 0) - before)
}

async function openMany(): Promise<number> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  const ids = await beginChats(OPEN_CHATS, false)
  for (const conversationId of ids) {
    const customer = view.conversation(conversationId)?.participants[0]?.participantId ?? ''
    const who = { conversationId, contactId: conversationId, participantId: customer }
    for (const content of ['Hello', 'Is anybody there?', 'It is about my order, which is late.']) {
      void chats.post(who, { contentType: 'text/plain', content, clientToken: newUuid() })
    }
  }
  await actor.durable()
  await new Promise(resolve => setTimeout(resolve, 3000))
  globalThis.gc?.()
  return (process.memoryUsage.rss() - before) / ids.length
}

function figure(name: string): number {
  return Number(chats.figures[name])
}

/** Chats that wait, or that agents have. */
async function beginChats(count: number, accepted = true): Promise<string[]> {
  const ids = Array.from({ length: count }, newUuid)
  for (const contactId of ids) {
    void actor.submit({
      type: 'chat.started',
      contactId,
      flowId,
      participantId: newUuid(),
      displayName: 'Cleo',
    })
    if (accepted) acceptAll()
    if (figure('chat_lines_waiting') > 5000) await actor.durable()
  }
  await actor.durable()
  await new Promise(resolve => setTimeout(resolve, 500))
  return ids
}

function acceptAll(): void {
  for (const { agentId, contacts } of view.agents()) {
    for (const { contactId, state } of contacts) {
      if (state === 'CONNECTING') void actor.submit({ type: 'agent.accept', agentId, contactId })
    }
  }
}

/** Agents with room for all chats, who are there; answers the flow that brings customers to them. */
async function furnish(): Promise<string> {
  await actor.submit(...(await seeded(INSTANCE, clock.now())))
  const { directory } = view
  const template = directory.named('agent', 'agent1')?.document
  const profile = directory.named('routing-profile', 'Basic Routing Profile')
  const MediaConcurrencies = [{ Channel: 'CHAT', Concurrency: PER_AGENT }]
  const inputs: Input[] = [
    {
      type: 'config.put',
      kind: 'routing-profile',
      id: profile?.id ?? '',
      document: { ...profile?.document, MediaConcurrencies },
    },
  ]
  const statusId = directory.named('agent-state', 'Available')?.id ?? ''
  for (let count = 0; count < Math.ceil(CHATS / PER_AGENT); count++) {
    const agentId = newUuid()
    inputs.push(
      {
        type: 'config.put',
        kind: 'agent',
        id: agentId,
        document: { ...template, Username: `agent-${count}` },
      },
      { type: 'agent.reachable', agentId, reachable: true },
      { type: 'agent.setStatus', agentId, statusId },
    )
  }
  const id = newUuid()
  const Actions = toQueue(directory.named('queue', 'BasicQueue')?.id ?? '')
  const StartAction = (Actions[0] as { Identifier: string }).Identifier
  const Content = JSON.stringify({ Version: '2019-10-30', StartAction, Actions })
  const document = { Name: 'Chat', Type: 'CONTACT_FLOW', State: 'ACTIVE', Content }
  inputs.push({
    type: 'config.put',
    kind: 'contact-flow',
    id,
    document: { ...document, Status: 'PUBLISHED' },
  })
  await actor.submit(...inputs)
  return id
}

function serve() {
  // Of what operations are given, writing and connecting need no more.
  const context = () =>
    ({
      now: clock.now(),
      centre: view,
      newId: newUuid,
      durable: () => actor.durable(),
      submit: (...inputs: Input[]) => actor.submit(...inputs),
    }) as unknown as ParticipantContext
  const { routes, sockets } = participantService({
    clock,
    chat: chats,
    tokens,
    blobs,
    sessions: new Sessions(secret, view),
    secret,
    configuration: { attachmentScanner: undefined, attachmentBytesMax: 1000 },
    context,
  })
  return createHttpServer({
    routes,
    mayOpen: request => sockets.mayOpen(ticketOf(request)) || { status: 403, sentence: 'No' },
    openStream: (request, _path, socket) => sockets.open(ticketOf(request), socket),
    failed: fail,
  })
}

function child(name: string): ChildProcess {
  const path = fileURLToPath(new URL(`support/${name}`, import.meta.url))
  return fork(path, { execArgv: ['--import', 'tsx'], serialization: 'advanced' })
}

async function answerOf(process: ChildProcess, ask: PeopleAsk): Promise<unknown> {
  process.send(ask)
  const ended = new AbortController()
  process.once('exit', () => ended.abort())
  const [answer] = await once(process, 'message', { signal: ended.signal })
  return answer
}

function fail(error: unknown): never {
  throw error
}
