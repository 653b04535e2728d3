// Somebody builds a contact centre with the official SDK and reads back what was built.
import {
  AssociatePhoneNumberContactFlowCommand,
  AssociateQueueQuickConnectsCommand,
  AssociateRoutingProfileQueuesCommand,
  ClaimPhoneNumberCommand,
  CreateAgentStatusCommand,
  CreateContactFlowCommand,
  CreateContactFlowModuleCommand,
  CreateHoursOfOperationCommand,
  CreatePromptCommand,
  CreateQueueCommand,
  CreateQuickConnectCommand,
  CreateRoutingProfileCommand,
  CreateSecurityProfileCommand,
  CreateUserCommand,
  DeleteQuickConnectCommand,
  DeleteUserCommand,
  DescribeAgentStatusCommand,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
  DescribeHoursOfOperationCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstanceCommand,
  DescribePhoneNumberCommand,
  DescribeQueueCommand,
  DescribeQuickConnectCommand,
  DescribeRoutingProfileCommand,
  DescribeUserCommand,
  DisassociateRoutingProfileQueuesCommand,
  GetPromptFileCommand,
  ListAgentStatusesCommand,
  ListContactFlowsCommand,
  ListInstanceAttributesCommand,
  ListInstancesCommand,
  ListPhoneNumbersV2Command,
  ListQueueQuickConnectsCommand,
  ListRoutingProfileQueuesCommand,
  ListSecurityProfilePermissionsCommand,
  ListSecurityProfilesCommand,
  ListUsersCommand,
  ReleasePhoneNumberCommand,
  SearchAvailablePhoneNumbersCommand,
  SearchQueuesCommand,
  SearchUsersCommand,
  UpdateContactFlowContentCommand,
  UpdateHoursOfOperationCommand,
  UpdateInstanceAttributeCommand,
  UpdateQueueMaxContactsCommand,
  UpdateQueueNameCommand,
  UpdateQueueOutboundCallerConfigCommand,
  UpdateQueueStatusCommand,
  UpdateRoutingProfileQueuesCommand,
  UpdateUserPhoneConfigCommand,
  UpdateUserRoutingProfileCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

/** The id of what a new instance has under a name. */
function seeded(kind: 'queue' | 'routing-profile' | 'operating-hours', name: string): string {
  return centre.test.centre.view.directory.named(kind, name)?.id ?? ''
}

const GREETING = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'greet',
  Actions: [
    {
      Identifier: 'greet',
      Type: 'MessageParticipant',
      Parameters: { Text: 'Hello' },
      Transitions: {
        NextAction: 'bye',
        Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'bye' }],
      },
    },
    { Identifier: 'bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
  ],
})

test('a new instance has what the first call needs', async () => {
  const { InstanceSummaryList } = await client.send(new ListInstancesCommand({}))
  expect(InstanceSummaryList).toMatchObject([
    { Id: InstanceId, InstanceAlias: 'demo', InstanceStatus: 'ACTIVE' },
  ])
  const numbers = await client.send(new ListPhoneNumbersV2Command({ InstanceId }))
  expect(numbers.ListPhoneNumbersSummaryList?.map(each => each.PhoneNumber)).toEqual(['+15550100'])
  const statuses = await client.send(new ListAgentStatusesCommand({ InstanceId }))
  expect(statuses.AgentStatusSummaryList?.map(each => each.Name)).toEqual(['Available', 'Offline'])
  const profiles = await client.send(new ListSecurityProfilesCommand({ InstanceId }))
  expect(profiles.SecurityProfileSummaryList?.map(each => each.Name)).toEqual([
    'Admin',
    'Agent',
    'CallCenterManager',
    'QualityAnalyst',
  ])
  const flows = await client.send(new ListContactFlowsCommand({ InstanceId }))
  const types = new Set(flows.ContactFlowSummaryList?.map(each => each.ContactFlowType))
  expect(types).toContain('CUSTOMER_QUEUE')
  expect(types).toContain('CONTACT_FLOW')
})

test('an instance attribute is changed and read back, and the instance follows', async () => {
  await client.send(
    new UpdateInstanceAttributeCommand({
      InstanceId,
      AttributeType: 'OUTBOUND_CALLS',
      Value: 'false',
    }),
  )
  const one = await client.send(
    new DescribeInstanceAttributeCommand({ InstanceId, AttributeType: 'OUTBOUND_CALLS' }),
  )
  expect(one.Attribute).toEqual({ AttributeType: 'OUTBOUND_CALLS', Value: 'false' })
  const instance = await client.send(new DescribeInstanceCommand({ InstanceId }))
  expect(instance.Instance?.OutboundCallsEnabled).toBe(false)
  const all = await client.send(new ListInstanceAttributesCommand({ InstanceId }))
  expect(all.Attributes?.find(each => each.AttributeType === 'INBOUND_CALLS')?.Value).toBe('true')
})

test('a team is built: hours, queue, routing profile, user', async () => {
  const hours = await client.send(
    new CreateHoursOfOperationCommand({
      InstanceId,
      Name: 'Office',
      TimeZone: 'Europe/Berlin',
      Config: [
        {
          Day: 'MONDAY',
          StartTime: { Hours: 9, Minutes: 0 },
          EndTime: { Hours: 17, Minutes: 30 },
        },
      ],
    }),
  )
  const queue = await client.send(
    new CreateQueueCommand({
      InstanceId,
      Name: 'Sales',
      // The service takes an ARN wherever it takes an id.
      HoursOfOperationId: hours.HoursOfOperationArn,
      MaxContacts: 10,
      Tags: { team: 'blue' },
    }),
  )
  const profile = await client.send(
    new CreateRoutingProfileCommand({
      InstanceId,
      Name: 'Sellers',
      Description: 'Who sells',
      DefaultOutboundQueueId: queue.QueueId,
      MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
      QueueConfigs: [
        {
          QueueReference: { QueueId: queue.QueueId, Channel: 'VOICE' },
          Priority: 2,
          Delay: 30,
        },
      ],
    }),
  )
  const admin = centre.test.centre.view.directory.named('security-profile', 'Agent')?.id ?? ''
  const user = await client.send(
    new CreateUserCommand({
      InstanceId,
      Username: 'carla',
      Password: 'Passw0rd!',
      IdentityInfo: { FirstName: 'Carla', LastName: 'Müller' },
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true, AfterContactWorkTimeLimit: 30 },
      RoutingProfileId: profile.RoutingProfileId,
      SecurityProfileIds: [admin],
    }),
  )

  const readQueue = await client.send(
    new DescribeQueueCommand({ InstanceId, QueueId: queue.QueueArn }),
  )
  expect(readQueue.Queue).toMatchObject({
    QueueId: queue.QueueId,
    QueueArn: `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}/queue/${queue.QueueId}`,
    Name: 'Sales',
    Status: 'ENABLED',
    HoursOfOperationId: hours.HoursOfOperationId,
    MaxContacts: 10,
    Tags: { team: 'blue' },
  })
  expect(readQueue.Queue?.LastModifiedTime).toBeInstanceOf(Date)
  const readHours = await client.send(
    new DescribeHoursOfOperationCommand({
      InstanceId,
      HoursOfOperationId: hours.HoursOfOperationId,
    }),
  )
  expect(readHours.HoursOfOperation).toMatchObject({
    Name: 'Office',
    TimeZone: 'Europe/Berlin',
    Config: [{ Day: 'MONDAY', EndTime: { Hours: 17, Minutes: 30 } }],
  })
  const readProfile = await client.send(
    new DescribeRoutingProfileCommand({ InstanceId, RoutingProfileId: profile.RoutingProfileId }),
  )
  expect(readProfile.RoutingProfile).toMatchObject({
    Name: 'Sellers',
    NumberOfAssociatedQueues: 1,
    NumberOfAssociatedUsers: 1,
  })
  const readUser = await client.send(new DescribeUserCommand({ InstanceId, UserId: user.UserId }))
  expect(readUser.User).toMatchObject({
    Username: 'carla',
    IdentityInfo: { LastName: 'Müller' },
    PhoneConfig: { AutoAccept: true, AfterContactWorkTimeLimit: 30 },
    RoutingProfileId: profile.RoutingProfileId,
  })
  expect(JSON.stringify(readUser)).not.toContain('Passw0rd')
  expect(centre.test.centre.view.agent(user.UserId ?? '')?.status.type).toBe('OFFLINE')
})

test("a queue's settings are changed one by one", async () => {
  const QueueId = (
    await client.send(
      new CreateQueueCommand({
        InstanceId,
        Name: 'Changing',
        HoursOfOperationId: seeded('operating-hours', 'Basic Hours'),
        MaxContacts: 5,
      }),
    )
  ).QueueId
  await client.send(
    new UpdateQueueNameCommand({ InstanceId, QueueId, Name: 'Changed', Description: 'new' }),
  )
  await client.send(new UpdateQueueStatusCommand({ InstanceId, QueueId, Status: 'DISABLED' }))
  await client.send(new UpdateQueueMaxContactsCommand({ InstanceId, QueueId }))
  await client.send(
    new UpdateQueueOutboundCallerConfigCommand({
      InstanceId,
      QueueId,
      OutboundCallerConfig: { OutboundCallerIdName: 'Us' },
    }),
  )
  const { Queue } = await client.send(new DescribeQueueCommand({ InstanceId, QueueId }))
  expect(Queue).toMatchObject({
    Name: 'Changed',
    Description: 'new',
    Status: 'DISABLED',
    OutboundCallerConfig: { OutboundCallerIdName: 'Us' },
  })
  expect(Queue?.MaxContacts).toBeUndefined()
})

test('queues are added to a routing profile, reordered and taken away', async () => {
  const queue = seeded('queue', 'BasicQueue')
  const { RoutingProfileId } = await client.send(
    new CreateRoutingProfileCommand({
      InstanceId,
      Name: 'Changing profile',
      Description: 'x',
      DefaultOutboundQueueId: queue,
      MediaConcurrencies: [
        { Channel: 'VOICE', Concurrency: 1 },
        { Channel: 'CHAT', Concurrency: 3 },
      ],
    }),
  )
  const configs = (Priority: number) =>
    (['VOICE', 'CHAT'] as const).map(Channel => ({
      QueueReference: { QueueId: queue, Channel },
      Priority,
      Delay: 0,
    }))
  const list = async () => {
    const answer = await client.send(
      new ListRoutingProfileQueuesCommand({ InstanceId, RoutingProfileId }),
    )
    return answer.RoutingProfileQueueConfigSummaryList?.map(
      each => `${each.QueueName} ${each.Channel} ${each.Priority}`,
    )
  }
  await client.send(
    new AssociateRoutingProfileQueuesCommand({
      InstanceId,
      RoutingProfileId,
      QueueConfigs: configs(1),
    }),
  )
  expect(await list()).toEqual(['BasicQueue CHAT 1', 'BasicQueue VOICE 1'])
  await client.send(
    new UpdateRoutingProfileQueuesCommand({
      InstanceId,
      RoutingProfileId,
      QueueConfigs: configs(7).slice(0, 1),
    }),
  )
  expect(await list()).toEqual(['BasicQueue CHAT 1', 'BasicQueue VOICE 7'])
  await client.send(
    new DisassociateRoutingProfileQueuesCommand({
      InstanceId,
      RoutingProfileId,
      QueueReferences: [{ QueueId: queue, Channel: 'CHAT' }],
    }),
  )
  expect(await list()).toEqual(['BasicQueue VOICE 7'])
})

test('a number is found, claimed, pointed at a flow and released', async () => {
  const found = await client.send(
    new SearchAvailablePhoneNumbersCommand({
      InstanceId,
      PhoneNumberCountryCode: 'US',
      PhoneNumberType: 'DID',
    }),
  )
  const PhoneNumber = found.AvailableNumbersList?.[0]?.PhoneNumber
  expect(PhoneNumber).toBe('+15550101')
  const claimed = await client.send(new ClaimPhoneNumberCommand({ InstanceId, PhoneNumber }))
  const again = await client.send(
    new SearchAvailablePhoneNumbersCommand({
      InstanceId,
      PhoneNumberCountryCode: 'US',
      PhoneNumberType: 'DID',
    }),
  )
  expect(again.AvailableNumbersList?.[0]?.PhoneNumber).toBe('+15550102')
  const { ContactFlowId } = await client.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'For the number',
      Type: 'CONTACT_FLOW',
      Content: GREETING,
    }),
  )
  const { PhoneNumberId } = claimed
  await client.send(
    new AssociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId, ContactFlowId }),
  )
  const kept = centre.test.centre.view.directory.get('phone-number', PhoneNumberId ?? '')
  expect(kept?.ContactFlowId).toBe(ContactFlowId)
  const read = await client.send(new DescribePhoneNumberCommand({ PhoneNumberId }))
  expect(read.ClaimedPhoneNumberSummary).toMatchObject({
    PhoneNumber,
    PhoneNumberArn: `arn:aws:connect:us-east-1:000000000000:phone-number/${PhoneNumberId}`,
    PhoneNumberCountryCode: 'US',
    InstanceId,
    PhoneNumberStatus: { Status: 'CLAIMED' },
  })
  await client.send(new ReleasePhoneNumberCommand({ PhoneNumberId }))
  await expect(client.send(new DescribePhoneNumberCommand({ PhoneNumberId }))).rejects.toThrow(
    /no phone number/,
  )
})

test('a flow is drafted, published and changed', async () => {
  const draft = await client.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'Drafted',
      Type: 'CONTACT_FLOW',
      Status: 'SAVED',
      Content: '{"not":"yet a flow"}',
    }),
  )
  const ContactFlowId = draft.ContactFlowId
  await expect(
    client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId })),
  ).rejects.toMatchObject({ name: 'ContactFlowNotPublishedException' })
  const saved = await client.send(
    new DescribeContactFlowCommand({ InstanceId, ContactFlowId: `${ContactFlowId}:$SAVED` }),
  )
  expect(saved.ContactFlow).toMatchObject({ Status: 'SAVED', Content: '{"not":"yet a flow"}' })
  await client.send(
    new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content: GREETING }),
  )
  const published = await client.send(
    new DescribeContactFlowCommand({ InstanceId, ContactFlowId: draft.ContactFlowArn }),
  )
  expect(published.ContactFlow).toMatchObject({ Status: 'PUBLISHED', Content: GREETING })
  expect(published.ContactFlow?.FlowContentSha256).toMatch(/^[0-9a-f]{64}$/)
})

test('a flow with errors is refused with all of them, and nothing changes', async () => {
  const Content = JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'nowhere',
    Actions: [{ Identifier: 'a', Type: 'NoSuchAction', Parameters: {}, Transitions: {} }],
  })
  const refused = await client
    .send(
      new CreateContactFlowCommand({
        InstanceId,
        Name: 'Broken',
        Type: 'CONTACT_FLOW',
        Content,
      }),
    )
    .catch(error => error)
  expect(refused.name).toBe('InvalidContactFlowException')
  expect(refused.problems.length).toBeGreaterThanOrEqual(2)
  expect(refused.problems[0].message).toContain('nowhere')
  expect(centre.test.centre.view.directory.named('contact-flow', 'Broken')).toBeUndefined()
})

test('a flow module is kept and shown', async () => {
  const { Id } = await client.send(
    new CreateContactFlowModuleCommand({ InstanceId, Name: 'Module', Content: GREETING }),
  )
  const { ContactFlowModule } = await client.send(
    new DescribeContactFlowModuleCommand({ InstanceId, ContactFlowModuleId: Id }),
  )
  expect(ContactFlowModule).toMatchObject({ Name: 'Module', State: 'ACTIVE', Content: GREETING })
})

test('a prompt is made from an uploaded sound; what is no .wav or no upload is refused', async () => {
  centre.blobs.set('uploads/hello.wav', Buffer.from('RIFF....WAVEfmt '))
  centre.blobs.set('uploads/hello.txt', Buffer.from('hello'))
  const { PromptId } = await client.send(
    new CreatePromptCommand({ InstanceId, Name: 'Hello', S3Uri: 's3://parley/uploads/hello.wav' }),
  )
  const { PromptPresignedUrl } = await client.send(
    new GetPromptFileCommand({ InstanceId, PromptId }),
  )
  expect(PromptPresignedUrl).toMatch(/\/prompts\/.+\.wav/)
  await expect(
    client.send(
      new CreatePromptCommand({ InstanceId, Name: 'No', S3Uri: 's3://parley/uploads/hello.txt' }),
    ),
  ).rejects.toThrow(/not a .wav/)
  centre.blobs.set('recordings/secret.wav', Buffer.from('RIFF....WAVEfmt '))
  await expect(
    client.send(
      new CreatePromptCommand({
        InstanceId,
        Name: 'No',
        S3Uri: 's3://parley/recordings/secret.wav',
      }),
    ),
  ).rejects.toThrow(/must look like/)
})

test('quick connects are made for a user, shown on a queue, and leave it when deleted', async () => {
  const transfer = await client.send(
    new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['AGENT_TRANSFER'] }),
  )
  const users = await client.send(new ListUsersCommand({ InstanceId }))
  const { QuickConnectId } = await client.send(
    new CreateQuickConnectCommand({
      InstanceId,
      Name: 'To Ana',
      QuickConnectConfig: {
        QuickConnectType: 'USER',
        UserConfig: {
          UserId: users.UserSummaryList?.find(each => each.Username === 'agent1')?.Arn,
          ContactFlowId: transfer.ContactFlowSummaryList?.[0]?.Id,
        },
      },
    }),
  )
  const read = await client.send(new DescribeQuickConnectCommand({ InstanceId, QuickConnectId }))
  expect(read.QuickConnect?.QuickConnectConfig?.QuickConnectType).toBe('USER')
  const QueueId = seeded('queue', 'BasicQueue')
  await client.send(
    new AssociateQueueQuickConnectsCommand({
      InstanceId,
      QueueId,
      QuickConnectIds: [QuickConnectId ?? ''],
    }),
  )
  const list = async () => {
    const answer = await client.send(new ListQueueQuickConnectsCommand({ InstanceId, QueueId }))
    return answer.QuickConnectSummaryList?.map(each => each.Name)
  }
  expect(await list()).toEqual(['To Ana'])
  await client.send(new DeleteQuickConnectCommand({ InstanceId, QuickConnectId }))
  expect(await list()).toEqual([])
})

test('a custom agent status and a security profile are made and shown', async () => {
  const { AgentStatusId } = await client.send(
    new CreateAgentStatusCommand({ InstanceId, Name: 'Lunch', State: 'ENABLED', DisplayOrder: 3 }),
  )
  const { AgentStatus } = await client.send(
    new DescribeAgentStatusCommand({ InstanceId, AgentStatusId }),
  )
  expect(AgentStatus).toMatchObject({ Name: 'Lunch', Type: 'CUSTOM', DisplayOrder: 3 })
  const { SecurityProfileId } = await client.send(
    new CreateSecurityProfileCommand({
      InstanceId,
      SecurityProfileName: 'Readers',
      Permissions: ['Users.View', 'Queues.View'],
    }),
  )
  const { Permissions } = await client.send(
    new ListSecurityProfilePermissionsCommand({ InstanceId, SecurityProfileId }),
  )
  expect(Permissions).toEqual(['Queues.View', 'Users.View'])
})

test('hours are changed; a time zone that does not exist is refused', async () => {
  const HoursOfOperationId = seeded('operating-hours', 'Basic Hours')
  await client.send(
    new UpdateHoursOfOperationCommand({
      InstanceId,
      HoursOfOperationId,
      TimeZone: 'America/New_York',
    }),
  )
  const { HoursOfOperation } = await client.send(
    new DescribeHoursOfOperationCommand({ InstanceId, HoursOfOperationId }),
  )
  expect(HoursOfOperation).toMatchObject({ TimeZone: 'America/New_York', Name: 'Basic Hours' })
  expect(HoursOfOperation?.Config).toHaveLength(7)
  await expect(
    client.send(
      new UpdateHoursOfOperationCommand({ InstanceId, HoursOfOperationId, TimeZone: 'Moon/Base' }),
    ),
  ).rejects.toThrow(/no time zone/)
})

test('things are searched by name, tag and nested conditions', async () => {
  const queues = await client.send(
    new SearchQueuesCommand({
      InstanceId,
      SearchFilter: { TagFilter: { TagCondition: { TagKey: 'team', TagValue: 'blue' } } },
    }),
  )
  expect(queues.Queues?.map(each => each.Name)).toEqual(['Sales'])
  const users = await client.send(
    new SearchUsersCommand({
      InstanceId,
      SearchCriteria: {
        OrConditions: [
          {
            StringCondition: {
              FieldName: 'Username',
              Value: 'AGENT',
              ComparisonType: 'STARTS_WITH',
            },
          },
          { StringCondition: { FieldName: 'LastName', Value: 'Müller', ComparisonType: 'EXACT' } },
        ],
      },
    }),
  )
  expect(users.Users?.map(each => each.Username)).toEqual(['agent1', 'agent2', 'carla'])
  expect(users.ApproximateTotalCount).toBe(3)
})

test('a user gets another profile and a desk phone, and is deleted', async () => {
  const UserId = centre.test.centre.view.directory.named('agent', 'carla')?.id
  await client.send(
    new UpdateUserRoutingProfileCommand({
      InstanceId,
      UserId,
      RoutingProfileId: seeded('routing-profile', 'Basic Routing Profile'),
    }),
  )
  const desk = { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15550123' } as const
  await client.send(new UpdateUserPhoneConfigCommand({ InstanceId, UserId, PhoneConfig: desk }))
  const { User } = await client.send(new DescribeUserCommand({ InstanceId, UserId }))
  expect(User?.PhoneConfig).toEqual(desk)
  await client.send(new DeleteUserCommand({ InstanceId, UserId }))
  expect(centre.test.centre.view.directory.get('credential', UserId ?? '')).toBeUndefined()
  await expect(client.send(new DescribeUserCommand({ InstanceId, UserId }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})
