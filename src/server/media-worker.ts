// The media thread: the engine, its sockets and its beat.
import { parentPort, workerData } from 'node:worker_threads'
import { FRAME_MS } from '../audio/frame.ts'
import type { MediaCommand } from '../channel/voice/media/media-command.ts'
import { mediaFigures } from '../channel/voice/media/media-counters.ts'
import { MediaEngine, TICK_PARTS } from '../channel/voice/media/media-engine.ts'
import type { MediaWorld } from '../channel/voice/media/media-world.ts'
import type {
  MediaWorkerMessage,
  MediaWorkerSettings,
} from '../channel/voice/media/open-media-workers.ts'
import { openRecorder } from '../channel/voice/media/open-recorder.ts'
import { assert } from '../core/assert.ts'
import { randomWord } from '../io/crypto.ts'
import { SoundFiles } from '../io/sound-files.ts'
import { SparePorts } from '../io/spare-ports.ts'
import { preferThisThread } from '../io/thread-priority.ts'
import { startTicker } from '../io/ticker.ts'
import { UdpPorts } from '../io/udp.ts'
import { openWebRtc } from '../io/webrtc/open-webrtc.ts'
import { gathered } from '../io/worker-thread.ts'
import { UdpTransport } from './udp-transport.ts'

const STATS_EVERY_MS = 5000

assert(parentPort, 'the media worker runs in a thread of its own')
const port = parentPort
preferThisThread()
// Started by `openMediaWorkers`, which hands over these settings.
const settings = workerData.settings as MediaWorkerSettings
const say = gathered<MediaWorkerMessage>(messages => port.postMessage(JSON.stringify(messages)))
const udpPorts = new SparePorts(
  // However many packets wait after a busy moment, what we send is not late for them.
  new UdpPorts(settings.rtpPorts, randomWord(), () => ticker.poke()),
  (address, ports) => say({ type: 'rtp.spare', address, ports }),
)
const sounds = new SoundFiles()

const world: MediaWorld = {
  emit: event => say(event),
  now: () => performance.now(),
  random: randomWord,
  loadSound: path => sounds.load(path),
  record: piece => recorder.take(piece),
  openUdp: async (address, onPacket, spare) => {
    const udp = await udpPorts.open(address, onPacket, spare)
    return { port: udp.port, transport: new UdpTransport(udp, address, onPacket) }
  },
  openWebRtc: async (offer, addresses, events) => {
    const connection = await openWebRtc({ offer, addresses, ports: settings.rtpPorts }, events)
    return {
      answer: connection.answer,
      transport: {
        send: packet => connection.send(packet),
        sendReport: packet => connection.send(packet),
        setRemote: () => undefined,
        close: () => connection.close(),
      },
      addCandidate: (candidate, mid) => connection.addCandidate(candidate, mid),
    }
  },
}

const engine = new MediaEngine(world, { silentAfterMs: settings.silentAfterMs })
let recorder = startRecorder()
const ticker = startTicker(
  { periodMs: FRAME_MS, parts: TICK_PARTS },
  (now, part, leftOut) => engine.tick(now, part, leftOut),
  part => engine.serves(part),
)
let ticksSkipped = 0
const stats = setInterval(() => say({ type: 'stats', counters: counters() }), STATS_EVERY_MS)

port.on('message', (text: string) => {
  const messages = JSON.parse(text) as readonly (MediaCommand | { readonly type: 'close' })[]
  for (const message of messages) {
    if (message.type === 'close') void close()
    else engine.command(message, performance.now())
  }
})

say({ type: 'ready' })

function counters(): Record<string, number> {
  const { worstMs, longestMs, skipped } = ticker.lateness()
  ticksSkipped += skipped
  return {
    ...mediaFigures({ ...engine.counters(), ticksSkipped }),
    // The worst since this was last said.
    media_tick_late_max_seconds: worstMs / 1000,
    ...engine.quality(),
    media_tick_longest_seconds: longestMs / 1000,
  }
}

/** Calls go on when it fails: only what it was writing is lost. */
function startRecorder(): ReturnType<typeof openRecorder> {
  return openRecorder(
    message => {
      if (message.type === 'taken') engine.tapeRead(message.words, message)
      else engine.recorded(message)
    },
    reason => {
      engine.recorderFailed(reason)
      recorder = startRecorder()
    },
  )
}

async function close(): Promise<void> {
  ticker.stop()
  clearInterval(stats)
  await engine.close()
  await recorder.stop()
  say({ type: 'closed' })
}
