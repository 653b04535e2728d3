// A real browser without a screen, whose microphone says a tone and whose loudspeaker we can hear.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Wav } from '../../src/audio/wav.ts'
import { pathOf } from './peer.ts'
import { writeToneWav } from './tone.ts'

/** Chromium plays its microphone's file again and again. */
const MICROPHONE_SECONDS = 10

export interface BrowserOptions {
  /** What its microphone says: a tone of this frequency. */
  readonly toneHz: number
  /** False: the user refuses the microphone. */
  readonly microphone?: boolean
}

export async function startBrowser(options: BrowserOptions): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-chromium-'))
  const file = join(folder, 'mic.wav')
  writeToneWav(file, { hz: options.toneHz, seconds: MICROPHONE_SECONDS, rate: 48_000 })
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: pathOf('chromium'),
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
      // Pages in the background must not be slowed down: a test has several.
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
    ],
    ...(options.microphone !== false && { permissions: ['microphone'] }),
  })
  await context.addInitScript({ path: join(import.meta.dirname, 'listen-in-page.js') })
  return new Browser(context, folder)
}

export class Browser {
  readonly context: BrowserContext
  /** What pages complained of, for when a test fails. */
  readonly complaints: string[] = []
  readonly #folder: string

  constructor(context: BrowserContext, folder: string) {
    this.context = context
    this.#folder = folder
  }

  async open(url: string): Promise<Page> {
    const page = await this.context.newPage()
    page.on('pageerror', error => this.complaints.push(String(error)))
    page.on('console', message => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    page.setDefaultTimeout(15_000)
    await page.goto(url)
    return page
  }

  async stop(): Promise<void> {
    await this.context.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** What came to the page by WebRTC in the last seconds (30 at most). Empties what was kept. */
export async function heardBy(page: Page): Promise<Wav> {
  const { rate, samples } = await page.evaluate(() => {
    const { heard } = globalThis as Listening
    const all = heard?.frames.splice(0) ?? []
    return { rate: heard?.rate ?? 48_000, samples: all.flatMap(frame => Array.from(frame)) }
  })
  return { rate, channels: 1, samples: Int16Array.from(samples, each => each * 32767) }
}

/** What `listen-in-page.js` leaves in the page. */
interface Listening {
  readonly heard?: { readonly rate: number; readonly frames: Float32Array[] }
}
