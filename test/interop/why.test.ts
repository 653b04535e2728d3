// Why an agent was offered a contact, asked of the real product.
import {
  type ConnectClient,
  CreateContactFlowCommand,
  ListAgentStatusesCommand,
  ListQueuesCommand,
  ListUsersCommand,
  PutUserStatusCommand,
  StartTaskContactCommand,
  StopContactCommand,
  UpdateUserPhoneConfigCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Terminal } from '../../src/cli/command.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { why as whyCommand } from '../../src/cli/why.ts'
import { AgentStream } from '../support/agent-stream.ts'
import { heard } from '../support/command-line.ts'
import { connectClient } from '../support/connect-client.ts'
import { action, hangUp } from '../support/flow-actions.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { until } from '../support/until.ts'

let parley: Parley
let client: ConnectClient

beforeAll(async () => {
  parley = await startParley()
  client = connectClient(parley)
}, 120_000)

afterAll(() => parley.stop())

test('why an agent was offered a task is told while it lasts, and afterwards on the command line', async () => {
  const { instanceId: InstanceId, passwords } = parley.credentials
  // Tasks are for those who see their page.
  const page = await AgentStream.open(parley, 'agent1')
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
  page.close()
}, 60_000)

/** An agent with a telephone that needs no sign-in, who takes contacts. */
async function readyAgent(InstanceId: string): Promise<string> {
  const { UserSummaryList } = await client.send(new ListUsersCommand({ InstanceId }))
  const UserId = UserSummaryList?.find(({ Username }) => Username === 'agent1')?.Id ?? ''
  const PhoneConfig = { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+12065550100' } as const
  await client.send(new UpdateUserPhoneConfigCommand({ InstanceId, UserId, PhoneConfig }))
  const { AgentStatusSummaryList } = await client.send(new ListAgentStatusesCommand({ InstanceId }))
  const AgentStatusId = AgentStatusSummaryList?.find(({ Name }) => Name === 'Available')?.Id
  await client.send(new PutUserStatusCommand({ InstanceId, UserId, AgentStatusId }))
  return UserId
}

async function flowToQueue(InstanceId: string): Promise<string> {
  const { QueueSummaryList } = await client.send(new ListQueuesCommand({ InstanceId }))
  const QueueId = QueueSummaryList?.find(({ Name }) => Name === 'BasicQueue')?.Id ?? ''
  const errors = { NoMatchingError: 'Bye' }
  const Actions = [
    action('Choose', 'UpdateContactTargetQueue', { QueueId }, { next: 'Go', errors }),
    action(
      'Go',
      'TransferContactToQueue',
      {},
      { next: 'Bye', errors: { ...errors, QueueAtCapacity: 'Bye' } },
    ),
    hangUp,
  ]
  const Content = JSON.stringify({ Version: '2019-10-30', StartAction: 'Choose', Actions })
  const { ContactFlowId = '' } = await client.send(
    new CreateContactFlowCommand({ InstanceId, Name: 'Tasks', Type: 'CONTACT_FLOW', Content }),
  )
  return ContactFlowId
}
