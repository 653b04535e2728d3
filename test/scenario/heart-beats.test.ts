// Whoever follows the agent event stream hears of signed-in agents at least every two minutes.
import { beforeEach, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
beforeEach(async () => {
  centre = await TestCentre.open()
  centre.ready('agent1')
})

/** Events of the agents from now on: seconds after noon, and what kind. */
function heard(name: string): readonly (readonly [number, string])[] {
  return centre.events.flatMap(event => {
    if (event.type !== 'agent.event' || event.agentId !== centre.user(name)) return []
    const at = new Date(String(event.body.EventTimestamp)).getTime()
    return [[(at - Date.UTC(2026, 10, 21, 12)) / 1000, String(event.body.EventType)] as const]
  })
}

test('an agent to whom nothing happens is heard of every two minutes, until signing out', () => {
  centre.clock.advance(seconds(300))
  centre.setStatus('agent1', 'Offline')
  centre.clock.advance(seconds(600))
  expect(heard('agent1').slice(-4)).toEqual([
    [0, 'LOGIN'],
    [120, 'HEART_BEAT'],
    [240, 'HEART_BEAT'],
    [300, 'LOGOUT'],
  ])
})

test('a heart beat shows the agent as before, beside what was shown last', () => {
  centre.clock.advance(seconds(120))
  const [login, beat] = centre.events.filter(event => event.type === 'agent.event').slice(-2)
  expect(beat?.body.EventType).toBe('HEART_BEAT')
  expect(beat?.body.CurrentAgentSnapshot).toEqual(login?.body.CurrentAgentSnapshot)
  expect(beat?.body.EventId).not.toBe(login?.body.EventId)
})

test('an agent about whom there is news has no heart beat, and many beat at one moment', () => {
  centre.clock.advance(seconds(63))
  centre.ready('agent2')
  centre.clock.advance(seconds(4))
  centre.ready('supervisor')
  const before = centre.inputs.length
  centre.clock.advance(seconds(120))
  // One at 120 s for the first agent, one at 180 s for both others.
  expect(centre.inputs.length - before).toBe(2)
  expect(heard('agent2').at(-1)).toEqual([180, 'HEART_BEAT'])
  expect(heard('supervisor').at(-1)).toEqual([180, 'HEART_BEAT'])
})

test('agents are heard of after a restart as before', () => {
  centre.clock.advance(seconds(60))
  centre.restart()
  centre.clock.advance(seconds(60))
  expect(heard('agent1').at(-1)).toEqual([120, 'HEART_BEAT'])
})
