import { expect, test } from 'vitest'
import type {
  AgentPageContact,
  AgentServerMessage,
  AgentSnapshot,
} from '../../src/api/contract/agent-stream.ts'
import { type AgentState, INITIAL_AGENT_STATE, reduceAgentState } from './agent-state.ts'
import { cardOf, isTalking } from './softphone-card.ts'

const NOW = 1_000_000

test('the softphone shows each stage of a call', () => {
  const stages = [
    ['CONNECTING', 'incoming'],
    ['CONNECTED', 'connected'],
    ['CONNECTED_ONHOLD', 'onHold'],
    ['ENDED', 'afterCall'],
    ['MISSED', 'missed'],
    ['REJECTED', 'rejected'],
    ['ERROR', 'error'],
  ] as const
  for (const [state, card] of stages) {
    expect(cardOf(showing(contact({ state }))).name).toBe(card)
  }
})

test('without a call it says whether calls can come', () => {
  expect(cardOf(INITIAL_AGENT_STATE)).toEqual({ name: 'loading' })
  expect(cardOf(showing())).toEqual({ name: 'idle', reason: 'waiting' })
  expect(cardOf(after(snapshot({ reachable: false })))).toEqual({
    name: 'idle',
    reason: 'unreachable',
  })
  const offline = { statusId: 's3', name: 'Offline', type: 'OFFLINE', since: NOW } as const
  expect(cardOf(after(snapshot({ status: offline, reachable: false })))).toEqual({
    name: 'idle',
    reason: 'notRoutable',
  })
})

test('a new call is shown before the after-contact work of the last one', () => {
  const state = showing(
    contact({ contactId: 'old', state: 'ENDED' }),
    contact({ contactId: 'new' }),
  )
  expect(cardOf(state)).toMatchObject({ name: 'incoming', contact: { contactId: 'new' } })
})

test('an accepted call is connecting until it is connected, also when the answer comes first', () => {
  const accepted = reduceAgentState(showing(contact()), {
    type: 'sent',
    command: { id: 7, method: 'accept', contactId: 'c1' },
  })
  expect(cardOf(accepted).name).toBe('connecting')
  expect(cardOf(hear(accepted, { type: 'answer', id: 7 })).name).toBe('connecting')
})

test('a refused accept gives the buttons back and says why', () => {
  const accepted = reduceAgentState(showing(contact()), {
    type: 'sent',
    command: { id: 7, method: 'accept', contactId: 'c1' },
  })
  const refused = hear(accepted, {
    type: 'refused',
    id: 7,
    code: 'NotOffered',
    message: 'Somebody else has taken this call.',
  })
  expect(cardOf(refused).name).toBe('incoming')
  expect(refused.notice).toBe('Somebody else has taken this call.')
})

test('a lost connection leaves nothing waiting for an answer that cannot come', () => {
  const waiting = reduceAgentState(showing(contact({ state: 'CONNECTED' })), {
    type: 'sent',
    command: { id: 8, method: 'hold', contactId: 'c1' },
  })
  const lost = reduceAgentState(waiting, { type: 'link', link: 'lost' })
  expect(lost.pending).toEqual([])
  expect(cardOf(lost).name).toBe('connected')
})

test('the microphone is heard in a call and at no other time', () => {
  expect(isTalking(showing())).toBe(false)
  expect(isTalking(showing(contact()))).toBe(false)
  expect(isTalking(showing(contact({ state: 'CONNECTED' })))).toBe(true)
  expect(isTalking(showing(contact({ state: 'ENDED' })))).toBe(false)
})

test('timers follow the clock of the server', () => {
  const state = reduceAgentState(INITIAL_AGENT_STATE, {
    type: 'heard',
    message: { type: 'snapshot', snapshot: snapshot({ now: NOW }) },
    now: NOW - 5_000,
  })
  expect(state.skewMs).toBe(5_000)
})

test('the timeline tells the story of a call', () => {
  const states = [
    contact(),
    contact({ state: 'CONNECTED', since: NOW + 1 }),
    contact({ state: 'CONNECTED', since: NOW + 1, muted: true }),
    contact({ state: 'CONNECTED_ONHOLD', since: NOW + 2, muted: true }),
    contact({ state: 'CONNECTED', since: NOW + 3, muted: true }),
    contact({ state: 'ENDED', since: NOW + 4, muted: true }),
  ]
  const story = states.reduce((state, each) => hear(state, shows(each)), INITIAL_AGENT_STATE)
  expect(hear(story, shows()).timeline.map(each => each.kind)).toEqual([
    'CONNECTING',
    'CONNECTED',
    'MUTED',
    'CONNECTED_ONHOLD',
    'RESUMED',
    'ENDED',
    'CLEARED',
  ])
})

test('after a reload in a call the timeline knows when it began', () => {
  const state = showing(contact({ state: 'CONNECTED_ONHOLD', connectedAt: NOW - 60_000 }))
  expect(state.timeline).toEqual([
    { contactId: 'c1', kind: 'CONNECTED', at: NOW - 60_000 },
    { contactId: 'c1', kind: 'CONNECTED_ONHOLD', at: NOW },
  ])
})

function contact(more: Partial<AgentPageContact> = {}): AgentPageContact {
  return {
    contactId: 'c1',
    channel: 'VOICE',
    state: 'CONNECTING',
    since: NOW,
    muted: false,
    attributes: {},
    ...more,
  }
}

function snapshot(more: Partial<AgentSnapshot> = {}): AgentSnapshot {
  return {
    now: NOW,
    agentId: 'u1',
    username: 'agent1',
    name: 'Ana Agent',
    routingProfile: 'Basic Routing Profile',
    autoAccept: false,
    phoneType: 'SOFT_PHONE',
    reachable: true,
    status: { statusId: 's1', name: 'Available', type: 'ROUTABLE', since: NOW },
    statuses: [],
    contacts: [],
    ...more,
  }
}

function shows(...contacts: AgentPageContact[]): AgentServerMessage {
  return { type: 'snapshot', snapshot: snapshot({ contacts }) }
}

function showing(...contacts: AgentPageContact[]): AgentState {
  return hear(INITIAL_AGENT_STATE, shows(...contacts))
}

function after(shown: AgentSnapshot): AgentState {
  return hear(INITIAL_AGENT_STATE, { type: 'snapshot', snapshot: shown })
}

function hear(state: AgentState, message: AgentServerMessage): AgentState {
  return reduceAgentState(state, { type: 'heard', message, now: NOW })
}
