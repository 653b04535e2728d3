// A contact centre built, used and taken down again by the AWS CLI alone, unmodified: over a hundred commands, and
// what each answers is looked at. Its parts run in order; what does not depend on each other runs at once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { asFlags, awsCli, cliIsMissing, whySkipped } from '../support/aws-cli.ts'
import { LOW_SCORE_RULE } from '../support/low-score-rule.ts'
import { waitingFlow } from '../support/waiting-flow.ts'

const AT_ONCE = 3
/** The day on which simulated centres live. Versions of the CLI write seconds since 1970, or ISO 8601. */
const THAT_DAY = expect.toSatisfy((time: number | string) => {
  const at = typeof time === 'number' ? time * 1000 : Date.parse(time)
  return new Date(at).toISOString().startsWith('2026-11-21')
})
const FLOW = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'a',
  Actions: [{ Identifier: 'a', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} }],
})
const MODULE = FLOW.replace('DisconnectParticipant', 'EndFlowModuleExecution')
const RULE = {
  TriggerEventSource: { EventSourceName: 'OnContactEvaluationSubmit' },
  ...LOW_SCORE_RULE,
}

let centre: ApiCentre
let commands = 0
/** Ids and ARNs of what has been made, by names of ours. */
const made = new Map<string, string>()

beforeAll(async () => {
  centre = await startApiCentre()
})
afterAll(() => centre.close())

type Members = Readonly<Record<string, unknown>>
/** A command with what its answer must contain; text: the error it must end with. */
type Command = readonly [operation: string, members: Members, answer?: unknown, keep?: Members]

async function aws([operation, members, answer, keep]: Command): Promise<void> {
  commands++
  const needsInstance = !/phone-number$|phone-number-metadata|tag|tags-for/.test(operation)
  const given = needsInstance ? { InstanceId: centre.instanceId, ...members } : members
  const asked = awsCli(centre.url, ['connect', operation, ...asFlags(given)])
  if (answer instanceof RegExp) return expect(asked, operation).rejects.toThrow(answer)
  const found = await asked
  if (answer === undefined) expect([operation, found]).toEqual([operation, undefined])
  else expect(found, operation).toMatchObject(answer as object)
  for (const [name, member] of Object.entries(keep ?? {})) {
    made.set(name, String((found as Record<string, unknown>)[String(member)]))
  }
}

/** Some at a time, in whatever order. */
async function together(all: readonly Command[]): Promise<void> {
  const waiting = [...all]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await aws(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

async function inOrder(all: readonly Command[]): Promise<void> {
  for (const each of all) await aws(each)
}

const id = (name: string): string => made.get(name) ?? `no ${name}`
const ANY = expect.any(String)

const LISTINGS = {
  'list-queues': 'QueueSummaryList',
  'list-hours-of-operations': 'HoursOfOperationSummaryList',
  'list-routing-profiles': 'RoutingProfileSummaryList',
  'list-users': 'UserSummaryList',
  'list-quick-connects': 'QuickConnectSummaryList',
  'list-security-profiles': 'SecurityProfileSummaryList',
  'list-prompts': 'PromptSummaryList',
  'list-contact-flows': 'ContactFlowSummaryList',
  'list-contact-flow-modules': 'ContactFlowModulesSummaryList',
  'list-phone-numbers-v2': 'ListPhoneNumbersSummaryList',
  'list-user-hierarchy-groups': 'UserHierarchyGroupSummaryList',
  'list-predefined-attributes': 'PredefinedAttributeSummaryList',
  'list-task-templates': 'TaskTemplates',
  'list-views': 'ViewsSummaryList',
  'list-data-tables': 'DataTableSummaryList',
  'list-rules': 'RuleSummaryList',
} as const

/** What there is of every kind: names or ids. */
async function inventory(): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {}
  const waiting = Object.entries(LISTINGS)
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      commands++
      const [operation, member] = next
      const words = ['connect', operation, '--instance-id', centre.instanceId]
      const answer = (await awsCli(centre.url, words)) as Record<string, Record<string, string>[]>
      found[operation] = (answer[member] ?? [])
        .map(each => each.Id ?? each.PhoneNumberId ?? each.RuleId ?? each.Name ?? '')
        .sort()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

test.skipIf(cliIsMissing)(
  `the AWS CLI builds a contact centre, uses it and leaves nothing behind${whySkipped}`,
  { timeout: 600_000 },
  async () => {
    const before = await inventory()
    await build()
    await change()
    await work()
    await refused()
    await takeDown()
    expect(await inventory()).toEqual(before)
    expect(commands).toBeGreaterThanOrEqual(100)
    expect(centre.failures).toEqual([])
  },
)

async function build(): Promise<void> {
  await together([
    [
      'create-hours-of-operation',
      { Name: 'Weekdays', TimeZone: 'Europe/Berlin', Config: [workday('MONDAY')] },
      { HoursOfOperationId: ANY },
      { hours: 'HoursOfOperationId' },
    ],
    [
      'create-contact-flow',
      { Name: 'Greeting', Type: 'CONTACT_FLOW', Content: FLOW, Tags: { team: 'blue' } },
      { ContactFlowId: ANY },
      { flow: 'ContactFlowId', flowArn: 'ContactFlowArn' },
    ],
    [
      'create-contact-flow-module',
      { Name: 'Part', Content: MODULE },
      { Id: ANY },
      { module: 'Id' },
    ],
    [
      'create-security-profile',
      { SecurityProfileName: 'Callers', Permissions: ['BasicAgentAccess'] },
      { SecurityProfileId: ANY },
      { security: 'SecurityProfileId' },
    ],
    ['update-user-hierarchy-structure', { HierarchyStructure: { LevelOne: { Name: 'Site' } } }],
    [
      'create-predefined-attribute',
      { Name: 'Language', Values: { StringList: ['French', 'German'] } },
    ],
    [
      'create-view',
      { Name: 'Note', Status: 'PUBLISHED', Content: { Template: '{}', Actions: [] } },
      { View: { Name: 'Note' } },
    ],
    [
      'create-data-table',
      { Name: 'Prices', TimeZone: 'UTC', ValueLockLevel: 'NONE', Status: 'PUBLISHED' },
      { Id: ANY },
      { table: 'Id' },
    ],
    ['create-rule', { Name: 'low', ...RULE }, { RuleId: ANY }, { rule: 'RuleId' }],
    [
      'claim-phone-number',
      { InstanceId: centre.instanceId, PhoneNumber: '+12065550123', Tags: { desk: '1' } },
      { PhoneNumberId: ANY },
      { number: 'PhoneNumberId', numberArn: 'PhoneNumberArn' },
    ],
  ])
  await together([
    [
      'create-queue',
      { Name: 'Orders', HoursOfOperationId: id('hours'), Tags: { team: 'blue' } },
      { QueueId: ANY },
      { orders: 'QueueId', ordersArn: 'QueueArn' },
    ],
    [
      'create-queue',
      { Name: 'Returns', HoursOfOperationId: id('hours'), MaxContacts: 5 },
      { QueueId: ANY },
      { returns: 'QueueId' },
    ],
    [
      'create-user-hierarchy-group',
      { Name: 'Berlin' },
      { HierarchyGroupId: ANY },
      { site: 'HierarchyGroupId' },
    ],
    [
      'create-task-template',
      {
        Name: 'Call back',
        ContactFlowId: id('flow'),
        Fields: [{ Id: { Name: 'Task name' }, Type: 'NAME' }],
      },
      { Id: ANY },
      { template: 'Id' },
    ],
    [
      'create-hours-of-operation-override',
      {
        HoursOfOperationId: id('hours'),
        Name: 'Holiday',
        Config: [],
        EffectiveFrom: '2026-12-25',
        EffectiveTill: '2026-12-26',
        OverrideType: 'CLOSED',
      },
      { HoursOfOperationOverrideId: ANY },
      { holiday: 'HoursOfOperationOverrideId' },
    ],
    [
      'create-data-table-attribute',
      { DataTableId: id('table'), Name: 'Item', ValueType: 'TEXT', Primary: true },
      { Name: 'Item' },
    ],
  ])
  await together([
    [
      'create-routing-profile',
      {
        Name: 'Sellers',
        Description: 'They sell',
        DefaultOutboundQueueId: id('orders'),
        MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
      },
      { RoutingProfileId: ANY },
      { profile: 'RoutingProfileId' },
    ],
    [
      'create-quick-connect',
      {
        Name: 'To orders',
        QuickConnectConfig: {
          QuickConnectType: 'QUEUE',
          QueueConfig: { QueueId: id('orders'), ContactFlowId: id('flow') },
        },
      },
      { QuickConnectId: ANY },
      { quick: 'QuickConnectId' },
    ],
    [
      'create-contact-flow',
      { Name: 'Tasks', Type: 'CONTACT_FLOW', Content: waitingFlow(id('ordersArn')) },
      { ContactFlowId: ANY },
      { tasks: 'ContactFlowId' },
    ],
  ])
  await aws([
    'create-user',
    {
      Username: 'berta',
      Password: 'Passw0rd!',
      IdentityInfo: { FirstName: 'Berta', LastName: 'Beispiel' },
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false },
      SecurityProfileIds: [id('security')],
      RoutingProfileId: id('profile'),
    },
    { UserId: ANY },
    { berta: 'UserId', bertaArn: 'UserArn' },
  ])
}

const workday = (Day: string) => ({
  Day,
  StartTime: { Hours: 9, Minutes: 0 },
  EndTime: { Hours: 17, Minutes: 0 },
})

async function change(): Promise<void> {
  const [HoursOfOperationId, QueueId, ContactFlowId] = [id('hours'), id('orders'), id('flow')]
  const [RoutingProfileId, UserId] = [id('profile'), id('berta')]
  await together([
    ['update-hours-of-operation', { HoursOfOperationId, Description: 'Usual' }],
    ['update-queue-name', { QueueId, Name: 'Orders and more' }],
    ['update-queue-max-contacts', { QueueId, MaxContacts: 100 }],
    ['update-queue-status', { QueueId: id('returns'), Status: 'DISABLED' }],
    ['update-contact-flow-content', { ContactFlowId, Content: FLOW }, {}],
    ['update-contact-flow-metadata', { ContactFlowId, Description: 'Says hello' }, {}],
    [
      'update-contact-flow-module-metadata',
      { ContactFlowModuleId: id('module'), Name: 'A part' },
      {},
    ],
    ['update-security-profile', { SecurityProfileId: id('security'), Description: 'They call' }],
    [
      'update-routing-profile-concurrency',
      {
        RoutingProfileId,
        MediaConcurrencies: [
          { Channel: 'VOICE', Concurrency: 1 },
          { Channel: 'TASK', Concurrency: 3 },
        ],
      },
    ],
    [
      'associate-phone-number-contact-flow',
      { InstanceId: centre.instanceId, PhoneNumberId: id('number'), ContactFlowId },
    ],
    [
      'update-user-identity-info',
      { UserId, IdentityInfo: { FirstName: 'Bertha', LastName: 'Beispiel' } },
    ],
    ['update-user-hierarchy', { UserId, HierarchyGroupId: id('site') }],
    [
      'update-user-phone-config',
      { UserId, PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true } },
    ],
    [
      'associate-user-proficiencies',
      {
        UserId,
        UserProficiencies: [{ AttributeName: 'Language', AttributeValue: 'French', Level: 4 }],
      },
    ],
    ['associate-queue-quick-connects', { QueueId, QuickConnectIds: [id('quick')] }],
    ['update-quick-connect-name', { QuickConnectId: id('quick'), Name: 'Orders, please' }],
    ['tag-resource', { ResourceArn: id('bertaArn'), Tags: { desk: '7', floor: '2' } }],
    [
      'batch-create-data-table-value',
      {
        DataTableId: id('table'),
        Values: [
          {
            PrimaryValues: [{ AttributeName: 'Item', Value: 'pen' }],
            AttributeName: 'Item',
            Value: 'pen',
          },
        ],
      },
      {},
    ],
  ])
  await together([
    [
      'associate-routing-profile-queues',
      {
        RoutingProfileId,
        QueueConfigs: [{ QueueReference: { QueueId, Channel: 'TASK' }, Priority: 1, Delay: 0 }],
      },
    ],
    ['untag-resource', { ResourceArn: id('bertaArn'), TagKeys: ['floor'] }],
    ['create-contact-flow-version', { ContactFlowId }, { Version: 1 }],
    ['update-queue-status', { QueueId: id('returns'), Status: 'ENABLED' }],
  ])
  await shown()
}

async function shown(): Promise<void> {
  const [HoursOfOperationId, QueueId, ContactFlowId] = [id('hours'), id('orders'), id('flow')]
  const [RoutingProfileId, UserId] = [id('profile'), id('berta')]
  const named = (Value: string) => ({
    SearchCriteria: {
      StringCondition: { FieldName: 'name', Value, ComparisonType: 'STARTS_WITH' },
    },
  })
  await together([
    [
      'describe-hours-of-operation',
      { HoursOfOperationId },
      { HoursOfOperation: { Name: 'Weekdays', Description: 'Usual', Config: [workday('MONDAY')] } },
    ],
    [
      'list-hours-of-operation-overrides',
      { HoursOfOperationId },
      { HoursOfOperationOverrideList: [{ Name: 'Holiday' }] },
    ],
    [
      'get-effective-hours-of-operations',
      { HoursOfOperationId, FromDate: '2026-12-21', ToDate: '2026-12-21' },
      { TimeZone: 'Europe/Berlin' },
    ],
    [
      'describe-queue',
      { QueueId },
      {
        Queue: {
          Name: 'Orders and more',
          MaxContacts: 100,
          Status: 'ENABLED',
          Tags: { team: 'blue' },
        },
      },
    ],
    ['search-queues', named('orders'), { Queues: [{ QueueId }], ApproximateTotalCount: 1 }],
    [
      'search-queues',
      { SearchFilter: { TagFilter: { TagCondition: { TagKey: 'team', TagValue: 'blue' } } } },
      { Queues: [{ QueueId }] },
    ],
    [
      'describe-contact-flow',
      { ContactFlowId },
      {
        ContactFlow: {
          Name: 'Greeting',
          Description: 'Says hello',
          Content: FLOW,
          Tags: { team: 'blue' },
        },
      },
    ],
    [
      'list-contact-flow-versions',
      { ContactFlowId },
      { ContactFlowVersionSummaryList: [{ Version: 1 }] },
    ],
    [
      'describe-contact-flow-module',
      { ContactFlowModuleId: id('module') },
      { ContactFlowModule: { Name: 'A part' } },
    ],
    [
      'describe-phone-number',
      { PhoneNumberId: id('number') },
      { ClaimedPhoneNumberSummary: { PhoneNumber: '+12065550123', PhoneNumberCountryCode: 'US' } },
    ],
    [
      'describe-routing-profile',
      { RoutingProfileId },
      {
        RoutingProfile: {
          Name: 'Sellers',
          DefaultOutboundQueueId: QueueId,
          NumberOfAssociatedQueues: 1,
        },
      },
    ],
    [
      'list-routing-profile-queues',
      { RoutingProfileId },
      { RoutingProfileQueueConfigSummaryList: [{ QueueId, Channel: 'TASK', Priority: 1 }] },
    ],
    [
      'describe-security-profile',
      { SecurityProfileId: id('security') },
      { SecurityProfile: { SecurityProfileName: 'Callers', Description: 'They call' } },
    ],
    [
      'list-security-profile-permissions',
      { SecurityProfileId: id('security') },
      { Permissions: ['BasicAgentAccess'] },
    ],
    [
      'describe-user-hierarchy-group',
      { HierarchyGroupId: id('site') },
      { HierarchyGroup: { Name: 'Berlin' } },
    ],
    [
      'describe-user-hierarchy-structure',
      {},
      { HierarchyStructure: { LevelOne: { Name: 'Site' } } },
    ],
    [
      'describe-user',
      { UserId },
      {
        User: {
          Username: 'berta',
          HierarchyGroupId: id('site'),
          IdentityInfo: { FirstName: 'Bertha' },
          PhoneConfig: { AutoAccept: true },
          Tags: { desk: '7' },
        },
      },
    ],
    [
      'search-users',
      {
        SearchCriteria: {
          StringCondition: { FieldName: 'Username', Value: 'berta', ComparisonType: 'EXACT' },
        },
      },
      { Users: [{ Id: UserId }] },
    ],
    [
      'list-user-proficiencies',
      { UserId },
      { UserProficiencyList: [{ AttributeName: 'Language', AttributeValue: 'French', Level: 4 }] },
    ],
    [
      'describe-predefined-attribute',
      { Name: 'Language' },
      { PredefinedAttribute: { Values: { StringList: ['French', 'German'] } } },
    ],
    [
      'describe-quick-connect',
      { QuickConnectId: id('quick') },
      { QuickConnect: { Name: 'Orders, please' } },
    ],
    ['list-queue-quick-connects', { QueueId }, { QuickConnectSummaryList: [{ Id: id('quick') }] }],
    ['get-task-template', { TaskTemplateId: id('template') }, { Name: 'Call back', ContactFlowId }],
    ['search-views', named('No'), { Views: [{ Name: 'Note' }] }],
    ['describe-data-table', { DataTableId: id('table') }, { DataTable: { Name: 'Prices' } }],
    [
      'list-data-table-attributes',
      { DataTableId: id('table') },
      { Attributes: [{ Name: 'Item', Primary: true }] },
    ],
    [
      'describe-rule',
      { RuleId: id('rule') },
      { Rule: { Name: 'low', PublishStatus: 'PUBLISHED' } },
    ],
    ['list-tags-for-resource', { ResourceArn: id('bertaArn') }, { tags: { desk: '7' } }],
    ['describe-instance', {}, { Instance: { Id: centre.instanceId, InstanceStatus: 'ACTIVE' } }],
  ])
}

async function work(): Promise<void> {
  const QueueId = id('orders')
  await aws([
    'start-task-contact',
    { Name: 'Call Ada', ContactFlowId: id('tasks'), Attributes: { who: 'Ada' } },
    { ContactId: ANY },
    { task: 'ContactId' },
  ])
  const ContactId = id('task')
  await together([
    [
      'describe-contact',
      { ContactId },
      { Contact: { Id: ContactId, Channel: 'TASK', Name: 'Call Ada', QueueInfo: { Id: QueueId } } },
    ],
    ['get-contact-attributes', { InitialContactId: ContactId }, { Attributes: { who: 'Ada' } }],
    [
      'get-current-metric-data',
      {
        Filters: { Queues: [QueueId], Channels: ['TASK'] },
        CurrentMetrics: [{ Name: 'CONTACTS_IN_QUEUE', Unit: 'COUNT' }],
      },
      { MetricResults: [{ Collections: [{ Value: 1 }] }] },
    ],
    [
      'update-contact-attributes',
      { InitialContactId: ContactId, Attributes: { who: 'Ada L.' } },
      {},
    ],
  ])
  await inOrder([
    ['get-contact-attributes', { InitialContactId: ContactId }, { Attributes: { who: 'Ada L.' } }],
    ['stop-contact', { ContactId }, {}],
    ['describe-contact', { ContactId }, { Contact: { DisconnectTimestamp: THAT_DAY } }],
  ])
}

async function refused(): Promise<void> {
  await together([
    ['delete-queue', { QueueId: id('orders') }, /ResourceInUseException/],
    ['delete-security-profile', { SecurityProfileId: id('security') }, /ResourceInUseException/],
    [
      'create-queue',
      { Name: 'ORDERS AND MORE', HoursOfOperationId: id('hours') },
      /DuplicateResourceException/,
    ],
    [
      'describe-queue',
      { QueueId: '11111111-2222-4333-8444-555555555555' },
      /ResourceNotFoundException/,
    ],
    ['update-queue-status', { QueueId: id('orders'), Status: 'OPEN' }, /InvalidParameterException/],
    ['delete-contact-flow', { ContactFlowId: id('flow') }, /InvalidRequestException/],
  ])
}

async function takeDown(): Promise<void> {
  const [QueueId, UserId] = [id('orders'), id('berta')]
  await together([
    ['disassociate-queue-quick-connects', { QueueId, QuickConnectIds: [id('quick')] }],
    [
      'disassociate-user-proficiencies',
      { UserId, UserProficiencies: [{ AttributeName: 'Language', AttributeValue: 'French' }] },
    ],
    [
      'disassociate-phone-number-contact-flow',
      { InstanceId: centre.instanceId, PhoneNumberId: id('number') },
    ],
    ['delete-rule', { RuleId: id('rule') }],
    ['delete-data-table', { DataTableId: id('table') }, {}],
    ['delete-task-template', { TaskTemplateId: id('template') }, {}],
    ['delete-contact-flow-module', { ContactFlowModuleId: id('module') }, {}],
    ['delete-contact-flow', { ContactFlowId: id('tasks') }, {}],
    [
      'delete-hours-of-operation-override',
      { HoursOfOperationId: id('hours'), HoursOfOperationOverrideId: id('holiday') },
    ],
  ])
  await together([
    ['delete-user', { UserId }],
    ['delete-quick-connect', { QuickConnectId: id('quick') }],
    ['release-phone-number', { PhoneNumberId: id('number') }],
    ['delete-predefined-attribute', { Name: 'Language' }],
    ['delete-view', { ViewId: await viewId() }, {}],
  ])
  await together([
    ['delete-routing-profile', { RoutingProfileId: id('profile') }],
    ['delete-security-profile', { SecurityProfileId: id('security') }],
    ['delete-user-hierarchy-group', { HierarchyGroupId: id('site') }],
    ['delete-contact-flow', { ContactFlowId: id('flow') }, {}],
  ])
  await together([
    ['delete-queue', { QueueId }],
    ['delete-queue', { QueueId: id('returns') }],
    ['update-user-hierarchy-structure', { HierarchyStructure: {} }],
  ])
  await aws(['delete-hours-of-operation', { HoursOfOperationId: id('hours') }])
}

async function viewId(): Promise<string> {
  const words = ['connect', 'list-views', '--instance-id', centre.instanceId]
  const { ViewsSummaryList = [] } = (await awsCli(centre.url, words)) as {
    ViewsSummaryList?: { Id: string; Name: string }[]
  }
  return ViewsSummaryList.find(each => each.Name === 'Note')?.Id ?? ''
}
