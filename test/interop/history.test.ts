// History of the real product: written down by one process, served by another, and the same after a
// fresh count.
import {
  type ConnectClient,
  GetMetricDataV2Command,
  ListContactFlowsCommand,
  StartTaskContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMetricsCommand } from '../../src/cli/metrics-command.ts'
import { heard } from '../support/command-line.ts'
import { connectClient } from '../support/connect-client.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { until } from '../support/until.ts'

let parley: Parley
let client: ConnectClient

beforeAll(async () => {
  parley = await startParley()
  client = connectClient(parley)
}, 120_000)

afterAll(() => parley.stop())

test('tasks that have ended are served by GetMetricDataV2 at once, and a fresh count agrees', async () => {
  const { instanceId: InstanceId } = parley.credentials
  const start = new Date()
  const flowId = await defaultFlow(InstanceId)
  for (let count = 0; count < 3; count++) {
    const { ContactId } = await client.send(
      new StartTaskContactCommand({ InstanceId, Name: 'Look', ContactFlowId: flowId }),
    )
    // Flows may end a task before anybody asks for it.
    await client.send(new StopContactCommand({ InstanceId, ContactId })).catch(() => undefined)
  }
  await until('history has the tasks', async () => (await flowsStarted(flowId, start)) === 3)
  const verified = await heard(runMetricsCommand, ['verify', '--json', ...period(start)], {
    PARLEY_DATA: parley.data,
    PARLEY_HTTP_PORT: String(parley.httpPort),
    PARLEY_ACCESS_KEY_ID: parley.credentials.accessKeyId,
    PARLEY_SECRET_ACCESS_KEY: parley.credentials.secretAccessKey,
  })
  expect(verified).toMatchObject({ code: 0, err: '' })
  const { compared, differences } = JSON.parse(verified.out) as {
    compared: number
    differences: unknown[]
  }
  expect(differences).toEqual([])
  expect(compared).toBeGreaterThan(0)
}, 60_000)

/** Undefined while the process that reads history is still starting. */
async function flowsStarted(flowId: string, start: Date): Promise<number | undefined> {
  const command = new GetMetricDataV2Command({
    ResourceArn: `arn:aws:connect:us-east-1:000000000000:instance/${parley.credentials.instanceId}`,
    StartTime: start,
    EndTime: new Date(),
    Filters: [{ FilterKey: 'FLOWS_RESOURCE_ID', FilterValues: [flowId] }],
    Metrics: [{ Name: 'FLOWS_STARTED' }],
  })
  try {
    return (await client.send(command)).MetricResults?.[0]?.Collections?.[0]?.Value
  } catch (error) {
    expect(error).toMatchObject({ message: expect.stringContaining('analytics node') })
    return undefined
  }
}

function period(start: Date): string[] {
  const from = new Date(Math.floor(start.getTime() / 60_000) * 60_000)
  return ['--from', from.toISOString(), '--to', new Date().toISOString(), '--interval', 'TOTAL']
}

async function defaultFlow(InstanceId: string): Promise<string> {
  const { ContactFlowSummaryList } = await client.send(
    new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] }),
  )
  return ContactFlowSummaryList?.[0]?.Id ?? ''
}
