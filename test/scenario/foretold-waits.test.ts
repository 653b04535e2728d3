// What those who come into a queue are told they will wait, and how far that was from what came.
import { expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import { factsOf } from '../simulation/routing-facts.ts'
import { publishInbound, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

test('a wait is foretold from how long contacts take, held against what came, and written down', async () => {
  const centre = await TestCentre.open()
  publishInbound(centre, ...toQueue(centre.id('queue', 'BasicQueue')))
  centre.ready('agent1')
  const take = (caller: string) => {
    centre.does('agent1', 'accept')
    centre.hearOut(centre.agentLeg('agent1'))
    centre.hearOut(caller)
    expect(centre.state('agent1')).toBe('CONNECTED')
  }
  const leave = (caller: string, afterSeconds: number) => {
    centre.clock.advance(seconds(afterSeconds))
    centre.hangUp(caller)
    centre.does('agent1', 'clear')
  }
  const first = centre.call('+15551')
  take(first)
  leave(first, 100)
  const second = centre.call('+15552')
  take(second)
  centre.clock.advance(seconds(60))
  const third = centre.call('+15553')
  centre.clock.advance(seconds(1))
  const fourth = centre.call('+15554')
  const waiting = centre.contacts.filter(({ stage }) => stage === 'queued')
  const place = (index: number) => centre.centre.view.placeInLine(waiting[index]?.contactId ?? '')
  expect(place(0)).toEqual({ position: 1, estimatedWaitMs: 100_000 })
  expect(place(1)).toEqual({ position: 2, estimatedWaitMs: 200_000 })
  leave(second, 70)
  take(third)
  leave(third, 10)
  take(fourth)
  const stays = factsOf(centre.events, 'queueStay')
  expect(stays.map(({ foretoldMs }) => foretoldMs)).toEqual([0, 0, 100_000, undefined])
  expect(centre.centre.counters).toMatchObject({
    waits_foretold: 3,
    waits_foretold_too_long_ms: 29_000,
    waits_foretold_too_short_ms: 0,
  })
})
