// What a call of an operation wants access to: the ARNs of what it touches, and the keys that conditions of
// policies ask for. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonconnect.html
import type { Kind } from '../../core/directory/document.ts'
import { arnOf, bareId, instanceArn } from '../arn.ts'
import type { OperationContext } from '../operation-context.ts'
import type { Input } from '../request-reader.ts'
import { membersOf } from '../resource.ts'
import type { RequestKeys } from './condition.ts'

type Word = Kind | 'contact'

/** Members that name something, by what they name. A list's name has an s more. */
const MEMBERS: Readonly<Record<string, Word>> = {
  AgentStatusId: 'agent-state',
  ContactFlowId: 'contact-flow',
  ContactFlowModuleId: 'flow-module',
  ContactId: 'contact',
  DataTableId: 'data-table',
  DefaultOutboundQueueId: 'queue',
  EmailAddressId: 'email-address',
  EvaluationFormId: 'evaluation-form',
  EvaluationId: 'contact-evaluation',
  ExtractionDefinitionId: 'extraction-definition',
  FileId: 'file',
  HierarchyGroupId: 'agent-group',
  HoursOfOperationId: 'operating-hours',
  InitialContactId: 'contact',
  IntegrationAssociationId: 'integration-association',
  MetricId: 'metric',
  NotificationId: 'notification',
  ParentHoursOfOperationId: 'operating-hours',
  PhoneNumberId: 'phone-number',
  PreviousContactId: 'contact',
  PromptId: 'prompt',
  QueueId: 'queue',
  QuickConnectId: 'transfer-destination',
  RelatedContactId: 'contact',
  RoutingProfileId: 'routing-profile',
  RuleId: 'rule',
  SecurityProfile: 'security-profile',
  SecurityProfileId: 'security-profile',
  SourceContactId: 'contact',
  TaskTemplateId: 'task-template',
  TestCaseId: 'test-case',
  TrafficDistributionGroupId: 'traffic-distribution-group',
  UseCaseId: 'use-case',
  UserId: 'agent',
  ViewId: 'view',
  VocabularyId: 'vocabulary',
  WorkspaceId: 'workspace',
}

/** Of operations that make or list things: what they make or list. The first match holds. */
const MADE: readonly (readonly [RegExp, Word])[] = [
  [/ContactFlowModule/, 'flow-module'],
  [/ContactFlow/, 'contact-flow'],
  [/EvaluationForm/, 'evaluation-form'],
  [/ContactEvaluation/, 'contact-evaluation'],
  [/Rules?$/, 'rule'],
  [/AttachedFile$/, 'file'],
  [/Notifications?$/, 'notification'],
  [/Workspaces?$/, 'workspace'],
  [/Metrics?$/, 'metric'],
  [/Vocabular(y|ies)$/, 'vocabulary'],
  [/ExtractionDefinitions?$/, 'extraction-definition'],
  [/IntegrationAssociations?$/, 'integration-association'],
  [/UseCases?$/, 'use-case'],
  [/TrafficDistributionGroups?$/, 'traffic-distribution-group'],
  [/Contact/, 'contact'],
  [/SecurityProfile/, 'security-profile'],
  [/RoutingProfile/, 'routing-profile'],
  [/HoursOfOperation/, 'operating-hours'],
  [/QuickConnect/, 'transfer-destination'],
  [/UserHierarchyGroup/, 'agent-group'],
  [/AgentStatus/, 'agent-state'],
  [/PhoneNumber/, 'phone-number'],
  [/TaskTemplate/, 'task-template'],
  [/TestCase/, 'test-case'],
  [/DataTable/, 'data-table'],
  [/Prompt/, 'prompt'],
  [/^(Create|Search)EmailAddress/, 'email-address'],
  [/Queue/, 'queue'],
  [/View/, 'view'],
  [/User/, 'agent'],
]

const MAKES_OR_LISTS =
  /^(Create|List|Search|Claim|Import|Start(Chat|Task|Email|Outbound\w*|WebRTC)Contact$)/

/** Everything a call touches; the instance, when it is nothing of its own. All must be allowed. */
export function accessedArns(
  operation: string,
  input: Input,
  context: OperationContext,
): readonly string[] {
  const named = accessedThings(input).map(({ kind, id }) => arnOf(context, kind as Kind, id))
  const { ResourceArn, resourceArn, EntityArn } = input
  for (const arn of [ResourceArn, resourceArn, EntityArn])
    if (typeof arn === 'string') named.push(arn)
  const of = named.some(arn => isOfMade(operation, arn)) ? undefined : madeBy(operation)
  if (of) named.unshift(arnOf(context, of as Kind, '*'))
  return named.length > 0 ? [...new Set(named)] : [instanceArn(context)]
}

/** What the policies' conditions may ask about the request, and about one of the things it touches. */
export function accessKeys(input: Input, context: OperationContext, arn: string): RequestKeys {
  const { caller, now, centre } = context
  const keys = new Map<string, readonly string[]>()
  const note = (key: string, ...values: readonly (string | undefined)[]) => {
    const known = values.filter(value => value !== undefined)
    if (known.length > 0) keys.set(key.toLowerCase(), known)
  }
  note('connect:InstanceId', centre.instanceId)
  note('aws:SourceIp', caller.address)
  note('aws:CurrentTime', new Date(now).toISOString())
  note('aws:EpochTime', String(Math.floor(now / 1000)))
  note('aws:PrincipalArn', caller.arn)
  note('aws:username', caller.identity?.name)
  for (const [key, value] of Object.entries(caller.identity?.tags ?? {})) {
    note(`aws:PrincipalTag/${key}`, value)
  }
  const { Tags, tags } = input
  const given = Object.entries((Tags ?? tags ?? {}) as Readonly<Record<string, string>>)
  for (const [key, value] of given) note(`aws:RequestTag/${key}`, value)
  note('aws:TagKeys', ...given.map(([key]) => key))
  for (const [key, value] of Object.entries(tagsAt(context, arn)))
    note(`aws:ResourceTag/${key}`, value)
  return keys
}

/** By members of the input, lists too. */
function accessedThings(input: Input): { readonly kind: Word; readonly id: string }[] {
  return Object.entries(input).flatMap(([member, value]) => {
    const kind = MEMBERS[member] ?? MEMBERS[member.replace(/s$/, '')]
    if (kind === undefined) return []
    const ids = (Array.isArray(value) ? value : [value])
      .map(each => (each as { readonly Id?: unknown } | null)?.Id ?? each)
      .filter(each => typeof each === 'string')
    return ids.map(id => ({ kind, id: bareId(id) }))
  })
}

function madeBy(operation: string): Word | undefined {
  if (!MAKES_OR_LISTS.test(operation)) return undefined
  return MADE.find(([names]) => names.test(operation))?.[1]
}

/** CreateContactFlowVersion makes something of the flow that it names. */
function isOfMade(operation: string, arn: string): boolean {
  const kind = madeBy(operation)
  return kind !== undefined && arn.includes(`/${kind}/`)
}

function tagsAt({ centre }: OperationContext, arn: string): Readonly<Record<string, string>> {
  const [, kind, id] = /[:/]([a-z-]+)\/([^/*]+)$/.exec(arn) ?? []
  if (kind === undefined || id === undefined || kind === 'contact') return {}
  // A word that is no kind finds nothing.
  const document = centre.directory.get(kind as Kind, bareId(id))
  return document ? (membersOf<{ Tags?: Record<string, string> }>({ document }).Tags ?? {}) : {}
}
