import { expect, test } from 'vitest'
import { ChattingWorld } from './chatting-world.ts'

test.each([1, 2, 3, 4])(
  'what was acknowledged is there once, and all have seen the same in the same order (seed %i)',
  async seed => {
    const world = await ChattingWorld.open(seed)
    for (let step = 0; step < 250; step++) await world.act()
    await world.check()
    expect(world.lineCount).toBeGreaterThan(80)
  },
)
