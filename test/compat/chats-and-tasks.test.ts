// Chats and tasks through the AWS SDK as it comes.
import {
  AssociateContactWithUserCommand,
  type ConnectClient,
  CreateParticipantCommand,
  CreatePersistentContactAssociationCommand,
  CreateQuickConnectCommand,
  DescribeContactCommand,
  ListAssociatedContactsCommand,
  ListContactReferencesCommand,
  MonitorContactCommand,
  PauseContactCommand,
  type RehydrationType,
  ResumeContactCommand,
  StartChatContactCommand,
  StartTaskContactCommand,
  StopContactCommand,
  TransferContactCommand,
  UpdateContactCommand,
  UpdateContactScheduleCommand,
  UpdateParticipantRoleConfigCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { minutes } from '../../src/core/instant.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { publishToQueue } from '../support/publish-to-queue.ts'

let centre: ApiCentre
let client: ConnectClient
let InstanceId: string
let ContactFlowId: string

beforeEach(async () => {
  centre = await startApiCentre()
  client = centre.client()
  InstanceId = centre.instanceId
  ContactFlowId = publishToQueue(centre.test)
})

afterEach(async () => {
  expect(centre.failures).toEqual([])
  await centre.close()
})

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

  test('is told with what came of it, page by page, from whichever of its contacts one asks', async () => {
    const first = await started()
    const { ContactId } = await client.send(
      new TransferContactCommand({
        InstanceId,
        ContactId: first.ContactId,
        ContactFlowId: publishToQueue(centre.test, 'QUEUE_TRANSFER'),
        QueueId: centre.test.id('queue', 'BasicQueue'),
      }),
    )
    await started()
    await client.send(new StopContactCommand({ InstanceId, ContactId }))
    const list = (more: object) =>
      client.send(new ListAssociatedContactsCommand({ InstanceId, ContactId, ...more }))
    const whole = await list({})
    expect(whole.ContactSummaryList?.map(each => each.ContactId)).toEqual([
      first.ContactId,
      ContactId,
    ])
    expect(whole.ContactSummaryList?.[1]).toMatchObject({
      InitialContactId: first.ContactId,
      PreviousContactId: first.ContactId,
      Channel: 'CHAT',
    })
    expect(whole.ContactSummaryList?.[0]?.DisconnectTimestamp).toBeInstanceOf(Date)
    await expect(list({ ContactId: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test('goes on with the last contact of a whole session, or with the one that is named', async () => {
    const first = await started()
    const QueueId = centre.test.id('queue', 'BasicQueue')
    const moved = await client.send(
      new TransferContactCommand({
        InstanceId,
        ContactId: first.ContactId,
        ContactFlowId: publishToQueue(centre.test, 'QUEUE_TRANSFER'),
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
    const flow = publishToQueue(centre.test, 'QUEUE_TRANSFER')
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
    const flow = publishToQueue(centre.test, 'QUEUE_TRANSFER')
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
