// The voice node: SIP, RTP, WebRTC, prompts and recording, in a process of its own that a restart
// of the centre node does not touch.
import { createHash, randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { FromCentre, FromVoice, VoiceSettings } from '../channel/voice/bus-message.ts'
import { CentreLink } from '../channel/voice/centre-link.ts'
import { openMediaWorkers } from '../channel/voice/media/open-media-workers.ts'
import { SipDriver } from '../channel/voice/sip-driver.ts'
import { VoiceNode } from '../channel/voice/voice-node.ts'
import { runningClock, systemClock } from '../io/clock.ts'
import { newUuid } from '../io/crypto.ts'
import { encryptFor } from '../io/encrypt-for.ts'
import { connectForLines } from '../io/line-socket.ts'
import { log } from '../io/log.ts'
import { openSipSockets } from '../io/sip-sockets.ts'
import { Speech } from '../io/speech.ts'
import { mediaAddresses } from '../io/webrtc/media-addresses.ts'
import { SipEndpoint } from '../protocol/sip/sip-endpoint.ts'
import { createSipPolicy, type SipAccount, type SipPolicy } from '../protocol/sip/sip-policy.ts'
import { openFolderBlobStore } from '../store/folder-blob-store.ts'
import { readChildConfiguration } from './configuration.ts'
import { localAddress } from './local-address.ts'
import { SIP_REALM } from './phone-line-routes.ts'
import { supervised } from './supervised.ts'
import { readTlsFiles } from './tls-files.ts'
import { VoiceRecordings } from './voice-recordings.ts'
import { VoiceSounds } from './voice-sounds.ts'

const FIGURES_EVERY_MS = 2_000
const LATENESS_EVERY_MS = 100

const configuration = readChildConfiguration(process.env)
const { dataFolder, runFolder, bind, sipPort, rtpPorts } = configuration
const clock = runningClock
const child = supervised()

try {
  await start()
} catch (error) {
  log.error('the voice node cannot start', { error })
  child.fatal(error instanceof Error ? error.message : String(error))
}

async function start(): Promise<void> {
  const blobs = await openFolderBlobStore(
    join(dataFolder, 'blobs'),
    join(dataFolder, 'keys', 'master'),
  )
  const cache = join(dataFolder, 'cache')
  const speech = new Speech(join(cache, 'speech'))
  const recordings = new VoiceRecordings(join(dataFolder, 'spool'), blobs, systemClock)
  const publicHost = configuration.publicAddress ?? localAddress(bind)
  const node = newUuid()

  const media = await openMediaWorkers(
    {
      rtpPorts: { min: rtpPorts.first, max: rtpPorts.last },
      silentAfterMs: configuration.rtpTimeoutMs,
    },
    reason => {
      // Every call is lost with the media thread; a new process starts clean.
      log.error('the media thread has died', { reason })
      process.exit(1)
    },
  )
  child.atEnd(() => media.close())
  child.atEnd(() => speech.close())

  // SIP texts are strings of bytes.
  const hash = {
    md5: (text: string) => createHash('md5').update(text, 'latin1').digest('hex'),
    sha256: (text: string) => createHash('sha256').update(text, 'latin1').digest('hex'),
  }
  const { tls } = configuration
  const sockets = await openSipSockets(
    { bind, port: sipPort, ...(tls && { tls: { port: tls.sipPort, ...readTlsFiles(tls) } }) },
    (bytes, from) => driver.receive(bytes, from),
    from => driver.closed(from),
  )
  const here = { host: localAddress(bind), port: sockets.port }
  const { tlsPort } = sockets
  const endpoint = new SipEndpoint({
    localAddresses: {
      udp: here,
      tcp: here,
      ...(tlsPort === undefined ? {} : { tls: { host: here.host, port: tlsPort } }),
    },
    publicHost,
    userAgent: 'Parley',
    random: () => randomInt(0, 2 ** 32),
    hash,
    latin1: bytes =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
    bytes: text => Buffer.from(text, 'latin1'),
    policy: policyOf({ trunks: [], phones: [], recordingPrefix: '' }),
  })
  const driver: SipDriver = new SipDriver(endpoint, {
    clock,
    send: (to, bytes) => sockets.send(to, bytes),
    hangUp: to => sockets.hangUp(to),
    event: event => voice.sipEvent(event),
  })
  child.atEnd(() => sockets.close())
  child.atEnd(() => driver.stop())

  const voice: VoiceNode = new VoiceNode({
    clock,
    media,
    sounds: new VoiceSounds(speech, blobs, join(cache, 'prompts')),
    recordings,
    mediaAddress: publicHost,
    browserAddresses: () => mediaAddresses({ bind, publicAddress: configuration.publicAddress }),
    sip: command => driver.command(command),
    report: report => link.report(report),
    signal: signal => link.signal(signal),
    newId: newUuid,
    encrypt: (text, receiver) => encryptFor(receiver, text),
  })
  media.onEvent(event => voice.mediaEvent(event))

  let welcomed = () => {}
  const welcome = new Promise<void>(resolve => {
    welcomed = resolve
  })
  const link: CentreLink = new CentreLink({
    node,
    now: () => clock.now(),
    connect: () => connectForLines<FromVoice, FromCentre>(join(runFolder, 'bus.sock')),
    after: (ms, then) => void (ms === 0 ? queueMicrotask(then) : setTimeout(then, ms)),
    perform: effect => voice.perform(effect),
    signal(signal) {
      if (signal.type === 'settings') endpoint.setPolicy(policyOf(signal.settings))
      voice.signal(signal)
      if (signal.type === 'settings') void recoverRecordings(signal.settings.recordingPrefix)
    },
    connected() {
      voice.tellAgain()
      welcomed()
    },
    forgotten() {
      log.warn('the centre has given this node up; it starts anew', { node })
      voice.hangUpAll()
      setTimeout(() => process.exit(1), 300)
    },
  })

  let recovered = false
  /** What a dead node left in the spool is told under its contact's id. */
  async function recoverRecordings(prefix: string): Promise<void> {
    if (recovered) return
    recovered = true
    for (const { recordingId, path, durationMs } of leftBehind) {
      try {
        const location = await recordings.keep(recordingId, path, prefix)
        link.report({ type: 'recording.finished', recordingId, location, durationMs })
      } catch (error) {
        log.error('a recording could not be put away', { recordingId, error })
      }
    }
  }
  const leftBehind = await recordings.leftBehind()

  link.start()
  child.atEnd(() => link.close())
  const figures = setInterval(() => {
    link.signal({
      type: 'figures',
      figures: {
        ...prefixed('sip', endpoint.counters()),
        voice_legs: voice.legCount,
        voice_digits_refused: voice.digitsRefused,
        voice_reports_waiting: link.backlog,
        voice_resident_bytes: process.memoryUsage.rss(),
      },
    })
  }, FIGURES_EVERY_MS)
  child.atEnd(() => clearInterval(figures))
  let due = performance.now() + LATENESS_EVERY_MS
  const lateness = setInterval(() => {
    const now = performance.now()
    endpoint.noteLateness(Math.max(now - due, link.lateMs))
    due = now + LATENESS_EVERY_MS
  }, LATENESS_EVERY_MS)
  child.atEnd(() => clearInterval(lateness))
  child.atEnd(() => voice.hangUpAll())
  // Who may call is known only now; a caller who came before would have been refused.
  await welcome
  child.ready()
}

function prefixed(prefix: string, counters: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(counters).map(([name, value]) => [`${prefix}_${name}`, value]),
  )
}

/** Who may call and register, from the configuration. */
function policyOf({ trunks, phones }: VoiceSettings): SipPolicy {
  const accounts = new Map<string, SipAccount>()
  for (const { user, ha1Md5, ha1Sha256 } of phones) {
    accounts.set(user, {
      caller: { type: 'phone', user },
      ha1: { MD5: ha1Md5, 'SHA-256': ha1Sha256 },
    })
  }
  for (const { trunkId, username, ha1Md5, ha1Sha256 } of trunks) {
    if (username === undefined || ha1Md5 === undefined || ha1Sha256 === undefined) continue
    accounts.set(username, {
      caller: { type: 'trunk', trunkId },
      ha1: { MD5: ha1Md5, 'SHA-256': ha1Sha256 },
    })
  }
  return createSipPolicy({ realm: SIP_REALM, trunks, accounts })
}
