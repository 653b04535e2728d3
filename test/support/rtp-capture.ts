// Writes a packet capture that SIPp plays as RTP: a µ-law tone with digits (RFC 4733) in between, all
// in one stream, as a telephone sends them. SIPp puts in its own addresses and ports.
import { writeFileSync } from 'node:fs'
import { toneUlaw } from './tone.ts'

/** What is to be said, one after the other. */
export type Utterance =
  | { readonly tone: number; readonly seconds: number }
  | { readonly digit: string; readonly milliseconds?: number }
  | { readonly pauseSeconds: number }

const FRAME_SAMPLES = 160
const EVENT_PAYLOAD_TYPE = 101
const EVENTS = '0123456789*#ABCD'
/** RFC 4733 §2.5.1.4: the last packet of an event three times. */
const END_COPIES = 3

export function writeRtpCapture(path: string, utterances: readonly Utterance[]): void {
  const capture = new Capture()
  for (const each of utterances) {
    if ('tone' in each) capture.tone(each.tone, each.seconds)
    else if ('digit' in each) capture.digit(each.digit, each.milliseconds ?? 160)
    else capture.pause(each.pauseSeconds)
  }
  writeFileSync(path, capture.file())
}

class Capture {
  readonly #packets: Buffer[] = [fileHeader()]
  #sequence = 1000
  /** Samples since the beginning: the clock and the RTP time stamp. */
  #now = 0

  tone(hz: number, seconds: number): void {
    for (let frame = 0; frame < seconds * 50; frame++) {
      this.#add({
        payloadType: 0,
        payload: Buffer.from(toneUlaw(hz, FRAME_SAMPLES, this.#now)),
        timestamp: this.#now,
        marker: false,
      })
      this.#now += FRAME_SAMPLES
    }
  }

  digit(digit: string, milliseconds: number): void {
    const timestamp = this.#now
    const frames = Math.ceil(milliseconds / 20)
    for (let frame = 1; frame <= frames; frame++) {
      const copies = frame === frames ? END_COPIES : 1
      for (let copy = 0; copy < copies; copy++) {
        const payload = eventPayload(digit, frame * FRAME_SAMPLES, frame === frames)
        const marker = frame === 1
        this.#add({ payloadType: EVENT_PAYLOAD_TYPE, payload, timestamp, marker })
      }
      this.#now += FRAME_SAMPLES
    }
  }

  pause(seconds: number): void {
    this.#now += seconds * 8000
  }

  file(): Buffer {
    return Buffer.concat(this.#packets)
  }

  #add(of: { payloadType: number; payload: Buffer; timestamp: number; marker: boolean }): void {
    const header = Buffer.alloc(12)
    header[0] = 0x80
    header[1] = of.payloadType | (of.marker ? 0x80 : 0)
    header.writeUInt16BE(this.#sequence++ & 0xffff, 2)
    header.writeUInt32BE(of.timestamp, 4)
    header.writeUInt32BE(0x7061726c, 8)
    this.#packets.push(record(this.#now, Buffer.concat([header, of.payload])))
  }
}

function eventPayload(digit: string, duration: number, end: boolean): Buffer {
  const payload = Buffer.alloc(4)
  payload[0] = EVENTS.indexOf(digit)
  payload[1] = (end ? 0x80 : 0) | 10
  payload.writeUInt16BE(duration, 2)
  return payload
}

/** libpcap's header: microseconds, Ethernet. */
function fileHeader(): Buffer {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(65535, 16)
  header.writeUInt32LE(1, 20)
  return header
}

/** One packet with Ethernet, IPv4 and UDP around it. */
function record(samples: number, rtp: Buffer): Buffer {
  const frame = Buffer.alloc(42)
  frame.writeUInt16BE(0x0800, 12)
  frame[14] = 0x45
  frame.writeUInt16BE(28 + rtp.length, 16)
  frame[22] = 64
  frame[23] = 17
  frame.set([127, 0, 0, 1], 26)
  frame.set([127, 0, 0, 1], 30)
  frame.writeUInt16BE(40_000, 34)
  frame.writeUInt16BE(40_002, 36)
  frame.writeUInt16BE(8 + rtp.length, 38)
  const header = Buffer.alloc(16)
  header.writeUInt32LE(Math.floor(samples / 8000), 0)
  header.writeUInt32LE((samples % 8000) * 125, 4)
  header.writeUInt32LE(frame.length + rtp.length, 8)
  header.writeUInt32LE(frame.length + rtp.length, 12)
  return Buffer.concat([header, frame, rtp])
}
