// A real browser and our side of WebRTC hear each other. The page is nothing but SoftphoneMedia.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PCMU } from '../../src/audio/g711.ts'
import { tone, toneAmplitude } from '../../src/audio/tone.ts'
import { writeWav } from '../../src/audio/wav.ts'
import { openWebRtc, type WebRtcConnection } from '../../src/io/webrtc/open-webrtc.ts'
import { hasChromium, startChromium } from '../support/chromium.ts'
import { type SoftphonePage, serveSoftphonePage } from '../support/softphone-page.ts'
import { until } from '../support/until.ts'

const microphoneHz = 440
const centreHz = 1000

if (!hasChromium) console.log('skipped: no Chromium for the WebRTC tests')

describe.skipIf(!hasChromium)('a browser on WebRTC', { timeout: 60_000 }, () => {
  let browser: Browser
  let pages: SoftphonePage
  let folder: string
  let leg: Leg

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-webrtc-'))
    const microphone = join(folder, 'microphone.wav')
    const samples = tone(microphoneHz, 48_000, { rate: 48_000 })
    writeFileSync(microphone, writeWav({ rate: 48_000, channels: 1, samples }))
    pages = await serveSoftphonePage(async offer => {
      leg = await Leg.open(offer)
      return leg.connection.answer
    })
    browser = await startChromium({ microphone })
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    leg?.close()
    pages.close()
    rmSync(folder, { recursive: true })
  })

  async function connectedPage(): Promise<Page> {
    const context = await browser.newContext({ permissions: ['microphone'] })
    const page = await context.newPage()
    page.on('pageerror', error => console.log('page:', error.message))
    await page.goto(pages.url)
    await page.evaluate('connect()')
    return page
  }

  test('hears us and is heard, and its digits arrive', async () => {
    const page = await connectedPage()
    await page.evaluate('media.setMicrophone(true)')
    await until('the microphone', () => leg.heard(microphoneHz) > 2000)
    expect(leg.heard(centreHz)).toBeLessThan(leg.heard(microphoneHz) / 10)
    const heard = await until('our tone', async () => {
      const level = (await page.evaluate(`toneLevels([${centreHz}, 700])`)) as [number, number]
      return level[0] > 0.05 && level
    })
    expect(heard[1]).toBeLessThan(heard[0] / 10)
    await page.evaluate(`for (const digit of '12#') media.sendDigit(digit)`)
    await until('the digits', () => leg.digits.join('') === '12#')
    await until('the level', async () => Number(await page.evaluate('media.level()')) > 0.05)
    await page.context().close()
  })

  test('sends nothing while its microphone is off, and is heard at once when it is on', async () => {
    const page = await connectedPage()
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(leg.packets).toBe(0)
    const before = performance.now()
    await page.evaluate('media.setMicrophone(true)')
    await until('the microphone', () => leg.packets > 0)
    expect(performance.now() - before).toBeLessThan(500)
    await page.evaluate('media.setMicrophone(false)')
    await page.context().close()
  })

  test('is known to be gone when it closes its connection', async () => {
    const page = await connectedPage()
    await page.evaluate('media.close()')
    await until('the end', () => leg.state === 'closed', 2000)
    await page.context().close()
  })

  test('is known to be gone when its page is', async () => {
    const page = await connectedPage()
    const closed = leg
    await page.context().close()
    await until('the end', () => closed.state === 'closed', 16_000)
    expect(closed.reason).toBe('the browser fell silent')
  })

  test('that reloads its page is connected again within 2 s', async () => {
    const page = await connectedPage()
    const former = leg
    const before = performance.now()
    await page.reload()
    await page.evaluate('connect()')
    await page.evaluate('media.setMicrophone(true)')
    await until('the microphone', () => leg !== former && leg.packets > 0)
    expect(performance.now() - before).toBeLessThan(2000)
    former.close()
    await page.context().close()
  })

  test('learns when the centre hangs up', async () => {
    const page = await connectedPage()
    leg.close()
    await until('the loss', async () => (await page.evaluate('state')) === 'lost')
    await page.context().close()
  })
})

/** Our end of the connection: sends a tone every 20 ms and keeps what it hears. */
class Leg {
  connection!: WebRtcConnection
  state = 'connecting'
  reason: string | undefined
  packets = 0
  readonly digits: string[] = []
  #samples = new Int16Array(0)
  #lastEvent = -1
  #timer: NodeJS.Timeout | undefined

  static async open(offer: string): Promise<Leg> {
    const leg = new Leg()
    const ports = { min: 20_000, max: 29_999 }
    leg.connection = await openWebRtc(
      { offer, addresses: ['127.0.0.1'], ports },
      {
        onPacket: packet => leg.#take(packet),
        onState(state, reason) {
          leg.state = state
          leg.reason = reason
          if (state === 'connected') leg.#play()
          else leg.#stop()
          if (state === 'failed') console.log('failed:', reason)
        },
      },
    )
    return leg
  }

  /** Amplitude of a frequency in the last half second. */
  heard(frequencyHz: number): number {
    return toneAmplitude(this.#samples.subarray(-4000), frequencyHz)
  }

  close(): void {
    this.#stop()
    this.connection.close()
  }

  #take(packet: Uint8Array): void {
    this.packets++
    const payload = packet.subarray(12)
    const type = (packet[1] ?? 0) & 0x7f
    if (type === 101) return this.#event(packet)
    if (type !== 0) throw new Error(`payload type ${type}`)
    const samples = Int16Array.from(payload, code => PCMU.decode[code] ?? 0)
    const kept = this.#samples.subarray(-8000)
    this.#samples = new Int16Array([...kept, ...samples])
  }

  #event(packet: Uint8Array): void {
    const timestamp = new DataView(packet.buffer, packet.byteOffset).getUint32(4)
    if (timestamp === this.#lastEvent) return
    this.#lastEvent = timestamp
    this.digits.push('0123456789*#ABCD'[packet[12] ?? 0] ?? '?')
  }

  #play(): void {
    const start = performance.now()
    let sent = 0
    this.#timer = setInterval(() => {
      for (; sent * 20 < performance.now() - start; sent++) this.connection.send(packetOf(sent))
    }, 10)
  }

  #stop(): void {
    clearInterval(this.#timer)
  }
}

function packetOf(count: number): Uint8Array {
  const packet = new Uint8Array(172)
  const view = new DataView(packet.buffer)
  packet[0] = 0x80
  view.setUint16(2, count)
  view.setUint32(4, count * 160)
  view.setUint32(8, 4711)
  const samples = tone(centreHz, 160, { firstSample: count * 160 })
  packet.set(
    Array.from(samples, sample => PCMU.encode[sample & 0xffff] ?? 0),
    12,
  )
  return packet
}
