import { expect, test } from 'vitest'
import { CallGate } from './call-gate.ts'

/**
 * A server that does so many calls a second, and is offered more: its queue is first come, first served.
 * How late it was at worst, and how many calls it served, in each second.
 */
function serve(offered: number, capacity: number, seconds: number) {
  const gate = new CallGate()
  let queue = 0
  const late: number[] = []
  const served: number[] = []
  for (let second = 0; second < seconds; second++) {
    let worst = 0
    let done = 0
    for (let tenth = 0; tenth < 10; tenth++) {
      gate.note((queue / capacity) * 1000)
      for (let call = 0; call < offered / 10; call++) if (gate.admits()) queue++
      const now = Math.min(queue, capacity / 10)
      queue -= now
      done += now
      worst = Math.max(worst, (queue / capacity) * 1000)
    }
    late.push(Math.round(worst))
    served.push(done)
  }
  return { late, served, refused: gate.refused }
}

test('who is in time refuses nobody', () => {
  const { late, served, refused } = serve(180, 200, 20)
  expect(Math.max(...late)).toBe(0)
  expect(served.every(each => each === 180)).toBe(true)
  expect(refused).toBe(0)
})

test('offered three times what can be done, it does nearly all it can, and nobody waits for long', () => {
  const { late, served } = serve(600, 200, 60)
  expect(Math.max(...late)).toBeLessThan(2000)
  expect(Math.max(...late.slice(10))).toBeLessThan(1000)
  expect(Math.min(...served)).toBeGreaterThan(150)
})

test('a single stall refuses nobody', () => {
  const gate = new CallGate()
  gate.note(2000)
  gate.note(500)
  gate.note(0)
  expect(gate.refused).toBe(0)
})

test('who was late for long refuses a part, and soon nobody again', () => {
  const gate = new CallGate()
  for (let tenth = 0; tenth < 4; tenth++) gate.note(1000)
  const taken = Array.from({ length: 20 }, () => gate.admits()).filter(Boolean).length
  expect(taken).toBeGreaterThan(3)
  expect(taken).toBeLessThan(17)
  for (let tenth = 0; tenth < 20; tenth++) gate.note(0)
  expect(gate.refused).toBe(0)
  expect(gate.admits()).toBe(true)
})

test('however late we are, ten calls a second come in: a database that comes back is worth waiting for', () => {
  const gate = new CallGate()
  for (let tenth = 0; tenth < 50; tenth++) {
    gate.note(3000)
    expect(gate.admits()).toBe(true)
  }
  expect(gate.refused).toBe(1)
  const burst = Array.from({ length: 100 }, () => gate.admits()).filter(Boolean).length
  expect(burst).toBeLessThanOrEqual(5)
})
