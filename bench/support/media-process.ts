// Our media worker in a process of its own: reads `{ phonePorts, recorded, prompts }`, joins the phones
// in pairs (or plays music to each) and prints the ports it listens at; ends with its input.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { holdMusic } from '../../src/audio/hold-music.ts'
import { writeWav } from '../../src/audio/wav.ts'
import { openMediaWorkers } from '../../src/channel/voice/media/open-media-workers.ts'

interface Order {
  readonly phonePorts: readonly number[]
  readonly recorded: boolean
  readonly prompts: boolean
}

const folder = mkdtempSync(join(tmpdir(), 'parley-media-bench-'))
const media = await openMediaWorkers({ rtpPorts: { min: 20_000, max: 29_999 } }, reason => {
  throw new Error(reason)
})
const music = join(folder, 'music.wav')
writeFileSync(music, writeWav({ rate: 8000, channels: 1, samples: holdMusic() }))
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  // Written by our own benchmark.
  console.log(JSON.stringify(await connect(JSON.parse(line) as Order)))
}
await media.close()
rmSync(folder, { recursive: true })

async function connect({ phonePorts, recorded, prompts }: Order): Promise<readonly number[]> {
  const ports = await open(phonePorts)
  phonePorts.forEach((_, i) => {
    const streamId = String(i)
    const sounds = [{ type: 'wav', path: music } as const]
    if (prompts)
      media.send({ type: 'play', streamId, playId: '1', sounds, loop: true, stopOnDigit: false })
    if (i % 2 === 0) pair(i, recorded)
  })
  return ports
}

function pair(i: number, recorded: boolean): void {
  const [left, right] = [String(i), String(i + 1)]
  const members = [left, right].map(streamId => ({ streamId, muted: false }))
  media.send({ type: 'mix.set', mixId: left, members })
  const path = join(folder, `${left}.wav`)
  if (recorded)
    media.send({ type: 'record.set', recordingId: left, path, left: [left], right: [right] })
}

async function open(phonePorts: readonly number[]): Promise<readonly number[]> {
  const ports: number[] = []
  let opened = 0
  const all = new Promise<void>(resolve => {
    media.onEvent(event => {
      if (event.type !== 'rtp.opened') return
      ports[Number(event.streamId)] = event.port
      if (++opened === phonePorts.length) resolve()
    })
  })
  phonePorts.forEach((remotePort, i) => {
    const streamId = String(i)
    media.send({ type: 'rtp.open', streamId, address: '127.0.0.1' })
    media.send({
      type: 'rtp.set',
      streamId,
      rtp: {
        remoteAddress: '127.0.0.1',
        remotePort,
        codec: 'PCMU',
        payloadType: 0,
        sending: true,
        receiving: true,
      },
    })
  })
  await all
  return ports
}
