// A headless Chromium with a microphone that plays a file.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const path = '/usr/bin/chromium'

export const hasChromium = existsSync(path)

/** `microphone` is a .wav, played over and over. WebRTC stays on loopback. */
export function startChromium(options: { readonly microphone?: string } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(options.microphone ? [`--use-file-for-fake-audio-capture=${options.microphone}`] : []),
      '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection',
    ],
  })
}
