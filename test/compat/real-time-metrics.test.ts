// What a wallboard asks for, with the official SDK: the numbers of this moment in every grouping, and
// what each agent is doing.
import {
  type ConnectClient,
  type CurrentMetricName,
  type Filters,
  GetContactMetricsCommand,
  GetCurrentMetricDataCommand,
  type GetCurrentMetricDataCommandInput,
  GetCurrentUserDataCommand,
  UpdateContactRoutingDataCommand,
  type UserDataFilters,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let api: ApiCentre
let client: ConnectClient
let queue: string
let profile: string

beforeEach(async () => {
  api = await startApiCentre()
  client = api.client()
  queue = api.test.id('queue', 'BasicQueue')
  profile = api.test.id('routing-profile', 'Basic Routing Profile')
})

afterEach(async () => {
  expect(api.failures).toEqual([])
  await api.close()
})

type Asked = Omit<GetCurrentMetricDataCommandInput, 'InstanceId' | 'CurrentMetrics'>

function ask(names: readonly CurrentMetricName[], more: Asked) {
  return client.send(
    new GetCurrentMetricDataCommand({
      InstanceId: api.instanceId,
      CurrentMetrics: names.map(Name => ({ Name })),
      ...more,
    }),
  )
}

/** Each row as its dimensions' names and its values. */
async function rows(names: readonly CurrentMetricName[], more: Asked) {
  const { MetricResults = [] } = await ask(names, more)
  return MetricResults.map(({ Dimensions = {}, Collections = [] }) => {
    const { Queue, Channel, RoutingProfile, AgentStatus, Subtype, RoutingStepExpression } =
      Dimensions
    const ids = [Queue?.Id, RoutingProfile?.Id, AgentStatus?.Id].map(nameOf)
    const key = [...ids, Channel, Subtype, RoutingStepExpression].filter(Boolean).join(' ')
    return [key, ...Collections.map(({ Value }) => Value)]
  })
}

function nameOf(id: string | undefined): string | undefined {
  const { directory } = api.test.centre.view
  for (const kind of ['queue', 'routing-profile', 'agent-state'] as const) {
    const known = id === undefined ? undefined : directory.get(kind, id)
    if (known) return known.Name
  }
  return id
}

/** Somebody calls and presses 1 for the queue; a ready agent takes it. */
function call(): string {
  const leg = api.test.call()
  api.test.choose(leg, '1')
  return leg
}

function queueLike(name: string): string {
  const id = api.test.newId()
  const document = api.test.centre.view.directory.get('queue', queue)
  api.test.tell({ type: 'config.put', kind: 'queue', id, document: { ...document, Name: name } })
  return id
}

test('agents and slots are counted as their state changes', async () => {
  const { test } = api
  const names = [
    'AGENTS_ONLINE',
    'AGENTS_STAFFED',
    'AGENTS_AVAILABLE',
    'AGENTS_ON_CONTACT',
    'AGENTS_ON_CALL',
    'AGENTS_AFTER_CONTACT_WORK',
    'AGENTS_ERROR',
    'SLOTS_ACTIVE',
    'SLOTS_AVAILABLE',
  ] satisfies CurrentMetricName[]
  const now = async () => {
    const [row] = await rows(names, { Filters: { Queues: [queue], Channels: ['VOICE'] } })
    return row?.slice(1)
  }
  expect(await now()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
  test.ready('agent1', 'agent2')
  expect(await now()).toEqual([2, 2, 2, 0, 0, 0, 0, 0, 2])
  call()
  expect(await now(), 'an offer is nobody on contact yet').toEqual([2, 2, 1, 0, 0, 0, 0, 0, 1])
  test.clock.advance(seconds(20))
  expect(await now(), 'missed').toEqual([2, 2, 0, 0, 0, 0, 1, 0, 0])
  test.does('agent2', 'accept')
  const talking = test.state('agent1') === 'CONNECTING' ? 'agent1' : 'agent2'
  test.does(talking, 'accept')
  test.promptOver(test.agentLeg(talking))
  expect(await now(), 'talking').toEqual([2, 2, 0, 1, 1, 0, 1, 1, 0])
  test.does(talking, 'hangUp')
  expect(await now(), 'after-contact work').toEqual([2, 2, 0, 1, 1, 1, 1, 1, 0])
  test.does(talking, 'clear')
  test.setStatus('agent1', 'Offline')
  test.setStatus('agent2', 'Offline')
  expect(await now()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('an agent who serves two queues is counted in each, and once in both together', async () => {
  const { test } = api
  const other = queueLike('Other')
  const { QueueConfigs } = test.centre.view.directory.get('routing-profile', profile) ?? {
    QueueConfigs: [],
  }
  const more = { QueueId: other, Channel: 'VOICE', Priority: 1, Delay: 0 }
  test.change('routing-profile', profile, { QueueConfigs: [...QueueConfigs, more] })
  test.ready('agent1')
  const Filters = { Queues: [queue, other] }
  expect(await rows(['AGENTS_ONLINE'], { Filters })).toEqual([['', 1]])
  expect(await rows(['AGENTS_ONLINE'], { Filters, Groupings: ['QUEUE'] })).toEqual([
    ['BasicQueue', 1],
    ['Other', 1],
  ])
  expect(await rows(['AGENTS_AVAILABLE'], { Filters, Groupings: ['QUEUE', 'CHANNEL'] })).toEqual([
    ['BasicQueue VOICE', 1],
    ['BasicQueue CHAT', 1],
    ['BasicQueue TASK', 1],
    ['Other VOICE', 1],
  ])
  const byProfile = { Filters: { RoutingProfiles: [profile] } }
  expect(await rows(['AGENTS_ONLINE', 'CONTACTS_IN_QUEUE'], byProfile)).toEqual([['', 1, 0]])
})

test('waiting contacts are grouped by subtype and by what they ask of their agent', async () => {
  const { test } = api
  call()
  test.clock.advance(seconds(5))
  const expression = {
    AttributeCondition: {
      Name: 'Language',
      Value: 'French',
      ProficiencyLevel: 3,
      ComparisonOperator: 'NumberGreaterOrEqualTo',
    },
  }
  const ContactId = test.contacts[0]?.contactId ?? ''
  await client.send(
    new UpdateContactRoutingDataCommand({
      InstanceId: api.instanceId,
      ContactId,
      RoutingCriteria: {
        Steps: [{ Expression: expression, Expiry: { DurationInSeconds: 30 } }],
      },
    }),
  )
  test.clock.advance(seconds(5))
  call()
  const contacts = ['CONTACTS_IN_QUEUE', 'OLDEST_CONTACT_AGE'] satisfies CurrentMetricName[]
  const Filters: Filters = { Queues: [queue] }
  expect(await rows(contacts, { Filters, Groupings: ['QUEUE', 'SUBTYPE'] })).toEqual([
    ['BasicQueue connect:Telephony', 2, 10],
  ])
  // The order of the members does not matter, their values do.
  const { AttributeCondition } = expression
  const turned = Object.fromEntries(Object.entries(AttributeCondition).reverse())
  const written = JSON.stringify({ AttributeCondition: turned }, undefined, 1)
  const grouped = { Filters: { ...Filters, RoutingStepExpressions: [written] } }
  const Groupings = ['ROUTING_STEP_EXPRESSION' as const]
  expect(await rows(contacts, { ...grouped, Groupings })).toEqual([[written, 1, 10]])
  test.clock.advance(seconds(30))
  expect(await rows(contacts, { ...grouped, Groupings }), 'the step has expired').toEqual([
    [written, 0, 0],
  ])
  expect(
    await rows(['AGENTS_ONLINE'], { Filters, Groupings: ['QUEUE', 'VALIDATION_TEST_TYPE'] }),
  ).toEqual([])
})

test('agents are grouped by the status they have chosen', async () => {
  const { test } = api
  const Lunch = { Name: 'Lunch', Type: 'CUSTOM', State: 'ENABLED' }
  test.tell({ type: 'config.put', kind: 'agent-state', id: test.newId(), document: Lunch })
  test.ready('agent1', 'agent2', 'supervisor')
  test.setStatus('supervisor', 'Lunch')
  const Filters = { Queues: [queue] }
  expect(await rows(['AGENTS_ONLINE'], { Filters, Groupings: ['QUEUE', 'AGENT_STATUS'] })).toEqual([
    ['BasicQueue Available', 2],
    ['BasicQueue Lunch', 1],
  ])
  const lunch = { Queues: [queue], AgentStatuses: [test.id('agent-state', 'Lunch')] }
  expect(await rows(['AGENTS_ONLINE', 'AGENTS_NON_PRODUCTIVE'], { Filters: lunch })).toEqual([
    ['', 1, 1],
  ])
})

test('a long answer comes in pages of one moment, for five minutes', async () => {
  const { test } = api
  const Queues = [queue, queueLike('B'), queueLike('C')]
  const asked: Asked = { Filters: { Queues }, Groupings: ['QUEUE'], MaxResults: 2 }
  const first = await ask(['CONTACTS_IN_QUEUE'], asked)
  expect(first).toMatchObject({ ApproximateTotalCount: 3, MetricResults: { length: 2 } })
  const { NextToken } = first
  test.clock.advance(seconds(10))
  call()
  const second = await ask(['CONTACTS_IN_QUEUE'], { ...asked, NextToken })
  expect(second.MetricResults).toHaveLength(1)
  expect(second.NextToken).toBeUndefined()
  expect(second.DataSnapshotTime).toEqual(first.DataSnapshotTime)
  await expect(ask(['AGENTS_ONLINE'], { ...asked, NextToken })).rejects.toThrow('other parameters')
  test.clock.advance(minutes(5))
  await expect(ask(['CONTACTS_IN_QUEUE'], { ...asked, NextToken })).rejects.toThrow('expired')
})

test('the rows come in the order that was asked for', async () => {
  const other = queueLike('Other')
  call()
  const asked: Asked = { Filters: { Queues: [other, queue] }, Groupings: ['QUEUE'] }
  const sorted = (SortOrder: 'ASCENDING' | 'DESCENDING') =>
    rows(['CONTACTS_IN_QUEUE'], {
      ...asked,
      SortCriteria: [{ SortByMetric: 'CONTACTS_IN_QUEUE', SortOrder }],
    })
  expect(await sorted('DESCENDING')).toEqual([
    ['BasicQueue', 1],
    ['Other', 0],
  ])
  expect(await sorted('ASCENDING')).toEqual([
    ['Other', 0],
    ['BasicQueue', 1],
  ])
  api.test.ready('agent2')
  expect(await rows(['CONTACTS_IN_QUEUE'], asked), 'by agents online').toEqual([
    ['BasicQueue', 1],
    ['Other', 0],
  ])
})

test('how long a caller would wait is told by queue and channel', async () => {
  const asked: Asked = {
    Filters: { Queues: [queue], Channels: ['VOICE'] },
    Groupings: ['QUEUE', 'CHANNEL'],
  }
  const unknown = await rows(['ESTIMATED_WAIT_TIME'], asked)
  expect(unknown, 'nobody is there').toEqual([['BasicQueue VOICE', undefined]])
  api.test.ready('agent1')
  expect(await rows(['ESTIMATED_WAIT_TIME'], asked)).toEqual([['BasicQueue VOICE', 0]])
})

test('a metric may be asked for by its ARN, and is answered with its unit', async () => {
  const MetricId = 'arn:aws:connect:us-east-1:aws:metric/OLDEST_CONTACT_AGE'
  const answer = await client.send(
    new GetCurrentMetricDataCommand({
      InstanceId: api.instanceId,
      Filters: { Queues: [queue] },
      CurrentMetrics: [{ MetricId }],
    }),
  )
  expect(answer.MetricResults?.[0]?.Collections).toEqual([
    { Metric: { MetricId, Unit: 'SECONDS' }, Value: 0 },
  ])
})

test('what the service does not take together is refused with the reason', async () => {
  const refused = async (names: CurrentMetricName[], more: Asked, why: string) =>
    expect(ask(names, more), why).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining(why),
    })
  const Filters = { Queues: [queue] }
  const status = api.test.id('agent-state', 'Available')
  const online: CurrentMetricName[] = ['AGENTS_ONLINE']
  const contacts: CurrentMetricName[] = ['CONTACTS_IN_QUEUE']
  await refused(online, { Filters: {} }, 'queues or routing profiles')
  await refused(online, { Filters: { ...Filters, RoutingProfiles: [profile] } }, 'one of them')
  await refused(
    online,
    { Filters: { RoutingProfiles: [profile], AgentStatuses: [status] } },
    'needs queues',
  )
  await refused(online, { Filters, Groupings: ['AGENT_STATUS', 'QUEUE'] }, 'first grouping')
  await refused(contacts, { Filters, Groupings: ['QUEUE', 'AGENT_STATUS'] }, 'AGENTS_ONLINE only')
  await refused(online, { Filters, Groupings: ['SUBTYPE'] }, 'first grouping')
  await refused(online, { Filters, Groupings: ['QUEUE', 'QUEUE'] }, 'twice')
  await refused(contacts, { Filters, Groupings: ['ROUTING_PROFILE'] }, 'need routing profiles')
  await refused(
    contacts,
    { Filters: { ...Filters, RoutingStepExpressions: ['{}'] } },
    'ROUTING_STEP_EXPRESSION',
  )
  await refused(['ESTIMATED_WAIT_TIME'], { Filters, Groupings: ['QUEUE'] }, 'ESTIMATED_WAIT_TIME')
  await refused(
    online,
    { Filters, SortCriteria: [{ SortByMetric: 'SLOTS_ACTIVE', SortOrder: 'ASCENDING' }] },
    'sorted',
  )
  const elsewhere = { Queues: ['00000000-0000-4000-8000-00000000ffff'] }
  await expect(ask(online, { Filters: elsewhere })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('what each agent is doing is found by queue, routing profile, agent and contact state', async () => {
  const { test } = api
  const users = async (filters: UserDataFilters) => {
    const { UserDataList = [], ApproximateTotalCount } = await client.send(
      new GetCurrentUserDataCommand({ InstanceId: api.instanceId, Filters: filters }),
    )
    expect(ApproximateTotalCount).toBe(UserDataList.length)
    return UserDataList.map(each => test.centre.view.agent(each.User?.Id ?? '')?.username).sort()
  }
  const all = ['admin', 'agent1', 'agent2', 'qa', 'supervisor']
  test.ready('agent1')
  call()
  expect(await users({ Queues: [queue] })).toEqual(all)
  expect(await users({ RoutingProfiles: [profile] })).toEqual(all)
  expect(await users({ Agents: [test.user('qa')] })).toEqual(['qa'])
  expect(await users({ ContactFilter: { ContactStates: ['CONNECTING'] } })).toEqual(['agent1'])
  const connected = { ContactStates: ['CONNECTED' as const] }
  expect(await users({ Queues: [queue], ContactFilter: connected })).toEqual([])
  await expect(users({ Queues: [queue], Agents: [test.user('qa')] })).rejects.toThrow('one of them')
  await expect(users({ UserHierarchyGroups: ['none'] })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
  await expect(users({})).rejects.toMatchObject({ name: 'InvalidRequestException' })
})

test('a waiting contact is told where it stands and how long it may take', async () => {
  const { test } = api
  const place = async (ContactId = '') => {
    const { MetricResults = [] } = await client.send(
      new GetContactMetricsCommand({
        InstanceId: api.instanceId,
        ContactId,
        Metrics: [{ Name: 'POSITION_IN_QUEUE' }, { Name: 'ESTIMATED_WAIT_TIME' }],
      }),
    )
    return MetricResults.map(({ Name, Value }) => [Name, Value?.Number])
  }
  call()
  const leg = call()
  const [first, second] = test.contacts.map(({ contactId }) => contactId)
  expect(await place(first)).toEqual([['POSITION_IN_QUEUE', 1]])
  expect(await place(second), 'nobody can tell how long').toEqual([['POSITION_IN_QUEUE', 2]])
  test.ready('agent1')
  expect(await place(first), 'being offered').toEqual([
    ['POSITION_IN_QUEUE', 1],
    ['ESTIMATED_WAIT_TIME', 0],
  ])
  test.hangUp(leg)
  await expect(place(second)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  test.does('agent1', 'accept')
  await expect(place(first)).rejects.toMatchObject({ name: 'InvalidRequestException' })
})
