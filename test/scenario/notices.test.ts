import { beforeEach, expect, test } from 'vitest'
import { Centre } from '../../src/core/centre.ts'
import type { NoticeTarget } from '../../src/core/directory/notice.ts'
import { minutes } from '../../src/core/instant.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre

beforeEach(async () => {
  centre = await TestCentre.open()
})

const NAMES = {
  queue: 'BasicQueue',
  'phone-number': '+15550100',
  'contact-flow': 'Sample inbound flow',
} as const

/** Presses 1 and hears all that comes of it. */
function heardAfterChoosing(caller: string): readonly string[] {
  centre.press(caller, '1')
  return centre.hearOut(caller)
}

function say(target: NoticeTarget, entry: { closed?: boolean; message?: string; until?: number }) {
  const { directory } = centre.centre.view
  const TargetId = directory.named(target, NAMES[target])?.id ?? ''
  expect(TargetId).not.toBe('')
  const { closed = false, message, until } = entry
  const Entries = [
    {
      At: centre.clock.now(),
      By: 'supervisor',
      Closed: closed,
      ...(message !== undefined && { Message: message }),
      ...(until !== undefined && { Until: until }),
    },
  ]
  const document = { Target: target, TargetId, Entries }
  centre.tell({ type: 'config.put', kind: 'notice', id: `${target}/${TargetId}`, document })
}

test('the next caller of a closed number hears why and is hung up', () => {
  say('phone-number', { closed: true, message: 'We moved, and open again on Monday.' })
  const caller = centre.call()
  expect(centre.says(caller)).toBe('We moved, and open again on Monday.')
  centre.promptOver(caller)
  expect(centre.legs.has(caller)).toBe(false)
  expect(centre.record()).toMatchObject({ DisconnectReason: 'CONTACT_FLOW_DISCONNECT' })
})

test('who closes a flow without a word has callers hear that it is closed', () => {
  say('contact-flow', { closed: true })
  const caller = centre.call()
  expect(centre.says(caller)).toMatch(/closed/)
  centre.promptOver(caller)
  expect(centre.legs.has(caller)).toBe(false)
})

test('a special message is heard before the flow, once, and the call goes on', () => {
  say('phone-number', { message: 'Trains are late because of snow.' })
  say('contact-flow', { message: 'It is warm inside.' })
  const caller = centre.call()
  expect(centre.says(caller)).toBe('Trains are late because of snow.')
  centre.promptOver(caller)
  expect(centre.says(caller)).toBe('It is warm inside.')
  centre.promptOver(caller)
  expect(centre.says(caller)).toMatch(/thank you for calling/)
})

test('a closed queue takes nobody, and who waits there already is served', () => {
  const before = centre.call()
  centre.choose(before, '1')
  say('queue', { closed: true, message: 'The sales team is at a party.' })
  const after = centre.call()
  expect(heardAfterChoosing(after)).toContain('The sales team is at a party.')
  expect(centre.legs.has(after)).toBe(false)
  centre.ready('agent1')
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('a message of a queue is heard before the caller waits there', () => {
  say('queue', { message: 'Have your number ready.' })
  const caller = centre.call()
  expect(heardAfterChoosing(caller)).toContain('Have your number ready.')
  expect(centre.contacts[0]?.stage).toBe('queued')
})

test('what was said for a while is over when the time has come', () => {
  say('phone-number', { closed: true, until: centre.clock.now() + minutes(5) })
  centre.clock.advance(minutes(5))
  expect(centre.says(centre.call())).toMatch(/thank you for calling/)
})

test('a caller who is told something is told the rest after a restart', () => {
  say('phone-number', { message: 'Trains are late.' })
  const caller = centre.call()
  const restored = new Centre(centre.centre.view.instanceId, [1, 2, 3, 4])
  restored.restore(centre.centre.save())
  centre.centre = restored
  centre.promptOver(caller)
  expect(centre.says(caller)).toMatch(/thank you for calling/)
})

test('text that looks like a reference is said as it is', () => {
  say('phone-number', { message: 'It costs $.50, not $.Attributes.price' })
  expect(centre.says(centre.call())).toContain('Attributes')
})
