// Prompts, quick connects, profiles, hours, statuses and numbers: what is changed is shown so, found and
// listed, through the AWS SDK as it comes.
import * as sdk from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const queueId = centre.test.id('queue', 'BasicQueue')
const hoursId = centre.test.id('operating-hours', 'Basic Hours')
const flowId = centre.test.id('contact-flow', 'Sample inbound flow')

/** Finds by how the name begins. */
function named(Value: string) {
  const ComparisonType = 'STARTS_WITH' as const
  return {
    InstanceId,
    SearchCriteria: { StringCondition: { FieldName: 'name', Value, ComparisonType } },
  }
}

test('a prompt', async () => {
  const sound = Buffer.concat([Buffer.from('RIFF....WAVE'), Buffer.alloc(32)])
  centre.blobs.set('uploads/hello.wav', sound)
  const S3Uri = 's3://parley/uploads/hello.wav'
  const { PromptId } = await client.send(
    new sdk.CreatePromptCommand({ InstanceId, Name: 'Hello', S3Uri }),
  )
  const own = { InstanceId, PromptId }
  await client.send(
    new sdk.UpdatePromptCommand({ ...own, Name: 'Hello again', Description: 'Kind' }),
  )
  const { Prompt } = await client.send(new sdk.DescribePromptCommand(own))
  expect(Prompt).toMatchObject({ Name: 'Hello again', Description: 'Kind' })
  const { Prompts } = await client.send(new sdk.SearchPromptsCommand(named('hello a')))
  expect(Prompts).toMatchObject([{ PromptId }])
  await client.send(new sdk.DeletePromptCommand(own))
  const { PromptSummaryList } = await client.send(new sdk.ListPromptsCommand({ InstanceId }))
  expect(PromptSummaryList?.map(each => each.Id)).not.toContain(PromptId)
})

test('a quick connect, and the queue it belongs to', async () => {
  const to = (PhoneNumber: string) => ({
    QuickConnectType: 'PHONE_NUMBER' as const,
    PhoneConfig: { PhoneNumber },
  })
  const { QuickConnectId = '' } = await client.send(
    new sdk.CreateQuickConnectCommand({
      InstanceId,
      Name: 'Depot',
      QuickConnectConfig: to('+15550123'),
    }),
  )
  const own = { InstanceId, QuickConnectId }
  await client.send(new sdk.UpdateQuickConnectNameCommand({ ...own, Name: 'The depot' }))
  const QuickConnectConfig = to('+15550124')
  await client.send(new sdk.UpdateQuickConnectConfigCommand({ ...own, QuickConnectConfig }))
  const { QuickConnect } = await client.send(new sdk.DescribeQuickConnectCommand(own))
  expect(QuickConnect).toMatchObject({ Name: 'The depot', QuickConnectConfig })
  const { QuickConnects } = await client.send(new sdk.SearchQuickConnectsCommand(named('the d')))
  expect(QuickConnects).toMatchObject([{ QuickConnectId }])
  const list = await client.send(new sdk.ListQuickConnectsCommand({ InstanceId }))
  expect(list.QuickConnectSummaryList).toMatchObject([{ Id: QuickConnectId }])
  const ofQueue = { InstanceId, QueueId: queueId, QuickConnectIds: [QuickConnectId] }
  await client.send(new sdk.AssociateQueueQuickConnectsCommand(ofQueue))
  await client.send(new sdk.DisassociateQueueQuickConnectsCommand(ofQueue))
  const left = await client.send(
    new sdk.ListQueueQuickConnectsCommand({ InstanceId, QueueId: queueId }),
  )
  expect(left.QuickConnectSummaryList).toEqual([])
})

test('a routing profile', async () => {
  const { RoutingProfileId } = await client.send(
    new sdk.CreateRoutingProfileCommand({
      InstanceId,
      Name: 'Night',
      Description: 'At night',
      DefaultOutboundQueueId: queueId,
      MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
    }),
  )
  const own = { InstanceId, RoutingProfileId }
  await client.send(new sdk.UpdateRoutingProfileNameCommand({ ...own, Name: 'Late night' }))
  await client.send(
    new sdk.UpdateRoutingProfileConcurrencyCommand({
      ...own,
      MediaConcurrencies: [{ Channel: 'CHAT', Concurrency: 3 }],
    }),
  )
  const hours = { InstanceId, Name: 'Other', HoursOfOperationId: hoursId }
  const { QueueId } = await client.send(new sdk.CreateQueueCommand(hours))
  await client.send(
    new sdk.UpdateRoutingProfileDefaultOutboundQueueCommand({
      ...own,
      DefaultOutboundQueueId: QueueId,
    }),
  )
  const { RoutingProfile } = await client.send(new sdk.DescribeRoutingProfileCommand(own))
  expect(RoutingProfile).toMatchObject({ Name: 'Late night', DefaultOutboundQueueId: QueueId })
  expect(RoutingProfile?.MediaConcurrencies).toMatchObject([{ Channel: 'CHAT', Concurrency: 3 }])
  const { RoutingProfiles } = await client.send(new sdk.SearchRoutingProfilesCommand(named('late')))
  expect(RoutingProfiles).toMatchObject([{ RoutingProfileId }])
  await client.send(new sdk.DeleteRoutingProfileCommand(own))
  const list = await client.send(new sdk.ListRoutingProfilesCommand({ InstanceId }))
  expect(list.RoutingProfileSummaryList?.map(each => each.Name)).toEqual(['Basic Routing Profile'])
})

test('a security profile', async () => {
  const { SecurityProfileId } = await client.send(
    new sdk.CreateSecurityProfileCommand({ InstanceId, SecurityProfileName: 'Trainee' }),
  )
  const own = { InstanceId, SecurityProfileId }
  await client.send(new sdk.UpdateSecurityProfileCommand({ ...own, Description: 'New here' }))
  const { SecurityProfile } = await client.send(new sdk.DescribeSecurityProfileCommand(own))
  expect(SecurityProfile).toMatchObject({ SecurityProfileName: 'Trainee', Description: 'New here' })
  const { SecurityProfiles } = await client.send(
    new sdk.SearchSecurityProfilesCommand(named('train')),
  )
  expect(SecurityProfiles).toHaveLength(1)
  await client.send(new sdk.DeleteSecurityProfileCommand(own))
  await expect(client.send(new sdk.DescribeSecurityProfileCommand(own))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('hours, and the queue that keeps them', async () => {
  const { HoursOfOperationId } = await client.send(
    new sdk.CreateHoursOfOperationCommand({
      InstanceId,
      Name: 'Mornings',
      TimeZone: 'Europe/Berlin',
      Config: [
        { Day: 'MONDAY', StartTime: { Hours: 8, Minutes: 0 }, EndTime: { Hours: 12, Minutes: 0 } },
      ],
    }),
  )
  const { HoursOfOperations } = await client.send(
    new sdk.SearchHoursOfOperationsCommand(named('morn')),
  )
  expect(HoursOfOperations).toMatchObject([{ HoursOfOperationId }])
  const list = await client.send(new sdk.ListHoursOfOperationsCommand({ InstanceId }))
  expect(list.HoursOfOperationSummaryList).toHaveLength(2)
  await client.send(
    new sdk.UpdateQueueHoursOfOperationCommand({
      InstanceId,
      QueueId: queueId,
      HoursOfOperationId,
    }),
  )
  const { Queue } = await client.send(
    new sdk.DescribeQueueCommand({ InstanceId, QueueId: queueId }),
  )
  expect(Queue).toMatchObject({ HoursOfOperationId })
})

test('a status of agents, and who an agent is', async () => {
  const { AgentStatusId } = await client.send(
    new sdk.CreateAgentStatusCommand({ InstanceId, Name: 'Lunch', State: 'ENABLED' }),
  )
  const own = { InstanceId, AgentStatusId }
  await client.send(new sdk.UpdateAgentStatusCommand({ ...own, Description: 'Back soon' }))
  const { AgentStatuses } = await client.send(new sdk.SearchAgentStatusesCommand(named('lunch')))
  expect(AgentStatuses).toMatchObject([{ AgentStatusId, Description: 'Back soon' }])
  const UserId = centre.test.id('agent', 'agent1')
  const IdentityInfo = { FirstName: 'Anna', LastName: 'Ahlers' }
  await client.send(new sdk.UpdateUserIdentityInfoCommand({ InstanceId, UserId, IdentityInfo }))
  const { User } = await client.send(new sdk.DescribeUserCommand({ InstanceId, UserId }))
  expect(User).toMatchObject({ IdentityInfo })
})

test('a telephone number', async () => {
  const list = await client.send(new sdk.ListPhoneNumbersCommand({ InstanceId }))
  const PhoneNumberId = list.PhoneNumberSummaryList?.[0]?.Id
  expect(list.PhoneNumberSummaryList).toMatchObject([{ PhoneNumber: '+15550100' }])
  await client.send(
    new sdk.UpdatePhoneNumberMetadataCommand({ PhoneNumberId, PhoneNumberDescription: 'Ours' }),
  )
  const TargetArn = `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}`
  await client.send(new sdk.UpdatePhoneNumberCommand({ PhoneNumberId, TargetArn }))
  await client.send(
    new sdk.AssociatePhoneNumberContactFlowCommand({
      InstanceId,
      PhoneNumberId,
      ContactFlowId: flowId,
    }),
  )
  const { ClaimedPhoneNumberSummary } = await client.send(
    new sdk.DescribePhoneNumberCommand({ PhoneNumberId }),
  )
  expect(ClaimedPhoneNumberSummary).toMatchObject({ PhoneNumberDescription: 'Ours', TargetArn })
})
