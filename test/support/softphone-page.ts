// A page that is nothing but SoftphoneMedia, for tests of the browser's side of WebRTC. In it,
// `connect()` answers how many milliseconds the connection took, `media` is the SoftphoneMedia, and
// `toneLevels(frequencies)` measures what is heard.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'

export interface SoftphonePage {
  readonly url: string
  close(): void
}

/** Serves the page on loopback; `answer` gets its offers. */
export async function serveSoftphonePage(
  answer: (offer: string) => Promise<string>,
): Promise<SoftphonePage> {
  const script = await pageScript()
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><script>${script}</script>`)
      return
    }
    void bodyOf(request).then(async offer => response.end(await answer(offer)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

async function pageScript(): Promise<string> {
  const source = `
    import { SoftphoneMedia } from './web/kit/softphone-media.ts'
    Object.assign(globalThis, {
      state: 'connecting',
      async connect() {
        globalThis.audio = new Audio()
        const microphone = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
        let settle
        const settled = new Promise(resolve => { settle = resolve })
        const onState = state => { globalThis.state = state; settle() }
        globalThis.media = await SoftphoneMedia.open({ onState }, { microphone, audio })
        const start = performance.now()
        const offer = await media.makeOffer()
        await media.acceptAnswer(await (await fetch('/', { method: 'POST', body: offer })).text())
        await settled
        if (state !== 'connected') throw new Error(state)
        return performance.now() - start
      },
      async toneLevels(frequencies) {
        const context = new AudioContext()
        const analyser = context.createAnalyser()
        analyser.fftSize = 8192
        context.createMediaStreamSource(audio.srcObject).connect(analyser)
        await new Promise(resolve => setTimeout(resolve, 500))
        const samples = new Float32Array(analyser.fftSize)
        analyser.getFloatTimeDomainData(samples)
        const levels = frequencies.map(hz => {
          let re = 0, im = 0
          samples.forEach((sample, i) => {
            const angle = (2 * Math.PI * hz * i) / context.sampleRate
            re += sample * Math.cos(angle)
            im += sample * Math.sin(angle)
          })
          return (2 * Math.hypot(re, im)) / samples.length
        })
        await context.close()
        return levels
      },
    })`
  const stdin = { contents: source, resolveDir: process.cwd(), loader: 'ts' as const }
  const built = await build({
    stdin,
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'error',
  })
  return built.outputFiles[0]?.text ?? ''
}

async function bodyOf(request: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}
