// History of the real product: written down by one process, served by another, and the same after a
// fresh count.
import {
  type ConnectClient,
  CreateContactFlowCommand,
  GetMetricDataV2Command,
  ListAgentStatusesCommand,
  ListContactFlowsCommand,
  ListQueuesCommand,
  ListUsersCommand,
  PutUserStatusCommand,
  StartTaskContactCommand,
  StopContactCommand,
  UpdateUserPhoneConfigCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Terminal } from '../../src/cli/command.ts'
import { runMetricsCommand } from '../../src/cli/metrics-command.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { why as whyCommand } from '../../src/cli/why.ts'
import { heard } from '../support/command-line.ts'
import { connectClient } from '../support/connect-client.ts'
import { toQueue } from '../support/flow-actions.ts'
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

test('why an agent was offered a task is told while it lasts, and afterwards on the command line', async () => {
  const { instanceId: InstanceId, passwords } = parley.credentials
  const agentId = await readyAgent(InstanceId)
  const ContactFlowId = await flowToQueue(InstanceId)
  const { ContactId: contactId = '' } = await client.send(
    new StartTaskContactCommand({ InstanceId, Name: 'Look', ContactFlowId }),
  )
  const authorization = `Basic ${btoa(`admin:${passwords.admin}`)}`
  const routing = async () => {
    const url = `${parley.httpUrl}/api/contacts/${contactId}/routing`
    const answer = await fetch(url, { headers: { authorization } })
    return (await answer.json()) as { offers?: { outcome: string }[] }
  }
  await until('the task is offered', async () => (await routing()).offers?.[0]?.outcome === 'open')
  expect(await routing()).toMatchObject({
    contactId,
    offers: [{ username: 'agent1', rules: ['onlyAgent'], candidates: [{ username: 'agent1' }] }],
  })
  await client.send(new StopContactCommand({ InstanceId, ContactId: contactId }))
  await until('history has the offer', async () => {
    return (await routing()).offers?.[0]?.outcome === 'withdrawn'
  })
  const why = (args: readonly string[], terminal: Terminal) =>
    runCommand({ name: 'parley', about: '', commands: [whyCommand] }, ['why', ...args], terminal)
  const told = await heard(why, [contactId], { PARLEY_DATA: parley.data })
  expect(told).toMatchObject({ code: 0, err: '' })
  expect(told.out).toContain('offered to agent1: withdrawn')
  expect(told.out).toContain('nobody else could have it (onlyAgent)')
  expect(agentId).not.toBe('')
}, 60_000)

/** An agent with a telephone that needs no sign-in, who takes contacts. */
async function readyAgent(InstanceId: string): Promise<string> {
  const { UserSummaryList } = await client.send(new ListUsersCommand({ InstanceId }))
  const UserId = UserSummaryList?.find(({ Username }) => Username === 'agent1')?.Id ?? ''
  const PhoneConfig = { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+12065550100' } as const
  await client.send(new UpdateUserPhoneConfigCommand({ InstanceId, UserId, PhoneConfig }))
  const { AgentStatusSummaryList } = await client.send(
    new ListAgentStatusesCommand({ InstanceId }),
  )
  const AgentStatusId = AgentStatusSummaryList?.find(({ Name }) => Name === 'Available')?.Id
  await client.send(new PutUserStatusCommand({ InstanceId, UserId, AgentStatusId }))
  return UserId
}

async function flowToQueue(InstanceId: string): Promise<string> {
  const { QueueSummaryList } = await client.send(new ListQueuesCommand({ InstanceId }))
  const Actions = toQueue(QueueSummaryList?.find(({ Name }) => Name === 'BasicQueue')?.Id ?? '')
  const Content = JSON.stringify({ Version: '2019-10-30', StartAction: 'Choose', Actions })
  const { ContactFlowId = '' } = await client.send(
    new CreateContactFlowCommand({ InstanceId, Name: 'Tasks', Type: 'CONTACT_FLOW', Content }),
  )
  return ContactFlowId
}

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
