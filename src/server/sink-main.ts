// The sink node: tells the outside what happened, from the journal, in a process of its own, so that
// nobody's contact waits for somebody's web server.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../io/clock.ts'
import { randomWord } from '../io/crypto.ts'
import { connectForLines, type LineSocket } from '../io/line-socket.ts'
import { log } from '../io/log.ts'
import type { SinkStatus } from '../sink/sink-runner.ts'
import { type SinkSettings, Sinks } from '../sink/sinks.ts'
import { openPostgresOutbox } from '../store/postgres/postgres-outbox.ts'
import { readChildConfiguration } from './configuration.ts'
import { openInstanceFile } from './instance-file.ts'
import { SINK_SOCKET, type SinksChanged, type SinksReport } from './sink-message.ts'
import { supervised } from './supervised.ts'

const REPORT_EVERY_MS = 2_000
const RECONNECT_MS = 250

const configuration = readChildConfiguration(process.env)
const child = supervised()

try {
  await start()
} catch (error) {
  // The database is away, perhaps: the supervisor starts us again.
  log.error('the sink node cannot start', { error })
  process.exit(1)
}

async function start(): Promise<void> {
  const { dataFolder, runFolder, database, region, account } = configuration
  const { instanceId } = openInstanceFile(dataFolder)
  const { outbox, close } = await openPostgresOutbox(database, instanceId)
  child.atEnd(close)
  const sinks = new Sinks({
    outbox,
    origin: {
      instanceArn: `arn:aws:connect:${region}:${account}:instance/${instanceId}`,
      account,
      region,
    },
    folder: join(dataFolder, 'streams'),
    natsUrl: configuration.natsUrl,
    kinesisEndpoint: configuration.kinesisEndpoint,
    now: () => systemClock.now(),
    pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined), // aborted
    random: () => randomWord() / 2 ** 32,
  })
  child.atEnd(() => sinks.close())
  const report = async (socket: LineSocket<SinksReport, SinksChanged>) => {
    const statuses = sinks.statuses()
    const isIdle = Object.keys(statuses).length === 0
    const { newest } = isIdle ? { newest: 0 } : await outbox.extent()
    for (const [name, status] of Object.entries(statuses)) logChange(name, status)
    socket.send({ type: 'report', statuses, newest, now: systemClock.now() })
  }
  const link = keepLink(join(runFolder, SINK_SOCKET), {
    use: settings => sinks.use(settings),
    report,
  })
  child.atEnd(() => link.close())
  child.ready()
}

const logged = new Map<string, SinkStatus>()

/** An error is logged when it begins and when it is another one, not at each try. */
function logChange(name: string, status: SinkStatus): void {
  const former = logged.get(name)
  logged.set(name, status)
  const { lastError: error, missed, setAside } = status
  if (error !== former?.lastError) {
    if (error === undefined) log.info('a sink takes events again', { sink: name })
    else if (status.blockedSince === undefined) {
      log.warn('a sink does not take events', { sink: name, error })
    } else {
      log.error('a sink takes nothing until its receiver or its settings are changed', {
        sink: name,
        error,
      })
    }
  }
  if (missed > (former?.missed ?? 0)) {
    log.error('a sink came too late for what the journal had dropped', { sink: name, missed })
  }
  if (setAside > (former?.setAside ?? 0)) {
    log.warn('a sink refused events for ever, which are set aside', { sink: name, setAside })
  }
}

interface Link {
  use(settings: SinkSettings): Promise<void>
  report(socket: LineSocket<SinksReport, SinksChanged>): Promise<void>
}

/** The centre says what sinks there are. While it is away, those go on that there were. */
function keepLink(path: string, { use, report }: Link): { close(): void } {
  let socket: LineSocket<SinksReport, SinksChanged> | undefined
  let retry: NodeJS.Timeout | undefined
  let isClosed = false
  const tell = () => {
    if (socket) report(socket).catch(error => log.warn('sinks cannot be reported on', { error }))
  }
  const timer = setInterval(tell, REPORT_EVERY_MS)
  const again = () => {
    socket = undefined
    if (!isClosed) retry = setTimeout(open, RECONNECT_MS)
  }
  const open = () => {
    connectForLines<SinksReport, SinksChanged>(path).then(opened => {
      socket = opened
      opened.onClose(again)
      opened.onMessage(({ sinks }) => {
        use(sinks).then(tell, error => {
          // The database went away in the middle: the centre says it again.
          log.error('sinks cannot be begun', { error })
          opened.close()
        })
      })
    }, again)
  }
  open()
  return {
    close() {
      isClosed = true
      clearInterval(timer)
      clearTimeout(retry)
      socket?.close()
    },
  }
}
