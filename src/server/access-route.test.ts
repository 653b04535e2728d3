import {
  type ConnectClient,
  CreateQueueCommand,
  DeleteRuleCommand,
  DescribeQueueCommand,
  ListQueuesCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../../test/support/api-centre-of-file.ts'
import { asking } from '../../test/support/ask-route.ts'
import { accessRoute } from './access-route.ts'
import { Sessions } from './sessions.ts'

const { centre, InstanceId } = await apiCentreOfFile()
const { view } = centre.test.centre
const sessions = new Sessions(Buffer.from('secret'), view)
const submit = async (...inputs: Parameters<typeof centre.test.tell>[0][]) => {
  for (const input of inputs) centre.test.tell(input)
}
const ask = asking(
  accessRoute({ centre: view, sessions, account: '000000000000', submit }),
  sessions,
  centre.test,
)
const ARN = `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}`

async function program(name: string, policy: object): Promise<ConnectClient> {
  await ask('PUT', `/api/access/${name}`, { type: 'user' })
  expect((await ask('PUT', `/api/access/${name}/policies/own`, policy as never)).status).toBe(200)
  const { json } = await ask('POST', `/api/access/${name}/keys`)
  return centre.client({
    credentials: {
      accessKeyId: String(json.accessKeyId),
      secretAccessKey: String(json.secretAccessKey),
    },
  })
}

const may = (Action: string | string[], Resource: string | string[] = '*', more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource, ...more }],
})

test('a program may do what its policy says, on what it says, and is told what it lacks', async () => {
  const id = [...view.directory.list('queue')][0]?.id ?? ''
  const client = await program(
    'reader',
    may(['connect:List*', 'connect:DescribeQueue'], [`${ARN}/queue/*`]),
  )
  expect(
    (await client.send(new ListQueuesCommand({ InstanceId }))).QueueSummaryList?.length,
  ).toBeGreaterThan(0)
  expect(
    (await client.send(new DescribeQueueCommand({ InstanceId, QueueId: id }))).Queue?.QueueId,
  ).toBe(id)
  const hours = [...view.directory.list('operating-hours')][0]?.id ?? ''
  const refused = client.send(
    new CreateQueueCommand({ InstanceId, Name: 'New', HoursOfOperationId: hours }),
  )
  await expect(refused).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(
      /user\/reader is not authorized to perform: connect:CreateQueue on resource: .*queue\/\*/,
    ),
  })
})

test('making something asks for all that it names, and for the tags it gives', async () => {
  const hours = [...view.directory.list('operating-hours')][0]?.id ?? ''
  const tagged = { Condition: { StringEquals: { 'aws:RequestTag/team': 'sales' } } }
  const both = [`${ARN}/queue/*`, `${ARN}/operating-hours/${hours}`]
  const maker = await program('maker', may('connect:CreateQueue', both, tagged))
  const make = (Name: string, Tags: Record<string, string>) =>
    maker.send(new CreateQueueCommand({ InstanceId, Name, HoursOfOperationId: hours, Tags }))
  await expect(make('Help', { team: 'help' })).rejects.toMatchObject({
    name: 'AccessDeniedException',
  })
  expect((await make('Sales', { team: 'sales' })).QueueId).toBeDefined()
  const only = await program('half', may('connect:CreateQueue', `${ARN}/queue/*`))
  const refused = only.send(
    new CreateQueueCommand({ InstanceId, Name: 'X', HoursOfOperationId: hours }),
  )
  await expect(refused).rejects.toThrow(/operating-hours/)
})

test('a policy that names an address holds for calls from there alone', async () => {
  const from = (address: string) => ({ Condition: { IpAddress: { 'aws:SourceIp': address } } })
  const near = await program('near', may('connect:ListQueues', '*', from('127.0.0.0/8')))
  const far = await program('far', may('connect:ListQueues', '*', from('192.0.2.0/24')))
  await near.send(new ListQueuesCommand({ InstanceId }))
  await expect(far.send(new ListQueuesCommand({ InstanceId }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  })
})

test('a key that is deleted opens nothing any more, and neither does that of a program that is gone', async () => {
  const client = await program('leaver', may('connect:*'))
  await client.send(new ListQueuesCommand({ InstanceId }))
  await ask('DELETE', '/api/access/leaver')
  await expect(client.send(new ListQueuesCommand({ InstanceId }))).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
  })
  expect((await ask('GET', '/api/access/leaver')).status).toBe(404)
})

test('wrong names, types and policies are refused in a sentence, and agents see nothing', async () => {
  await ask('PUT', '/api/access/app', { type: 'role' })
  expect((await ask('PUT', '/api/access/app', { type: 'user' })).status).toBe(409)
  expect((await ask('POST', '/api/access/app/keys')).status).toBe(409)
  expect((await ask('PUT', '/api/access/new', { type: 'robot' })).status).toBe(400)
  expect((await ask('PUT', '/api/access/%zz', { type: 'user' })).status).toBe(400)
  expect((await ask('PUT', '/api/access/app/policies/p', { Statement: [] })).body).toContain(
    '1 to 100',
  )
  expect((await ask('GET', '/api/access', undefined, 'agent1')).status).toBe(401)
  await ask('PUT', '/api/access/app/policies/p', may('connect:List*') as never)
  const asked = { action: 'connect:ListUsers', resource: ARN }
  expect((await ask('POST', '/api/access/app/simulate', asked)).json).toEqual({
    decision: 'allowed',
  })
})

test('what a policy says of one rule holds for that rule', async () => {
  const client = await program('ruler', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'connect:*', Resource: '*' },
      { Effect: 'Deny', Action: 'connect:DeleteRule', Resource: `${ARN}/rule/kept` },
    ],
  })
  const remove = (RuleId: string) => client.send(new DeleteRuleCommand({ InstanceId, RuleId }))
  await expect(remove('kept')).rejects.toMatchObject({ name: 'AccessDeniedException' })
  await expect(remove('other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test('of two policies that are given at once, both are kept', async () => {
  await ask('PUT', '/api/access/both', { type: 'user' })
  const give = (name: string) =>
    ask('PUT', `/api/access/both/policies/${name}`, may('connect:List*') as never)
  await Promise.all([give('one'), give('two')])
  const { json } = await ask('GET', '/api/access/both')
  expect(Object.keys(json.Policies as object)).toEqual(['one', 'two'])
})
