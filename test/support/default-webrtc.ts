// Runs inside a network namespace (webrtc-namespace.test.ts): a default installation, bound to
// loopback, and a Chromium without any flag beside it. Prints what it offered, then whether they met;
// lives until its input ends.
import { once } from 'node:events'
import { chromium } from 'playwright-core'
import { mediaAddresses } from '../../src/io/webrtc/media-addresses.ts'
import { openWebRtc, type WebRtcConnection } from '../../src/io/webrtc/open-webrtc.ts'
import { serveSoftphonePage } from './softphone-page.ts'

const ports = { min: 20_000, max: 29_999 }
const addresses = mediaAddresses({ bind: '127.0.0.1' })
let connection: WebRtcConnection | undefined
const pages = await serveSoftphonePage(async offer => {
  connection = await openWebRtc(
    { offer, addresses, ports },
    { onPacket: () => {}, onState: () => {} },
  )
  console.log(JSON.stringify({ offer, answer: connection.answer }))
  return connection.answer
})
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
})
const page = await browser.newPage()
await page.goto(pages.url)
const result = await page.evaluate('connect().then(() => state, String)')
console.log(JSON.stringify({ result }))
process.stdin.resume()
await once(process.stdin, 'end')
connection?.close()
pages.close()
await browser.close()
