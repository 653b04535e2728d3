// Row 4: RTP packets passed on per CPU second, forty streams in twenty calls.
//   npx tsx bench/rtp-relay.ts
import { compare } from './support/compare.ts'
import { cpuSecondsDuring } from './support/cpu-time.ts'
import { type Relay, startOurRelay, startRtpengine } from './support/media-relays.ts'
import { startPhones } from './support/rtp-phones.ts'

const STREAMS = 40
const SECONDS = 4
/** 500 packets a second in each stream: 20,000 in all, as from 200 calls. */
const PACKET_MS = 2

await compare({
  row: 4,
  title: 'RTP relay, 40 streams, 20,000 packets a second',
  unit: 'packets passed on per CPU second',
  ours: { name: 'media worker', measure: () => measure(startOurRelay) },
  peer: { name: 'rtpengine in user space', measure: () => measure(startRtpengine) },
  floor: { ratio: 0.55 },
  goal: { ratio: 1 },
})

async function measure(start: (cpu: number) => Promise<Relay>): Promise<number> {
  const relay = await start(0)
  const phones = await startPhones({
    phones: STREAMS,
    seconds: SECONDS,
    packetMs: PACKET_MS,
    cpu: 1,
  })
  try {
    const ports = await relay.join(phones.ports)
    let received = 0
    const seconds = await cpuSecondsDuring([relay.pid], async () => {
      const figures = await phones.run(ports)
      // The second before counting starts costs as much as each of the others.
      received = figures.received * ((SECONDS + 1) / SECONDS)
      if (received === 0) throw new Error('nothing came through: is another relay running?')
    })
    return received / seconds
  } finally {
    phones.stop()
    await relay.stop()
  }
}
