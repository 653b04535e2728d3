// The centre of rows 15 and 16 in a process of its own, as far as chats go: the actor, the chat service on
// the embedded PostgreSQL (fsync on), the participant service and the HTTP server, put together as in the
// centre node. A child process of `chat.ts`.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ParticipantContext } from '../../src/api/participant/participant-operation.ts'
import { ChatService } from '../../src/channel/chat/chat-service.ts'
import { ChatTokens } from '../../src/channel/chat/chat-tokens.ts'
import { Centre } from '../../src/core/centre.ts'
import type { Effect } from '../../src/core/effect.ts'
import type { Input } from '../../src/core/input.ts'
import { SteadyClock } from '../../src/io/clock.ts'
import { newUuid } from '../../src/io/crypto.ts'
import { Actor } from '../../src/server/actor.ts'
import { createHttpServer } from '../../src/server/http-server.ts'
import { ticketOf } from '../../src/server/page-streams.ts'
import { participantService } from '../../src/server/participant-service.ts'
import { startPostgres } from '../../src/server/postgres.ts'
import { Sessions } from '../../src/server/sessions.ts'
import { openFolderBlobStore } from '../../src/store/folder-blob-store.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts'
import { toQueue } from '../../test/support/flow-actions.ts'
import { seeded } from './seeded.ts'

export type CentreAsk =
  /** Begins so many chats, each with an agent; answers where, and two tokens for each. */
  | { readonly type: 'serve'; readonly chats: number }
  /** How the process is doing: CPU seconds of its own, and batches written. */
  | { readonly type: 'figures' }
  /** What its heap keeps, in bytes. */
  | { readonly type: 'heap' }
  /** Begins so many that wait; answers what each keeps in memory, in bytes. */
  | { readonly type: 'hold'; readonly chats: number }
  | { readonly type: 'end' }

export interface Served {
  readonly port: number
  readonly tokens: readonly string[]
}

export interface CentreFigures {
  readonly userSeconds: number
  readonly systemSeconds: number
  readonly batches: number
}

const PER_AGENT = 10
const INSTANCE = '11111111-1111-4111-8111-111111111111'

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
const tokens = new ChatTokens(secret)
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
const server = serve()
server.listen(0, '127.0.0.1')
await once(server, 'listening')
let flowId = ''

process.on('message', (ask: CentreAsk) => {
  void answerTo(ask).then(answer => process.send?.(answer))
})
process.on('disconnect', () => void end())
process.send?.('ready')

async function answerTo(ask: CentreAsk): Promise<unknown> {
  switch (ask.type) {
    case 'serve':
      return serveChats(ask.chats)
    case 'figures':
      return figures()
    case 'heap':
      return heapBytes()
    case 'hold':
      return hold(ask.chats)
    default:
      return end()
  }
}

async function serveChats(count: number): Promise<Served> {
  flowId = await furnish(count)
  const contactIds = await beginChats(count)
  const members = contactIds.flatMap(id => {
    const { participants = [] } = view.conversation(id) ?? {}
    const both = participants.map(({ participantId }) => participantId)
    if (both.length !== 2) throw new Error(`${both.length} take part in ${id}`)
    return both.map(participantId =>
      tokens.participant({ conversationId: id, contactId: id, participantId }),
    )
  })
  return { port: (server.address() as AddressInfo).port, tokens: members }
}

function heapBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

function figures(): CentreFigures {
  const { user, system } = process.cpuUsage()
  return {
    userSeconds: user / 1e6,
    systemSeconds: system / 1e6,
    batches: figure('chat_batches'),
  }
}

async function hold(count: number): Promise<number> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  const ids = await beginChats(count, false)
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

async function end(): Promise<void> {
  server.closeAllConnections()
  server.close()
  await actor.stop()
  await chats.stop()
  await store.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit()
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
async function furnish(count: number): Promise<string> {
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
  for (let agent = 0; agent < Math.ceil(count / PER_AGENT); agent++) {
    const agentId = newUuid()
    inputs.push(
      {
        type: 'config.put',
        kind: 'agent',
        id: agentId,
        document: { ...template, Username: `agent-${agent}` },
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
  const { routes, plain, sockets } = participantService({
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
    plain,
    mayOpen: request => sockets.mayOpen(ticketOf(request)) || { status: 403, sentence: 'No' },
    openStream: (request, _path, socket) => sockets.open(ticketOf(request), socket),
    failed: fail,
  })
}

function fail(error: unknown): never {
  throw error
}
