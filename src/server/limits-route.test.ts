import {
  CreateAgentStatusCommand,
  CreateContactFlowCommand,
  CreateDataTableAttributeCommand,
  CreateDataTableCommand,
  CreateEvaluationFormCommand,
  CreateHoursOfOperationCommand,
  CreatePredefinedAttributeCommand,
  CreatePromptCommand,
  CreateQueueCommand,
  CreateQuickConnectCommand,
  CreateRoutingProfileCommand,
  CreateRuleCommand,
  CreateSecurityProfileCommand,
  CreateTaskTemplateCommand,
  CreateUserCommand,
  CreateUserHierarchyGroupCommand,
  CreateViewCommand,
  DescribeQueueCommand,
  ListQueuesCommand,
  StartTaskContactCommand,
  UpdateUserHierarchyStructureCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { apiCentreOfFile } from '../../test/support/api-centre-of-file.ts'
import { asking } from '../../test/support/ask-route.ts'
import { LOW_SCORE_RULE } from '../../test/support/low-score-rule.ts'
import type { Limits } from '../api/contract/limits-http.ts'
import type { JsonObject } from '../core/json.ts'
import { limitsRoute } from './limits-route.ts'
import { Sessions } from './sessions.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const { view } = centre.test.centre
const sessions = new Sessions(Buffer.from('secret'), view)
const submit = async (...inputs: Parameters<typeof centre.test.tell>[0][]) => {
  for (const input of inputs) centre.test.tell(input)
}
const ask = asking(limitsRoute({ centre: view, sessions, submit }), sessions, centre.test)
const HoursOfOperationId = centre.test.id('operating-hours', 'Basic Hours')
const QueueId = centre.test.id('queue', 'BasicQueue')

afterEach(() => {
  for (const kind of ['request-rate', 'quota'] as const) {
    for (const { id } of [...view.directory.list(kind)]) {
      centre.test.tell({ type: 'config.delete', kind, id })
    }
  }
})

async function set(path: string, body: JsonObject): Promise<void> {
  expect(await ask('PUT', `/api/limits/${path}`, body)).toMatchObject({ status: 200 })
}

async function limits(): Promise<Limits> {
  return JSON.parse((await ask('GET', '/api/limits')).body)
}

test('who calls more often than they may is told so, and the SDK tries again until it may', async () => {
  await set('rates/DescribeQueue/*', { perSecond: 10, burst: 2 })
  const describe = () => new DescribeQueueCommand({ InstanceId, QueueId })
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => client.send(describe())))
  const refused = outcomes.flatMap(each => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused).toHaveLength(2)
  for (const error of refused) {
    expect(error).toMatchObject({
      name: 'TooManyRequestsException',
      message: expect.stringContaining('DescribeQueue may be called 10 times a second'),
      $metadata: { httpStatusCode: 429 },
    })
  }
  const patient = centre.client({ maxAttempts: 10 })
  const answers = await Promise.all([1, 2, 3].map(() => patient.send(describe())))
  expect(answers.map(each => each.Queue?.QueueId)).toEqual([QueueId, QueueId, QueueId])
  expect(answers.some(({ $metadata }) => ($metadata.attempts ?? 1) > 1)).toBe(true)
  // Others may still be asked.
  await client.send(new ListQueuesCommand({ InstanceId }))
})

test('the other exception of throttled calls can be asked for, and a rate may be for one program alone', async () => {
  await set('rates/*/admin', { perSecond: 0.01, burst: 1, exception: 'ThrottlingException' })
  await set('rates/*/somebody', { perSecond: 0.01, burst: 1 })
  const before = Number(centre.api.figures.api_requests_throttled)
  const list = () => client.send(new ListQueuesCommand({ InstanceId }))
  await list()
  await expect(list()).rejects.toMatchObject({ name: 'ThrottlingException' })
  expect(centre.api.figures.api_requests_throttled).toBe(before + 1)
})

test('our own pages are never held up', async () => {
  await set('rates/*/*', { perSecond: 0.01, burst: 1 })
  const arn = `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}/agent/x`
  const request = {
    method: 'GET',
    rawPath: `/queues-summary/${InstanceId}`,
    query: '',
    headers: {},
    body: new Uint8Array(),
  }
  for (let i = 0; i < 3; i++) {
    const answer = await centre.api.handle(request, { arn, userId: centre.test.user('admin') })
    expect(answer?.status).toBe(200)
  }
})

const NAME = 'One too many'
const Items = [
  {
    Section: {
      RefId: 's',
      Title: 'S',
      Items: [{ Question: { RefId: 'q', Title: 'Q', QuestionType: 'TEXT' as const } }],
    },
  },
]
/** For each kind: what makes one more, and what the refusal is called. */
const KINDS: readonly (readonly [quota: string, make: () => object, error: string])[] = [
  [
    'queues',
    () => new CreateQueueCommand({ InstanceId, Name: NAME, HoursOfOperationId }),
    'LimitExceededException',
  ],
  [
    'hours',
    () =>
      new CreateHoursOfOperationCommand({ InstanceId, Name: NAME, TimeZone: 'UTC', Config: [] }),
    'LimitExceededException',
  ],
  [
    'agent-statuses',
    () => new CreateAgentStatusCommand({ InstanceId, Name: NAME, State: 'ENABLED' }),
    'LimitExceededException',
  ],
  [
    'security-profiles',
    () => new CreateSecurityProfileCommand({ InstanceId, SecurityProfileName: NAME }),
    'LimitExceededException',
  ],
  [
    'hierarchy',
    () => new CreateUserHierarchyGroupCommand({ InstanceId, Name: NAME }),
    'LimitExceededException',
  ],
  [
    'predefined-attributes',
    () =>
      new CreatePredefinedAttributeCommand({
        InstanceId,
        Name: NAME,
        Values: { StringList: ['a'] },
      }),
    'LimitExceededException',
  ],
  [
    'data-tables',
    () =>
      new CreateDataTableCommand({
        InstanceId,
        Name: 'OneTooMany',
        TimeZone: 'UTC',
        ValueLockLevel: 'NONE',
        Status: 'PUBLISHED',
      }),
    'ServiceQuotaExceededException',
  ],
  [
    'task-templates',
    () =>
      new CreateTaskTemplateCommand({
        InstanceId,
        Name: NAME,
        Fields: [{ Id: { Name: 'Task name' }, Type: 'NAME' }],
      }),
    'ServiceQuotaExceededException',
  ],
  [
    'evaluation-forms',
    () => new CreateEvaluationFormCommand({ InstanceId, Title: NAME, Items }),
    'ServiceQuotaExceededException',
  ],
  [
    'routing-profiles',
    () =>
      new CreateRoutingProfileCommand({
        InstanceId,
        Name: NAME,
        Description: NAME,
        DefaultOutboundQueueId: QueueId,
        MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
      }),
    'LimitExceededException',
  ],
  [
    'users',
    () =>
      new CreateUserCommand({
        InstanceId,
        Username: 'one-too-many',
        Password: 'Passw0rd!',
        PhoneConfig: { PhoneType: 'SOFT_PHONE' },
        SecurityProfileIds: [centre.test.id('security-profile', 'Agent')],
        RoutingProfileId: centre.test.id('routing-profile', 'Basic Routing Profile'),
      }),
    'LimitExceededException',
  ],
  [
    'quick-connects',
    () =>
      new CreateQuickConnectCommand({
        InstanceId,
        Name: NAME,
        QuickConnectConfig: {
          QuickConnectType: 'PHONE_NUMBER',
          PhoneConfig: { PhoneNumber: '+15550199' },
        },
      }),
    'LimitExceededException',
  ],
  [
    'contact-flows',
    () =>
      new CreateContactFlowCommand({
        InstanceId,
        Name: NAME,
        Type: 'CONTACT_FLOW',
        Content: JSON.stringify({
          Version: '2019-10-30',
          StartAction: 'a',
          Actions: [
            { Identifier: 'a', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
          ],
        }),
      }),
    'LimitExceededException',
  ],
  [
    'rules',
    () =>
      new CreateRuleCommand({
        InstanceId,
        Name: 'OneTooMany',
        TriggerEventSource: { EventSourceName: 'OnContactEvaluationSubmit' },
        ...LOW_SCORE_RULE,
        PublishStatus: 'DRAFT',
      }),
    'ServiceQuotaExceededException',
  ],
  [
    'views',
    () =>
      new CreateViewCommand({
        InstanceId,
        Name: NAME,
        Status: 'SAVED',
        Content: { Template: '{}', Actions: [] },
      }),
    'ServiceQuotaExceededException',
  ],
]

beforeAll(async () => {
  const HierarchyStructure = { LevelOne: { Name: 'Site' } }
  await client.send(new UpdateUserHierarchyStructureCommand({ InstanceId, HierarchyStructure }))
})

test.each(KINDS)('no more %s than the quota allows are made', async (quota, make, error) => {
  const { quotas } = await limits()
  const used = quotas.find(each => each.name === quota)?.used ?? 0
  await set(`quotas/${quota}`, { limit: used })
  await expect(client.send(make() as never)).rejects.toMatchObject({
    name: error,
    message: expect.stringContaining(`The quota ${quota} is ${used}`),
  })
  expect((await limits()).quotas.find(each => each.name === quota)).toMatchObject({ used })
  await ask('DELETE', `/api/limits/quotas/${quota}`)
  expect((await limits()).quotas.find(each => each.name === quota)?.limit).not.toBe(used)
})

test('a raised quota has room for more, and one for each table counts that table alone', async () => {
  await set('quotas/data-table-attributes', { limit: 1 })
  const made = await client.send(
    new CreateDataTableCommand({
      InstanceId,
      Name: 'Counted',
      TimeZone: 'UTC',
      ValueLockLevel: 'NONE',
      Status: 'PUBLISHED',
    }),
  )
  const add = (Name: string) =>
    client.send(
      new CreateDataTableAttributeCommand({
        InstanceId,
        DataTableId: made.Id,
        Name,
        ValueType: 'TEXT',
      }),
    )
  await add('first')
  await expect(add('second')).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' })
  await set('quotas/data-table-attributes', { limit: 2 })
  await add('second')
})

test('no more tasks go on than the quota allows', async () => {
  await set('quotas/active-tasks', { limit: 1 })
  const start = () =>
    client.send(
      new StartTaskContactCommand({
        InstanceId,
        Name: 'Work',
        ScheduledTime: new Date(centre.test.clock.now() + 3_600_000),
        ContactFlowId: centre.test.id('contact-flow', 'Sample inbound flow'),
      }),
    )
  await start()
  await expect(start()).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' })
})

test('a prompt refused for its quota leaves nothing behind', async () => {
  await set('quotas/prompts', { limit: 0 })
  const prompt = new CreatePromptCommand({ InstanceId, Name: NAME, S3Uri: 's3://bucket/none.wav' })
  await expect(client.send(prompt)).rejects.toThrow()
})

test('limits that make no sense are refused with a sentence, and only administrators set any', async () => {
  const wrong: readonly (readonly [string, JsonObject, number])[] = [
    ['quotas/unicorns', { limit: 1 }, 404],
    ['quotas/queues', { limit: -1 }, 400],
    ['quotas/queues', { limit: '7' }, 400],
    ['rates/DescribeUnicorn/*', { perSecond: 1 }, 404],
    ['rates/DescribeQueue/*', { perSecond: 0 }, 400],
    ['rates/DescribeQueue/*', { perSecond: 1, burst: 0 }, 400],
    ['rates/DescribeQueue/*', { perSecond: 1, exception: 'Oops' }, 400],
    ['rates/DescribeQueue/a%20b', { perSecond: 1 }, 400],
    ['rates/DescribeQueue/%zz', { perSecond: 1 }, 400],
    ['rates', {}, 404],
  ]
  for (const [path, body, status] of wrong) {
    expect([path, (await ask('PUT', `/api/limits/${path}`, body)).status]).toEqual([path, status])
  }
  expect((await ask('DELETE', '/api/limits/rates/ListQueues/*')).status).toBe(404)
  expect((await ask('GET', '/api/limits', {}, 'agent1')).status).toBe(401)
  expect((await limits()).rates).toEqual([])
})
