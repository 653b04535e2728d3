// The phones our other interop tests rely on, against each other: what fails here is not ours.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Baresip, startBaresip } from '../support/baresip.ts'
import { heardBy, startBrowser } from '../support/browser.ts'
import { lacks } from '../support/peer.ts'
import { maySpeak, runSipp, startSipp } from '../support/sipp.ts'
import { hears } from '../support/tone.ts'

const phones: Baresip[] = []

async function phone(options: Parameters<typeof startBaresip>[0]): Promise<Baresip> {
  const started = await startBaresip(options)
  phones.push(started)
  return started
}

afterEach(async () => {
  await Promise.all(phones.splice(0).map(each => each.stop()))
})

describe.skipIf(lacks('baresip'))('baresip', () => {
  test('hears the tone of the phone it calls, and is heard', async () => {
    const callee = await phone({ toneHz: 1100, autoAnswer: true })
    const caller = await phone({ toneHz: 700 })
    caller.dial(`sip:phone@127.0.0.1:${callee.sipPort}`)
    await caller.next('CALL_ESTABLISHED')
    await new Promise(resolve => setTimeout(resolve, 2500))
    const [atCaller, atCallee] = [caller.heard(), callee.heard()]
    caller.hangUp()
    await callee.next('CALL_CLOSED')
    expect(hears(atCaller, 1100)).toBe(true)
    expect(hears(atCaller, 700, { seconds: 0.1 })).toBe(false)
    expect(hears(atCallee, 700)).toBe(true)
  })
})

describe.skipIf(lacks('baresip', 'sipp'))('SIPp', () => {
  test('calls a phone over UDP and TCP, speaks its tone and hangs up', async () => {
    const callee = await phone({ toneHz: 1100, autoAnswer: true })
    for (const transport of ['udp', 'tcp'] as const) {
      const result = await runSipp({
        scenario: 'call',
        target: { port: callee.sipPort },
        service: 'phone',
        transport,
        toneHz: 900,
        pauseMs: 2000,
      })
      expect(result, result.log).toMatchObject({ exit: 0, successful: 1, failed: 0 })
      expect(hears(callee.heard(), 900)).toBe(true)
    }
  })

  test('waits for the far end to hang up', async () => {
    const callee = await phone({ toneHz: 1100, autoAnswer: true })
    const call = await startSipp({
      scenario: 'call-until-far-end-hangs-up',
      target: { port: callee.sipPort },
      service: 'phone',
      toneHz: 900,
    })
    await callee.next('CALL_ESTABLISHED')
    callee.hangUp()
    const result = await call.done
    expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
  })

  test('gives up while it rings', async () => {
    const callee = await phone({ toneHz: 1100 })
    const result = await runSipp({
      scenario: 'cancel',
      target: { port: callee.sipPort },
      service: 'phone',
      pauseMs: 500,
    })
    expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
  })

  test('holds and resumes', async () => {
    const callee = await phone({ toneHz: 1100, autoAnswer: true })
    const result = await runSipp({
      scenario: 'hold-and-resume',
      target: { port: callee.sipPort },
      service: 'phone',
      toneHz: 900,
      pauseMs: 500,
    })
    expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
  })

  test('is called, answers, speaks and is hung up on', async () => {
    const callee = await startSipp({ scenario: 'answer', toneHz: 900, pauseMs: 200 })
    const caller = await phone({ toneHz: 700 })
    caller.dial(`sip:phone@127.0.0.1:${callee.port}`)
    await caller.next('CALL_ESTABLISHED')
    await new Promise(resolve => setTimeout(resolve, 1800))
    expect(hears(caller.heard(), 900)).toBe(true)
    caller.hangUp()
    const result = await callee.done
    expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
  })

  test.skipIf(!maySpeak)('says a tone and presses digits in one stream', async () => {
    const callee = await phone({ toneHz: 1100, autoAnswer: true })
    const result = await runSipp({
      scenario: 'call-and-press',
      target: { port: callee.sipPort },
      service: 'phone',
      speech: [
        { tone: 500, seconds: 1.5 },
        { digit: '7' },
        { digit: '#' },
        { tone: 500, seconds: 1.5 },
      ],
      pauseMs: 4000,
    })
    expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
    expect(hears(callee.heard(), 500, { seconds: 2 })).toBe(true)
    const digits = callee.events.filter(event => event.type === 'CALL_DTMF_START')
    expect(digits.map(event => event.param)).toEqual(['7', '#'])
  })
})

describe.skipIf(lacks('chromium'))('Chromium', () => {
  test('says its tone into a peer connection and tells us what came out', async () => {
    const server = createServer((_, response) => response.end('<!doctype html><title>test</title>'))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const browser = await startBrowser({ toneHz: 1300 })
    try {
      const page = await browser.open(`http://127.0.0.1:${port}/`)
      await page.evaluate(LOOP)
      await new Promise(resolve => setTimeout(resolve, 3000))
      const sound = await heardBy(page)
      expect(hears(sound, 1300)).toBe(true)
      expect(hears(sound, 700, { seconds: 0.1 })).toBe(false)
      expect(browser.complaints).toEqual([])
    } finally {
      await browser.stop()
      server.close()
    }
  })
})

/** In the page: two peer connections, the microphone into one, out of the other. */
const LOOP = `(async () => {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()]
  a.onicecandidate = event => b.addIceCandidate(event.candidate)
  b.onicecandidate = event => a.addIceCandidate(event.candidate)
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: {
    echoCancellation: false, noiseSuppression: false, autoGainControl: false } })
  for (const track of microphone.getTracks()) a.addTrack(track, microphone)
  await a.setLocalDescription()
  await b.setRemoteDescription(a.localDescription)
  await b.setLocalDescription()
  await a.setRemoteDescription(b.localDescription)
  window.keep = [a, b]
})()`
