import { expect, test } from 'vitest'
import { publish, toQueue as queuedIn } from '../../../test/support/flow-actions.ts'
import { TestCentre } from '../../../test/support/test-centre.ts'
import type { AgentServerMessage, AgentSnapshot } from '../contract/agent-stream.ts'
import { AgentStreams } from './agent-streams.ts'

test('an agent can be called once the page has audio, and not when it is gone for good', async () => {
  const desk = await openDesk()
  const page = desk.open()
  expect(page.snapshot().reachable).toBe(false)
  page.connectAudio()
  expect(desk.isReachable()).toBe(true)

  page.stream.closed()
  expect(desk.isReachable(), 'it may be loading anew').toBe(true)
  desk.clock.advance(6_000)
  expect(desk.isReachable()).toBe(false)
})

test('an agent without a microphone is offered chats, no calls, and nothing once the page is gone', async () => {
  const desk = await openDesk()
  const page = desk.open()
  expect([desk.isReachable(), desk.isAtPage()]).toEqual([false, true])
  page.stream.closed()
  desk.clock.advance(6_000)
  expect(desk.isAtPage()).toBe(false)
})

test('a desk phone rings whether the page is open or not, and chats come only when it is', async () => {
  const desk = await openDesk()
  desk.centre.change('agent', desk.user('agent1'), {
    PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15557777' },
  })
  desk.streams.agentChanged(desk.user('agent1'))
  await Promise.resolve()
  expect([desk.isReachable(), desk.isAtPage()]).toEqual([true, false])
  desk.open()
  expect([desk.isReachable(), desk.isAtPage()]).toEqual([true, true])
})

test('an agent whose audio died with the voice node is not rung until there is new audio', async () => {
  const desk = await openDesk()
  const page = desk.open()
  page.connectAudio()
  desk.streams.mediaLost()
  expect(desk.isReachable()).toBe(false)
  expect(page.messages).toContainEqual({ type: 'media', state: 'failed' })
  page.connectAudio()
  expect(desk.isReachable()).toBe(true)
})

test('a newer page takes the calls, and the older one is told', async () => {
  const desk = await openDesk()
  const first = desk.open()
  first.connectAudio()
  const second = desk.open()
  second.connectAudio()
  expect(first.heard('superseded')).toBe(true)
  expect(second.heard('superseded')).toBe(false)
})

test('a page that lost its socket is told as well, when it has said which audio is its own', async () => {
  const desk = await openDesk()
  const first = desk.open()
  const connection = first.connectAudio()
  first.stream.closed()
  const back = desk.open()
  back.stream.hear({ id: 1, method: 'media.resume', connection })
  expect(back.heard('superseded')).toBe(false)
  desk.open().connectAudio()
  expect(back.heard('superseded')).toBe(true)
})

test('a page that comes back after another took the calls learns it at once', async () => {
  const desk = await openDesk()
  const first = desk.open()
  const connection = first.connectAudio()
  first.stream.closed()
  desk.open().connectAudio()
  const back = desk.open()
  back.stream.hear({ id: 1, method: 'media.resume', connection })
  expect(back.heard('superseded')).toBe(true)
})

test('a command the centre refuses is answered with the reason', async () => {
  const desk = await openDesk()
  const page = desk.open()
  page.stream.hear({ id: 9, method: 'accept', contactId: 'no such contact' })
  await Promise.resolve()
  expect(page.messages.at(-1)).toMatchObject({ type: 'refused', id: 9 })
})

test('an agent calls somebody from the page, if that is permitted', async () => {
  const desk = await openDesk()
  const page = desk.open()
  page.connectAudio()
  const dial = async (number: string) => {
    page.stream.hear({ id: 7, method: 'dial', number })
    await Promise.resolve()
    return page.messages.findLast(each => 'id' in each && each.id === 7)
  }
  expect(await dial('+12065550101'), 'offline').toMatchObject({ code: 'WrongState' })
  desk.centre.setStatus('agent1', 'Available')
  expect(await dial('+4915112345678')).toMatchObject({ code: 'DestinationNotAllowed' })
  expect(await dial('+12065550101')).toMatchObject({ type: 'answer' })
  desk.streams.agentChanged(desk.user('agent1'))
  await Promise.resolve()
  expect(page.snapshot().contacts).toMatchObject([
    { state: 'CONNECTING', initiationMethod: 'OUTBOUND', customerAddress: '+12065550101' },
  ])

  page.stream.hear({ id: 8, method: 'outbound' })
  expect(page.messages.at(-1)).toEqual({ type: 'answer', id: 8, result: { countries: ['US'] } })

  const profile = desk.centre.id('security-profile', 'Agent')
  desk.centre.change('security-profile', profile, { Permissions: ['BasicAgentAccess'] })
  page.stream.hear({ id: 9, method: 'outbound' })
  expect(page.messages.at(-1)).toMatchObject({ id: 9, code: 'AccessDenied' })
  expect(await dial('+12065550102')).toMatchObject({ code: 'AccessDenied' })
})

test('an agent calls somebody into a call from the page: a number only if that is permitted', async () => {
  const desk = await openDesk()
  const page = desk.open()
  page.connectAudio()
  desk.centre.setStatus('agent1', 'Available')
  const caller = desk.centre.call()
  desk.centre.choose(caller, '1')
  desk.centre.does('agent1', 'accept')
  desk.centre.hearOut(desk.centre.agentLeg('agent1'))
  desk.centre.hearOut(caller)
  const contactId = desk.centre.agent('agent1').contacts[0]?.contactId ?? ''
  const ask = async (message: object) => {
    page.stream.hear({ id: 8, contactId, ...message })
    await Promise.resolve()
    return page.messages.findLast(each => 'id' in each && each.id === 8)
  }
  const number = '+12065550101'
  expect(await ask({ method: 'addParty', number })).toMatchObject({ type: 'answer' })
  desk.centre.lift(number)
  expect(await ask({ method: 'conference' })).toMatchObject({ type: 'answer' })
  desk.streams.agentChanged(desk.user('agent1'))
  await Promise.resolve()
  const parties = page.snapshot().contacts[0]?.parties ?? []
  expect(parties).toMatchObject([{ partyId: 'customer' }, { name: number, state: 'connected' }])
  const partyId = parties[1]?.partyId
  expect(await ask({ method: 'swap' })).toMatchObject({ type: 'answer' })
  expect(await ask({ method: 'party', partyId, does: 'drop' })).toMatchObject({ type: 'answer' })
  expect(await ask({ method: 'swap' })).toMatchObject({ code: 'WrongState' })

  const profile = desk.centre.id('security-profile', 'Agent')
  desk.centre.change('security-profile', profile, { Permissions: ['BasicAgentAccess'] })
  expect(await ask({ method: 'addParty', number })).toMatchObject({ code: 'AccessDenied' })
  expect(await ask({ method: 'passOut', number })).toMatchObject({ code: 'AccessDenied' })
  expect(desk.centre.agent('agent1').contacts[0]?.state).toBe('CONNECTED_ONHOLD')
})

test('a page hears whom its agent may pass contacts on to, by name', async () => {
  const desk = await openDesk()
  const quickConnect = (id: string, Name: string) => {
    const document = { Name, QuickConnectConfig: { QuickConnectType: 'QUEUE' } }
    desk.centre.tell({ type: 'config.put', kind: 'transfer-destination', id, document })
  }
  quickConnect('q1', 'Second level')
  quickConnect('q2', 'Billing')
  quickConnect('q3', 'Of a queue the agent does not serve')
  desk.centre.change('queue', desk.centre.id('queue', 'BasicQueue'), {
    QuickConnectIds: ['q1', 'q2', 'gone'],
  })
  const page = desk.open()
  page.stream.hear({ id: 5, method: 'quickConnects' })
  const quickConnects = [
    { quickConnectId: 'q2', name: 'Billing', type: 'QUEUE' },
    { quickConnectId: 'q1', name: 'Second level', type: 'QUEUE' },
  ]
  expect(page.messages.at(-1)).toEqual({ type: 'answer', id: 5, result: { quickConnects } })
})

test('a page sees what is to be done in a task, and what belongs to it', async () => {
  const desk = await openDesk()
  const page = desk.open()
  const agentId = desk.user('agent1')
  desk.centre.ready('agent1')
  const references = { order: { Type: 'URL', Value: 'https://shop.example/42' } }
  const toQueue = publish(
    desk.centre,
    { name: 'to queue' },
    ...queuedIn(desk.centre.id('queue', 'BasicQueue')),
  )
  desk.centre.task(toQueue, { name: 'Send a letter', description: 'To Mr Brown', references })
  desk.streams.agentChanged(agentId)
  await Promise.resolve()
  expect(page.snapshot().contacts).toMatchObject([
    { channel: 'TASK', name: 'Send a letter', description: 'To Mr Brown', references },
  ])
})

test('a page that talks nonsense is shown the door', async () => {
  const desk = await openDesk()
  for (const nonsense of [
    undefined,
    {},
    { id: 1, method: 'fly' },
    { id: 1, method: 'digits' },
    { id: 1, method: 'addParty' },
  ]) {
    const page = desk.open()
    page.stream.hear(nonsense)
    expect(page.closed).toBe(1003)
  }
})

test('after a restart of the centre agents keep their place in line while their pages come back', async () => {
  const desk = await openDesk({ justStarted: true })
  const agent = desk.user('agent1')
  desk.centre.tell({ type: 'agent.reachable', agentId: agent, reachable: true })
  desk.streams.mediaChanged(agent, 'stood', 'connected')
  desk.streams.phonesRegistered([])
  expect(desk.isReachable()).toBe(true)
  desk.open().stream.hear({ id: 1, method: 'media.resume', connection: 'stood' })
  desk.streams.reconsiderAll()
  expect(desk.isReachable()).toBe(true)
})

test('after a restart of the centre agents whose pages do not come back are not rung', async () => {
  const desk = await openDesk({ justStarted: true })
  desk.centre.tell({
    type: 'agent.reachable',
    agentId: desk.user('agent1'),
    reachable: true,
  })
  desk.streams.reconsiderAll()
  expect(desk.isReachable()).toBe(false)
})

test('a request for audio that died with the voice service is refused, so that the page asks again', async () => {
  const desk = await openDesk()
  const page = desk.open()
  page.stream.hear({ id: 7, method: 'media.offer', sdp: 'offer' })
  desk.streams.mediaLost()
  expect(page.messages.at(-1)).toMatchObject({ type: 'refused', id: 7 })
})

test('an agent who is given a desk phone is rung there at once', async () => {
  const desk = await openDesk()
  desk.centre.change('agent', desk.user('agent1'), {
    PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15557777' },
  })
  desk.streams.agentChanged(desk.user('agent1'))
  await Promise.resolve()
  expect(desk.isReachable()).toBe(true)
})

test('an agent whose desk phone registers can be rung, and not when it is gone', async () => {
  const desk = await openDesk()
  desk.centre.change('agent', desk.user('agent1'), {
    PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+1001' },
  })
  const document = { Username: '1001', Ha1Md5: 'a', Ha1Sha256: 'b' }
  desk.centre.tell({ type: 'config.put', kind: 'sip-phone', id: '1001', document })
  desk.streams.phonesRegistered(['1001'])
  expect(desk.isReachable()).toBe(true)
  desk.streams.phonesRegistered([])
  expect(desk.isReachable()).toBe(false)
})

test('the page of a user who is deleted is shown the door', async () => {
  const desk = await openDesk()
  const page = desk.open()
  const id = desk.user('agent1')
  desk.centre.tell({ type: 'config.delete', kind: 'agent', id })
  desk.streams.agentChanged(id)
  await Promise.resolve()
  expect(page.closed).toBe(4404)
})

async function openDesk({ justStarted = false } = {}) {
  const centre = await TestCentre.open()
  const { view } = centre.centre
  const agentId = [...view.agents()].find(each => each.username === 'agent1')?.agentId ?? ''
  const offered: string[] = []
  const streams = new AgentStreams({
    clock: centre.clock,
    centre: view,
    submit: async input => centre.tell(input),
    newId: () => centre.newId(),
    offerMedia(_agentId, connectionId) {
      offered.push(connectionId)
      return true
    },
    closeMedia: () => {},
  })
  if (!justStarted) streams.reconsiderAll()
  return {
    centre,
    streams,
    user: (name: string) => centre.user(name),
    clock: centre.clock,
    isReachable: () => view.agent(agentId)?.reachable,
    isAtPage: () => view.agent(agentId)?.atPage,
    open() {
      const messages: AgentServerMessage[] = []
      const page = {
        messages,
        closed: undefined as number | undefined,
        stream: streams.open(agentId, {
          send: message => messages.push(message),
          close: code => {
            page.closed = code
          },
        }),
        heard: (type: AgentServerMessage['type']) => messages.some(each => each.type === type),
        snapshot: () => lastSnapshot(messages),
        /** As the voice node would; answers the name of the connection. */
        connectAudio(): string {
          page.stream.hear({ id: 1, method: 'media.offer', sdp: 'offer' })
          const connectionId = offered.at(-1) ?? ''
          streams.mediaAnswered(connectionId, 'answer')
          streams.mediaChanged(agentId, connectionId, 'connected')
          return connectionId
        },
      }
      return page
    },
  }
}

function lastSnapshot(messages: readonly AgentServerMessage[]): AgentSnapshot {
  const last = messages.findLast(each => each.type === 'snapshot')
  if (last?.type !== 'snapshot') throw new Error('the page has seen no snapshot')
  return last.snapshot
}
