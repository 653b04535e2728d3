import { expect, test } from 'vitest'
import { TestCentre } from '../../test/support/test-centre.ts'
import { Centre } from './centre.ts'
import type { Json } from './json.ts'

test("agents' time counts from the upgrade on for those who are at work while it happens", async () => {
  const { centre, clock } = await TestCentre.open()
  const saved = JSON.parse(JSON.stringify(centre.save())) as {
    agents: { stretch?: unknown }[]
    wakes?: unknown
  }
  delete saved.wakes
  for (const agent of saved.agents) delete agent.stretch
  const upgraded = new Centre('', [1, 2, 3, 4])
  upgraded.restore(saved as unknown as Json)
  const later = clock.now() + 60_000
  expect([...upgraded.view.openStretches(later)]).toHaveLength(saved.agents.length)
})
