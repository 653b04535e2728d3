// Rules on the numbers of this moment: they act once when a number passes its limit.
import { beforeEach, expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { metricFunction, metricIs, ofChannels, ofQueues } from '../support/metric-rule.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
let queue: string
beforeEach(async () => {
  centre = await TestCentre.open()
  queue = centre.id('queue', 'BasicQueue')
})

const EVENT = { ActionType: 'GENERATE_EVENTBRIDGE_EVENT', EventBridgeAction: { Name: 'alarm' } }

function rule(text: string, members: JsonObject = {}): string {
  const id = centre.newId()
  const document = {
    Name: `rule-${id}`,
    TriggerEventSource: { EventSourceName: 'OnMetricDataUpdate' },
    Function: text,
    Actions: [EVENT],
    PublishStatus: 'PUBLISHED',
    LastUpdatedBy: 'arn',
    ...members,
  }
  centre.tell({ type: 'config.put', kind: 'rule', id, document })
  return id
}

const told = () => centre.events.flatMap(each => (each.type === 'rule.event' ? [each.event] : []))

/** Somebody calls and waits in the queue. */
function waits(): string {
  const leg = centre.call()
  centre.choose(leg, '1')
  centre.clock.advance(seconds(2))
  return leg
}

const crowded = (limit: number) =>
  metricFunction(
    'QUEUE',
    metricIs('CONTACTS_IN_QUEUE', 'NumberGreaterOrEqualTo', limit, ofQueues(queue)),
  )

test('a rule tells once that too many wait, and again after they were fewer', () => {
  rule(crowded(2))
  const first = waits()
  expect(told()).toEqual([])
  waits()
  waits()
  expect(told()).toMatchObject([
    {
      actionName: 'alarm',
      detailType: 'Metrics Rules Matched',
      detail: {
        queueArn: expect.stringContaining(`/queue/${queue}`),
        metrics: [{ name: 'CONTACTS_IN_QUEUE', value: 2, threshold: 2 }],
      },
    },
  ])
  centre.hangUp(first)
  centre.clock.advance(minutes(5))
  expect(told(), 'still two').toHaveLength(1)
  for (const leg of [...centre.legs]) centre.hangUp(leg)
  centre.clock.advance(seconds(2))
  waits()
  waits()
  expect(told()).toHaveLength(2)
})

test('a task is made of it, which begins by itself', () => {
  const ContactFlowId = centre.id('contact-flow', 'Sample inbound flow')
  const TaskAction = {
    Name: 'Look at the queue',
    ContactFlowId,
    References: { wiki: { Type: 'URL', Value: 'https://wiki' } },
  }
  rule(crowded(1), { Actions: [{ ActionType: 'CREATE_TASK', TaskAction }] })
  waits()
  const tasks = [...centre.centre.view.contactRows()].filter(({ channel }) => channel === 'TASK')
  const ended = centre.events.flatMap(each =>
    each.type === 'contact.record' && each.row.channel === 'TASK' ? [each.row] : [],
  )
  expect([...tasks, ...ended].map(({ record }) => record)).toMatchObject([
    { Name: 'Look at the queue', References: [{ Name: 'wiki', Value: 'https://wiki' }] },
  ])
})

test('somebody has waited too long: nothing need happen for it to be seen', () => {
  const old = metricIs(
    'OLDEST_CONTACT_AGE',
    'NumberGreaterOrEqualTo',
    90,
    ofQueues(queue),
    ofChannels('VOICE'),
  )
  rule(metricFunction('QUEUE', old))
  waits()
  centre.clock.advance(seconds(87))
  expect(told()).toEqual([])
  centre.clock.advance(seconds(3))
  expect(told()).toMatchObject([
    { detail: { metrics: [{ name: 'OLDEST_CONTACT_AGE', value: 90 }] } },
  ])
  centre.clock.advance(minutes(10))
  expect(told()).toHaveLength(1)
})

test('each queue is looked at by itself, and all conditions of a group are about one', () => {
  const other = centre.newId()
  const document = centre.centre.view.directory.get('queue', queue) as unknown as JsonObject
  centre.tell({
    type: 'config.put',
    kind: 'queue',
    id: other,
    document: { ...document, Name: 'Other' },
  })
  const both = ofQueues(queue, other)
  rule(
    metricFunction(
      'QUEUE',
      metricIs('CONTACTS_IN_QUEUE', 'NumberGreaterOrEqualTo', 1, both),
      metricIs('AGENTS_ONLINE', 'NumberLessOrEqualTo', 0, both),
    ),
  )
  waits()
  expect(told().map(({ resources }) => resources)).toEqual([[expect.stringContaining(queue)]])
})

test('an agent who has been in a status for long is told of, by name', () => {
  const Offline = centre.id('agent-state', 'Offline')
  const agentId = centre.user('agent1')
  const group = {
    Type: 'MetricDataFilterByRoutingProfile',
    Data: [centre.id('routing-profile', 'Basic Routing Profile')],
  }
  const lasting = { Type: 'AgentActivityDurationSeconds', Data: { Past: 600 } }
  const free = metricIs('AGENT_ACTIVITY', 'EQUALS', 'AVAILABLE', group, lasting)
  rule(metricFunction('AGENT', free))
  expect(centre.agent('agent1').status.statusId).toBe(Offline)
  centre.ready('agent1')
  centre.clock.advance(seconds(599))
  expect(told()).toEqual([])
  centre.clock.advance(seconds(1))
  expect(told()).toMatchObject([{ detail: { agentArn: expect.stringContaining(agentId) } }])
  centre.setStatus('agent1', 'Offline')
  centre.clock.advance(minutes(1))
  centre.setStatus('agent1', 'Available')
  centre.clock.advance(minutes(10))
  expect(told()).toHaveLength(2)
})

test('a restart neither forgets that a rule has acted nor acts again, and a replay does the same', () => {
  rule(crowded(1))
  waits()
  expect(told()).toHaveLength(1)
  expect(centre.replayed().save()).toEqual(centre.centre.save())
  centre.restart()
  waits()
  centre.clock.advance(minutes(3))
  expect(told()).toHaveLength(1)
})

test('a draft, and one that says nothing that can be read, do nothing', () => {
  rule(crowded(1), { PublishStatus: 'DRAFT' })
  rule('{')
  rule(
    metricFunction(
      'QUEUE',
      metricIs('AVG_HANDLE_TIME', 'NumberGreaterOrEqualTo', 0, ofQueues(queue)),
    ),
  )
  waits()
  expect(told()).toEqual([])
})

test('one that an older version kept, on an activity that there is none of, does nothing', () => {
  const who = { Type: 'MetricDataFilterByAgent', Data: [centre.user('agent1')] }
  const lasting = { Type: 'AgentActivityDurationSeconds', Data: { Past: 0 } }
  for (const activity of ['constructor', '__proto__', 'DANCING']) {
    rule(metricFunction('AGENT', metricIs('AGENT_ACTIVITY', 'EQUALS', activity, who, lasting)))
  }
  centre.ready('agent1')
  waits()
  centre.clock.advance(minutes(1))
  expect(told()).toEqual([])
})

test('one whose limit no time can reach does nothing, and a restart goes on as before', () => {
  const tooLong = metricIs('OLDEST_CONTACT_AGE', 'NumberGreaterOrEqualTo', 4242, ofQueues(queue))
  for (const limit of ['1e999', '1e308', '-1e999']) {
    rule(metricFunction('QUEUE', tooLong).replace('4242', limit))
  }
  waits()
  centre.restart()
  expect(centre.replayed().save()).toEqual(centre.centre.save())
  expect(told()).toEqual([])
})

test('a number that trembles is told of once a second at most', () => {
  rule(crowded(1))
  for (let n = 0; n < 50; n++) {
    const leg = centre.call()
    centre.choose(leg, '1')
    centre.clock.advance(10)
    centre.hangUp(leg)
    centre.clock.advance(10)
  }
  expect(told().length).toBeLessThanOrEqual(2)
})
