import { describe, expect, test } from 'vitest'
import { FakeMedia, type FakePhone } from '../../../../test/support/fake-media.ts'
import { PCMA, PCMU } from '../../../audio/g711.ts'
import { tone, toneAmplitude } from '../../../audio/tone.ts'
import { isRtcp, parseRtcp, writeRtcp } from '../../../protocol/rtp/rtcp.ts'
import { parseRtp } from '../../../protocol/rtp/rtp-packet.ts'

describe('hearing each other', () => {
  test('two callers in a mix hear each other and not themselves', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.talk(1000, [ana, 440], [ben, 1000])
    expect(ana.hears(1000)).toBeGreaterThan(6000)
    expect(ana.hears(440)).toBeLessThan(100)
    expect(ben.hears(440)).toBeGreaterThan(6000)
  })

  test('a µ-law phone and an A-law phone understand each other', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    ben.set({ codec: 'PCMA', payloadType: 8 })
    media.join('call', 'ana', 'ben')
    media.talk(1000, [ana, 440], [ben, 1000])
    expect(ana.hears(1000)).toBeGreaterThan(6000)
    expect(ben.hears(440)).toBeGreaterThan(6000)
  })

  test('a supervisor who listens hears both, and neither hears the supervisor', async () => {
    const media = new FakeMedia()
    const [ana, ben, eve] = await media.phones('ana', 'ben', 'eve')
    media.command({
      type: 'mix.set',
      mixId: 'call',
      members: [
        { streamId: 'ana', muted: false },
        { streamId: 'ben', muted: false },
        { streamId: 'eve', muted: true },
      ],
    })
    media.talk(1000, [ana, 440], [ben, 1000], [eve, 2000])
    expect(eve.hears(440)).toBeGreaterThan(6000)
    expect(eve.hears(1000)).toBeGreaterThan(6000)
    expect(eve.hears(2000)).toBeLessThan(100)
    expect(ana.hears(2000)).toBeLessThan(100)
    expect(ana.hears(1000)).toBeGreaterThan(6000)
    expect(ben.hears(440)).toBeGreaterThan(6000)
  })

  test('a supervisor who whispers is heard by the agent alone', async () => {
    const media = new FakeMedia()
    const [ana, ben, eve] = await media.phones('ana', 'ben', 'eve')
    media.command({
      type: 'mix.set',
      mixId: 'call',
      members: [
        { streamId: 'ana', muted: false },
        { streamId: 'ben', muted: false },
        { streamId: 'eve', muted: false, heardBy: ['ben'] },
      ],
    })
    media.talk(1000, [ana, 440], [ben, 1000], [eve, 2000])
    expect(ana.hears(2000)).toBeLessThan(100)
    expect(ana.hears(1000)).toBeGreaterThan(6000)
    expect(ben.hears(2000)).toBeGreaterThan(6000)
    expect(ben.hears(440)).toBeGreaterThan(6000)
    expect(eve.hears(440)).toBeGreaterThan(6000)
    expect(eve.hears(1000)).toBeGreaterThan(6000)
  })

  test('those who talk notice nothing when a supervisor begins to listen, and stops', async () => {
    const media = new FakeMedia()
    const [ana, ben, eve] = await media.phones('ana', 'ben', 'eve')
    const talking = [
      { streamId: 'ana', muted: false },
      { streamId: 'ben', muted: false },
    ]
    const listening = [...talking, { streamId: 'eve', muted: true }]
    for (const members of [talking, listening, talking]) {
      media.command({ type: 'mix.set', mixId: 'call', members })
      ana.forget()
      media.talk(500, [ana, 440], [ben, 1000], [eve, 2000])
      expect(ana.packets.length).toBe(25)
      expect(ana.sequenceGaps()).toBe(0)
      expect(ana.hears(1000)).toBeGreaterThan(6000)
      const before = ben.packets.length
      ana.say(tone(440, 160))
      expect(ben.packets.length).toBe(before + 1)
    }
  })

  test('three in a conference hear the other two, and three loud voices do not wrap around', async () => {
    const media = new FakeMedia()
    const [ana, ben, eve] = await media.phones('ana', 'ben', 'eve')
    media.join('call', 'ana', 'ben', 'eve')
    media.talk(1000, [ana, 440, 30000], [ben, 1000, 30000], [eve, 2000, 30000])
    expect(ana.hears(440)).toBeLessThan(2000)
    expect(ana.hears(1000)).toBeGreaterThan(10000)
    expect(ana.hears(2000)).toBeGreaterThan(10000)
  })

  test('a muted agent is not heard but hears', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.command({
      type: 'mix.set',
      mixId: 'call',
      members: [
        { streamId: 'ana', muted: false },
        { streamId: 'ben', muted: true },
      ],
    })
    media.talk(1000, [ana, 440], [ben, 1000])
    expect(ana.loudness()).toBeLessThan(10)
    expect(ben.hears(440)).toBeGreaterThan(6000)
  })

  test('a conference that shrinks to two goes on without a gap', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben', 'eve')
    media.join('call', 'ana', 'ben', 'eve')
    media.talk(500, [ana, 440], [ben, 1000])
    media.command({ type: 'stream.close', streamId: 'eve' })
    ana.forget()
    media.talk(500, [ana, 440], [ben, 1000])
    expect(ana.hears(1000)).toBeGreaterThan(6000)
    expect(ana.sequenceGaps()).toBe(0)
  })

  test('when the mix is gone each hears silence again, paced', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.talk(500, [ana, 440], [ben, 1000])
    media.join('call')
    media.run(200)
    ana.forget()
    media.talk(1000, [ben, 1000])
    expect(ana.loudness()).toBeLessThan(10)
    expect(ana.packets.length).toBe(50)
  })

  test('who hears nothing gets 50 packets a second, once nobody has spoken for 200 ms', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    media.run(200)
    expect(ana.packets.length).toBe(0)
    media.run(1000)
    expect(ana.packets.length).toBe(50)
    expect(ana.loudness()).toBe(0)
  })

  test('a packet passes from one to the other in the moment it comes', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.talk(100, [ana, 440], [ben, 1000])
    const before = ben.packets.length
    ana.say(tone(440, 160))
    expect(ben.packets.length).toBe(before + 1)
  })

  test('a phone that falls silent leaves the other with silence, not with nothing', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.talk(400, [ana, 440], [ben, 1000])
    ana.forget()
    media.run(1000)
    expect(ana.packets.length).toBeGreaterThan(43)
    expect(ana.sequenceGaps()).toBe(0)
    media.talk(400, [ben, 1000])
    expect(ana.sequenceGaps()).toBe(0)
    expect(ana.timestampSteps().every(step => step >= 160 && step <= 1600)).toBe(true)
  })

  test('packets that waited while the machine stood still are passed on without silence between them', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.talk(400, [ana, 440], [ben, 1000])
    ana.forget()
    media.catchUp(5)
    for (let n = 0; n < 5; n++) ben.say(tone(1000, 160, { firstSample: ben.said, amplitude: 8000 }))
    expect(ana.packets.length).toBe(5)
    expect(ana.sequenceGaps()).toBe(0)
  })

  test('a phone that sends comfort noise is heard to be there: alone, and in a conference', async () => {
    const wanted = 32_768 * 10 ** (-50 / 20)
    for (const names of [['ana'], ['ana', 'eve']] as const) {
      const media = new FakeMedia()
      const [ben, ana] = await media.phones('ben', ...names)
      media.join('call', 'ben', ...names)
      media.talk(400, [ben, 1000])
      ben.hush(50)
      ana?.forget()
      media.run(1000)
      expect(ana?.loudness()).toBeGreaterThan(wanted * 0.8)
      expect(ana?.loudness()).toBeLessThan(wanted * 1.2)
      expect(ana?.sequenceGaps()).toBe(0)
      ana?.forget()
      media.talk(400, [ben, 1000])
      expect(ana?.hears(1000)).toBeGreaterThan(6000)
    }
  })

  test('a phone on hold is sent nothing', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    ana.set({ sending: false })
    media.run(500)
    expect(ana.packets.length).toBe(0)
  })
})

test('a party told not to send is neither heard nor recorded', async () => {
  const media = new FakeMedia()
  const [ana, ben] = await media.phones('ana', 'ben')
  ana.set({ receiving: false })
  media.join('call', 'ana', 'ben')
  media.record('r', ['ana'], ['ben'])
  media.talk(1000, [ana, 440], [ben, 1000])
  const { left, right } = await media.finish('r')
  expect(ben.loudness()).toBe(0)
  expect(left.every(sample => sample === 0)).toBe(true)
  expect(toneAmplitude(right, 1000)).toBeGreaterThan(6000)
})

describe('prompts', () => {
  test('a prompt is heard from its first to its last sample and then reported', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    media.sounds.set('hello.wav', tone(700, 8000))
    await media.play('ana', 'p1', ['hello.wav'])
    media.run(980)
    expect(media.ended()).toEqual([])
    media.run(60)
    expect(media.ended()).toEqual(['p1 completed'])
    expect(ana.heard().filter(sample => Math.abs(sample) > 50).length).toBeGreaterThan(7600)
  })

  test('sounds and silences follow one another', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    media.sounds.set('a.wav', tone(700, 4000))
    media.sounds.set('b.wav', tone(1300, 4000))
    await media.play('ana', 'p1', ['a.wav', 500, 'b.wav'])
    media.run(1500)
    const heard = ana.heard()
    expect(toneAmplitude(heard.subarray(0, 4000), 700)).toBeGreaterThan(7000)
    expect(toneAmplitude(heard.subarray(4160, 7840), 700)).toBeLessThan(50)
    expect(toneAmplitude(heard.subarray(8000, 12000), 1300)).toBeGreaterThan(7000)
  })

  test('hold music goes on until it is stopped', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    media.sounds.set('hold.wav', tone(700, 800))
    await media.play('ana', 'p1', ['hold.wav'], { loop: true })
    media.run(2000)
    expect(ana.hears(700)).toBeGreaterThan(7000)
    media.command({ type: 'play.stop', streamId: 'ana', playId: 'p1' })
    ana.forget()
    media.run(200)
    expect(ana.loudness()).toBe(0)
    expect(media.ended()).toEqual(['p1 stopped'])
  })

  test('a digit stops a prompt that lets itself be stopped, after the digit is reported', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    media.sounds.set('menu.wav', tone(700, 80000))
    await media.play('ana', 'p1', ['menu.wav'], { stopOnDigit: true })
    media.run(500)
    ana.press('5')
    expect(media.events.slice(-2)).toEqual([
      { type: 'digit', streamId: 'ana', digit: '5' },
      { type: 'play.ended', streamId: 'ana', playId: 'p1', outcome: 'stopped' },
    ])
  })

  test('a prompt that cannot be read fails, a loop of nothing ends', async () => {
    const media = new FakeMedia()
    await media.phones('ana')
    await media.play('ana', 'p1', ['missing.wav'])
    await media.play('ana', 'p2', [], { loop: true })
    media.run(40)
    expect(media.ended()).toEqual(['p1 failed', 'p2 completed'])
  })

  test('a new prompt takes the place of the old one', async () => {
    const media = new FakeMedia()
    await media.phones('ana')
    media.sounds.set('a.wav', tone(700, 8000))
    await media.play('ana', 'p1', ['a.wav'])
    await media.play('ana', 'p2', ['a.wav'])
    media.run(1100)
    expect(media.ended()).toEqual(['p1 stopped', 'p2 completed'])
  })

  test('whoever hears a whisper does not hear the call meanwhile', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.sounds.set('whisper.wav', tone(700, 8000))
    media.join('call', 'ana', 'ben')
    await media.play('ben', 'p1', ['whisper.wav'])
    media.talk(800, [ana, 440], [ben, 1000])
    expect(ben.hears(440)).toBeLessThan(100)
    expect(ben.hears(700)).toBeGreaterThan(6000)
    expect(ana.hears(1000)).toBeGreaterThan(6000)
  })
})

describe('digits', () => {
  test('a digit is reported once although its packets are repeated', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    ana.press('1')
    ana.press('1')
    ana.press('#')
    expect(media.digits()).toBe('11#')
  })

  test('digits in a call are not heard by the other party', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.talk(200, [ana, 440], [ben, 1000])
    ben.forget()
    ana.press('7')
    expect(ben.packets.length).toBe(0)
  })

  test('a flood of digits is cut down to what fingers can do', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    for (let n = 0; n < 2000; n++) ana.press('9')
    expect(media.digits().length).toBeLessThan(40)
    expect(media.engine.counters()['digitsRefused']).toBeGreaterThan(1900)
  })

  test('digits are sent as events that end three times', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    media.command({ type: 'digits', streamId: 'ana', digits: '4*' })
    media.run(600)
    const events = ana.packets.flatMap(bytes => {
      const packet = parseRtp(bytes)
      return packet?.payloadType === 101 ? [packet] : []
    })
    const ends = events.filter(({ payload }) => (payload[1] ?? 0) & 0x80)
    expect(ends.map(({ payload }) => payload[0])).toEqual([4, 4, 4, 10, 10, 10])
    expect(new Set(events.map(({ timestamp }) => timestamp)).size).toBe(2)
    expect(events.filter(({ marker }) => marker).length).toBe(2)
    expect(ana.sequenceGaps()).toBe(0)
  })

  test('a phone without telephone-event hears the digit as tones', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    ana.set({ dtmfPayloadType: undefined })
    media.command({ type: 'digits', streamId: 'ana', digits: '5' })
    media.run(140)
    expect(ana.hears(770)).toBeGreaterThan(3000)
    expect(ana.hears(1336)).toBeGreaterThan(3000)
  })
})

describe('whom to believe', () => {
  test('a phone behind a NAT is answered where its packets come from', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    ana.say(tone(440, 160), { address: '203.0.113.9', port: 5555 })
    expect(ana.remote).toEqual({ address: '203.0.113.9', port: 5555 })
  })

  test('once a phone is heard, packets from elsewhere are dropped and counted', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.talk(100, [ana, 440], [ben, 1000])
    ben.forget()
    for (let n = 0; n < 10; n++) ana.say(tone(440, 160), { address: '203.0.113.9', port: 5555 })
    expect(ben.packets.length).toBe(0)
    expect(ana.remote.address).toBe('192.0.2.1')
    expect(media.engine.counters()['wrongSource']).toBe(10)
  })

  test('the address of the SDP takes its place back from a stranger who came first', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    ana.say(tone(440, 160), { address: '203.0.113.9', port: 5555 })
    ana.say(tone(440, 160))
    expect(ana.remote.address).toBe('192.0.2.1')
  })

  test('junk and unknown payloads are counted and go nowhere', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    ana.raw(new Uint8Array(3))
    ana.raw(new TextEncoder().encode('OPTIONS sip:x SIP/2.0'))
    ana.raw(Uint8Array.from([0x80, 96, ...new Uint8Array(30)]))
    expect(ben.packets.length).toBe(0)
    expect(media.engine.counters()).toMatchObject({ malformed: 2, unknownPayload: 1 })
  })

  test('a stream nobody is heard on is reported once, one on hold is not', async () => {
    const media = new FakeMedia()
    const [, ben] = await media.phones('ana', 'ben')
    ben.set({ receiving: false, sending: false })
    media.run(62_000)
    expect(media.events.filter(({ type }) => type === 'stream.silent')).toEqual([
      { type: 'stream.silent', streamId: 'ana', forMs: expect.closeTo(60_000, -4) },
    ])
  })
})

describe('recordings', () => {
  test('the customer is on the left, the agent on the right, and hold is silence', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.record('r', ['ana'], ['ben'])
    media.talk(1000, [ana, 440], [ben, 1000])
    media.record('r', [], [])
    media.talk(1000, [ana, 440], [ben, 1000])
    media.record('r', ['ana'], ['ben'])
    media.talk(1000, [ana, 440], [ben, 1000])
    const { left, right, durationMs } = await media.finish('r')
    expect(durationMs).toBe(3000)
    expect(left.length).toBe(24000)
    const second = (side: Int16Array, n: number) => side.subarray(n * 8000 + 800, n * 8000 + 7200)
    expect(toneAmplitude(second(left, 0), 440)).toBeGreaterThan(6000)
    expect(toneAmplitude(second(right, 0), 1000)).toBeGreaterThan(6000)
    expect(toneAmplitude(second(left, 0), 1000)).toBeLessThan(100)
    expect(toneAmplitude(second(left, 1), 440)).toBe(0)
    expect(toneAmplitude(second(left, 2), 440)).toBeGreaterThan(6000)
    expect(toneAmplitude(second(right, 2), 1000)).toBeGreaterThan(6000)
  })

  test('what is played to the customer is on the right, when that is asked for', async () => {
    const media = new FakeMedia()
    media.sounds.set('hello.wav', tone(1000, 8000))
    const [ana, ben] = await media.phones('ana', 'ben')
    const record = (right: readonly string[]) =>
      media.command({
        type: 'record.set',
        recordingId: 'r',
        path: 'r.wav',
        left: ['ana'],
        right,
        rightPrompts: ['ana'],
      })
    record([])
    await media.play('ana', 'p1', ['hello.wav'])
    media.talk(1000, [ana, 440])
    media.talk(1000, [ana, 440])
    media.join('call', 'ana', 'ben')
    record(['ben'])
    media.talk(1000, [ana, 440], [ben, 700])
    const { left, right } = await media.finish('r')
    const second = (side: Int16Array, n: number) => side.subarray(n * 8000 + 800, n * 8000 + 7200)
    expect(toneAmplitude(second(left, 0), 440)).toBeGreaterThan(6000)
    expect(toneAmplitude(second(right, 0), 1000)).toBeGreaterThan(6000)
    expect(toneAmplitude(second(right, 1), 1000)).toBeLessThan(100)
    expect(toneAmplitude(second(right, 2), 700)).toBeGreaterThan(6000)
  })

  test('a machine that stood still leaves a gap: nobody is delayed, and the recording keeps time', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    media.record('r', ['ana'], [])
    media.talk(500, [ana, 440])
    media.stall(70)
    media.talk(480, [ana, 440])
    expect(Math.max(...ana.timestampSteps())).toBe(71 * 160)
    expect(ana.sequenceGaps()).toBe(0)
    expect((await media.finish('r')).durationMs).toBe(2400)
  })

  test('a muted agent is silent in the recording too', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.command({
      type: 'mix.set',
      mixId: 'call',
      members: [
        { streamId: 'ana', muted: false },
        { streamId: 'ben', muted: true },
      ],
    })
    media.record('r', ['ana'], ['ben'])
    media.talk(1000, [ana, 440], [ben, 1000])
    const { right } = await media.finish('r')
    expect(right.every(sample => sample === 0)).toBe(true)
  })

  test('a recorder that dies takes its recordings with it, not the calls nor the next recording', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.record('lost', ['ana'], ['ben'])
    media.talk(500, [ana, 440], [ben, 1000])
    media.engine.recorderFailed('it ran out of memory')
    media.talk(500, [ana, 440], [ben, 1000])
    media.command({ type: 'record.finish', recordingId: 'lost' })
    expect(media.events).toContainEqual({
      type: 'record.failed',
      recordingId: 'lost',
      reason: 'it ran out of memory',
    })
    expect(ben.hears(440)).toBeGreaterThan(6000)
    media.record('next', ['ana'], ['ben'])
    media.talk(500, [ana, 440], [ben, 1000])
    const { left } = await media.finish('next')
    expect(toneAmplitude(left.subarray(800), 440)).toBeGreaterThan(6000)
  })

  test('a disk that refuses is reported, and the call goes on', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.diskFailure = 'no space left'
    media.join('call', 'ana', 'ben')
    media.record('r', ['ana'], ['ben'])
    media.talk(1000, [ana, 440], [ben, 1000])
    media.command({ type: 'record.finish', recordingId: 'r' })
    await media.settle()
    expect(media.events).toContainEqual({
      type: 'record.failed',
      recordingId: 'r',
      reason: 'no space left',
    })
    expect(ben.hears(440)).toBeGreaterThan(6000)
  })
})

describe('reports', () => {
  const block = {
    ssrc: 0,
    fractionLost: 0,
    lost: 0,
    highest: 0,
    jitter: 0,
    lastReport: 0,
    delay: 0,
  }

  test('about every five seconds a phone is told what we sent and what came of its own', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.talk(30_000, [ana, 440], [ben, 1000])
    expect(ana.reports.length).toBeGreaterThanOrEqual(4)
    expect(ana.reports.length).toBeLessThanOrEqual(12)
    const [report] = parseRtcp(ana.reports.at(-1) ?? new Uint8Array()) ?? []
    const [heard] = report?.blocks ?? []
    expect(heard).toMatchObject({ ssrc: 7, fractionLost: 0, lost: 0 })
    expect(report?.sender?.packets).toBeGreaterThan(1000)
    expect(report?.sender?.bytes).toBe((report?.sender?.packets ?? 0) * 160)
  })

  test('the reports of many calls do not hold up sound: a few leave at a time', async () => {
    const media = new FakeMedia()
    const phones = await media.phones(...Array.from({ length: 100 }, (_, n) => `phone ${n}`))
    const reports = () => phones.reduce((sum, phone) => sum + phone.reports.length, 0)
    let most = 0
    for (let passed = 0; passed < 8000; passed += 20) {
      const before = reports()
      media.run(20)
      most = Math.max(most, reports() - before)
    }
    expect(reports()).toBeGreaterThan(100)
    expect(most).toBeLessThan(8)
  })

  test('loss, delay and jitter that a phone reports are known when the leg ends', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    while (ana.reports.length === 0) media.talk(20, [ana, 440], [ben, 1000])
    const [said] = parseRtcp(ana.reports[0] ?? new Uint8Array()) ?? []
    media.talk(40, [ana, 440], [ben, 1000])
    const lastReport = said?.sender?.ntpMiddle ?? 0
    const blocks = [{ ...block, ssrc: said?.ssrc ?? 0, fractionLost: 64, jitter: 80, lastReport }]
    ana.report(writeRtcp({ ssrc: 7, blocks }, 'ana'))
    media.command({ type: 'stream.close', streamId: 'ana' })
    const quality = media.events.find(event => event.type === 'stream.quality')
    expect(quality).toMatchObject({ streamId: 'ana', lossIn: 0, lossOut: 0.25, jitterOutMs: 10 })
    expect(quality).toMatchObject({
      roundTripMs: expect.closeTo(40, 0),
      mos: expect.closeTo(4.4, 1),
    })
  })

  test('packets that a phone loses on the way to us make its leg sound worse', async () => {
    const media = new FakeMedia()
    const [ana, ben] = await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    for (let n = 0; n < 100; n++) {
      media.talk(180, [ana, 440], [ben, 1000])
      ana.lose()
      media.talk(20, [ben, 1000])
    }
    media.command({ type: 'stream.close', streamId: 'ana' })
    const quality = media.events.find(event => event.type === 'stream.quality')
    expect(quality).toMatchObject({ lossIn: expect.closeTo(0.1, 2), mos: expect.closeTo(3.3, 0) })
  })

  test('nobody else can report in the name of a phone', async () => {
    const media = new FakeMedia()
    const [ana] = await media.phones('ana')
    media.talk(100, [ana, 440])
    ana.report(writeRtcp({ ssrc: 7, blocks: [] }, 'x'), '203.0.113.9')
    expect(media.engine.counters()).toMatchObject({ reportsReceived: 0, malformed: 1 })
  })

  test('a browser gets its reports where it gets its sound', async () => {
    const media = new FakeMedia()
    const agent = await media.browser('agent')
    media.talk(10_000, [agent, 440])
    expect(agent.reports).toEqual([])
    expect(agent.packets.filter(isRtcp).length).toBeGreaterThan(0)
  })
})

describe('opening and closing', () => {
  test('a stream closed before its port was open gives the port back', async () => {
    const media = new FakeMedia()
    media.command({ type: 'rtp.open', streamId: 'ana', address: '127.0.0.1' })
    media.command({ type: 'stream.close', streamId: 'ana' })
    await media.settle()
    expect(media.openPorts()).toBe(0)
    expect(media.events).toEqual([])
  })

  test('no free port is a failure with a reason', async () => {
    const media = new FakeMedia()
    media.noPorts = true
    media.command({ type: 'rtp.open', streamId: 'ana', address: '127.0.0.1' })
    await media.settle()
    expect(media.events).toEqual([
      { type: 'rtp.failed', streamId: 'ana', reason: 'all media ports are in use' },
    ])
  })

  test('an agent page between calls is sent nothing after a second, and is not called silent', async () => {
    const media = new FakeMedia()
    const agent: FakePhone = await media.browser('agent')
    media.run(120_000)
    expect(agent.packets.length).toBe(50)
    expect(media.events.filter(({ type }) => type === 'stream.silent')).toEqual([])
  })

  test('nothing is left when all streams are closed', async () => {
    const media = new FakeMedia()
    await media.phones('ana', 'ben')
    media.join('call', 'ana', 'ben')
    media.join('call')
    media.command({ type: 'stream.close', streamId: 'ana' })
    media.command({ type: 'stream.close', streamId: 'ben' })
    expect(media.openPorts()).toBe(0)
    expect(media.engine.counters()).toMatchObject({ streams: 0, mixes: 0, recordings: 0 })
  })
})

test('silence is exact in both laws', () => {
  expect([PCMU.silence, PCMA.silence]).toEqual([0xff, 0xd5])
})
