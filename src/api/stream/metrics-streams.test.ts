import { describe, expect, test } from 'vitest'
import { TestCentre } from '../../../test/support/test-centre.ts'
import type {
  MetricsAgent,
  MetricsServerMessage,
  MetricsSubscription,
} from '../contract/metrics-stream.ts'
import { MetricsStreams } from './metrics-streams.ts'

/** Whose page it is, what it was told, and what it makes of that. */
class Viewer {
  readonly messages: MetricsServerMessage[] = []
  readonly cells = new Map<string, Readonly<Record<string, number | null>>>()
  readonly agents = new Map<string, MetricsAgent>()
  closed: string | undefined
  bufferedBytes = 0
  stream = ''
  sequence = 0
  #ids = 0
  readonly #page: { hear(message: unknown): void; closed(): void }

  constructor(streams: MetricsStreams, userId: string) {
    this.#page = streams.open(userId, this)
  }

  send(message: MetricsServerMessage): void {
    this.#take(message)
  }

  sendFrame(frame: Uint8Array): void {
    this.#take(JSON.parse(textOf(frame)) as MetricsServerMessage)
  }

  close(_code: number, reason: string): void {
    this.closed = reason
  }

  subscribe(subscription: MetricsSubscription, after?: object): this {
    this.hear({ id: ++this.#ids, method: 'subscribe', subscription, ...(after && { after }) })
    return this
  }

  hear(message: unknown): void {
    this.#page.hear(message)
  }

  leave(): void {
    this.#page.closed()
  }

  /** What kinds of messages came, since it was asked last. */
  told(): string[] {
    return this.messages.splice(0).map(({ type }) => type)
  }

  #take(message: MetricsServerMessage): void {
    this.messages.push(message)
    if (message.type === 'subscribed') this.stream = message.stream
    if (message.type !== 'snapshot' && message.type !== 'delta') return
    if (message.type === 'snapshot') {
      this.cells.clear()
      this.agents.clear()
    } else {
      expect(message.sequence, 'no delta is left out').toBe(this.sequence + 1)
      for (const name of message.cellsGone) this.cells.delete(name)
      for (const agentId of message.agentsGone) this.agents.delete(agentId)
    }
    this.sequence = message.sequence
    for (const { cell, values } of message.cells) {
      this.cells.set(cell, { ...this.cells.get(cell), ...values })
    }
    for (const agent of message.agents) this.agents.set(agent.agentId, agent)
  }
}

function textOf(frame: Uint8Array): string {
  expect(frame[0], 'one whole text frame').toBe(0x81)
  const length = frame[1] ?? 0
  return new TextDecoder().decode(frame.subarray(length < 126 ? 2 : length === 126 ? 4 : 10))
}

async function open() {
  const centre = await TestCentre.open()
  const streams = new MetricsStreams({
    clock: centre.clock,
    centre: centre.centre.view,
    newId: () => 'process1-1111',
  })
  const handle = centre.centre.handle.bind(centre.centre)
  centre.centre.handle = (input, now) => {
    const outcome = handle(input, now)
    streams.happened(outcome.effects)
    return outcome
  }
  const queue = centre.id('queue', 'BasicQueue')
  const watch = (subscription: MetricsSubscription = { queues: [queue], groupings: ['QUEUE'] }) =>
    new Viewer(streams, centre.user('supervisor')).subscribe(subscription)
  const call = () => {
    const leg = centre.call()
    centre.choose(leg, '1')
    centre.clock.advance(20)
    return leg
  }
  return { centre, streams, queue, watch, call, clock: centre.clock }
}

const everything: MetricsSubscription = {
  queues: 'all',
  groupings: ['QUEUE', 'CHANNEL'],
  agents: 'all',
}

describe('a supervisor who watches the numbers', () => {
  test('sees everything once, then only what changes, as it changes', async () => {
    const { centre, watch, queue, call, clock } = await open()
    const viewer = watch({ queues: [queue], groupings: ['QUEUE'], agents: 'all' })
    expect(viewer.told()).toEqual(['subscribed', 'snapshot'])
    expect(viewer.agents.size).toBe(5)
    expect(viewer.cells.get(queue)).toMatchObject({ AGENTS_ONLINE: 0, CONTACTS_IN_QUEUE: 0 })
    const calledAt = clock.now()
    call()
    expect(viewer.messages.at(-1)).toMatchObject({
      type: 'delta',
      cells: [{ cell: queue, values: { CONTACTS_IN_QUEUE: 1, OLDEST_CONTACT_SINCE: calledAt } }],
      agents: [],
    })
    viewer.told()
    centre.ready('agent1')
    clock.advance(20)
    const agent1 = viewer.agents.get(centre.user('agent1'))
    expect(agent1).toMatchObject({ status: 'Available', contacts: [{ state: 'CONNECTING' }] })
    expect(JSON.stringify(agent1), 'nothing of the customer').not.toContain('+1555')
  })

  test('is told what happens at the same time together, at most every 20 ms', async () => {
    const { centre, watch, clock } = await open()
    const viewer = watch(everything)
    viewer.told()
    clock.advance(100)
    centre.ready('agent1', 'agent2')
    expect(viewer.told()).toEqual([])
    clock.advance(1)
    expect(viewer.told(), 'at once after a quiet time').toEqual(['delta'])
    for (let time = 0; time < 12; time++) {
      centre.setStatus('agent1', time % 2 ? 'Available' : 'Offline')
      centre.setStatus('agent2', time % 2 ? 'Available' : 'Offline')
      clock.advance(5)
    }
    expect(viewer.told()).toEqual(['delta', 'delta', 'delta'])
  })

  test('has from the deltas what somebody sees who comes new', async () => {
    const { centre, watch, call, clock } = await open()
    const viewer = watch(everything)
    centre.ready('agent1', 'agent2')
    const leg = call()
    centre.does('agent1', 'accept')
    call()
    centre.change('queue', centre.id('queue', 'BasicQueue'), { Name: 'Other' })
    centre.tell({ type: 'config.put', kind: 'queue', id: 'new', document: { Name: 'New' } })
    centre.tell({ type: 'config.delete', kind: 'agent', id: centre.user('qa') })
    clock.advance(10)
    centre.hangUp(leg)
    clock.advance(600)
    const fresh = watch(everything)
    expect([...viewer.cells].sort()).toEqual([...fresh.cells].sort())
    expect([...viewer.agents].sort()).toEqual([...fresh.agents].sort())
    expect(viewer.cells.has('new VOICE')).toBe(true)
    expect(viewer.agents.has('qa')).toBe(false)
    expect(viewer.agents.size).toBe(4)
  })

  test('who asks again and again and reads nothing is not told everything each time', async () => {
    const { watch, clock } = await open()
    const viewer = watch(everything)
    viewer.told()
    viewer.bufferedBytes = 300_000
    for (let time = 0; time < 5; time++) viewer.subscribe(everything)
    expect(viewer.told().filter(type => type === 'snapshot')).toEqual([])
    viewer.bufferedBytes = 0
    clock.advance(10_000)
    expect(viewer.told().filter(type => type === 'snapshot')).toEqual(['snapshot'])
    viewer.bufferedBytes = 17_000_000
    viewer.subscribe(everything)
    expect(viewer.closed).toBe('The connection is too slow.')
  })

  test('shares the work with everybody who watches the same', async () => {
    const { watch, call } = await open()
    const viewers = [watch(everything), watch(everything), watch({ queues: 'all' })]
    expect(viewers[1]?.stream).toBe(viewers[0]?.stream)
    expect(viewers[2]?.stream).not.toBe(viewers[0]?.stream)
    call()
    expect(viewers.map(viewer => viewer.told().at(-1))).toEqual(['delta', 'delta', 'delta'])
  })

  test('goes on where the connection was lost, and starts anew when that is too long ago', async () => {
    const { watch, streams, centre, call, clock } = await open()
    const first = watch()
    call()
    first.leave()
    call()
    call()
    const { stream, sequence } = first
    const viewers: Viewer[] = []
    const again = () => {
      viewers.push(new Viewer(streams, centre.user('supervisor')))
      return viewers.at(-1) as Viewer
    }
    const queue = centre.id('queue', 'BasicQueue')
    const subscription: MetricsSubscription = { queues: [queue], groupings: ['QUEUE'] }
    const back = again()
    back.sequence = sequence
    back.subscribe(subscription, { stream, sequence })
    expect(back.told()).toEqual(['subscribed', 'delta', 'delta'])
    expect(back.cells.get(queue)).toMatchObject({ CONTACTS_IN_QUEUE: 3 })
    expect(again().subscribe(subscription, { stream, sequence: 99 }).told()).toEqual([
      'subscribed',
      'snapshot',
    ])
    const other = { stream: 'process0-1', sequence }
    expect(again().subscribe(subscription, other).told()).toEqual(['subscribed', 'snapshot'])
    for (let time = 0; time < 600; time++) {
      centre.setStatus('agent1', time % 2 ? 'Offline' : 'Available')
      clock.advance(20)
    }
    expect(again().subscribe(subscription, { stream, sequence }).told()).toEqual([
      'subscribed',
      'snapshot',
    ])
    for (const viewer of viewers) viewer.leave()
    clock.advance(300_000)
    const late = again().subscribe(subscription, { stream, sequence: back.sequence })
    expect(late.told(), 'forgotten').toEqual(['subscribed', 'snapshot'])
    expect(late.stream).not.toBe(stream)
  })

  test('who reads too slowly misses deltas, and is shown everything once there is room again', async () => {
    const { watch, call, clock } = await open()
    const slow = watch()
    slow.told()
    slow.bufferedBytes = 300_000
    call()
    call()
    expect(slow.told(), 'nothing piles up').toEqual([])
    slow.bufferedBytes = 0
    call()
    expect(slow.told()).toEqual(['snapshot'])
    expect([...slow.cells.values()]).toMatchObject([{ CONTACTS_IN_QUEUE: 3 }])
    slow.bufferedBytes = 300_000
    call()
    clock.advance(60_000)
    expect(slow.closed).toBe('The connection is too slow.')
  })

  test('hears every ten seconds that the centre is there, and where the streams stand', async () => {
    const { watch, call, clock } = await open()
    const viewer = watch()
    call()
    viewer.told()
    clock.advance(10_000)
    const { stream, sequence } = viewer
    expect(viewer.messages).toMatchObject([
      { type: 'heartbeat', sequences: { [stream]: sequence } },
    ])
  })

  test('is sent away as soon as the permission is taken', async () => {
    const { watch, centre, call } = await open()
    const viewer = watch()
    const profile = centre.id('security-profile', 'Agent')
    centre.change('agent', centre.user('supervisor'), { SecurityProfileIds: [profile] })
    call()
    expect(viewer.closed).toContain('AccessMetrics.View')
    viewer.told()
    call()
    expect(viewer.told(), 'nothing more is told').toEqual([])
  })

  test('stops watching one thing and goes on with another', async () => {
    const { watch, queue, call } = await open()
    const viewer = watch()
    const { stream } = viewer
    viewer.hear({ id: 7, method: 'unsubscribe', stream })
    expect(viewer.messages.at(-1)).toEqual({ type: 'answer', id: 7 })
    viewer.told()
    call()
    expect(viewer.told()).toEqual([])
    viewer.subscribe({ queues: [queue] })
    expect(viewer.told()).toEqual(['subscribed', 'snapshot'])
  })
})

test('an agent may not watch', async () => {
  const { streams, centre } = await open()
  expect(streams.mayOpen(centre.user('agent1'))).toBe(false)
  const viewer = new Viewer(streams, centre.user('agent1')).subscribe({ queues: 'all' })
  expect(viewer.closed).toContain('AccessMetrics.View')
  expect(viewer.told()).toEqual([])
})

test('what cannot be watched is refused with the reason, and nonsense ends the connection', async () => {
  const { streams, centre, watch } = await open()
  const refused = (subscription: object) => {
    const viewer = watch(subscription as MetricsSubscription)
    const message = viewer.messages.at(-1)
    return message?.type === 'refused' ? message.message : message?.type
  }
  expect(refused({})).toContain('must be named')
  expect(refused({ queues: ['none'] })).toBe('There is no queue none.')
  expect(refused({ queues: [7] })).toContain('list of ids')
  expect(refused({ queues: [] })).toContain('list of ids')
  expect(refused({ queues: 'all', routingProfiles: 'all' })).toContain('not both')
  expect(refused({ queues: 'all', groupings: ['QUEUE', 'QUEUE'] })).toContain('Groupings')
  expect(refused({ queues: 'all', groupings: ['SUBTYPE'] })).toContain('Groupings')
  expect(refused({ queues: 'all', metrics: ['PROFIT'] })).toContain('metric')
  expect(refused({ queues: 'all', channels: ['FAX'] })).toContain('channel')
  for (const nonsense of [undefined, 7, {}, { id: 1 }, { id: 1, method: 'subscribe', after: 5 }]) {
    const viewer = new Viewer(streams, centre.user('supervisor'))
    viewer.hear(nonsense)
    expect(viewer.closed).toContain('not a message')
  }
})
