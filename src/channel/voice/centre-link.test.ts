import { expect, test } from 'vitest'
import { VirtualClock } from '../../../test/support/virtual-clock.ts'
import type { LineSocket } from '../../io/line-socket.ts'
import type { FromCentre, FromVoice } from './bus-message.ts'
import { CentreLink } from './centre-link.ts'

/** A centre that comes and goes, and makes durable what it is told when the test says so. */
class FakeCentre {
  readonly clock = new VirtualClock()
  readonly reported: number[] = []
  readonly link: CentreLink
  #hear: (message: FromCentre) => void = () => {}
  #close: () => void = () => {}

  constructor() {
    this.link = new CentreLink({
      node: 'voice-1',
      now: () => this.clock.now(),
      connect: async () => this.#socket(),
      after: (ms, then) => void this.clock.schedule(this.clock.now() + ms, then),
      perform() {},
      signal() {},
      connected() {},
      forgotten() {},
    })
  }

  async comes(lastReport: number): Promise<void> {
    this.link.start()
    await Promise.resolve()
    await Promise.resolve()
    this.#hear({ type: 'welcome', lastReport })
    this.clock.advance(20)
  }

  goes(): void {
    this.#close()
  }

  keeps(upTo: number): void {
    this.#hear({ type: 'reportsDone', upTo })
  }

  #socket(): LineSocket<FromVoice, FromCentre> {
    return {
      send: (message: FromVoice) => {
        if (message.type === 'report') this.reported.push(message.input.seq)
      },
      onMessage: (hear: (message: FromCentre) => void) => {
        this.#hear = hear
      },
      onClose: (close: () => void) => {
        this.#close = close
      },
      close() {},
    } as LineSocket<FromVoice, FromCentre>
  }
}

test('the centre is late only with what it was told and has not kept', async () => {
  const centre = new FakeCentre()
  await centre.comes(0)
  expect(centre.reported).toEqual([1])
  centre.clock.advance(500)
  expect(centre.link.lateMs).toBeGreaterThanOrEqual(500)
  centre.keeps(1)
  centre.clock.advance(10_000)
  expect(centre.link.lateMs).toBe(0)
})

test('a node that had nothing to say when the centre came back is never late', async () => {
  const centre = new FakeCentre()
  await centre.comes(0)
  centre.keeps(1)
  centre.goes()
  await centre.comes(1)
  centre.clock.advance(60_000)
  expect(centre.link.lateMs).toBe(0)
  expect(centre.reported).toEqual([1])
})

test('what was not kept is told again when the centre comes back', async () => {
  const centre = new FakeCentre()
  await centre.comes(0)
  centre.link.report({ type: 'leg.ringing', legId: 'a' })
  centre.clock.advance(20)
  centre.goes()
  await centre.comes(1)
  expect(centre.reported).toEqual([1, 2, 2])
})
