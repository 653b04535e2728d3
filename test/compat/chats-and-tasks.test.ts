// Chats, tasks and views through the AWS SDK as it comes.
import {
  AssociateContactWithUserCommand,
  type ConnectClient,
  CreateParticipantCommand,
  CreatePersistentContactAssociationCommand,
  CreateQuickConnectCommand,
  CreateTaskTemplateCommand,
  CreateViewCommand,
  CreateViewVersionCommand,
  DeleteTaskTemplateCommand,
  DeleteViewCommand,
  DeleteViewVersionCommand,
  DescribeContactCommand,
  DescribeViewCommand,
  GetTaskTemplateCommand,
  ListContactReferencesCommand,
  ListTaskTemplatesCommand,
  ListViewsCommand,
  ListViewVersionsCommand,
  MonitorContactCommand,
  PauseContactCommand,
  type PropertyValidationException,
  type RehydrationType,
  ResumeContactCommand,
  SearchViewsCommand,
  StartChatContactCommand,
  StartTaskContactCommand,
  StopContactCommand,
  type TaskTemplateField,
  TransferContactCommand,
  UpdateContactCommand,
  UpdateContactScheduleCommand,
  UpdateContactTaskTemplateCommand,
  UpdateParticipantRoleConfigCommand,
  UpdateTaskTemplateCommand,
  UpdateViewContentCommand,
  UpdateViewMetadataCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { minutes } from '../../src/core/instant.ts'
import type { Json } from '../../src/core/json.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let centre: ApiCentre
let client: ConnectClient
let InstanceId: string
let ContactFlowId: string

beforeEach(async () => {
  centre = await startApiCentre()
  client = centre.client()
  InstanceId = centre.instanceId
  ContactFlowId = publishToQueue()
})

afterEach(async () => {
  expect(centre.failures).toEqual([])
  await centre.close()
})

function publishToQueue(type: 'CONTACT_FLOW' | 'QUEUE_TRANSFER' = 'CONTACT_FLOW'): string {
  const QueueId = centre.test.id('queue', 'BasicQueue')
  const Errors = [{ ErrorType: 'NoMatchingError', NextAction: 'end' }]
  const step = (Identifier: string, Type: string, Parameters: Json, NextAction: string): Json => {
    return { Identifier, Type, Parameters, Transitions: { NextAction, Errors } }
  }
  return centre.test.publish(
    `To queue ${type}`,
    [
      step('hi', 'MessageParticipant', { Text: 'Welcome.' }, 'set'),
      step('set', 'UpdateContactTargetQueue', { QueueId }, 'go'),
      step('go', 'TransferContactToQueue', {}, 'end'),
      { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ],
    type,
  )
}

const described = async (ContactId: string | undefined) =>
  (await client.send(new DescribeContactCommand({ InstanceId, ContactId }))).Contact

const startTask = async (more: object = {}) =>
  (
    await client.send(
      new StartTaskContactCommand({ InstanceId, ContactFlowId, Name: 'Call back', ...more }),
    )
  ).ContactId ?? ''

describe('a chat', () => {
  const started = (more: object = {}) =>
    client.send(
      new StartChatContactCommand({
        InstanceId,
        ContactFlowId,
        ParticipantDetails: { DisplayName: 'Cleo' },
        Attributes: { order: '42' },
        ...more,
      }),
    )

  test('is started, waits for an agent, and is stopped', async () => {
    const { ContactId, ParticipantId, ParticipantToken } = await started({
      InitialMessage: { ContentType: 'text/plain', Content: 'Where is it?' },
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Chat' } },
    })
    expect(ParticipantId).toMatch(/^[0-9a-f-]{36}$/)
    expect(ParticipantToken?.length).toBeGreaterThan(64)
    expect(centre.test.lines(ContactId ?? '')).toEqual([
      '(CUSTOMER participant.joined)',
      'Where is it?',
      'Welcome.',
    ])
    expect(await described(ContactId)).toMatchObject({
      Channel: 'CHAT',
      InitiationMethod: 'API',
      Attributes: { order: '42' },
      QueueInfo: { Id: centre.test.id('queue', 'BasicQueue') },
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Chat' } },
    })
    await client.send(new StopContactCommand({ InstanceId, ContactId }))
    expect((await described(ContactId))?.DisconnectReason).toBe('API')
  })

  test('started twice with one client token is one chat, with one participant token', async () => {
    const first = await started({ ClientToken: 'once' })
    const second = await started({ ClientToken: 'once' })
    expect(second.ContactId).toBe(first.ContactId)
    expect(second.ParticipantToken).toBe(first.ParticipantToken)
    expect(centre.test.contacts).toHaveLength(1)
  })

  test('goes on with one of before', async () => {
    const first = await started()
    await client.send(new StopContactCommand({ InstanceId, ContactId: first.ContactId }))
    const PersistentChat = {
      SourceContactId: first.ContactId,
      RehydrationType: 'ENTIRE_PAST_SESSION',
    }
    const second = await started({ PersistentChat })
    expect(second.ContinuedFromContactId).toBe(first.ContactId)
    await expect(
      started({ PersistentChat: { ...PersistentChat, SourceContactId: 'nobody' } }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test('goes on with the last contact of a whole session, or with the one that is named', async () => {
    const first = await started()
    const QueueId = centre.test.id('queue', 'BasicQueue')
    const moved = await client.send(
      new TransferContactCommand({
        InstanceId,
        ContactId: first.ContactId,
        ContactFlowId: publishToQueue('QUEUE_TRANSFER'),
        QueueId,
      }),
    )
    const goOn = (RehydrationType: RehydrationType) =>
      started({ PersistentChat: { SourceContactId: first.ContactId, RehydrationType } })
    await expect(goOn('ENTIRE_PAST_SESSION')).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    await client.send(new StopContactCommand({ InstanceId, ContactId: moved.ContactId }))
    expect((await goOn('ENTIRE_PAST_SESSION')).ContinuedFromContactId).toBe(moved.ContactId)
    expect((await goOn('FROM_SEGMENT')).ContinuedFromContactId).toBe(first.ContactId)
    const plain = await started()
    const associated = await client.send(
      new CreatePersistentContactAssociationCommand({
        InstanceId,
        InitialContactId: plain.ContactId,
        SourceContactId: first.ContactId,
        RehydrationType: 'ENTIRE_PAST_SESSION',
      }),
    )
    expect(associated.ContinuedFromContactId).toBe(moved.ContactId)
    expect(centre.test.lines(plain.ContactId ?? '').at(-1)).toBe('(chat.rehydrated)')
    const task = await startTask()
    const request = { InstanceId, InitialContactId: plain.ContactId, SourceContactId: task }
    await expect(
      client.send(
        new CreatePersistentContactAssociationCommand({
          ...request,
          RehydrationType: 'FROM_SEGMENT',
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  test('is joined by a bot, whose token is given again and kept nowhere', async () => {
    const { ContactId } = await started()
    const request = {
      InstanceId,
      ContactId,
      ClientToken: 'once',
      ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Robby' },
    } as const
    const bot = await client.send(new CreateParticipantCommand(request))
    const again = await client.send(new CreateParticipantCommand(request))
    expect(bot.ParticipantCredentials?.ParticipantToken?.length).toBeGreaterThan(64)
    expect(again.ParticipantId).toBe(bot.ParticipantId)
    expect(again.ParticipantCredentials).toEqual(bot.ParticipantCredentials)
    expect(JSON.stringify(centre.test.inputs)).not.toContain(
      bot.ParticipantCredentials?.ParticipantToken,
    )
    expect(centre.test.lines(ContactId ?? '').at(-1)).toBe('(CUSTOM_BOT participant.joined)')
    const join = (more: object) =>
      client.send(new CreateParticipantCommand({ ...request, ...more }))
    await expect(
      join({ ClientToken: 'c', ParticipantDetails: { ParticipantRole: 'CUSTOMER' } }),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await expect(join({ ClientToken: 'd', ContactId: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    for (let count = 0; count < 4; count++) await join({ ClientToken: `bot ${count}` })
    await expect(join({ ClientToken: 'seventh' })).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
    })
    await client.send(new StopContactCommand({ InstanceId, ContactId }))
    await expect(join({ ClientToken: 'e' })).rejects.toMatchObject({
      name: expect.stringMatching(/InvalidRequest|ResourceNotFound/),
    })
  })

  test('is looked on by a supervisor', async () => {
    const { ContactId } = await started()
    const UserId = centre.test.user('supervisor')
    const monitor = (more: object = {}) =>
      client.send(
        new MonitorContactCommand({
          InstanceId,
          ContactId,
          UserId,
          AllowedMonitorCapabilities: ['SILENT_MONITOR', 'BARGE'],
          ...more,
        }),
      )
    await expect(monitor()).rejects.toMatchObject({ name: 'InvalidRequestException' })
    centre.test.ready('agent1')
    centre.test.does('agent1', 'accept')
    const { ContactId: monitorId } = await monitor()
    expect(await described(monitorId)).toMatchObject({
      Channel: 'CHAT',
      InitiationMethod: 'MONITOR',
      PreviousContactId: ContactId,
    })
    await expect(monitor({ UserId: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await client.send(new StopContactCommand({ InstanceId, ContactId: monitorId }))
    expect(centre.test.agent('supervisor').contacts).toEqual([])
    await expect(monitor({ ContactId: await startTask() })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
  })

  test('lets its customer go on to a survey', async () => {
    const { ContactId = '' } = await started({ DisconnectOnCustomerExit: ['AGENT'] })
    expect(
      centre.test.inputs.findLast(({ input }) => input.type === 'chat.started')?.input,
    ).toEqual(expect.objectContaining({ contactId: ContactId, outlastsAgent: true }))
  })

  test('in which nobody writes lets its agent go', async () => {
    centre.test.ready('agent1')
    const { ContactId } = await started()
    centre.test.does('agent1', 'accept')
    await client.send(
      new UpdateParticipantRoleConfigCommand({
        InstanceId,
        ContactId,
        ChannelConfiguration: {
          Chat: {
            ParticipantTimerConfigList: [
              {
                ParticipantRole: 'CUSTOMER',
                TimerType: 'DISCONNECT_NONCUSTOMER',
                TimerValue: { ParticipantTimerDurationInMinutes: 2 },
              },
            ],
          },
        },
      }),
    )
    centre.test.clock.advance(minutes(2))
    expect(centre.test.state('agent1')).toBe('ENDED')
  })

  test.each<[string, object, string]>([
    ['a flow that is not there', { ContactFlowId: 'gone' }, 'ResourceNotFoundException'],
    ['an hour too short', { ChatDurationInMinutes: 59 }, 'InvalidParameterException'],
    [
      'attributes without end',
      { Attributes: { a: 'x'.repeat(20_000), b: 'x'.repeat(20_000) } },
      'InvalidRequestException',
    ],
    [
      'a first message too long',
      { InitialMessage: { ContentType: 'text/plain', Content: 'x'.repeat(1025) } },
      'InvalidRequestException',
    ],
    [
      'a first message of a kind nobody reads',
      { InitialMessage: { ContentType: 'image/png', Content: 'x' } },
      'InvalidRequestException',
    ],
  ])('is refused for %s, and nothing begins', async (_, more, name) => {
    await expect(started(more)).rejects.toMatchObject({ name })
    expect(centre.test.contacts).toEqual([])
  })

  test('is not started in a flow of another type', async () => {
    const flow = publishToQueue('QUEUE_TRANSFER')
    await expect(started({ ContactFlowId: flow })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
  })
})

describe('a task', () => {
  test('is started with what its agent needs, renamed, and done', async () => {
    const ContactId = await startTask({
      Description: 'To Mr Brown',
      References: { order: { Type: 'URL', Value: 'https://shop.example/42' } },
    })
    await client.send(
      new UpdateContactCommand({
        InstanceId,
        ContactId,
        Name: 'Call again',
        References: { note: { Type: 'STRING', Value: 'in the evening' } },
      }),
    )
    expect(await described(ContactId)).toMatchObject({
      Channel: 'TASK',
      Name: 'Call again',
      Description: 'To Mr Brown',
    })
    const { ReferenceSummaryList } = await client.send(
      new ListContactReferencesCommand({
        InstanceId,
        ContactId,
        ReferenceTypes: ['URL', 'STRING'],
      }),
    )
    expect(ReferenceSummaryList).toEqual([
      { String: { Name: 'note', Value: 'in the evening' } },
      { Url: { Name: 'order', Value: 'https://shop.example/42' } },
    ])
  })

  test('for later begins at its time, or at another one', async () => {
    const at = (count: number) => new Date(centre.test.clock.now() + minutes(count))
    const ContactId = await startTask({ ScheduledTime: at(60) })
    await client.send(
      new UpdateContactScheduleCommand({ InstanceId, ContactId, ScheduledTime: at(120) }),
    )
    centre.test.clock.advance(minutes(119))
    expect((await described(ContactId))?.QueueInfo).toBeUndefined()
    centre.test.clock.advance(minutes(1))
    expect((await described(ContactId))?.QueueInfo).toBeDefined()
    await expect(
      client.send(
        new UpdateContactScheduleCommand({ InstanceId, ContactId, ScheduledTime: at(10) }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await expect(startTask({ ScheduledTime: at(-1) })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('that waits is taken by an agent who is offered none, and by nobody else then', async () => {
    const ContactId = await startTask()
    const take = (name: string) => {
      const agentId = centre.test.user(name)
      centre.test.tell({ type: 'agent.reachable', agentId, reachable: true })
      return client.send(
        new AssociateContactWithUserCommand({ InstanceId, ContactId, UserId: agentId }),
      )
    }
    await take('agent2')
    expect(centre.test.state('agent2')).toBe('CONNECTED')
    await expect(take('agent1')).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  test('is paused and taken up again', async () => {
    centre.test.ready('agent1')
    const ContactId = await startTask()
    centre.test.does('agent1', 'accept')
    await client.send(new PauseContactCommand({ InstanceId, ContactId }))
    expect(centre.test.state('agent1')).toBe('PAUSED')
    centre.test.clock.advance(minutes(1))
    await client.send(new ResumeContactCommand({ InstanceId, ContactId }))
    expect(centre.test.state('agent1')).toBe('CONNECTED')
    expect(await described(ContactId)).toMatchObject({
      TotalPauseCount: 1,
      TotalPauseDurationInSeconds: 60,
    })
    await expect(
      client.send(new ResumeContactCommand({ InstanceId, ContactId })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  test('goes on in a queue, and with one agent alone', async () => {
    centre.test.ready('agent1')
    const ContactId = await startTask()
    centre.test.does('agent1', 'accept')
    const flow = publishToQueue('QUEUE_TRANSFER')
    const QueueId = centre.test.id('queue', 'BasicQueue')
    const moved = await client.send(
      new TransferContactCommand({ InstanceId, ContactId, ContactFlowId: flow, QueueId }),
    )
    expect(await described(moved.ContactId)).toMatchObject({
      PreviousContactId: ContactId,
      InitiationMethod: 'TRANSFER',
    })
    const toAgent = centre.test.publish(
      'To agent',
      [
        {
          Identifier: 'go',
          Type: 'TransferContactToQueue',
          Parameters: {},
          Transitions: { NextAction: 'end', Errors: [] },
        },
        { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
      ],
      'AGENT_TRANSFER',
    )
    centre.test.ready('agent2')
    const UserId = centre.test.user('agent2')
    const again = await client.send(
      new TransferContactCommand({
        InstanceId,
        ContactId: moved.ContactId,
        ContactFlowId: toAgent,
        UserId,
      }),
    )
    const held = centre.test.agent('agent2').contacts.map(each => each.contactId)
    expect(held).toEqual([again.ContactId])
  })

  test('goes where a quick connect leads', async () => {
    const { QuickConnectId } = await client.send(
      new CreateQuickConnectCommand({
        InstanceId,
        Name: 'Back office',
        QuickConnectConfig: {
          QuickConnectType: 'QUEUE',
          QueueConfig: {
            QueueId: centre.test.id('queue', 'BasicQueue'),
            ContactFlowId: centre.test.publish(
              'Straight on',
              [
                {
                  Identifier: 'go',
                  Type: 'TransferContactToQueue',
                  Parameters: {},
                  Transitions: { NextAction: 'end', Errors: [] },
                },
                {
                  Identifier: 'end',
                  Type: 'DisconnectParticipant',
                  Parameters: {},
                  Transitions: {},
                },
              ],
              'QUEUE_TRANSFER',
            ),
          },
        },
      }),
    )
    const ContactId = await startTask({ QuickConnectId, ContactFlowId: undefined })
    expect(centre.test.centre.view.contact(ContactId)?.stage).toBe('queued')
    await expect(startTask({ QuickConnectId })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
  })

  test('ends when its time is over, which can be changed', async () => {
    const expiry = (count: number) => ({
      'connect:ContactExpiry': { ValueMap: { ExpiryDuration: { ValueInteger: count } } },
    })
    const ContactId = await startTask({ SegmentAttributes: expiry(60) })
    await client.send(
      new UpdateContactCommand({ InstanceId, ContactId, SegmentAttributes: expiry(90) }),
    )
    centre.test.clock.advance(minutes(90) - 1)
    expect((await described(ContactId))?.DisconnectReason).toBeUndefined()
    centre.test.clock.advance(1)
    expect((await described(ContactId))?.DisconnectReason).toBe('EXPIRED')
  })

  test('is linked to one contact, before or beside', async () => {
    const first = await startTask()
    const after = await startTask({ PreviousContactId: first })
    const beside = await startTask({ RelatedContactId: first })
    expect(await described(after)).toMatchObject({
      PreviousContactId: first,
      InitialContactId: first,
    })
    expect(await described(beside)).toMatchObject({ InitialContactId: beside })
    await expect(
      startTask({ PreviousContactId: first, RelatedContactId: first }),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })
})

describe('a task template', () => {
  const Fields = [
    { Id: { Name: 'Title' }, Type: 'NAME' },
    { Id: { Name: 'When' }, Type: 'SCHEDULED_TIME' },
    { Id: { Name: 'Order' }, Type: 'NUMBER', Description: 'As on the bill' },
    { Id: { Name: 'Kind' }, Type: 'SINGLE_SELECT', SingleSelectOptions: ['late', 'broken'] },
  ] satisfies TaskTemplateField[]
  const create = (more: object = {}) =>
    client.send(
      new CreateTaskTemplateCommand({
        InstanceId,
        Name: 'Complaint',
        ContactFlowId,
        Fields,
        Constraints: { RequiredFields: [{ Id: { Name: 'Order' } }] },
        Defaults: { DefaultFieldValues: [{ Id: { Name: 'Kind' }, DefaultValue: 'late' }] },
        ...more,
      }),
    )

  test('is made, shown, listed, changed and deleted', async () => {
    const { Id: TaskTemplateId, Arn } = await create()
    const at = { InstanceId, TaskTemplateId }
    expect(await client.send(new GetTaskTemplateCommand(at))).toMatchObject({
      Name: 'Complaint',
      Arn,
      Status: 'ACTIVE',
      ContactFlowId,
      Fields,
    })
    await client.send(new UpdateTaskTemplateCommand({ ...at, Status: 'INACTIVE', Name: 'Trouble' }))
    const { TaskTemplates } = await client.send(
      new ListTaskTemplatesCommand({ InstanceId, Status: 'INACTIVE' }),
    )
    expect(TaskTemplates?.map(each => each.Name)).toEqual(['Trouble'])
    await expect(startTask({ TaskTemplateId, ContactFlowId: undefined })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    await client.send(new DeleteTaskTemplateCommand(at))
    await expect(client.send(new GetTaskTemplateCommand(at))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test.each<[string, object]>([
    ['no name for its tasks', { Fields: Fields.slice(1) }],
    ['two fields of one name', { Fields: [...Fields, { Id: { Name: 'Order' }, Type: 'TEXT' }] }],
    ['two times', { Fields: [...Fields, { Id: { Name: 'Then' }, Type: 'SCHEDULED_TIME' }] }],
    ['a choice of nothing', { Fields: [...Fields, { Id: { Name: 'X' }, Type: 'SINGLE_SELECT' }] }],
    ['what it requires missing', { Constraints: { RequiredFields: [{ Id: { Name: 'Size' } }] } }],
    [
      'a default that does not fit',
      { Defaults: { DefaultFieldValues: [{ Id: { Name: 'Order' }, DefaultValue: 'many' }] } },
    ],
    [
      'something required that nobody can give',
      {
        Constraints: {
          RequiredFields: [{ Id: { Name: 'Order' } }],
          InvisibleFields: [{ Id: { Name: 'Order' } }],
        },
      },
    ],
    [
      'two ways for its tasks',
      { Fields: [...Fields, { Id: { Name: 'Way' }, Type: 'QUICK_CONNECT' }] },
    ],
  ])('is not made with %s, and it is said why', async (_, more) => {
    const refused = await create(more).catch((error: unknown) => error)
    expect(refused).toMatchObject({ name: 'PropertyValidationException' })
    expect((refused as PropertyValidationException).PropertyList?.[0]?.Message).toBeTruthy()
    const { TaskTemplates } = await client.send(new ListTaskTemplatesCommand({ InstanceId }))
    expect(TaskTemplates).toEqual([])
  })

  test('has a name of its own', async () => {
    await create()
    await expect(create()).rejects.toMatchObject({ name: 'PropertyValidationException' })
  })

  test('says what its tasks are, and lets nobody leave out what it requires', async () => {
    const { Id: TaskTemplateId, Arn } = await create()
    const asked = { TaskTemplateId, ContactFlowId: undefined }
    await expect(startTask(asked)).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('Order'),
    })
    const References = { Order: { Type: 'NUMBER', Value: '42' } }
    const id = await startTask({ ...asked, References })
    expect(centre.test.centre.view.contact(id)).toMatchObject({
      stage: 'queued',
      record: {
        TaskTemplateInfo: { Arn, Name: 'Complaint' },
        References: [{ Name: 'Order' }, { Name: 'Kind', Value: 'late' }],
      },
    })
    await expect(startTask({ TaskTemplateId, References })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    const plain = await startTask()
    await client.send(
      new UpdateContactTaskTemplateCommand({ InstanceId, ContactId: plain, TaskTemplateId }),
    )
    expect(centre.test.centre.view.contact(plain)?.record).toMatchObject({
      TaskTemplateInfo: { Arn },
    })
  })
})

describe('a chain of tasks', () => {
  test('has twelve at most', async () => {
    let last = await startTask()
    for (let count = 1; count < 12; count++) last = await startTask({ PreviousContactId: last })
    await expect(startTask({ PreviousContactId: last })).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
    })
    const request = { InstanceId, ContactId: last, ContactFlowId }
    const QueueId = centre.test.id('queue', 'BasicQueue')
    await expect(
      client.send(new TransferContactCommand({ ...request, QueueId })),
    ).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' })
  })

  test('is made with references of every kind that can be given, and no other', async () => {
    const Types = ['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL'] as const
    const References = Object.fromEntries(Types.map(Type => [Type, { Type, Value: '1' }]))
    const ContactId = await startTask({ References })
    const { ReferenceSummaryList } = await client.send(
      new ListContactReferencesCommand({ InstanceId, ContactId, ReferenceTypes: [...Types] }),
    )
    expect(ReferenceSummaryList).toHaveLength(5)
    await expect(
      startTask({ References: { x: { Type: 'ATTACHMENT', Value: 'id' } } }),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })
})

describe('a view', () => {
  const Template = JSON.stringify({ Body: [{ Heading: '$.Title' }] })
  const create = (more: object = {}) =>
    client.send(
      new CreateViewCommand({
        InstanceId,
        Name: 'Address',
        Status: 'PUBLISHED',
        Content: { Template, Actions: ['Save'] },
        ...more,
      }),
    )

  test('is made, changed, kept as a version, and deleted', async () => {
    const { View } = await create()
    const ViewId = View?.Id
    expect(View).toMatchObject({ Name: 'Address', Type: 'CUSTOMER_MANAGED', Status: 'PUBLISHED' })
    expect(JSON.parse(View?.Content?.InputSchema ?? '')).toEqual({
      type: 'object',
      properties: { Title: {} },
    })
    const version = await client.send(
      new CreateViewVersionCommand({
        InstanceId,
        ViewId,
        VersionDescription: 'First',
      }),
    )
    expect(version.View).toMatchObject({ Version: 1, VersionDescription: 'First' })
    await client.send(
      new UpdateViewContentCommand({
        InstanceId,
        ViewId,
        Status: 'PUBLISHED',
        Content: { Template: '{}', Actions: ['Save', 'Cancel'] },
      }),
    )
    const now = await client.send(new DescribeViewCommand({ InstanceId, ViewId }))
    expect(now.View?.Content?.Actions).toEqual(['Save', 'Cancel'])
    const then = await client.send(new DescribeViewCommand({ InstanceId, ViewId: `${ViewId}:1` }))
    expect(then.View?.Content?.Template).toBe(Template)
    await client.send(new UpdateViewMetadataCommand({ InstanceId, ViewId, Name: 'Home' }))
    const found = await client.send(
      new SearchViewsCommand({
        InstanceId,
        SearchCriteria: {
          StringCondition: { FieldName: 'name', Value: 'ho', ComparisonType: 'STARTS_WITH' },
        },
      }),
    )
    expect(found.Views?.map(each => each.Name)).toEqual(['Home'])
    const list = await client.send(new ListViewVersionsCommand({ InstanceId, ViewId }))
    expect(list.ViewVersionSummaryList).toMatchObject([{ Version: 1 }])
    await client.send(new DeleteViewVersionCommand({ InstanceId, ViewId, ViewVersion: 1 }))
    await client.send(new DeleteViewCommand({ InstanceId, ViewId }))
    await expect(
      client.send(new DescribeViewCommand({ InstanceId, ViewId })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test('that is a draft leaves what flows show as it is', async () => {
    const { View } = await create()
    const ViewId = View?.Id
    await client.send(
      new UpdateViewContentCommand({
        InstanceId,
        ViewId,
        Status: 'SAVED',
        Content: { Template: '{}', Actions: [] },
      }),
    )
    const latest = await client.send(new DescribeViewCommand({ InstanceId, ViewId }))
    expect(latest.View?.Content?.Template).toBe(Template)
    const saved = await client.send(
      new DescribeViewCommand({ InstanceId, ViewId: `${ViewId}:$SAVED` }),
    )
    expect(saved.View).toMatchObject({ Status: 'SAVED', Content: { Template: '{}' } })
  })

  test('of the service is there from the beginning and stays as it is', async () => {
    const { ViewsSummaryList } = await client.send(
      new ListViewsCommand({ InstanceId, Type: 'AWS_MANAGED' }),
    )
    const names = ViewsSummaryList?.map(each => each.Name)
    expect(names).toEqual(['Cards', 'Confirmation', 'Detail', 'Form', 'List'])
    const arn = 'arn:aws:connect:us-east-1:aws:view/form:1'
    const { View } = await client.send(new DescribeViewCommand({ InstanceId, ViewId: arn }))
    expect(View?.Content?.Actions).toContain('Next')
    await expect(
      client.send(new DeleteViewCommand({ InstanceId, ViewId: 'form' })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  test('has a name of its own, and a template that is JSON', async () => {
    await create()
    await expect(create()).rejects.toMatchObject({ name: 'DuplicateResourceException' })
    await expect(
      create({ Name: 'Other', Content: { Template: '<b>', Actions: [] } }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})
