// A contact centre with its API, the chat service and the participant service on loopback, sockets and
// all, in virtual time and memory. What the official chat libraries are tried against.
import type { AddressInfo, Socket } from 'node:net'
import { ConnectParticipantClient } from '@aws-sdk/client-connectparticipant'
import { ChatRetention } from '../../src/channel/chat/chat-retention.ts'
import { ChatService } from '../../src/channel/chat/chat-service.ts'
import { ChatTokens } from '../../src/channel/chat/chat-tokens.ts'
import { minutes } from '../../src/core/instant.ts'
import { newUuid } from '../../src/io/crypto.ts'
import { createHttpServer } from '../../src/server/http-server.ts'
import { ticketOf } from '../../src/server/page-streams.ts'
import { participantService } from '../../src/server/participant-service.ts'
import { Sessions } from '../../src/server/sessions.ts'
import { ArchivedChatStore } from '../../src/store/archived-chat-store.ts'
import { ChatArchive } from '../../src/store/chat-archive.ts'
import type { ChatRemoval, ChatStore } from '../../src/store/chat-store.ts'
import type { ContactStore } from '../../src/store/contact-store.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { type ApiCentre, CHAT_SECRET, startApiCentre } from './api-centre.ts'

export interface ChatCentre extends ApiCentre {
  /** Of the participant service. */
  readonly chatUrl: string
  readonly tokens: ChatTokens
  readonly chats: ChatService
  readonly chatStore: ChatStore & ChatRemoval
  /** Chats stay in the store for a day. */
  readonly retention: ChatRetention
  /** The official client, without credentials as in a browser. */
  participant(): ConnectParticipantClient
  /** Cuts all connections, as a failing network does. */
  cut(): void
}

export interface ChatCentreOptions {
  readonly attachmentBytesMax?: number
  readonly attachmentScanner?: string
  /** In memory unless a test has one. */
  readonly chatStore?: ChatStore & ChatRemoval
}

export async function startChatCentre(options: ChatCentreOptions = {}): Promise<ChatCentre> {
  const api = await startApiCentre()
  const { test, failures } = api
  const { clock } = test
  const { view } = test.centre
  const { blobs } = api.context({ arn: '' })
  const store = options.chatStore ?? openMemoryStore(new MemoryDisk()).chats
  const archive = new ChatArchive(blobs)
  const contacts: Pick<ContactStore, 'get'> = {
    get: id => api.context({ arn: '' }).contacts.get(id),
  }
  const chats = new ChatService({
    clock,
    store: new ArchivedChatStore(store, archive),
    blobs,
    contacts,
    centre: view,
    epoch: 1,
    newId: newUuid,
    submit: async input => test.tell(input),
    place: () => ({ alias: 'demo', account: '000000000000', instanceId: view.instanceId }),
    failed: (_what, error) => failures.push(error),
    fatal: error => failures.push(error),
  })
  const retention = new ChatRetention({
    clock,
    store,
    archive,
    blobs,
    contacts,
    keepMs: minutes(24 * 60),
    isKnown: id => view.conversation(id) !== undefined,
    failed: error => failures.push(error),
  })
  test.chatService = effect => chats.release(effect)
  await chats.start()
  const tokens = new ChatTokens(CHAT_SECRET)
  const sessions = new Sessions(CHAT_SECRET, view)
  const service = participantService({
    clock,
    chat: chats,
    tokens,
    blobs,
    sessions,
    secret: CHAT_SECRET,
    configuration: {
      attachmentScanner: options.attachmentScanner,
      attachmentBytesMax: options.attachmentBytesMax ?? 1_000_000,
    },
    context: () => api.context({ arn: '' }),
  })
  const server = createHttpServer({
    routes: service.routes,
    plain: service.plain,
    mayOpen: request =>
      service.sockets.mayOpen(ticketOf(request)) || { status: 403, sentence: 'Forbidden' },
    openStream: (request, _path, socket) => service.sockets.open(ticketOf(request), socket),
    failed: error => failures.push(error),
  })
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const chatUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    ...api,
    chatUrl,
    tokens,
    chats,
    chatStore: store,
    retention,
    cut,
    participant: () =>
      new ConnectParticipantClient({
        region: 'us-east-1',
        endpoint: chatUrl,
        maxAttempts: 1,
        credentials: { accessKeyId: '', secretAccessKey: '' },
      }),
    async close() {
      cut()
      server.close()
      await chats.stop()
      await api.close()
    },
  }
}
