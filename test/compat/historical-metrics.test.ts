// What was, as the unmodified AWS SDK is told of it: GetMetricDataV2 and GetMetricData.
import {
  type ConnectClient,
  GetMetricDataCommand,
  GetMetricDataV2Command,
  type GetMetricDataV2CommandInput,
  type HistoricalMetricName,
  type MetricResultV2,
  type MetricV2,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { differencesOf } from '../../src/cli/metrics/differences.ts'
import { FACT_KINDS, recount } from '../../src/cli/metrics/recount.ts'
import { servedRows } from '../../src/cli/metrics/served-rows.ts'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { Fact, FactKind } from '../../src/core/metrics/fact.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let centre: ApiCentre
let client: ConnectClient
let start: number
let queueId: string

beforeEach(async () => {
  centre = await startApiCentre()
  client = centre.client()
  const { test: story } = centre
  // A full hour, so that intervals are easily told.
  story.clock.advance(minutes(60) - (story.clock.now() % minutes(60)))
  start = story.clock.now()
  queueId = story.id('queue', 'BasicQueue')
})

afterEach(async () => {
  expect(centre.failures).toEqual([])
  await centre.close()
})

/** Somebody calls and presses 1 for the queue; nobody is free yet. */
function callInQueue(): string {
  const leg = centre.test.call()
  centre.test.choose(leg, '1')
  return leg
}

/** 10 s in the queue, 2 s of ringing, 60 s of talk of which 20 s on hold, 30 s of work after it. */
function handledCall(): void {
  const { test: story } = centre
  callInQueue()
  story.clock.advance(seconds(10))
  story.ready('agent1')
  story.clock.advance(seconds(2))
  story.does('agent1', 'accept')
  story.promptOver(story.agentLeg('agent1'))
  expect(story.state('agent1')).toBe('CONNECTED')
  story.clock.advance(seconds(40))
  story.does('agent1', 'hold')
  story.clock.advance(seconds(20))
  story.does('agent1', 'resume')
  story.does('agent1', 'hangUp')
  story.clock.advance(seconds(30))
  story.does('agent1', 'clear')
}

/** Gives up after 25 s. */
function abandonedCall(): void {
  const leg = callInQueue()
  centre.test.clock.advance(seconds(25))
  centre.test.hangUp(leg)
  // Reports end before the instant they name.
  centre.test.clock.advance(seconds(1))
}

const command = (Metrics: MetricV2[], more: Partial<GetMetricDataV2CommandInput> = {}) =>
  new GetMetricDataV2Command({
    ResourceArn: `arn:aws:connect:us-east-1:000000000000:instance/${centre.instanceId}`,
    StartTime: new Date(start),
    EndTime: new Date(centre.test.clock.now()),
    Filters: [{ FilterKey: 'QUEUE', FilterValues: [queueId] }],
    Metrics,
    ...more,
  })

async function report(Metrics: MetricV2[], more: Partial<GetMetricDataV2CommandInput> = {}) {
  return (await client.send(command(Metrics, more))).MetricResults ?? []
}

const named = (...names: string[]) => names.map(Name => ({ Name }))
const within = (Name: string, ThresholdValue: number, Comparison = 'LT') => ({
  Name,
  Threshold: [{ Comparison, ThresholdValue }],
})

function valuesOf(result: MetricResultV2 | undefined) {
  return Object.fromEntries(
    (result?.Collections ?? []).map(({ Metric, Value }) => [Metric?.Name, Value]),
  )
}

test('a handled and an abandoned call, as Connect counts them', async () => {
  handledCall()
  abandonedByBusyAgent()
  const [total] = await report([
    ...named('CONTACTS_QUEUED', 'CONTACTS_HANDLED', 'CONTACTS_ABANDONED', 'ABANDONMENT_RATE'),
    ...named('AVG_QUEUE_ANSWER_TIME', 'AVG_ABANDON_TIME', 'MAX_QUEUED_TIME', 'AVG_HANDLE_TIME'),
    ...named('AVG_INTERACTION_TIME', 'AVG_HOLD_TIME', 'SUM_AFTER_CONTACT_WORK_TIME', 'AVG_HOLDS'),
    within('SERVICE_LEVEL', 20),
    within('SUM_CONTACTS_ANSWERED_IN_X', 12, 'LTE'),
    within('SUM_CONTACTS_ABANDONED_IN_X', 25),
  ])
  expect(valuesOf(total)).toEqual({
    CONTACTS_QUEUED: 2,
    CONTACTS_HANDLED: 1,
    CONTACTS_ABANDONED: 1,
    ABANDONMENT_RATE: 50,
    AVG_QUEUE_ANSWER_TIME: 12,
    AVG_ABANDON_TIME: 25,
    MAX_QUEUED_TIME: 25,
    AVG_HANDLE_TIME: 90,
    AVG_INTERACTION_TIME: 40,
    AVG_HOLD_TIME: 20,
    SUM_AFTER_CONTACT_WORK_TIME: 30,
    AVG_HOLDS: 1,
    SERVICE_LEVEL: 50,
    SUM_CONTACTS_ANSWERED_IN_X: 1,
    SUM_CONTACTS_ABANDONED_IN_X: 0,
  })
})

function abandonedByBusyAgent(): void {
  centre.test.setStatus('agent1', 'Offline')
  abandonedCall()
}

test('a queue with nothing shows zeros, and averages of nothing have no value', async () => {
  centre.test.clock.advance(minutes(1))
  const rows = await report(named('CONTACTS_QUEUED', 'SUM_HANDLE_TIME', 'AVG_HANDLE_TIME'), {
    Groupings: ['QUEUE'],
  })
  expect(rows.map(valuesOf)).toEqual([
    { CONTACTS_QUEUED: 0, SUM_HANDLE_TIME: 0, AVG_HANDLE_TIME: undefined },
  ])
  expect(rows[0]?.Dimensions).toEqual({
    QUEUE: queueId,
    QUEUE_ARN: expect.stringContaining(`/queue/${queueId}`),
  })
})

test("an agent's time is told to the second, the stretch that goes on included", async () => {
  handledCall()
  centre.test.clock.advance(seconds(58))
  centre.test.setStatus('agent1', 'Offline')
  centre.test.clock.advance(minutes(2))
  const rows = await report(
    named(
      'SUM_ONLINE_TIME_AGENT',
      'SUM_CONTACT_TIME_AGENT',
      'SUM_IDLE_TIME_AGENT',
      'AGENT_OCCUPANCY',
      'SUM_NON_PRODUCTIVE_TIME_AGENT',
    ),
    {
      Filters: [{ FilterKey: 'AGENT', FilterValues: [centre.test.user('agent1')] }],
      Groupings: ['AGENT'],
    },
  )
  const values = valuesOf(rows[0])
  expect(values).toEqual({
    SUM_ONLINE_TIME_AGENT: 150,
    SUM_CONTACT_TIME_AGENT: 90,
    SUM_IDLE_TIME_AGENT: 58,
    AGENT_OCCUPANCY: (90 * 100) / 148,
    SUM_NON_PRODUCTIVE_TIME_AGENT: 0,
  })
})

test('a stretch that ends while a report is counted counts once', async () => {
  const { test: story } = centre
  story.ready('agent1')
  story.clock.advance(minutes(50))
  centre.counting.meanwhile = () => story.setStatus('agent1', 'Offline')
  const rows = await report(named('SUM_ONLINE_TIME_AGENT'), {
    Filters: [{ FilterKey: 'AGENT', FilterValues: [story.user('agent1')] }],
    Groupings: ['AGENT'],
  })
  expect(valuesOf(rows[0])).toEqual({ SUM_ONLINE_TIME_AGENT: 3000 })
})

test('intervals follow the clock on the wall, and a stretch counts in each for what lies in it', async () => {
  const { test: story } = centre
  story.clock.advance(minutes(10))
  story.ready('agent1')
  story.clock.advance(minutes(40))
  const rows = await report(named('SUM_IDLE_TIME_AGENT'), {
    Filters: [{ FilterKey: 'AGENT', FilterValues: [story.user('agent1')] }],
    Interval: { IntervalPeriod: 'FIFTEEN_MIN', TimeZone: 'Asia/Kathmandu' },
  })
  expect(rows.map(row => row.Collections?.[0]?.Value)).toEqual([300, 900, 900, 300])
  expect(rows.map(row => row.MetricInterval?.StartTime?.getTime())).toEqual(
    [0, 15, 30, 45].map(each => start + minutes(each)),
  )
})

test('offers, flows and groupings', async () => {
  const { test: story } = centre
  handledCall()
  story.clock.advance(seconds(1))
  const [offers] = await report(
    [
      ...named('AGENT_ANSWER_RATE', 'AGENT_NON_RESPONSE'),
      {
        Name: 'SUM_CONNECTING_TIME_AGENT',
        MetricFilters: [{ MetricFilterKey: 'INITIATION_METHOD', MetricFilterValues: ['INBOUND'] }],
      },
    ],
    { Groupings: ['QUEUE', 'CHANNEL', 'AGENT'] },
  )
  expect(valuesOf(offers)).toEqual({
    AGENT_ANSWER_RATE: 100,
    AGENT_NON_RESPONSE: 0,
    SUM_CONNECTING_TIME_AGENT: 2,
  })
  expect(offers?.Dimensions).toMatchObject({ CHANNEL: 'VOICE', AGENT: story.user('agent1') })
  const flows = await report(named('FLOWS_STARTED', 'FLOWS_OUTCOME', 'AVG_FLOW_TIME'), {
    Filters: [{ FilterKey: 'FLOW_TYPE', FilterValues: ['CONTACT_FLOW'] }],
    Groupings: ['FLOWS_OUTCOME_TYPE'],
  })
  expect(flows.map(row => [row.Dimensions?.FLOWS_OUTCOME_TYPE, valuesOf(row)])).toEqual([
    ['TRANSFERRED_TO_QUEUE', { FLOWS_STARTED: 1, FLOWS_OUTCOME: 1, AVG_FLOW_TIME: 0 }],
  ])
})

test("an agent's own queue is asked for by the agent's id", async () => {
  const { test: story } = centre
  const agentId = story.user('agent1')
  const flowId = story.publish('To Ana', [
    {
      Identifier: 'a',
      Type: 'UpdateContactTargetQueue',
      Parameters: { AgentId: agentId },
      Transitions: { NextAction: 'b', Errors: [] },
    },
    {
      Identifier: 'b',
      Type: 'TransferContactToQueue',
      Parameters: {},
      Transitions: { Errors: [] },
    },
  ])
  const contactId = story.task(flowId)
  story.clock.advance(seconds(4))
  story.tell({ type: 'contact.stop', contactId })
  story.clock.advance(seconds(1))
  const [row] = await report(named('CONTACTS_QUEUED', 'MAX_QUEUED_TIME'), {
    Filters: [{ FilterKey: 'QUEUE', FilterValues: [agentId] }],
  })
  expect(valuesOf(row)).toEqual({ CONTACTS_QUEUED: 1, MAX_QUEUED_TIME: 4 })
})

/** What was written down, with stays in queues that ended so much later. */
async function* factsLeft(kind: FactKind, lateMs: number): AsyncIterable<Fact> {
  for (const event of centre.test.events) {
    if (event.type !== 'fact' || event.fact.kind !== kind) continue
    const { fact } = event
    yield fact.kind === 'queueStay' ? { ...fact, leftAt: fact.leftAt + lateMs } : fact
  }
}

test('a fresh count of every metric agrees with what is served, and finds a number that does not', async () => {
  const { test: story } = centre
  handledCall()
  abandonedByBusyAgent()
  story.clock.advance(minutes(90))
  story.ready('agent1')
  story.setStatus('agent1', 'Offline')
  const borders = [start, start + minutes(60), story.clock.now()]
  const period = { borders, period: 'HOUR' as const, zone: 'UTC' }
  const recounted = (lateMs = 0) =>
    recount(kind => factsLeft(kind, lateMs), { borders, kinds: FACT_KINDS })
  const compared = async (late?: number) => {
    const differences = []
    for (const each of await recounted(late)) {
      const rows = await servedRows(client, centre.instanceId, period, each)
      expect(rows.length).toBe(each.rows.length)
      differences.push(...differencesOf(each, rows))
    }
    return differences
  }
  expect(await compared()).toEqual([])
  const wrong = await compared(1)
  expect(new Set(wrong.map(({ metric }) => metric))).toContain('AVG_QUEUE_ANSWER_TIME')
  expect(wrong.find(({ metric }) => metric === 'MAX_QUEUED_TIME')).toMatchObject({
    grouping: 'QUEUE',
    id: queueId,
    served: 25,
    counted: 25.001,
  })
})

test('a long report comes in pages, each row once', async () => {
  const { test: story } = centre
  handledCall()
  story.clock.advance(minutes(60 * 26))
  const queues = ['BasicQueue'].map(name => story.id('queue', name))
  const more = {
    Filters: [{ FilterKey: 'QUEUE', FilterValues: [...queues, 'gone-since'] }],
    Groupings: ['QUEUE'],
    Interval: { IntervalPeriod: 'HOUR' as const },
    MaxResults: 7,
  }
  const seen: string[] = []
  for (let NextToken: string | undefined, page = 0; page === 0 || NextToken; page++) {
    const answer = await client.send(
      command(named('CONTACTS_QUEUED'), { ...more, ...(NextToken && { NextToken }) }),
    )
    for (const { Dimensions, MetricInterval } of answer.MetricResults ?? []) {
      seen.push(`${Dimensions?.QUEUE} ${MetricInterval?.StartTime?.toISOString()}`)
    }
    NextToken = answer.NextToken
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength(2 * 27)
})

test('the older operation tells the same under the older names', async () => {
  const { test: story } = centre
  handledCall()
  abandonedByBusyAgent()
  story.clock.advance(minutes(60) - (story.clock.now() % minutes(60)))
  const metric = (Name: HistoricalMetricName, more: object = {}) => ({ Name, ...more })
  const { MetricResults } = await client.send(
    new GetMetricDataCommand({
      InstanceId: centre.instanceId,
      StartTime: new Date(start),
      EndTime: new Date(story.clock.now()),
      Filters: { Queues: [queueId], Channels: ['VOICE'] },
      Groupings: ['QUEUE'],
      HistoricalMetrics: [
        metric('CONTACTS_QUEUED', { Statistic: 'SUM', Unit: 'COUNT' }),
        metric('HANDLE_TIME', { Statistic: 'AVG', Unit: 'SECONDS' }),
        metric('OCCUPANCY', { Statistic: 'AVG', Unit: 'PERCENT' }),
        metric('QUEUED_TIME', { Statistic: 'MAX', Unit: 'SECONDS' }),
        metric('SERVICE_LEVEL', { Threshold: { Comparison: 'LT', ThresholdValue: 15 } }),
        metric('CONTACTS_AGENT_HUNG_UP_FIRST'),
      ],
    }),
  )
  const [row] = MetricResults ?? []
  expect(row?.Dimensions?.Queue?.Id).toBe(queueId)
  expect(row?.Collections?.map(({ Value }) => Value)).toEqual([2, 90, 100, 25, 50, 1])
})

test('what cannot be told is refused in a sentence', async () => {
  centre.test.clock.advance(minutes(1))
  const refusal = async (Metrics: MetricV2[], more: Partial<GetMetricDataV2CommandInput> = {}) => {
    const error = await client.send(command(Metrics, more)).catch((thrown: Error) => thrown)
    return error instanceof Error ? `${error.name}: ${error.message}` : 'no refusal'
  }
  const queued = named('CONTACTS_QUEUED')
  const filter = (FilterKey: string, ...FilterValues: string[]) => ({
    Filters: [{ FilterKey, FilterValues }],
  })
  const wrong = 'InvalidParameterException: '
  expect([
    await refusal(named('NO_SUCH_METRIC')),
    await refusal(named('AVG_TALK_TIME')),
    await refusal(named('SERVICE_LEVEL')),
    await refusal([within('CONTACTS_QUEUED', 3)]),
    await refusal([within('SERVICE_LEVEL', 0.5)]),
    await refusal(queued, filter('CHANNEL', 'VOICE')),
    await refusal(queued, filter('CASE_STATUS', 'open')),
    await refusal(named('AGENT_OCCUPANCY')),
    await refusal(queued, { StartTime: new Date(start + minutes(5)) }),
    await refusal(queued, { EndTime: new Date(start + minutes(60)) }),
    await refusal(queued, { Interval: { TimeZone: 'Mars/Olympus' } }),
    await refusal(queued, { NextToken: 'forged' }),
    await refusal(queued, { Groupings: ['QUEUE', 'QUEUE'] }),
  ]).toEqual(
    [
      'There is no metric NO_SUCH_METRIC.',
      'The metric AVG_TALK_TIME needs conversational analytics, which is not built yet.',
      'The metric SERVICE_LEVEL needs a threshold with LT or LTE.',
      'The metric CONTACTS_QUEUED has no threshold.',
      'ThresholdValue of SERVICE_LEVEL must be a whole number from 1 to 604800.',
      'Filters must contain one of QUEUE, ROUTING_PROFILE, AGENT, FLOWS_RESOURCE_ID, FLOW_TYPE.',
      'Nothing here can be grouped or filtered by CASE_STATUS.',
      'The metric AGENT_OCCUPANCY cannot be told apart by QUEUE.',
      'StartTime must be before EndTime.',
      'EndTime must not be later than now.',
      'There is no time zone Mars/Olympus.',
      'NextToken is not one of ours.',
      'Groupings must not name anything twice.',
    ].map(sentence => wrong + sentence),
  )
})
