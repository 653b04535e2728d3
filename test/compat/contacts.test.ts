// A call as the API tells of it: while it waits, while it is talked, and when it is over.
import {
  type ConnectClient,
  type CurrentMetricName,
  DescribeContactCommand,
  GetContactAttributesCommand,
  GetCurrentMetricDataCommand,
  GetCurrentUserDataCommand,
  PutUserStatusCommand,
  SearchContactsCommand,
  StopContactCommand,
  TagContactCommand,
  UntagContactCommand,
  UpdateContactAttributesCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let centre: ApiCentre
let client: ConnectClient
let InstanceId: string

beforeEach(async () => {
  centre = await startApiCentre()
  client = centre.client()
  InstanceId = centre.instanceId
})

afterEach(async () => {
  expect(centre.failures).toEqual([])
  await centre.close()
})

/** Somebody calls and presses 1 for the queue. Answers the contact's id. */
function callInQueue(): { leg: string; ContactId: string } {
  const { test } = centre
  const before = new Set(test.contacts.map(each => each.contactId))
  const leg = test.call()
  test.choose(leg, '1')
  const contact = test.contacts.find(each => !before.has(each.contactId))
  expect(contact?.stage).toBe('queued')
  return { leg, ContactId: contact?.contactId ?? '' }
}

async function metrics(names: CurrentMetricName[], more: object = {}) {
  const answer = await client.send(
    new GetCurrentMetricDataCommand({
      InstanceId,
      Filters: { Queues: [centre.test.id('queue', 'BasicQueue')], Channels: ['VOICE'] },
      CurrentMetrics: names.map(Name => ({ Name, Unit: 'COUNT' as const })),
      ...more,
    }),
  )
  return answer.MetricResults?.map(result => ({
    Dimensions: result.Dimensions,
    values: result.Collections?.map(each => each.Value),
  }))
}

test('a waiting contact is described, tagged, given attributes and stopped', async () => {
  const { ContactId } = callInQueue()
  const described = await client.send(new DescribeContactCommand({ InstanceId, ContactId }))
  expect(described.Contact).toMatchObject({
    Id: ContactId,
    Arn: `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}/contact/${ContactId}`,
    Channel: 'VOICE',
    InitiationMethod: 'INBOUND',
    QueueInfo: { Id: centre.test.id('queue', 'BasicQueue') },
    CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+15557001' },
    SystemEndpoint: { Address: '+15550100' },
  })
  expect(described.Contact?.InitiationTimestamp).toBeInstanceOf(Date)
  expect(described.Contact?.DisconnectTimestamp).toBeUndefined()

  await client.send(
    new UpdateContactAttributesCommand({
      InstanceId,
      InitialContactId: ContactId,
      Attributes: { plan: 'gold' },
    }),
  )
  const read = await client.send(
    new GetContactAttributesCommand({ InstanceId, InitialContactId: ContactId }),
  )
  expect(read.Attributes).toMatchObject({ plan: 'gold' })

  await client.send(new TagContactCommand({ InstanceId, ContactId, Tags: { a: '1', b: '2' } }))
  await client.send(new UntagContactCommand({ InstanceId, ContactId, TagKeys: ['a'] }))
  await client.send(new StopContactCommand({ InstanceId, ContactId }))
  const over = await client.send(new DescribeContactCommand({ InstanceId, ContactId }))
  expect(over.Contact).toMatchObject({ DisconnectReason: 'API' })
  expect(over.Contact?.Tags).toMatchObject({ b: '2' })
  await expect(
    client.send(new StopContactCommand({ InstanceId, ContactId })),
  ).rejects.toMatchObject({ name: 'ContactNotFoundException' })
})

test('a finished call is described with its agent, its times and its recording', async () => {
  const { test } = centre
  test.ready('agent1')
  const { leg, ContactId } = callThatRings()
  talk(leg)
  test.clock.advance(seconds(90))
  test.hangUp(leg)
  test.clock.advance(seconds(30))
  test.does('agent1', 'clear')
  const { Contact } = await client.send(new DescribeContactCommand({ InstanceId, ContactId }))
  expect(Contact).toMatchObject({
    DisconnectReason: 'CUSTOMER_DISCONNECT',
    AgentInfo: { Id: test.user('agent1'), AfterContactWorkDuration: 30 },
  })
  const connected = Contact?.AgentInfo?.ConnectedToAgentTimestamp?.getTime() ?? 0
  expect(Contact?.DisconnectTimestamp?.getTime()).toBeGreaterThanOrEqual(connected + 80_000)
  expect(Contact?.Recordings?.[0]).toMatchObject({
    Location: `recordings/${ContactId}.wav`,
    Status: 'AVAILABLE',
  })
})

/** With an agent ready, the call rings there at once. */
function callThatRings() {
  const { test } = centre
  const leg = test.call()
  test.choose(leg, '1')
  const ContactId = test.contacts[0]?.contactId ?? ''
  expect(test.state('agent1')).toBe('CONNECTING')
  return { leg, ContactId }
}

/** The agent accepts, and both hear out their whispers. */
function talk(leg: string): void {
  const { test } = centre
  test.does('agent1', 'accept')
  test.hearOut(test.agentLeg('agent1'))
  test.hearOut(leg)
  expect(test.state('agent1')).toBe('CONNECTED')
}

test('contacts are searched by time, queue and attribute, in pages', async () => {
  const ids: string[] = []
  for (let count = 0; count < 5; count++) {
    const { leg, ContactId } = callInQueue()
    centre.test.tell({
      type: 'contact.updateAttributes',
      contactId: ContactId,
      attributes: { parity: count % 2 === 0 ? 'even' : 'odd' },
    })
    centre.test.hangUp(leg)
    centre.test.clock.advance(seconds(60))
    ids.push(ContactId)
  }
  const now = centre.test.clock.now()
  const base = {
    InstanceId,
    TimeRange: {
      Type: 'INITIATION_TIMESTAMP' as const,
      StartTime: new Date(now - 3_600_000),
      EndTime: new Date(now),
    },
    SearchCriteria: { QueueIds: [centre.test.id('queue', 'BasicQueue')] },
    Sort: { FieldName: 'INITIATION_TIMESTAMP' as const, Order: 'ASCENDING' as const },
  }
  const first = await client.send(new SearchContactsCommand({ ...base, MaxResults: 3 }))
  const second = await client.send(
    new SearchContactsCommand({ ...base, MaxResults: 3, NextToken: first.NextToken }),
  )
  const found = [...(first.Contacts ?? []), ...(second.Contacts ?? [])]
  expect(found.map(each => each.Id)).toEqual(ids)
  expect(second.NextToken).toBeUndefined()
  expect(first.TotalCount).toBe(5)

  const odd = await client.send(
    new SearchContactsCommand({
      ...base,
      SearchCriteria: {
        SearchableContactAttributes: { Criteria: [{ Key: 'parity', Values: ['odd'] }] },
      },
    }),
  )
  expect(odd.Contacts?.map(each => each.Id)).toEqual([ids[1], ids[3]])

  const tooLong = { ...base.TimeRange, StartTime: new Date(now - 57 * 86_400_000) }
  await expect(
    client.send(new SearchContactsCommand({ ...base, TimeRange: tooLong })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
})

test('an agent is made available and shown with the contact in hand', async () => {
  const { test } = centre
  const UserId = test.user('agent1')
  test.tell({ type: 'agent.reachable', agentId: UserId, reachable: true })
  await client.send(
    new PutUserStatusCommand({
      InstanceId,
      UserId,
      AgentStatusId: test.id('agent-state', 'Available'),
    }),
  )
  expect(test.state('agent1')).toBe('Available')
  const { leg, ContactId } = callThatRings()
  talk(leg)
  const answer = await client.send(
    new GetCurrentUserDataCommand({ InstanceId, Filters: { Agents: [UserId] } }),
  )
  expect(answer.UserDataList).toHaveLength(1)
  expect(answer.UserDataList?.[0]).toMatchObject({
    User: { Id: UserId },
    Status: { StatusName: 'Available' },
    MaxSlotsByChannel: { VOICE: 1, CHAT: 2 },
    ActiveSlotsByChannel: { VOICE: 1, CHAT: 0 },
    AvailableSlotsByChannel: { VOICE: 0 },
    Contacts: [{ ContactId, Channel: 'VOICE', AgentContactState: 'CONNECTED' }],
  })
})

test('live metrics count agents and waiting contacts', async () => {
  const { test } = centre
  const counted = [
    'AGENTS_ONLINE',
    'AGENTS_AVAILABLE',
    'AGENTS_ON_CONTACT',
    'CONTACTS_IN_QUEUE',
  ] satisfies CurrentMetricName[]
  expect(await metrics(counted)).toEqual([{ Dimensions: undefined, values: [0, 0, 0, 0] }])
  test.ready('agent1')
  expect(await metrics(counted)).toEqual([{ Dimensions: undefined, values: [1, 1, 0, 0] }])
  talk(callThatRings().leg)
  test.clock.advance(seconds(1))
  callInQueue()
  test.clock.advance(seconds(12))
  const Id = test.id('queue', 'BasicQueue')
  const grouped = await metrics([...counted, 'OLDEST_CONTACT_AGE'], {
    Groupings: ['QUEUE', 'CHANNEL'],
  })
  expect(grouped).toMatchObject([
    { Dimensions: { Queue: { Id }, Channel: 'VOICE' }, values: [1, 0, 1, 1, 12] },
  ])
  // As in the service: without groupings the age is in milliseconds.
  expect(await metrics(['OLDEST_CONTACT_AGE'])).toMatchObject([{ values: [12_000] }])
})

test('live metrics need something to look at', async () => {
  await expect(
    client.send(
      new GetCurrentMetricDataCommand({
        InstanceId,
        Filters: {},
        CurrentMetrics: [{ Name: 'AGENTS_ONLINE', Unit: 'COUNT' }],
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidRequestException' })
})
