import { expect, test } from 'vitest'
import { PCMA, PCMU } from '../../../audio/g711.ts'
import { RTP_HEADER_BYTES, RtpView, writeRtpHeader } from '../../../protocol/rtp/rtp-packet.ts'
import { type RecorderOrder, readTape, Tape, type TapePiece } from './tape.ts'

test('what is taped is read again in its order: packets, beats, gaps and orders', () => {
  const { tape, read } = recorder()
  tape.order(hear(1))
  tape.packet(7, packet({ sequence: 1, length: 160 }), PCMU, 1000.5)
  tape.tick()
  tape.order(hear(2))
  tape.leaveOut(3)
  tape.packet(8, packet({ sequence: 2, length: 33 }), PCMA, 1020)
  tape.order({ type: 'finish', recording: 1 })
  tape.flush()
  expect(read).toEqual([
    'hear 1',
    '7: 160 bytes of 1, µ-law, at 8004',
    'tick',
    'hear 2',
    '3 left out',
    '8: 33 bytes of 2, A-law, at 8160',
    'finish 1',
  ])
})

test('many calls fill many pieces, and none of it is lost or mixed up', () => {
  const { tape, read } = recorder()
  for (let n = 0; n < 5000; n++) tape.packet(n, packet({ sequence: n % 256, length: 160 }), PCMU, 0)
  tape.flush()
  expect(read.length).toBe(5000)
  expect(read.at(-1)).toBe(`4999: 160 bytes of ${4999 % 256}, µ-law, at 0`)
})

test('what is taped leaves after 200 ms although it fills no piece', () => {
  const { tape, read } = recorder()
  for (let n = 0; n < 9; n++) tape.tick()
  expect(read).toEqual([])
  tape.tick()
  expect(read.length).toBe(10)
})

test('a recorder that never keeps up loses sound but no time, and memory does not grow for ever', () => {
  let pieces = 0
  let ticks = 0
  const nothing = () => undefined
  const tape = new Tape(piece => {
    pieces++
    readTape(piece, { packet: nothing, leaveOut: nothing, order: nothing, tick: () => ticks++ })
  })
  for (let n = 0; n < 800_000; n++) tape.packet(1, packet({ sequence: 1, length: 160 }), PCMU, 0)
  expect(pieces).toBeLessThan(410)
  expect(tape.dropped).toBeGreaterThan(100_000)
  for (let n = 0; n < 1000; n++) tape.tick()
  expect(pieces).toBeLessThan(410)
  tape.flush()
  expect(ticks).toBe(1000)
})

function recorder() {
  const read: string[] = []
  const send = (piece: TapePiece): void => {
    readTape(piece, {
      packet: ({ stream, bytes, aLaw, clock }) => {
        const law = aLaw ? 'A-law' : 'µ-law'
        read.push(
          `${stream}: ${bytes.length - RTP_HEADER_BYTES} bytes of ${bytes.at(-1)}, ${law}, at ${clock}`,
        )
      },
      tick: () => read.push('tick'),
      leaveOut: ticks => read.push(`${ticks} left out`),
      order: ({ type, recording }) => read.push(`${type} ${recording}`),
    })
    tape.giveBack(piece.words)
  }
  const tape = new Tape(send)
  return { tape, read }
}

function packet({ sequence, length }: { sequence: number; length: number }): RtpView {
  const bytes = new Uint8Array(RTP_HEADER_BYTES + length).fill(sequence)
  writeRtpHeader(bytes, false, 0, sequence, 0, 1)
  const view = new RtpView()
  view.read(bytes)
  return view
}

function hear(recording: number): RecorderOrder {
  return { type: 'hear', recording, path: '', left: [], right: [] }
}
