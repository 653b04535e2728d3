// What is configured for an agent per channel: who is connected without being asked, and how long
// after-contact work may take.
import { beforeEach, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { publish, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre

beforeEach(async () => {
  centre = await TestCentre.open()
  centre.ready('agent1')
})

function configure(members: JsonObject): void {
  centre.change('agent', centre.user('agent1'), members)
}

function chat(): string {
  const flow = publish(centre, { name: 'chat' }, ...toQueue(centre.id('queue', 'BasicQueue')))
  return centre.chat(flow)
}

const accept = (Channel: string) => ({
  AutoAcceptConfigs: [{ Channel, AutoAccept: true }],
})
const limits = (channel: string, count: number) => ({
  AfterContactWorkConfigs: [
    { Channel: channel, AfterContactWorkConfig: { AfterContactWorkTimeLimit: count } },
  ],
})

test('chats are taken by themselves when that is configured for chats', () => {
  configure(accept('CHAT'))
  chat()
  expect(centre.state('agent1')).toBe('CONNECTED')
})

test('chats wait for the agent when only calls are taken by themselves', () => {
  configure(accept('VOICE'))
  chat()
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('after-contact work of a chat ends at the limit for chats, whatever the limit for calls', () => {
  configure({
    ...accept('CHAT'),
    ...limits('CHAT', 30),
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 300 },
  })
  const contactId = chat()
  centre.tell({ type: 'chat.left', contactId, participantId: `c-${contactId}` })
  expect(centre.state('agent1')).toBe('ENDED')
  centre.clock.advance(seconds(29))
  expect(centre.state('agent1')).toBe('ENDED')
  centre.clock.advance(seconds(2))
  expect(centre.state('agent1')).toBe('Available')
})
