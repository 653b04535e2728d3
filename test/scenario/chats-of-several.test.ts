// Chats of several: agents who ask each other in, supervisors who look on, and customers who stay when
// their agent has gone. In virtual time.
import { beforeEach, describe, expect, test } from 'vitest'
import { minutes } from '../../src/core/instant.ts'
import type { Json, JsonObject } from '../../src/core/json.ts'
import { action, catchAll, chatToQueue, chatWithAgent } from '../support/chat-flows.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
beforeEach(async () => {
  centre = await TestCentre.open()
})

const toQueue = (...before: readonly Json[]) => chatToQueue(centre, ...before)
const connectedChat = (given: object = {}) => chatWithAgent(centre, given)

describe('an agent who looks on', () => {
  const monitor = (contactId: string, name = 'supervisor', mayBarge = true) => {
    const monitorId = centre.newId()
    const refused = centre.tell({
      type: 'contact.monitor',
      contactId,
      agentId: centre.user(name),
      monitorId,
      participantId: `s-${monitorId}`,
      mayBarge,
    })
    return { monitorId, refused }
  }
  const writes = (contactId: string, monitorId: string) =>
    centre.tell({
      type: 'chat.message',
      contactId,
      participantId: `s-${monitorId}`,
      contentType: 'text/plain',
    })
  const barges = (monitorId: string, yes: boolean, name = 'supervisor') =>
    centre.tell({
      type: 'agent.monitor',
      agentId: centre.user(name),
      contactId: monitorId,
      barges: yes,
    })

  test('is seen by nobody and cannot write, until barging in', () => {
    const chat = connectedChat()
    const before = centre.lines(chat).length
    const { monitorId } = monitor(chat)
    centre.restart()
    expect(centre.lines(chat)).toHaveLength(before)
    expect(writes(chat, monitorId)?.refused).toBe('WrongState')
    expect(centre.agent('supervisor').contacts).toMatchObject([
      { contactId: monitorId, state: 'CONNECTED', initiationMethod: 'MONITOR' },
    ])
    barges(monitorId, true)
    expect(centre.lines(chat).at(-1)).toBe('(SUPERVISOR participant.joined)')
    expect(writes(chat, monitorId)).toBeUndefined()
    barges(monitorId, false)
    expect(centre.lines(chat).at(-1)).toBe('(SUPERVISOR participant.left)')
    expect(writes(chat, monitorId)?.refused).toBe('WrongState')
  })

  test('without leave to barge in only looks on', () => {
    const chat = connectedChat()
    const { monitorId } = monitor(chat, 'supervisor', false)
    expect(barges(monitorId, true)?.refused).toBe('WrongState')
    expect(writes(chat, monitorId)?.refused).toBe('WrongState')
  })

  test('is free again at once when the chat is over, or when leaving it', () => {
    const chat = connectedChat()
    const { monitorId } = monitor(chat)
    centre.does('supervisor', 'hangUp')
    expect(centre.agent('supervisor').contacts).toEqual([])
    expect(centre.finals.map(each => each.contactId)).toEqual([monitorId])
    monitor(chat)
    centre.tell({ type: 'chat.left', contactId: chat, participantId: `c-${chat}` })
    expect(centre.agent('supervisor').contacts).toEqual([])
    centre.does('agent1', 'clear')
    expect(centre.contacts).toEqual([])
    expect(centre.finals).toHaveLength(3)
    expect(centre.record()).toMatchObject({ InitiationMethod: 'MONITOR', PreviousContactId: chat })
  })

  test('goes on looking on where the chat is handed on to, also over a restart', () => {
    const chat = connectedChat()
    monitor(chat)
    const newContactId = centre.newId()
    const flowId = centre.id('contact-flow', 'Chat to queue')
    centre.tell({ type: 'contact.transfer', contactId: chat, newContactId, flowId })
    centre.restart()
    expect(centre.agent('supervisor').contacts).toHaveLength(1)
    centre.tell({ type: 'chat.left', contactId: newContactId, participantId: `c-${chat}` })
    expect(centre.agent('supervisor').contacts).toEqual([])
  })

  test('is one of five at most, once in a chat, and not where nobody talks', () => {
    const chat = centre.chat(toQueue())
    expect(monitor(chat).refused?.refused).toBe('WrongState')
    centre.ready('agent1')
    centre.does('agent1', 'accept')
    expect(monitor(chat, 'agent1').refused?.refused).toBe('WrongState')
    expect(monitor(chat).refused).toBeUndefined()
    expect(monitor(chat).refused?.refused).toBe('WrongState')
    for (const name of ['admin', 'qa', 'agent2'])
      expect(monitor(chat, name).refused).toBeUndefined()
    for (const name of ['fifth', 'sixth']) {
      const id = centre.newId()
      const document = centre.centre.view.directory.get('agent', centre.user('agent2'))
      centre.tell({
        type: 'config.put',
        kind: 'agent',
        id,
        document: { ...document, Username: name } as JsonObject,
      })
    }
    expect(monitor(chat, 'fifth').refused).toBeUndefined()
    expect(monitor(chat, 'sixth').refused?.refused).toBe('LimitExceeded')
  })

  test('cannot pass on or end what another has', () => {
    const { monitorId } = monitor(connectedChat())
    const quickConnectId = centre.newId()
    const QueueId = centre.id('queue', 'BasicQueue')
    const ContactFlowId = centre.id('contact-flow', 'Default queue transfer')
    const QuickConnectConfig = { QueueConfig: { QueueId, ContactFlowId } }
    const document = { Name: 'To queue', QuickConnectConfig }
    const kind = 'transfer-destination'
    centre.tell({ type: 'config.put', kind, id: quickConnectId, document })
    const refused = centre.tell({
      type: 'agent.transfer',
      agentId: centre.user('supervisor'),
      contactId: monitorId,
      newContactId: centre.newId(),
      quickConnectId,
    })
    expect(refused?.refused).toBe('WrongState')
    const about = { agentId: centre.user('supervisor'), contactId: monitorId }
    const drops = { ...about, type: 'agent.party', partyId: 'customer', does: 'drop' } as const
    expect(centre.tell(drops)?.refused).toBe('WrongState')
    expect(centre.contacts).toHaveLength(2)
  })

  test('is rid of it a week later, though nobody has left', () => {
    monitor(connectedChat())
    centre.clock.advance(minutes(8 * 24 * 60))
    for (const name of ['agent1', 'supervisor']) {
      for (const { contactId } of centre.agent(name).contacts) centre.does(name, 'clear', contactId)
      expect(centre.agent(name).contacts).toEqual([])
    }
    expect(centre.contacts).toEqual([])
  })

  test('who is dismissed leaves the chat as it is', () => {
    const chat = connectedChat()
    const { monitorId } = monitor(chat)
    barges(monitorId, true)
    centre.tell({ type: 'config.delete', kind: 'agent', id: centre.user('supervisor') })
    expect(centre.lines(chat).at(-1)).toBe('(SUPERVISOR participant.left)')
    expect(centre.state('agent1')).toBe('CONNECTED')
    expect(centre.contacts).toHaveLength(1)
  })
})

describe('several agents in a chat', () => {
  /** A quick connect that leads to an agent alone, or to the basic queue. */
  function quickConnect(name?: string): string {
    const id = centre.newId()
    const type = name === undefined ? 'QUEUE_TRANSFER' : 'AGENT_TRANSFER'
    const ContactFlowId = centre.publish(
      `To ${name}`,
      [
        action('say', 'MessageParticipant', { Text: 'One moment.' }, 'go'),
        action('go', 'TransferContactToQueue', {}, 'end', catchAll('end')),
        action('end', 'DisconnectParticipant'),
      ],
      type,
    )
    const to =
      name === undefined
        ? { QueueConfig: { QueueId: centre.id('queue', 'BasicQueue'), ContactFlowId } }
        : { UserConfig: { UserId: centre.user(name), ContactFlowId } }
    const document = { Name: `To ${name} ${id}`, QuickConnectConfig: to }
    centre.tell({ type: 'config.put', kind: 'transfer-destination', id, document })
    return id
  }

  const ask = (chat: string, quickConnectId: string, by = 'agent1') => {
    const partyId = centre.newId()
    const agentId = centre.user(by)
    const refused = centre.tell({
      type: 'agent.addParty',
      agentId,
      contactId: chat,
      partyId,
      quickConnectId,
    })
    return { partyId, refused }
  }

  function together(): { chat: string; partyId: string } {
    const chat = connectedChat()
    centre.ready('agent2')
    const { partyId } = ask(chat, quickConnect('agent2'))
    centre.does('agent2', 'accept')
    return { chat, partyId }
  }

  test('the customer hears nothing of who is asked before that one is there', () => {
    const chat = connectedChat()
    const before = centre.lines(chat).length
    centre.ready('agent2')
    ask(chat, quickConnect('agent2'))
    expect(centre.lines(chat)).toHaveLength(before)
    centre.does('agent2', 'accept')
    expect(centre.lines(chat).slice(before)).toEqual(['(AGENT participant.joined)'])
    expect(centre.effects).toEqual([])
  })

  test('the second leaves, and the first goes on', () => {
    const { chat } = together()
    centre.does('agent2', 'hangUp')
    expect(centre.lines(chat).at(-1)).toBe('(AGENT participant.left)')
    centre.does('agent2', 'clear')
    expect(centre.state('agent2')).toBe('Available')
    expect(centre.state('agent1')).toBe('CONNECTED')
    centre.does('agent1', 'hangUp')
    expect(centre.lines(chat).at(-1)).toBe('(chat.ended)')
    centre.does('agent1', 'clear')
    expect(centre.contacts).toEqual([])
  })

  test('an agent whose chat began before a chat could have several stays in it when the second leaves', () => {
    const chat = connectedChat()
    const saved = JSON.stringify(centre.centre.save())
    // A participant was not said to have come by a contact.
    centre.centre.restore(JSON.parse(saved.replace(/"cameBy":"[^"]*",/g, '')) as Json)
    centre.ready('agent2')
    ask(chat, quickConnect('agent2'))
    centre.does('agent2', 'accept')
    centre.does('agent2', 'hangUp')
    const { participants = [] } = centre.centre.view.chat(chat) ?? {}
    const there = participants.filter(({ leftAt }) => leftAt === undefined)
    expect(there.map(({ role }) => role)).toEqual(['CUSTOMER', 'AGENT'])
  })

  test('the first leaves, and the chat goes on in the contact of the second', () => {
    const { chat, partyId } = together()
    centre.does('agent1', 'hangUp')
    centre.does('agent1', 'clear')
    centre.restart()
    expect(centre.lines(chat)).not.toContain('(chat.ended)')
    expect(centre.state('agent2')).toBe('CONNECTED')
    expect(centre.record()).toMatchObject({ NextContactId: partyId })
    const participantId = `c-${chat}`
    const said = { type: 'chat.message', contactId: partyId, contentType: 'text/plain' } as const
    expect(centre.tell({ ...said, participantId })).toBeUndefined()
    centre.tell({ type: 'chat.left', contactId: partyId, participantId })
    centre.does('agent2', 'clear')
    expect(centre.contacts).toEqual([])
    expect(centre.record(1)).toMatchObject({
      PreviousContactId: chat,
      DisconnectReason: 'CUSTOMER_DISCONNECT',
    })
  })

  test('the customer leaves, and everybody is free', () => {
    const { chat } = together()
    centre.tell({ type: 'chat.left', contactId: chat, participantId: `c-${chat}` })
    centre.does('agent1', 'clear')
    centre.does('agent2', 'clear')
    expect(centre.contacts).toEqual([])
    expect(centre.finals).toHaveLength(2)
  })

  test.each(['waits', 'is offered'])('nobody is asked any more once the agent leaves: %s', when => {
    const chat = connectedChat()
    if (when === 'is offered') centre.ready('agent2')
    ask(chat, quickConnect('agent2'))
    centre.does('agent1', 'hangUp')
    expect(centre.lines(chat).at(-1)).toBe('(chat.ended)')
    centre.does('agent1', 'clear')
    expect(centre.contacts).toEqual([])
    expect(centre.agent('agent2').contacts).toEqual([])
  })

  test('who is asked and says no is asked again, and is let go with the question', () => {
    const chat = connectedChat()
    centre.ready('agent2')
    const { partyId } = ask(chat, quickConnect('agent2'))
    centre.does('agent2', 'reject')
    centre.tell({
      type: 'agent.party',
      agentId: centre.user('agent1'),
      contactId: chat,
      partyId,
      does: 'drop',
    })
    centre.does('agent2', 'clear')
    expect(centre.contacts.map(each => each.contactId)).toEqual([chat])
    expect(centre.state('agent1')).toBe('CONNECTED')
  })

  test('one who has room may be the one who is found for the queue, and leaves one part at a time', () => {
    const chat = connectedChat()
    const { partyId } = ask(chat, quickConnect())
    centre.does('agent1', 'accept', partyId)
    const here = () =>
      (centre.centre.view.chat(chat)?.participants ?? []).filter(
        ({ role, leftAt }) => role === 'AGENT' && leftAt === undefined,
      ).length
    expect(here()).toBe(2)
    centre.does('agent1', 'hangUp', partyId)
    expect(here()).toBe(1)
    centre.does('agent1', 'hangUp', chat)
    expect(centre.lines(chat).at(-1)).toBe('(chat.ended)')
    centre.does('agent1', 'clear', partyId)
    centre.does('agent1', 'clear', chat)
    expect(centre.contacts).toEqual([])
  })

  test('nobody is put on hold in a chat', () => {
    const { chat, partyId } = together()
    const agentId = centre.user('agent1')
    for (const does of ['hold', 'resume'] as const) {
      const refused = centre.tell({ type: 'agent.party', agentId, contactId: chat, partyId, does })
      expect(refused?.refused).toBe('WrongState')
    }
    for (const type of ['agent.swap', 'agent.conference'] as const) {
      expect(centre.tell({ type, agentId, contactId: chat })?.refused).toBe('WrongState')
    }
    expect(centre.effects).toEqual([])
  })

  test('there are six of them at most, those who are awaited included', () => {
    const chat = connectedChat()
    const to = quickConnect()
    for (let count = 0; count < 4; count++) expect(ask(chat, to).refused).toBeUndefined()
    expect(ask(chat, to).refused?.refused).toBe('LimitExceeded')
    const bot = { participantId: 'b', role: 'CUSTOM_BOT', displayName: 'B' } as const
    centre.tell({ type: 'chat.joined', contactId: chat, ...bot })
    centre.does('agent1', 'hangUp')
    centre.does('agent1', 'clear')
    expect(centre.contacts).toEqual([])
  })

  test('who goes on with the chat is let go as well when nobody writes, over a restart or not', () => {
    for (const restarts of [false, true]) {
      const { chat, partyId } = together()
      const limit = { role: 'CUSTOMER', limit: 'disconnect', afterMs: minutes(5) } as const
      centre.tell({ type: 'chat.quietLimits', contactId: chat, limits: [limit] })
      centre.clock.advance(minutes(1))
      centre.does('agent1', 'hangUp', chat)
      if (restarts) centre.restart()
      centre.does('agent1', 'clear', chat)
      centre.clock.advance(minutes(4.5))
      expect(centre.state('agent2')).toBe('CONNECTED')
      centre.clock.advance(minutes(1))
      expect(centre.lines(partyId).at(-1)).toBe('(chat.ended)')
      centre.does('agent2', 'clear', partyId)
      expect(centre.contacts).toEqual([])
    }
  })

  test('are let go together when nobody writes', () => {
    const { chat } = together()
    const limits = [{ role: 'AGENT', limit: 'disconnect', afterMs: minutes(2) }] as const
    centre.tell({ type: 'chat.quietLimits', contactId: chat, limits })
    centre.clock.advance(minutes(2))
    expect(centre.state('agent1')).toBe('ENDED')
    expect(centre.state('agent2')).toBe('ENDED')
  })
})

describe('bots', () => {
  test('that come and go again and again come to an end, and keep no agent out', () => {
    const chat = connectedChat()
    const come = (nth: number) =>
      centre.tell({
        type: 'chat.joined',
        contactId: chat,
        participantId: `bot ${nth}`,
        role: 'CUSTOM_BOT',
        displayName: 'Bot',
      })
    let nth = 0
    for (; nth < 60 && come(nth) === undefined; nth++) {
      centre.tell({ type: 'chat.left', contactId: chat, participantId: `bot ${nth}` })
    }
    expect(nth).toBe(48)
    expect(come(nth)?.refused).toBe('LimitExceeded')
    centre.setStatus('agent1', 'Offline')
    centre.ready('agent2')
    const newContactId = centre.newId()
    const flowId = centre.id('contact-flow', 'Chat to queue')
    centre.tell({ type: 'contact.transfer', contactId: chat, newContactId, flowId })
    centre.does('agent2', 'accept')
    expect(centre.state('agent2')).toBe('CONNECTED')
  })
})

describe('a survey after the chat', () => {
  function surveyed(given = {}): string {
    const survey = centre.publish('Survey', [
      action('ask', 'MessageParticipant', { Text: 'How was it?' }, 'wait'),
      action('wait', 'Wait', { TimeLimitSeconds: '600', Events: ['CustomerReturned'] }, undefined, {
        Conditions: ['CustomerReturned', 'WaitCompleted'].map(each => ({
          NextAction: each === 'WaitCompleted' ? 'end' : 'thanks',
          Condition: { Operator: 'Equals', Operands: [each] },
        })),
      }),
      action('thanks', 'MessageParticipant', { Text: 'Thank you.' }, 'end'),
      action('end', 'DisconnectParticipant'),
    ])
    const hook = { EventHooks: { CustomerRemaining: survey } }
    centre.ready('agent1')
    const chat = centre.chat(
      toQueue(action('hook', 'UpdateContactEventHooks', hook, 'hi', catchAll('hi'))),
      given,
    )
    centre.does('agent1', 'accept')
    return chat
  }
  const customerLeaves = (chat: string) =>
    centre.tell({ type: 'chat.left', contactId: chat, participantId: `c-${chat}` })

  test('is made when the customer leaves, if whoever began the chat wants that', () => {
    const chat = surveyed({ outlastsAgent: true })
    customerLeaves(chat)
    expect(centre.state('agent1')).toBe('ENDED')
    expect(centre.lines(chat).at(-1)).toBe('How was it?')
    centre.restart()
    centre.write(chat, 'Fine')
    expect(centre.lines(chat).slice(-2)).toEqual(['Thank you.', '(chat.ended)'])
    centre.does('agent1', 'clear')
    expect(centre.contacts).toEqual([])
  })

  test('is made in the contact of whoever had the chat last', () => {
    const chat = surveyed()
    centre.ready('agent2')
    const partyId = centre.newId()
    const ContactFlowId = centre.publish(
      'To agent2',
      [
        action('go', 'TransferContactToQueue', {}, 'end', catchAll('end')),
        action('end', 'DisconnectParticipant'),
      ],
      'AGENT_TRANSFER',
    )
    const UserConfig = { UserId: centre.user('agent2'), ContactFlowId }
    const document = { Name: 'To agent2', QuickConnectConfig: { UserConfig } }
    centre.tell({ type: 'config.put', kind: 'transfer-destination', id: 'q', document })
    centre.tell({
      type: 'agent.addParty',
      agentId: centre.user('agent1'),
      contactId: chat,
      partyId,
      quickConnectId: 'q',
    })
    centre.does('agent2', 'accept')
    centre.does('agent1', 'hangUp')
    expect(centre.lines(partyId)).not.toContain('How was it?')
    centre.does('agent2', 'hangUp')
    expect(centre.lines(partyId).at(-1)).toBe('How was it?')
  })

  test('can be left as well', () => {
    const chat = surveyed({ outlastsAgent: true })
    customerLeaves(chat)
    customerLeaves(chat)
    expect(centre.lines(chat).at(-1)).toBe('(chat.ended)')
  })

  test('is not made of a customer who leaves otherwise, or before an agent was there', () => {
    const chat = surveyed()
    customerLeaves(chat)
    expect(centre.lines(chat).at(-1)).toBe('(chat.ended)')
    centre.does('agent1', 'clear')
    centre.setStatus('agent1', 'Offline')
    const waits = centre.chat(centre.id('contact-flow', 'Chat to queue'), { outlastsAgent: true })
    customerLeaves(waits)
    expect(centre.lines(waits).at(-1)).toBe('(chat.ended)')
    expect(centre.contacts).toEqual([])
  })
})
