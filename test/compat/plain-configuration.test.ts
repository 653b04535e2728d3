// What the API keeps for others, through the AWS SDK as it comes: made, shown, found, changed and deleted,
// and refused where it does not hang together.
import {
  AssociateDefaultVocabularyCommand,
  AssociateFlowCommand,
  AssociateSecurityKeyCommand,
  AssociateTrafficDistributionGroupUserCommand,
  AssociateWorkspaceCommand,
  BatchGetFlowAssociationCommand,
  CreateExtractionDefinitionCommand,
  CreateIntegrationAssociationCommand,
  CreateMetricCommand,
  CreateNotificationCommand,
  CreateRuleCommand,
  CreateSecurityProfileCommand,
  CreateTrafficDistributionGroupCommand,
  CreateUseCaseCommand,
  CreateVocabularyCommand,
  CreateWorkspaceCommand,
  CreateWorkspacePageCommand,
  DeleteExtractionDefinitionCommand,
  DeleteIntegrationAssociationCommand,
  DeleteMetricCommand,
  DeleteNotificationCommand,
  DeleteRuleCommand,
  DeleteTrafficDistributionGroupCommand,
  DeleteUseCaseCommand,
  DeleteVocabularyCommand,
  DeleteWorkspaceCommand,
  DeleteWorkspaceMediaCommand,
  DeleteWorkspacePageCommand,
  DescribeExtractionDefinitionCommand,
  DescribeMetricCommand,
  DescribeNotificationCommand,
  DescribeTrafficDistributionGroupCommand,
  DescribeVocabularyCommand,
  DescribeWorkspaceCommand,
  DisassociateFlowCommand,
  DisassociateSecurityKeyCommand,
  DisassociateTrafficDistributionGroupUserCommand,
  DisassociateWorkspaceCommand,
  GetCrossRegionRoutingCommand,
  GetFlowAssociationCommand,
  GetTrafficDistributionCommand,
  ImportWorkspaceMediaCommand,
  ListDefaultVocabulariesCommand,
  ListExtractionDefinitionsCommand,
  ListFlowAssociationsCommand,
  ListIntegrationAssociationsCommand,
  ListMetricsCommand,
  ListNotificationsCommand,
  ListSecurityKeysCommand,
  ListSecurityProfileApplicationsCommand,
  ListSecurityProfileFlowModulesCommand,
  ListTagsForResourceCommand,
  ListTrafficDistributionGroupsCommand,
  ListTrafficDistributionGroupUsersCommand,
  ListUseCasesCommand,
  ListUserNotificationsCommand,
  ListWorkspaceMediaCommand,
  ListWorkspacePagesCommand,
  ListWorkspacesCommand,
  SearchMetricsCommand,
  SearchNotificationsCommand,
  SearchVocabulariesCommand,
  SearchWorkspaceAssociationsCommand,
  SearchWorkspacesCommand,
  UpdateCrossRegionRoutingCommand,
  UpdateExtractionDefinitionCommand,
  UpdateMetricContentCommand,
  UpdateMetricMetadataCommand,
  UpdateNotificationContentCommand,
  UpdateTrafficDistributionCommand,
  UpdateUserNotificationStatusCommand,
  UpdateWorkspaceMetadataCommand,
  UpdateWorkspacePageCommand,
  UpdateWorkspaceThemeCommand,
  UpdateWorkspaceVisibilityCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const agent1 = centre.test.id('agent', 'agent1')
const flowId = centre.test.id('contact-flow', 'Sample inbound flow')
const ARN = `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}`

const refused = (name: string) => ({ name })

async function tagsOf(resourceArn: string | undefined) {
  return (await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags
}

test('an integration is there once, and stays while it is used', async () => {
  const asked = {
    InstanceId,
    IntegrationType: 'APPLICATION',
    IntegrationArn: 'arn:aws:app-integrations:us-east-1:000000000000:application/crm',
    SourceType: 'ZENDESK',
    Tags: { a: 'b' },
  } as const
  const { IntegrationAssociationId, IntegrationAssociationArn } = await client.send(
    new CreateIntegrationAssociationCommand(asked),
  )
  expect(await tagsOf(IntegrationAssociationArn)).toEqual({ a: 'b' })
  await expect(client.send(new CreateIntegrationAssociationCommand(asked))).rejects.toMatchObject(
    refused('DuplicateResourceException'),
  )
  const own = { InstanceId, IntegrationAssociationId }
  const use = () =>
    client.send(new CreateUseCaseCommand({ ...own, UseCaseType: 'RULES_EVALUATION' }))
  const { UseCaseId } = await use()
  await expect(use()).rejects.toMatchObject(refused('DuplicateResourceException'))
  expect((await client.send(new ListUseCasesCommand(own))).UseCaseSummaryList).toMatchObject([
    { UseCaseId, UseCaseType: 'RULES_EVALUATION' },
  ])
  const remove = () => client.send(new DeleteIntegrationAssociationCommand(own))
  await expect(remove()).rejects.toMatchObject(refused('InvalidRequestException'))
  await client.send(new DeleteUseCaseCommand({ ...own, UseCaseId }))
  const { RuleId } = await client.send(
    new CreateRuleCommand({
      InstanceId,
      Name: 'ticket',
      TriggerEventSource: { EventSourceName: 'OnZendeskTicketCreate', IntegrationAssociationId },
      Function: JSON.stringify({
        Version: '2022-11-25',
        RuleFunction: {
          Operator: 'AND',
          Operands: [{ Operator: 'EQUALS', Operands: ['x'], ComparisonValue: '$.Ticket.Type' }],
        },
      }),
      Actions: [
        { ActionType: 'GENERATE_EVENTBRIDGE_EVENT', EventBridgeAction: { Name: 'ticket' } },
      ],
      PublishStatus: 'PUBLISHED',
    }),
  )
  await expect(remove()).rejects.toMatchObject(refused('InvalidRequestException'))
  await client.send(new DeleteRuleCommand({ InstanceId, RuleId }))
  const list = async (more: object) =>
    (await client.send(new ListIntegrationAssociationsCommand({ InstanceId, ...more })))
      .IntegrationAssociationSummaryList
  expect(await list({ IntegrationType: 'APPLICATION' })).toMatchObject([
    { IntegrationAssociationId, IntegrationArn: asked.IntegrationArn },
  ])
  expect(await list({ IntegrationType: 'EVENT' })).toEqual([])
  await remove()
  expect(await list({})).toEqual([])
})

test('a flow is associated with what is no telephone number, and listed beside those', async () => {
  const ResourceId = 'arn:aws:social-messaging:us-east-1:000000000000:phone-number-id/1'
  const own = { InstanceId, ResourceId, ResourceType: 'WHATSAPP_MESSAGING_PHONE_NUMBER' } as const
  const get = () => client.send(new GetFlowAssociationCommand(own))
  await expect(get()).rejects.toMatchObject(refused('ResourceNotFoundException'))
  await expect(
    client.send(new AssociateFlowCommand({ ...own, FlowId: 'nobody' })),
  ).rejects.toMatchObject(refused('ResourceNotFoundException'))
  await client.send(new AssociateFlowCommand({ ...own, FlowId: flowId }))
  const FlowId = `${ARN}/contact-flow/${flowId}`
  expect(await get()).toMatchObject({ ResourceId, FlowId, ResourceType: own.ResourceType })
  const list = async (ResourceType?: 'VOICE_PHONE_NUMBER') =>
    (await client.send(new ListFlowAssociationsCommand({ InstanceId, ResourceType })))
      .FlowAssociationSummaryList
  expect(await list()).toHaveLength(2)
  expect(await list('VOICE_PHONE_NUMBER')).toMatchObject([{ FlowId }])
  const batch = new BatchGetFlowAssociationCommand({ InstanceId, ResourceIds: [ResourceId] })
  expect((await client.send(batch)).FlowAssociationSummaryList).toMatchObject([{ ResourceId }])
  await client.send(new DisassociateFlowCommand(own))
  await expect(get()).rejects.toMatchObject(refused('ResourceNotFoundException'))
})

test('an instance has two security keys', async () => {
  const key = (text: string) => `-----BEGIN PUBLIC KEY-----\n${text}\n-----END PUBLIC KEY-----`
  const add = (Key: string) => client.send(new AssociateSecurityKeyCommand({ InstanceId, Key }))
  await expect(add('key')).rejects.toMatchObject(refused('InvalidParameterException'))
  const { AssociationId } = await add(key('AAAA'))
  await expect(add(key('AAAA'))).rejects.toMatchObject(refused('ResourceConflictException'))
  await add(key('BBBB'))
  await expect(add(key('CCCC'))).rejects.toMatchObject(refused('ServiceQuotaExceededException'))
  await client.send(new DisassociateSecurityKeyCommand({ InstanceId, AssociationId }))
  const { SecurityKeys } = await client.send(new ListSecurityKeysCommand({ InstanceId }))
  expect(SecurityKeys?.map(each => each.Key)).toEqual([key('BBBB')])
})

test('what a security profile allows beside permissions is listed', async () => {
  const { SecurityProfileId } = await client.send(
    new CreateSecurityProfileCommand({
      InstanceId,
      SecurityProfileName: 'With applications',
      Applications: [{ Namespace: 'crm', ApplicationPermissions: ['ACCESS'] }],
      AllowedFlowModules: [{ Type: 'MCP', FlowModuleId: 'm' }],
    }),
  )
  const own = { InstanceId, SecurityProfileId }
  const { Applications } = await client.send(new ListSecurityProfileApplicationsCommand(own))
  expect(Applications).toEqual([{ Namespace: 'crm', ApplicationPermissions: ['ACCESS'] }])
  const { AllowedFlowModules } = await client.send(new ListSecurityProfileFlowModulesCommand(own))
  expect(AllowedFlowModules).toEqual([{ Type: 'MCP', FlowModuleId: 'm' }])
})

test('a traffic distribution group sends everything to the one region there is', async () => {
  const { Id: TrafficDistributionGroupId = '', Arn } = await client.send(
    new CreateTrafficDistributionGroupCommand({ InstanceId, Name: 'All', Tags: { a: 'b' } }),
  )
  expect(await tagsOf(Arn)).toEqual({ a: 'b' })
  const own = { TrafficDistributionGroupId }
  const shown = await client.send(new DescribeTrafficDistributionGroupCommand(own))
  expect(shown.TrafficDistributionGroup).toMatchObject({ Arn, Name: 'All', Status: 'ACTIVE' })
  const { TrafficDistributionGroupSummaryList } = await client.send(
    new ListTrafficDistributionGroupsCommand({ InstanceId }),
  )
  expect(TrafficDistributionGroupSummaryList).toHaveLength(1)
  const Id = Arn
  const update = (Region: string, Percentage: number) =>
    client.send(
      new UpdateTrafficDistributionCommand({
        Id,
        TelephonyConfig: { Distributions: [{ Region, Percentage }] },
      }),
    )
  await update('us-east-1', 100)
  await expect(update('us-east-1', 50)).rejects.toMatchObject(refused('InvalidRequestException'))
  await expect(update('us-west-2', 100)).rejects.toMatchObject(refused('InvalidRequestException'))
  expect(await client.send(new GetTrafficDistributionCommand({ Id }))).toMatchObject({
    TelephonyConfig: { Distributions: [{ Region: 'us-east-1', Percentage: 100 }] },
  })
  const user = { ...own, InstanceId, UserId: agent1 }
  await client.send(new AssociateTrafficDistributionGroupUserCommand(user))
  const users = await client.send(new ListTrafficDistributionGroupUsersCommand(own))
  expect(users.TrafficDistributionGroupUserSummaryList).toEqual([{ UserId: agent1 }])
  const remove = () => client.send(new DeleteTrafficDistributionGroupCommand(own))
  await expect(remove()).rejects.toMatchObject(refused('ResourceInUseException'))
  await client.send(new DisassociateTrafficDistributionGroupUserCommand(user))
  await expect(
    client.send(new DisassociateTrafficDistributionGroupUserCommand(user)),
  ).rejects.toMatchObject(refused('ResourceNotFoundException'))
  await remove()
  await client.send(new UpdateCrossRegionRoutingCommand({ InstanceId, IsolatedAll: true }))
  const routing = await client.send(new GetCrossRegionRoutingCommand({ InstanceId }))
  expect(routing.IsolatedRegions).toEqual(['us-east-1'])
})

test('a notification is in the inbox of whom it is for, until it expires', async () => {
  const create = (more: object = {}) =>
    client.send(
      new CreateNotificationCommand({
        InstanceId,
        Recipients: [agent1],
        Content: { en_US: 'Meeting at noon' },
        ExpiresAt: new Date(centre.test.clock.now() + 60_000),
        ...more,
      }),
    )
  await expect(create({ Recipients: ['nobody'] })).rejects.toMatchObject(
    refused('ResourceNotFoundException'),
  )
  await expect(create({ Content: {} })).rejects.toMatchObject(refused('InvalidParameterException'))
  await expect(create({ ExpiresAt: new Date(0) })).rejects.toMatchObject(
    refused('InvalidParameterException'),
  )
  const { NotificationId, NotificationArn } = await create({ Tags: { a: 'b' } })
  expect(await tagsOf(NotificationArn)).toEqual({ a: 'b' })
  const own = { InstanceId, NotificationId }
  const inbox = async (UserId: string) =>
    (await client.send(new ListUserNotificationsCommand({ InstanceId, UserId }))).UserNotifications
  expect(await inbox(agent1)).toMatchObject([{ NotificationId, NotificationStatus: 'UNREAD' }])
  const agent2 = centre.test.id('agent', 'agent2')
  expect(await inbox(agent2)).toEqual([])
  const mark = (UserId: string) =>
    client.send(new UpdateUserNotificationStatusCommand({ ...own, UserId, Status: 'READ' }))
  await mark(agent1)
  await expect(mark(agent2)).rejects.toMatchObject(refused('ResourceNotFoundException'))
  const Content = { en_US: 'Meeting at one' }
  await client.send(new UpdateNotificationContentCommand({ ...own, Content }))
  expect(await inbox(agent1)).toMatchObject([{ NotificationStatus: 'READ', Content }])
  const shown = await client.send(new DescribeNotificationCommand(own))
  expect(shown.Notification).toMatchObject({ Content, Recipients: [`${ARN}/agent/${agent1}`] })
  const found = await client.send(
    new SearchNotificationsCommand({
      InstanceId,
      SearchCriteria: {
        StringCondition: { FieldName: 'content', Value: 'one', ComparisonType: 'CONTAINS' },
      },
    }),
  )
  expect(found.Notifications).toHaveLength(1)
  centre.test.clock.advance(61_000)
  expect(await inbox(agent1)).toEqual([])
  const list = new ListNotificationsCommand({ InstanceId })
  expect((await client.send(list)).NotificationSummaryList).toHaveLength(1)
  await client.send(new DeleteNotificationCommand(own))
  expect((await client.send(list)).NotificationSummaryList).toEqual([])
  await create()
  centre.test.clock.advance(61_000)
  const { NotificationId: Id } = await create()
  expect((await client.send(list)).NotificationSummaryList).toMatchObject([{ Id }])
})

test('a workspace has pages, a theme, pictures and those it is for', async () => {
  const { WorkspaceId, WorkspaceArn } = await client.send(
    new CreateWorkspaceCommand({ InstanceId, Name: 'Sales desk', Tags: { a: 'b' } }),
  )
  expect(await tagsOf(WorkspaceArn)).toEqual({ a: 'b' })
  await expect(
    client.send(new CreateWorkspaceCommand({ InstanceId, Name: 'sales DESK' })),
  ).rejects.toMatchObject(refused('DuplicateResourceException'))
  const own = { InstanceId, WorkspaceId }
  await client.send(new UpdateWorkspaceMetadataCommand({ ...own, Title: 'Sales' }))
  await client.send(new UpdateWorkspaceVisibilityCommand({ ...own, Visibility: 'ALL' }))
  const Theme = { Light: { Palette: { Header: { Background: '#ffffff' } } } }
  await client.send(new UpdateWorkspaceThemeCommand({ ...own, Theme }))
  const { Workspace } = await client.send(new DescribeWorkspaceCommand(own))
  expect(Workspace).toMatchObject({ Name: 'Sales desk', Title: 'Sales', Visibility: 'ALL', Theme })

  const ResourceArn = 'arn:aws:connect:us-east-1:aws:view/form:1'
  const page = (more: object) =>
    client.send(new CreateWorkspacePageCommand({ ...own, Page: 'home', ResourceArn, ...more }))
  await page({ Slug: 'start' })
  await expect(page({})).rejects.toMatchObject(refused('DuplicateResourceException'))
  await expect(page({ Page: 'two', Slug: 'start' })).rejects.toMatchObject(
    refused('DuplicateResourceException'),
  )
  await expect(page({ Page: 'two', ResourceArn: `${ARN}/view/nobody` })).rejects.toMatchObject(
    refused('ResourceNotFoundException'),
  )
  await client.send(new UpdateWorkspacePageCommand({ ...own, Page: 'home', NewPage: 'first' }))
  const pages = async () =>
    (await client.send(new ListWorkspacePagesCommand(own))).WorkspacePageList
  expect(await pages()).toEqual([{ Page: 'first', Slug: 'start', ResourceArn }])
  await client.send(new DeleteWorkspacePageCommand({ ...own, Page: 'first' }))
  expect(await pages()).toEqual([])

  const picture = { ...own, MediaType: 'IMAGE_LOGO_DARK_FAVICON' } as const
  const put = (MediaSource: string) =>
    client.send(new ImportWorkspaceMediaCommand({ ...picture, MediaSource }))
  await expect(put('javascript:alert(1)')).rejects.toMatchObject(
    refused('InvalidParameterException'),
  )
  const MediaSource = 'data:image/png;base64,AAAA'
  await put(MediaSource)
  const media = async () => (await client.send(new ListWorkspaceMediaCommand(own))).Media
  expect(await media()).toEqual([{ Type: picture.MediaType, Source: MediaSource }])
  await client.send(new DeleteWorkspaceMediaCommand(picture))
  expect(await media()).toEqual([])

  const ResourceArns = [`${ARN}/agent/${agent1}`, `${ARN}/agent/nobody`]
  const associated = await client.send(new AssociateWorkspaceCommand({ ...own, ResourceArns }))
  expect(associated.SuccessfulList).toEqual([{ ResourceArn: ResourceArns[0] }])
  expect(associated.FailedList).toMatchObject([{ ResourceArn: ResourceArns[1], ErrorCode: '404' }])
  const search = async () =>
    (await client.send(new SearchWorkspaceAssociationsCommand({ InstanceId })))
      .WorkspaceAssociations
  expect(await search()).toMatchObject([
    { WorkspaceId, ResourceType: 'USER', ResourceName: 'agent1' },
  ])
  await client.send(new DisassociateWorkspaceCommand({ ...own, ResourceArns }))
  expect(await search()).toEqual([])
  await client.send(new AssociateWorkspaceCommand({ ...own, ResourceArns }))
  const { Workspaces } = await client.send(
    new SearchWorkspacesCommand({
      InstanceId,
      SearchFilter: { AttributeFilter: { TagCondition: { TagKey: 'a', TagValue: 'b' } } },
    }),
  )
  expect(Workspaces).toMatchObject([{ Id: WorkspaceId }])
  await client.send(new DeleteWorkspaceCommand(own))
  expect(await search()).toEqual([])
  const { WorkspaceSummaryList } = await client.send(new ListWorkspacesCommand({ InstanceId }))
  expect(WorkspaceSummaryList).toEqual([])
})

test('a metric of our own is arithmetic over metrics there are', async () => {
  const calculation = (Calculation: string, MetricName = 'CONTACTS_HANDLED') => ({
    CalculationComponents: [{ Alias: 'M1', MetricName }],
    Calculation,
  })
  const create = (Name: string, MetricCalculation: object) =>
    client.send(
      new CreateMetricCommand({
        InstanceId,
        Name,
        Unit: 'DOUBLE',
        MetricCalculation: MetricCalculation as ReturnType<typeof calculation>,
      }),
    )
  for (const wrong of [
    calculation('M1 +'),
    calculation('M1 * M2'),
    calculation('(M1'),
    calculation('M1; drop'),
    calculation('M1', 'NOTHING'),
    { CalculationComponents: [], Calculation: '1' },
  ]) {
    await expect(create('Wrong', wrong)).rejects.toMatchObject(refused('InvalidParameterException'))
  }
  const { MetricId } = await create('Half', calculation('(M1 + 0.5) / 2'))
  const Calculation = 'H * 2'
  const double = { CalculationComponents: [{ Alias: 'H', MetricId }], Calculation }
  const { MetricId: doubleId } = await create('Double', double)
  const own = { InstanceId, MetricId }
  await expect(
    client.send(
      new UpdateMetricContentCommand({
        ...own,
        MetricCalculation: {
          CalculationComponents: [{ Alias: 'D', MetricId: doubleId }],
          Calculation: 'D',
        },
      }),
    ),
  ).rejects.toMatchObject(refused('InvalidParameterException'))
  await client.send(new UpdateMetricContentCommand({ ...own, Unit: 'PERCENT' }))
  await client.send(new UpdateMetricMetadataCommand({ ...own, Name: 'A half' }))
  const { Metric } = await client.send(new DescribeMetricCommand(own))
  expect(Metric).toMatchObject({ Name: 'A half', Unit: 'PERCENT', Type: 'CUSTOMER_MANAGED' })
  const { Metrics } = await client.send(
    new SearchMetricsCommand({
      InstanceId,
      SearchCriteria: {
        StringCondition: { FieldName: 'name', Value: 'half', ComparisonType: 'CONTAINS' },
      },
    }),
  )
  expect(Metrics).toMatchObject([{ Id: MetricId }])
  const remove = (id?: string) => client.send(new DeleteMetricCommand({ InstanceId, MetricId: id }))
  await expect(remove(MetricId)).rejects.toMatchObject(refused('InvalidRequestException'))
  await remove(doubleId)
  await remove(MetricId)
  const { MetricSummaryList } = await client.send(new ListMetricsCommand({ InstanceId }))
  expect(MetricSummaryList).toEqual([])
})

test('a vocabulary may be the default of its language, and stays while it is', async () => {
  const create = (Content: string) =>
    client.send(
      new CreateVocabularyCommand({
        InstanceId,
        VocabularyName: 'products',
        LanguageCode: 'en-US',
        Content,
      }),
    )
  await expect(create('words')).rejects.toMatchObject(refused('InvalidRequestException'))
  const Content = 'Phrase\tSoundsLike\tIPA\tDisplayAs\nParley\t\t\t'
  const { VocabularyId } = await create(Content)
  const own = { InstanceId, VocabularyId }
  const { Vocabulary } = await client.send(new DescribeVocabularyCommand(own))
  expect(Vocabulary).toMatchObject({ Name: 'products', State: 'ACTIVE', Content })
  const associate = (LanguageCode: 'en-US' | 'de-DE', id?: string) =>
    client.send(
      new AssociateDefaultVocabularyCommand({ InstanceId, LanguageCode, VocabularyId: id }),
    )
  await expect(associate('de-DE', VocabularyId)).rejects.toMatchObject(
    refused('InvalidRequestException'),
  )
  await associate('en-US', VocabularyId)
  const { DefaultVocabularyList } = await client.send(
    new ListDefaultVocabulariesCommand({ InstanceId }),
  )
  expect(DefaultVocabularyList).toMatchObject([{ LanguageCode: 'en-US', VocabularyId }])
  const remove = () => client.send(new DeleteVocabularyCommand(own))
  await expect(remove()).rejects.toMatchObject(refused('ResourceInUseException'))
  await associate('en-US')
  const found = new SearchVocabulariesCommand({ InstanceId, NameStartsWith: 'PROD' })
  expect((await client.send(found)).VocabularySummaryList).toHaveLength(1)
  await remove()
  expect((await client.send(found)).VocabularySummaryList).toEqual([])
})

test('what is to be found out is kept', async () => {
  const ExtractionConfiguration = { PromptHint: 'The order number' }
  const { ExtractionDefinitionId } = await client.send(
    new CreateExtractionDefinitionCommand({ InstanceId, Name: 'Order', ExtractionConfiguration }),
  )
  const own = { InstanceId, ExtractionDefinitionId }
  const update = (NotFoundBehavior: object) =>
    client.send(
      new UpdateExtractionDefinitionCommand({
        ...own,
        Name: 'Order number',
        ExtractionConfiguration: {
          ...ExtractionConfiguration,
          NotFoundBehavior: NotFoundBehavior as { Behavior: 'OMIT' },
        },
      }),
    )
  await expect(update({ Behavior: 'USE_DEFAULT_VALUE' })).rejects.toMatchObject(
    refused('InvalidParameterException'),
  )
  await update({ Behavior: 'OMIT' })
  const shown = await client.send(new DescribeExtractionDefinitionCommand(own))
  expect(shown.ExtractionDefinition).toMatchObject({ Name: 'Order number' })
  const list = async () =>
    (await client.send(new ListExtractionDefinitionsCommand({ InstanceId })))
      .ExtractionDefinitionSummaryList
  expect(await list()).toHaveLength(1)
  await client.send(new DeleteExtractionDefinitionCommand(own))
  expect(await list()).toEqual([])
})

test('metrics made of one another many times over do not keep the centre busy', async () => {
  let before: object = { MetricName: 'CONTACTS_HANDLED' }
  for (let depth = 0; depth < 8; depth++) {
    const CalculationComponents = Array.from({ length: 20 }, (_, i) => ({
      Alias: `A${i}`,
      ...before,
    }))
    const MetricCalculation = { CalculationComponents, Calculation: 'A0' }
    const { MetricId } = await client.send(
      new CreateMetricCommand({
        InstanceId,
        Name: `Deep ${depth}`,
        Unit: 'DOUBLE',
        MetricCalculation,
      }),
    )
    before = { MetricId }
  }
  expect(before).toEqual({ MetricId: expect.any(String) })
})
