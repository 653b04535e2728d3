// How each kind of configured thing is made, shown, listed, found, renamed, linked and deleted by the API, as
// data: what the differential test of configuration plays with.
import type { Call } from './call-api.ts'
import { LOW_SCORE_RULE } from './low-score-rule.ts'

type Output = Readonly<Record<string, unknown>>
type Refs = Readonly<Record<string, string>>

export const kindNames = [
  'hours',
  'queue',
  'routing-profile',
  'security-profile',
  'hierarchy-group',
  'user',
  'flow',
  'module',
  'quick-connect',
  'phone-number',
  'agent-status',
  'prompt',
  'view',
  'task-template',
  'data-table',
  'rule',
] as const

export type KindName = (typeof kindNames)[number]

export interface ConfiguredKind {
  /** Names are unique among those of the kind, whatever the case of their letters. */
  readonly unique: boolean
  /** What another thing is named by: by the member, the kind. */
  readonly refs: Readonly<Record<string, KindName>>
  /** Those that may be absent. */
  readonly optional?: readonly string[]
  /** By these, a thing keeps what it names from being deleted. */
  readonly blocking?: readonly string[]
  /** A name of the kind's own form. */
  nameOf(word: string): string
  create(name: string, refs: Refs): Call
  /** Path to id and ARN in the answer. */
  readonly made: readonly [id: string, arn: string]
  describe(id: string): Call
  readonly shown: { readonly at: string; readonly name: string; readonly tags?: string }
  readonly list: readonly [operation: string, member: string, id: string]
  readonly search?: readonly [operation: string, member: string, id: string, filter?: string]
  rename?(id: string, name: string): Call
  /** Names another thing by a member. */
  readonly link?: Readonly<Record<string, (id: string, other: string) => Call>>
  remove?(id: string): Call
}

const FLOW = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'a',
  Actions: [{ Identifier: 'a', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} }],
})
const MODULE = FLOW.replace('DisconnectParticipant', 'EndFlowModuleExecution')
const plain = (word: string) => word
/** Letters of any script, and some signs. */
const lettered = (word: string) => word.replaceAll(/[^\p{L}\p{N} _.:/=+@()'-]/gu, '-')
/** Letters, digits and hyphens. */
const simple = (word: string) => word.replaceAll(/[^a-zA-Z0-9-]/g, '-')

const FIELDS = [{ Id: { Name: 'Task name' }, Type: 'NAME' }]

export const kinds: Readonly<Record<KindName, ConfiguredKind>> = {
  hours: {
    unique: true,
    refs: {},
    nameOf: plain,
    create: (Name, _refs) => [
      'CreateHoursOfOperation',
      { Name, TimeZone: 'Europe/Berlin', Config: [] },
    ],
    made: ['HoursOfOperationId', 'HoursOfOperationArn'],
    describe: HoursOfOperationId => ['DescribeHoursOfOperation', { HoursOfOperationId }],
    shown: { at: 'HoursOfOperation', name: 'Name', tags: 'Tags' },
    list: ['ListHoursOfOperations', 'HoursOfOperationSummaryList', 'Id'],
    search: ['SearchHoursOfOperations', 'HoursOfOperations', 'HoursOfOperationId', 'TagFilter'],
    rename: (HoursOfOperationId, Name) => ['UpdateHoursOfOperation', { HoursOfOperationId, Name }],
    remove: HoursOfOperationId => ['DeleteHoursOfOperation', { HoursOfOperationId }],
  },
  queue: {
    unique: true,
    refs: { HoursOfOperationId: 'hours' },
    blocking: ['HoursOfOperationId'],
    nameOf: plain,
    create: (Name, refs) => ['CreateQueue', { Name, ...refs }],
    made: ['QueueId', 'QueueArn'],
    describe: QueueId => ['DescribeQueue', { QueueId }],
    shown: { at: 'Queue', name: 'Name', tags: 'Tags' },
    list: ['ListQueues', 'QueueSummaryList', 'Id'],
    search: ['SearchQueues', 'Queues', 'QueueId', 'TagFilter'],
    rename: (QueueId, Name) => ['UpdateQueueName', { QueueId, Name }],
    link: {
      HoursOfOperationId: (QueueId, HoursOfOperationId) => [
        'UpdateQueueHoursOfOperation',
        { QueueId, HoursOfOperationId },
      ],
    },
    remove: QueueId => ['DeleteQueue', { QueueId }],
  },
  'routing-profile': {
    unique: true,
    refs: { DefaultOutboundQueueId: 'queue' },
    blocking: ['DefaultOutboundQueueId'],
    nameOf: plain,
    create: (Name, refs) => [
      'CreateRoutingProfile',
      {
        Name,
        Description: Name,
        MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
        ...refs,
      },
    ],
    made: ['RoutingProfileId', 'RoutingProfileArn'],
    describe: RoutingProfileId => ['DescribeRoutingProfile', { RoutingProfileId }],
    shown: { at: 'RoutingProfile', name: 'Name', tags: 'Tags' },
    list: ['ListRoutingProfiles', 'RoutingProfileSummaryList', 'Id'],
    search: ['SearchRoutingProfiles', 'RoutingProfiles', 'RoutingProfileId', 'TagFilter'],
    rename: (RoutingProfileId, Name) => ['UpdateRoutingProfileName', { RoutingProfileId, Name }],
    link: {
      DefaultOutboundQueueId: (RoutingProfileId, DefaultOutboundQueueId) => [
        'UpdateRoutingProfileDefaultOutboundQueue',
        { RoutingProfileId, DefaultOutboundQueueId },
      ],
    },
    remove: RoutingProfileId => ['DeleteRoutingProfile', { RoutingProfileId }],
  },
  'security-profile': {
    unique: true,
    refs: {},
    nameOf: simple,
    create: (SecurityProfileName, _refs) => ['CreateSecurityProfile', { SecurityProfileName }],
    made: ['SecurityProfileId', 'SecurityProfileArn'],
    describe: SecurityProfileId => ['DescribeSecurityProfile', { SecurityProfileId }],
    shown: { at: 'SecurityProfile', name: 'SecurityProfileName', tags: 'Tags' },
    list: ['ListSecurityProfiles', 'SecurityProfileSummaryList', 'Id'],
    search: ['SearchSecurityProfiles', 'SecurityProfiles', 'Id', 'TagFilter'],
    remove: SecurityProfileId => ['DeleteSecurityProfile', { SecurityProfileId }],
  },
  'hierarchy-group': {
    unique: true,
    refs: {},
    nameOf: plain,
    create: (Name, _refs) => ['CreateUserHierarchyGroup', { Name }],
    made: ['HierarchyGroupId', 'HierarchyGroupArn'],
    describe: HierarchyGroupId => ['DescribeUserHierarchyGroup', { HierarchyGroupId }],
    shown: { at: 'HierarchyGroup', name: 'Name', tags: 'Tags' },
    list: ['ListUserHierarchyGroups', 'UserHierarchyGroupSummaryList', 'Id'],
    search: ['SearchUserHierarchyGroups', 'UserHierarchyGroups', 'Id', 'AttributeFilter'],
    rename: (HierarchyGroupId, Name) => [
      'UpdateUserHierarchyGroupName',
      { HierarchyGroupId, Name },
    ],
    remove: HierarchyGroupId => ['DeleteUserHierarchyGroup', { HierarchyGroupId }],
  },
  user: {
    unique: true,
    refs: {
      RoutingProfileId: 'routing-profile',
      SecurityProfileId: 'security-profile',
      HierarchyGroupId: 'hierarchy-group',
    },
    optional: ['HierarchyGroupId'],
    blocking: ['RoutingProfileId', 'SecurityProfileId', 'HierarchyGroupId'],
    nameOf: simple,
    create: (Username, { SecurityProfileId, ...refs }) => [
      'CreateUser',
      {
        Username,
        Password: 'Passw0rd!',
        PhoneConfig: { PhoneType: 'SOFT_PHONE' },
        SecurityProfileIds: [SecurityProfileId],
        ...refs,
      },
    ],
    made: ['UserId', 'UserArn'],
    describe: UserId => ['DescribeUser', { UserId }],
    shown: { at: 'User', name: 'Username', tags: 'Tags' },
    list: ['ListUsers', 'UserSummaryList', 'Id'],
    search: ['SearchUsers', 'Users', 'Id', 'TagFilter'],
    link: {
      RoutingProfileId: (UserId, RoutingProfileId) => [
        'UpdateUserRoutingProfile',
        { UserId, RoutingProfileId },
      ],
      SecurityProfileId: (UserId, other) => [
        'UpdateUserSecurityProfiles',
        { UserId, SecurityProfileIds: [other] },
      ],
      HierarchyGroupId: (UserId, HierarchyGroupId) => [
        'UpdateUserHierarchy',
        { UserId, HierarchyGroupId },
      ],
    },
    remove: UserId => ['DeleteUser', { UserId }],
  },
  flow: {
    unique: true,
    refs: {},
    nameOf: plain,
    create: (Name, _refs) => ['CreateContactFlow', { Name, Type: 'CONTACT_FLOW', Content: FLOW }],
    made: ['ContactFlowId', 'ContactFlowArn'],
    describe: ContactFlowId => ['DescribeContactFlow', { ContactFlowId }],
    shown: { at: 'ContactFlow', name: 'Name', tags: 'Tags' },
    list: ['ListContactFlows', 'ContactFlowSummaryList', 'Id'],
    search: ['SearchContactFlows', 'ContactFlows', 'Id', 'TagFilter'],
    rename: (ContactFlowId, Name) => ['UpdateContactFlowName', { ContactFlowId, Name }],
    remove: ContactFlowId => ['DeleteContactFlow', { ContactFlowId }],
  },
  module: {
    unique: true,
    refs: {},
    nameOf: plain,
    create: (Name, _refs) => ['CreateContactFlowModule', { Name, Content: MODULE }],
    made: ['Id', 'Arn'],
    describe: ContactFlowModuleId => ['DescribeContactFlowModule', { ContactFlowModuleId }],
    shown: { at: 'ContactFlowModule', name: 'Name', tags: 'Tags' },
    list: ['ListContactFlowModules', 'ContactFlowModulesSummaryList', 'Id'],
    search: ['SearchContactFlowModules', 'ContactFlowModules', 'Id', 'TagFilter'],
    rename: (ContactFlowModuleId, Name) => [
      'UpdateContactFlowModuleMetadata',
      { ContactFlowModuleId, Name },
    ],
    remove: ContactFlowModuleId => ['DeleteContactFlowModule', { ContactFlowModuleId }],
  },
  'quick-connect': {
    unique: true,
    refs: { QueueId: 'queue', ContactFlowId: 'flow' },
    blocking: ['QueueId', 'ContactFlowId'],
    nameOf: plain,
    create: (Name, { QueueId, ContactFlowId }) => [
      'CreateQuickConnect',
      {
        Name,
        QuickConnectConfig: {
          QuickConnectType: 'QUEUE',
          QueueConfig: { QueueId, ContactFlowId },
        },
      },
    ],
    made: ['QuickConnectId', 'QuickConnectARN'],
    describe: QuickConnectId => ['DescribeQuickConnect', { QuickConnectId }],
    shown: { at: 'QuickConnect', name: 'Name', tags: 'Tags' },
    list: ['ListQuickConnects', 'QuickConnectSummaryList', 'Id'],
    search: ['SearchQuickConnects', 'QuickConnects', 'QuickConnectId', 'TagFilter'],
    rename: (QuickConnectId, Name) => ['UpdateQuickConnectName', { QuickConnectId, Name }],
    remove: QuickConnectId => ['DeleteQuickConnect', { QuickConnectId }],
  },
  'phone-number': {
    unique: true,
    refs: {},
    nameOf: word =>
      `+1206555${String(1000 + ([...word].reduce((sum, c) => sum * 7 + c.charCodeAt(0), 0) % 9000))}`,
    create: (PhoneNumber, _refs) => ['ClaimPhoneNumber', { PhoneNumber }],
    made: ['PhoneNumberId', 'PhoneNumberArn'],
    describe: PhoneNumberId => ['DescribePhoneNumber', { PhoneNumberId }],
    shown: { at: 'ClaimedPhoneNumberSummary', name: 'PhoneNumber', tags: 'Tags' },
    list: ['ListPhoneNumbersV2', 'ListPhoneNumbersSummaryList', 'PhoneNumberId'],
    link: {
      ContactFlowId: (PhoneNumberId, ContactFlowId) => [
        'AssociatePhoneNumberContactFlow',
        { PhoneNumberId, ContactFlowId },
      ],
    },
    remove: PhoneNumberId => ['ReleasePhoneNumber', { PhoneNumberId }],
  },
  'agent-status': {
    unique: true,
    refs: {},
    nameOf: plain,
    create: (Name, _refs) => ['CreateAgentStatus', { Name, State: 'ENABLED' }],
    made: ['AgentStatusId', 'AgentStatusARN'],
    describe: AgentStatusId => ['DescribeAgentStatus', { AgentStatusId }],
    shown: { at: 'AgentStatus', name: 'Name', tags: 'Tags' },
    list: ['ListAgentStatuses', 'AgentStatusSummaryList', 'Id'],
    search: ['SearchAgentStatuses', 'AgentStatuses', 'AgentStatusId', 'AttributeFilter'],
    rename: (AgentStatusId, Name) => ['UpdateAgentStatus', { AgentStatusId, Name }],
  },
  prompt: {
    unique: true,
    refs: {},
    nameOf: plain,
    create: (Name, _refs) => ['CreatePrompt', { Name, S3Uri: 's3://sounds/uploads/hello.wav' }],
    made: ['PromptId', 'PromptARN'],
    describe: PromptId => ['DescribePrompt', { PromptId }],
    shown: { at: 'Prompt', name: 'Name', tags: 'Tags' },
    list: ['ListPrompts', 'PromptSummaryList', 'Id'],
    search: ['SearchPrompts', 'Prompts', 'PromptId', 'TagFilter'],
    rename: (PromptId, Name) => ['UpdatePrompt', { PromptId, Name }],
    remove: PromptId => ['DeletePrompt', { PromptId }],
  },
  view: {
    unique: true,
    refs: {},
    nameOf: lettered,
    create: (Name, _refs) => [
      'CreateView',
      { Name, Status: 'SAVED', Content: { Template: '{}', Actions: [] } },
    ],
    made: ['View.Id', 'View.Arn'],
    describe: id => ['DescribeView', { ViewId: `${id}:$SAVED` }],
    shown: { at: 'View', name: 'Name', tags: 'Tags' },
    list: ['ListViews', 'ViewsSummaryList', 'Id'],
    search: ['SearchViews', 'Views', 'Id', 'AttributeFilter'],
    rename: (ViewId, Name) => ['UpdateViewMetadata', { ViewId, Name }],
    remove: ViewId => ['DeleteView', { ViewId }],
  },
  'task-template': {
    unique: true,
    refs: { ContactFlowId: 'flow' },
    optional: ['ContactFlowId'],
    blocking: ['ContactFlowId'],
    nameOf: plain,
    create: (Name, refs) => ['CreateTaskTemplate', { Name, Fields: FIELDS, ...refs }],
    made: ['Id', 'Arn'],
    describe: TaskTemplateId => ['GetTaskTemplate', { TaskTemplateId }],
    shown: { at: '', name: 'Name', tags: 'Tags' },
    list: ['ListTaskTemplates', 'TaskTemplates', 'Id'],
    rename: (TaskTemplateId, Name) => ['UpdateTaskTemplate', { TaskTemplateId, Name }],
    remove: TaskTemplateId => ['DeleteTaskTemplate', { TaskTemplateId }],
  },
  'data-table': {
    unique: true,
    refs: {},
    nameOf: simple,
    create: (Name, _refs) => [
      'CreateDataTable',
      { Name, TimeZone: 'UTC', ValueLockLevel: 'NONE', Status: 'PUBLISHED' },
    ],
    made: ['Id', 'Arn'],
    describe: DataTableId => ['DescribeDataTable', { DataTableId }],
    shown: { at: 'DataTable', name: 'Name', tags: 'Tags' },
    list: ['ListDataTables', 'DataTableSummaryList', 'Id'],
    search: ['SearchDataTables', 'DataTables', 'Id', 'AttributeFilter'],
    rename: (DataTableId, Name) => [
      'UpdateDataTableMetadata',
      { DataTableId, Name, TimeZone: 'UTC', ValueLockLevel: 'NONE' },
    ],
    remove: DataTableId => ['DeleteDataTable', { DataTableId }],
  },
  rule: {
    unique: true,
    refs: {},
    nameOf: simple,
    create: (Name, _refs) => [
      'CreateRule',
      {
        Name,
        TriggerEventSource: { EventSourceName: 'OnContactEvaluationSubmit' },
        ...LOW_SCORE_RULE,
      },
    ],
    made: ['RuleId', 'RuleArn'],
    describe: RuleId => ['DescribeRule', { RuleId }],
    shown: { at: 'Rule', name: 'Name', tags: 'Tags' },
    list: ['ListRules', 'RuleSummaryList', 'RuleId'],
    search: ['SearchRules', 'Rules', 'RuleId', 'AttributeFilter'],
    // Rules of this trigger keep their names.
    remove: RuleId => ['DeleteRule', { RuleId }],
  },
}

/** What a path of members leads to. */
export function at(output: Output, path: string): unknown {
  let value: unknown = output
  for (const member of path === '' ? [] : path.split('.')) {
    value = (value as Record<string, unknown> | undefined)?.[member]
  }
  return value
}
