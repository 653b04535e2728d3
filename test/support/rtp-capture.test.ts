import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Utterance, writeRtpCapture } from './rtp-capture.ts'

function capture(utterances: readonly Utterance[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'parley-capture-'))
  try {
    const path = join(folder, 'speech.pcap')
    writeRtpCapture(path, utterances)
    return readFileSync(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Payload type, time stamp and first payload byte of each packet. */
function packets(file: Buffer): { type: number; timestamp: number; first: number; ms: number }[] {
  const found = []
  for (let at = 24; at < file.length; ) {
    const length = file.readUInt32LE(at + 8)
    const rtp = at + 16 + 42
    found.push({
      type: (file[rtp + 1] ?? 0) & 0x7f,
      timestamp: file.readUInt32BE(rtp + 4),
      first: file[rtp + 12] ?? 0,
      ms: file.readUInt32LE(at) * 1000 + file.readUInt32LE(at + 4) / 1000,
    })
    at += 16 + length
  }
  return found
}

test('a digit in a tone is one event of one time stamp, ended three times', () => {
  const all = packets(
    capture([
      { tone: 500, seconds: 0.1 },
      { digit: '#', milliseconds: 60 },
    ]),
  )
  const [tone, event] = [all.filter(p => p.type === 0), all.filter(p => p.type === 101)]
  expect(tone.map(p => p.ms)).toEqual([0, 20, 40, 60, 80])
  expect(event.map(p => [p.timestamp, p.first])).toEqual(Array(5).fill([800, 11]))
})

test('time goes on while nothing is said', () => {
  const all = packets(capture([{ pauseSeconds: 1.5 }, { tone: 500, seconds: 0.02 }]))
  expect(all).toMatchObject([{ ms: 1500, timestamp: 12_000 }])
})
