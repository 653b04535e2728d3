import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { AgentChats } from './agent-chats.ts'
import { FakeParticipantService } from './fake-participant-service.ts'
import { ParticipantClient } from './participant-client.ts'
import { CONTENT } from './participant-protocol.ts'

let services: Map<string, FakeParticipantService>
let seen: Readonly<Record<string, number>>
let chats: AgentChats

beforeEach(() => {
  vi.useFakeTimers()
  services = new Map()
  seen = {}
  chats = open()
})

afterEach(() => {
  chats.close()
  vi.useRealTimers()
})

test('a chat is opened when the agent has accepted it, and closed when it is put away', async () => {
  await has(chat('c1', 'CONNECTING'))
  expect(Object.keys(chats.getState())).toEqual([])
  await has(chat('c1', 'CONNECTED'), { ...chat('t1', 'CONNECTED'), channel: 'TASK' })
  expect(chats.getState().c1?.conversation.link).toBe('open')
  await has(chat('c1', 'ENDED'))
  expect(Object.keys(chats.getState())).toEqual(['c1'])
  await has()
  expect(chats.getState()).toEqual({})
  expect(services.get('c1')?.sockets.every(each => !each.isOpen)).toBe(true)
})

test('messages in other chats are counted until they are looked at', async () => {
  await has(chat('c1', 'CONNECTED'), chat('c2', 'CONNECTED'))
  chats.watch('c1')
  services.get('c1')?.say({ Content: 'seen' })
  services.get('c2')?.say({ Content: 'one' })
  services.get('c2')?.say({ Content: 'two' })
  expect(unread()).toEqual({ c1: 0, c2: 2 })
  chats.watch('c2')
  expect(unread()).toEqual({ c1: 0, c2: 0 })
})

test('what the service says of itself is no news', async () => {
  await has(chat('c1', 'CONNECTED'))
  services.get('c1')?.say({ Type: 'EVENT', ContentType: CONTENT.joined })
  services.get('c1')?.say({ Content: 'Please wait.', ParticipantRole: 'SYSTEM' })
  expect(unread()).toEqual({ c1: 0 })
})

test('nothing is read while the page is hidden', async () => {
  await has(chat('c1', 'CONNECTED'))
  chats.watch('c1')
  chats.watch(undefined)
  services.get('c1')?.say({ Content: 'hello' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(unread()).toEqual({ c1: 1 })
  expect(
    services
      .get('c1')
      ?.asked('event')
      .map(each => each.ContentType),
  ).toEqual([CONTENT.delivered])
})

test('a reload does not make old messages new, nor new ones old', async () => {
  await has(chat('c1', 'CONNECTED'))
  chats.watch('c1')
  services.get('c1')?.say({ Content: 'seen' })
  chats.watch(undefined)
  services.get('c1')?.say({ Content: 'not seen' })
  chats.close()
  chats = open()
  await has(chat('c1', 'CONNECTED'))
  expect(unread()).toEqual({ c1: 1 })
})

function open(): AgentChats {
  return new AgentChats({
    connect: contactId => {
      const service = services.get(contactId) ?? new FakeParticipantService()
      services.set(contactId, service)
      return new ParticipantClient(service)
    },
    loadSeen: () => seen,
    saveSeen: next => {
      seen = next
    },
  })
}

async function has(...contacts: AgentPageContact[]): Promise<void> {
  chats.update(contacts)
  await vi.advanceTimersByTimeAsync(0)
}

function unread(): Record<string, number> {
  const entries = Object.entries(chats.getState())
  return Object.fromEntries(entries.map(([id, each]) => [id, each.unread]))
}

function chat(contactId: string, state: AgentPageContact['state']): AgentPageContact {
  return {
    contactId,
    channel: 'CHAT',
    state,
    since: 0,
    muted: false,
    attributes: {},
    parties: [],
    leads: false,
  }
}
