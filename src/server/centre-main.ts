// The centre node: the instance's state machine with its journal, the API, the pages' streams and
// the bus to the voice nodes, in one process.
import type { Server } from 'node:http'
import { join } from 'node:path'
import { ANALYTICS_SOCKET, AnalyticsClient } from '../analytics/analytics-client.ts'
import { type AccessKeyWorld, findAccessKey, newTemporaryKey } from '../api/access/access-key.ts'
import { createApi } from '../api/api.ts'
import type { Caller, OperationContext } from '../api/operation-context.ts'
import { AgentStreams } from '../api/stream/agent-streams.ts'
import { MetricsStreams } from '../api/stream/metrics-streams.ts'
import { PhoneStreams } from '../api/stream/phone-streams.ts'
import { ChatRetention } from '../channel/chat/chat-retention.ts'
import { ChatService } from '../channel/chat/chat-service.ts'
import { ChatTokens } from '../channel/chat/chat-tokens.ts'
import type { FromCentre, FromVoice, VoiceSignal } from '../channel/voice/bus-message.ts'
import { Centre } from '../core/centre.ts'
import { type Effect, isVoiceEffect } from '../core/effect.ts'
import type { Input } from '../core/input.ts'
import type { JsonObject } from '../core/json.ts'
import type { Refusal } from '../core/refusal.ts'
import { FunctionService } from '../function/function-service.ts'
import { functionNames } from '../function/handler-pool.ts'
import { systemClock, wallTime } from '../io/clock.ts'
import { newUuid } from '../io/crypto.ts'
import { listenForLines } from '../io/line-socket.ts'
import { log } from '../io/log.ts'
import { hashPassword } from '../io/password.ts'
import { Speech } from '../io/speech.ts'
import { sinkOfReader } from '../sink/sink-reader.ts'
import { ArchivedChatStore } from '../store/archived-chat-store.ts'
import { ChatArchive } from '../store/chat-archive.ts'
import { openFlowLogFiles } from '../store/flow-log-files.ts'
import { openFolderBlobStore } from '../store/folder-blob-store.ts'
import { withLiveContacts } from '../store/live-contact-store.ts'
import { openPostgresStore } from '../store/postgres/postgres-store.ts'
import { Actor } from './actor.ts'
import { openAudit } from './audit.ts'
import { blobLink } from './blob-route.ts'
import { centreRoutes } from './centre-routes.ts'
import { readChildConfiguration } from './configuration.ts'
import { ConfiguredSecrets } from './configured-secrets.ts'
import { firstStart } from './first-start.ts'
import { FlowServices } from './flow-services.ts'
import { openFlowTraffic } from './flow-traffic.ts'
import { atFullHours } from './full-hours.ts'
import { FunctionHost } from './function-host.ts'
import { healthRoutes } from './health-routes.ts'
import { createHttpServer, type HttpServerOptions } from './http-server.ts'
import { openInstanceFile } from './instance-file.ts'
import { type MessagingService, messagingService } from './messaging-service.ts'
import { pageStreams } from './page-streams.ts'
import { type ParticipantService, participantService } from './participant-service.ts'
import { reportService } from './report-service.ts'
import { letIn, Sessions } from './sessions.ts'
import { SINK_KINDS, SinkHub } from './sink-hub.ts'
import { SINK_SOCKET, type SinksChanged, type SinksReport } from './sink-message.ts'
import { staticPages } from './static-pages.ts'
import { supervised } from './supervised.ts'
import { TestCaseThreads } from './test-case-threads.ts'
import { readTlsFiles } from './tls-files.ts'
import { VoiceHub } from './voice-hub.ts'
import { VOICE_KINDS, voiceSettings } from './voice-settings.ts'
import { webFolder } from './web-folder.ts'

/** After a restart, pages and phones are given so long to come back before agents count as gone. */
const COME_BACK_MS = 10_000
const DAY_MS = 24 * 3600 * 1000
/** Indexes over millions of contacts are not made within the minute that a start may take. */
const PREPARING_MS = 20_000

const configuration = readChildConfiguration(process.env)
const { dataFolder, runFolder, bind, httpPort } = configuration
const clock = systemClock
const child = supervised()

try {
  await start()
} catch (error) {
  log.error('the centre node cannot start', { error })
  child.fatal(error instanceof Error ? error.message : String(error))
}

/** Whoever waits for us to be ready is told why it takes so long. */
function whileBusy<T>(sentence: string, work: Promise<T>): Promise<T> {
  const telling = setInterval(() => child.busy(sentence), PREPARING_MS)
  return work.finally(() => clearInterval(telling))
}

async function start(): Promise<void> {
  const instance = openInstanceFile(dataFolder)
  const { instanceId } = instance
  const fatal = (error: Error) => {
    log.error('this process has lost the instance', { error })
    process.exit(1)
  }
  const [store, blobs] = await Promise.all([
    whileBusy(
      'The database is being brought to this version, which may take minutes.',
      openPostgresStore({
        connection: configuration.database,
        instanceId,
        outboxMs: configuration.outboxDays * DAY_MS,
        onFenced: fatal,
      }),
    ),
    openFolderBlobStore(join(dataFolder, 'blobs'), join(dataFolder, 'keys', 'master')),
  ])
  child.atEnd(() => store.close())
  const flowLogFolder = join(dataFolder, 'logs', 'flow')
  const flowLog = await openFlowLogFiles({
    folder: flowLogFolder,
    clock,
    days: configuration.flowLogDays,
    failed: error => log.error('the flow log cannot be written', { error }),
  })
  child.atEnd(() => flowLog.close())
  const { traffic, close: closeTraffic } = await openFlowTraffic(
    clock,
    join(dataFolder, 'logs', 'flow-traffic.json'),
    error => log.error('the traffic of flows cannot be written', { error }),
  )
  child.atEnd(closeTraffic)

  const centre = new Centre(instanceId, instance.seed)
  const submit = (...inputs: Input[]): Promise<Refusal | undefined> => {
    const settled = actor.submit(...inputs)
    if (inputs.some(input => 'kind' in input && VOICE_KINDS.includes(input.kind))) {
      void settled.then(() => hub.settingsChanged())
    }
    if (inputs.some(input => 'kind' in input && SINK_KINDS.includes(input.kind))) {
      void settled.then(() => sinks.settingsChanged())
    }
    return settled
  }
  const sinks = new SinkHub({
    directory: centre.view.directory,
    natsUrl: configuration.natsUrl,
    wanted: () => child.want('sink'),
  })
  const hub: VoiceHub = new VoiceHub({
    lastReport: node => centre.voiceNodes.get(node),
    nodes: () => [...centre.voiceNodes.keys()],
    submit,
    signal: heard,
    settings: () => voiceSettings(centre.view.directory, instanceId, configuration.sipTrunk),
    after: (ms, then) => void clock.schedule(clock.now() + ms, then),
    nodeLost: () => agents.mediaLost(),
  })
  const agents: AgentStreams = new AgentStreams({
    clock,
    centre: centre.view,
    submit,
    newId: newUuid,
    offerMedia: (agentId, connectionId, sdp) =>
      hub.signal({ type: 'softphone.offer', agentId, connectionId, sdp }),
    closeMedia: (agentId, connectionId) =>
      void hub.signal({ type: 'softphone.close', agentId, connectionId }),
  })
  const metrics = new MetricsStreams({ clock, centre: centre.view, newId: newUuid })
  const phones = new PhoneStreams({ newId: newUuid, signal: signal => hub.signal(signal) })
  const functionLogs = join(dataFolder, 'logs', 'functions')
  const functionHost = new FunctionHost({
    folder: configuration.functionsFolder,
    scratchFolder: join(dataFolder, 'run', 'functions'),
    logFolder: functionLogs,
    region: configuration.region,
    processesMax: configuration.functionProcessesMax,
  })
  child.atEnd(() => functionHost.close())
  const functions = new FunctionService({
    directory: centre.view.directory,
    region: configuration.region,
    invokeHere: call => functionHost.invoke(call),
    newId: newUuid,
    failed: fields => log.warn('a flow called a function in vain', fields),
  })
  const services = new FlowServices({
    submit,
    services: {
      function: functions,
      messaging: { ask: (question, askId) => messages.outbound.ask(question, askId) },
    },
    failed: (question, error) =>
      log.error('a service of a flow failed', {
        service: question.service,
        operation: question.operation,
        error,
      }),
  })
  const archive = new ChatArchive(blobs)
  const chatLines = new ArchivedChatStore(store.chats, archive)
  const chats: ChatService = new ChatService({
    clock,
    store: chatLines,
    blobs,
    contacts: store.contacts,
    centre: centre.view,
    epoch: store.epoch,
    newId: newUuid,
    submit,
    place: () => ({
      account: configuration.account,
      instanceId,
      alias: centre.view.directory.get('instance', instanceId)?.Alias ?? instanceId,
    }),
    failed: (what, error) => log.error(what, { error }),
    fatal,
  })
  const retention = new ChatRetention({
    clock,
    store: store.chats,
    archive,
    blobs,
    contacts: store.contacts,
    keepMs: configuration.chatDays * DAY_MS,
    isKnown: id => centre.view.conversation(id) !== undefined,
    failed: error => log.error('chats that are over cannot leave the database', { error }),
  })
  const origin = `http://${hostInUrl(configuration.publicAddress ?? bind)}:${httpPort}`
  const messages: MessagingService = messagingService({
    clock,
    centre: centre.view,
    chat: chats,
    lines: store.chats,
    store: store.messaging,
    contacts: store.contacts,
    origin,
    attachmentPath: (attachmentId, expiresAt) =>
      participants.attachmentPath(attachmentId, expiresAt),
    submit,
  })
  const secrets = new ConfiguredSecrets(Buffer.from(instance.secret, 'base64'))
  const actor: Actor = new Actor(centre, {
    clock,
    journal: secrets.guard(store.journal),
    secrets,
    release(effect: Effect) {
      if (effect.type === 'agent.changed') agents.agentChanged(effect.agentId)
      else if (effect.type === 'flow.log') flowLog.write(effect.at, effect.entry)
      else if (isVoiceEffect(effect)) hub.release(effect)
      else if (effect.type === 'service.ask') services.asked(effect)
      else chats.release(effect)
    },
    happened: effects => metrics.happened(effects),
    saveOutbox: () => ({ voice: hub.save(), chats: chats.save() }),
    restoreOutbox(saved) {
      // Before there were chats, it was the voice nodes' alone.
      const parts = (Array.isArray(saved) ? { voice: saved } : saved) as JsonObject
      hub.restore(parts.voice ?? [])
      chats.restore(parts.chats ?? [])
    },
    fatal,
  })
  let voiceFigures: Readonly<Record<string, number>> = {}
  function heard(signal: VoiceSignal): void {
    switch (signal.type) {
      case 'softphone.answer':
        return agents.mediaAnswered(signal.connectionId, signal.sdp)
      case 'softphone.state':
        return agents.mediaChanged(signal.agentId, signal.connectionId, signal.state)
      case 'phone.answer':
        return phones.answered(signal.pageId, signal.call, signal.sdp)
      case 'phone.state':
        return phones.changed(signal.pageId, signal.state, signal.reason)
      case 'registered':
        return agents.phonesRegistered(signal.users)
      case 'figures':
        voiceFigures = { ...voiceFigures, ...signal.figures }
        return
      default:
    }
  }

  const replayed = await whileBusy('What has happened is being gone through.', actor.recover())
  clock.notBefore(centre.now)
  centre.watch(traffic)
  const lines = await firstStart({ configuration, instanceId, centre: centre.view, blobs, submit })
  log.info('the centre node has its state', { instanceId, replayed, epoch: store.epoch })
  actor.start()
  if (functionNames(configuration.functionsFolder).length > 0) functionHost.start()
  services.start(centre.view.openQuestions())
  await whileBusy('What was said in chats is being gone through.', chats.start())
  child.atEnd(() => chats.stop())
  retention.start()
  child.atEnd(() => retention.stop())
  child.atEnd(() => actor.stop())
  // History is cut there: nobody need call for the hour before to be told.
  child.atEnd(atFullHours(clock, () => void actor.submit({ type: 'time.passed' })))
  hub.expectNodes()
  clock.schedule(clock.now() + COME_BACK_MS, () => agents.reconsiderAll())
  const bus = await listenForLines<FromCentre, FromVoice>(join(runFolder, 'bus.sock'), socket =>
    hub.accept(socket),
  )
  child.atEnd(() => bus.close())
  const sinkBus = await listenForLines<SinksChanged, SinksReport>(
    join(runFolder, SINK_SOCKET),
    socket => sinks.accept(socket),
  )
  child.atEnd(() => sinkBus.close())
  sinks.settingsChanged()
  // Of sinks that there are no more: until they are forgotten, the journal waits for them.
  const readers = [...(await store.outbox.positions()).keys()]
  if (readers.some(reader => sinkOfReader(reader) !== undefined)) child.want('sink')

  const contacts = withLiveContacts(store.contacts, {
    get: contactId => centre.view.contactRow(contactId) ?? actor.unwrittenRecord(contactId),
    all: () => [...actor.unwrittenRecords(), ...centre.view.contactRows()],
  })
  const secret = Buffer.from(instance.secret, 'base64')
  const audit = await openAudit({
    store: store.audit,
    secret,
    region: configuration.region,
    account: configuration.account,
    days: configuration.auditDays,
    now: () => clock.now(),
    fatal,
    failed: error => log.error('old records of the audit trail cannot be dropped', { error }),
  })
  child.atEnd(() => audit.close())
  const sessions = new Sessions(secret, centre.view, signIn => audit.signedIn(signIn))
  const chatTokens = new ChatTokens(secret)
  const speech = new Speech(join(dataFolder, 'cache', 'speech'))
  child.atEnd(() => speech.close())
  const analytics = new AnalyticsClient(join(runFolder, ANALYTICS_SOCKET))
  analytics.stayConnected()
  child.atEnd(() => analytics.close())
  const testCases = new TestCaseThreads()
  child.atEnd(() => testCases.close())
  const keys: AccessKeyWorld = {
    directory: centre.view.directory,
    account: configuration.account,
    secret,
    now: wallTime,
  }
  const context = (caller: Caller): OperationContext => ({
    now: clock.now(),
    region: configuration.region,
    account: configuration.account,
    centre: centre.view,
    contacts,
    blobs,
    facts: analytics,
    lastEntry: () => actor.seq,
    durable: () => actor.durable(),
    messaging: messages.messaging,
    // It is made with a context itself.
    get files() {
      return participants.attachments
    },
    origin,
    caller,
    newId: newUuid,
    submit,
    hashPassword,
    playTestCase: order => testCases.play(order),
    signedUrl: (key, forSeconds) =>
      blobLink({ origin, sessions, key, expires: clock.now() + forSeconds * 1000 }),
    letIn: userId => letIn({ origin, sessions }, userId, newUuid()),
    temporaryKey: given => newTemporaryKey(keys, newUuid(), given),
    participantToken: member => chatTokens.participant(member),
  })
  const participants: ParticipantService = participantService({
    clock,
    chat: chats,
    tokens: chatTokens,
    blobs,
    sessions,
    secret,
    configuration,
    context: () => context({ arn: '' }),
  })
  await messages.messaging.start()
  child.atEnd(() => messages.messaging.close())
  const api = createApi({
    now: wallTime,
    context,
    directory: centre.view.directory,
    findAccessKey: (id, token) => findAccessKey(keys, id, token),
    audit,
    failed: (operation, requestId, error) =>
      log.error('an operation failed', { operation, requestId, error }),
  })
  const world = { clock, centre: centre.view, configuration, analytics, actor, blobs, submit, api }
  const reporting = reportService(world)
  reporting.scheduled.start()
  child.atEnd(() => reporting.scheduled.stop())
  const options: HttpServerOptions = {
    routes: [
      staticPages(webFolder(), () => {
        return [...centre.view.directory.list('approved-origin')].map(({ id }) => id)
      }),
      healthRoutes({
        isWell: () => hub.connected,
        figures: () => ({
          ...centre.counters,
          ...actor.figures,
          ...hub.figures,
          ...voiceFigures,
          ...functions.figures,
          ...flowLog.figures,
          ...analytics.figures,
          ...sinks.figures,
          ...chats.figures,
          ...retention.figures,
          ...audit.trail.figures,
          ...api.figures,
          ...messages.messaging.figures,
          agent_pages: agents.pageCount,
          metrics_viewers: metrics.viewerCount,
          chat_sockets: participants.sockets.count,
          contacts_in_progress: [...centre.view.contacts()].length,
          resident_bytes: process.memoryUsage.rss(),
        }),
      }),
      ...centreRoutes({
        clock,
        centre: centre.view,
        configuration,
        instanceId,
        sessions,
        submit,
        contacts,
        blobs,
        api,
        actor,
        audit,
        analytics,
        reporting,
        sinks,
        participants,
        messages,
        chatLines,
        speech,
        traffic,
        flowLogFolder,
        functionLogs,
      }),
    ],
    plain: participants.plain,
    ...pageStreams({ sessions, agents, phones, metrics, participants: participants.sockets }),
    failed: error => log.error('a request failed', { error }),
  }
  const { tls } = configuration
  await listen(createHttpServer(options), httpPort)
  if (tls) await listen(createHttpServer(options, readTlsFiles(tls)), tls.httpsPort)
  child.ready(lines)
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, bind, resolve)
  })
  child.atEnd(() => {
    server.closeAllConnections()
    server.close()
  })
}

function hostInUrl(address: string): string {
  const shown = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address
  return shown.includes(':') ? `[${shown}]` : shown
}
