// Who may do what: each operation needs one permission of those a user's security profiles grant.
import type { CentreView } from '../core/centre-view.ts'
import { accessedArns, accessKeys } from './access/accessed.ts'
import { evaluatePolicies } from './access/evaluate-policies.ts'
import type { Identity } from './access/identity.ts'
import type { OperationContext } from './operation-context.ts'
import type { Input } from './request-reader.ts'
import { membersOf } from './resource.ts'
import { ServiceError } from './service-error.ts'

/** Each family of operations, by what its names contain, and the permission's first half. The first match holds. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/InstanceAttribute|InstanceStorageConfig|^(Describe|List)Instances?$/, 'Instances'],
  [/Rules?$/, 'Rules'],
  [/AttachedFile/, 'AttachedFiles'],
  [/TrafficDistribution|CrossRegionRouting/, 'TrafficDistributionGroups'],
  [/Notifications?(Content)?$/, 'Notifications'],
  [/Workspace/, 'Workspaces'],
  [/^(Create|Describe|Delete|List|Search)Metrics?$|^UpdateMetric/, 'CustomMetrics'],
  [/FlowAssociation|^(Dis)?[Aa]ssociateFlow$/, 'ContactFlows'],
  [/Vocabular|ExtractionDefinition/, 'Rules'],
  [/EvaluationForm/, 'EvaluationForms'],
  [/ContactEvaluation/, 'Evaluation'],
  [/CurrentMetricData|CurrentUserData|MetricData/, 'AccessMetrics'],
  // What somebody may do is that person's, not the profile's.
  [/ssociateSecurityProfiles$|EntitySecurityProfiles/, 'Users'],
  [/SecurityProfile/, 'SecurityProfiles'],
  [/PhoneNumber/, 'PhoneNumbers'],
  [/ContactFlowModule/, 'ContactFlowModules'],
  [/ContactFlow/, 'ContactFlows'],
  [
    /RoutingProfile$|RoutingProfile(s|Name|Queues|Concurrency|DefaultOutboundQueue|AgentAvail|ManualAssign)/,
    'RoutingPolicies',
  ],
  [/Queue/, 'Queues'],
  [/QuickConnect/, 'TransferDestinations'],
  [/HoursOfOperation/, 'HoursOfOperation'],
  [/Prompt/, 'Prompts'],
  [/Views?(Content|Metadata|Versions?)?$/, 'Views'],
  [/AgentStatus/, 'AgentStates'],
  [/AnalyticsData/, 'Instances'],
  [/^(?!.*Queue).*EmailAddress/, 'EmailAddresses'],
  [/^(?!UpdateContact).*TaskTemplate/, 'TaskTemplates'],
  [/PredefinedAttribute/, 'PredefinedAttributes'],
  [/DataTable/, 'DataTables'],
  [/User/, 'Users'],
  [/Contact|ChatIntegrationEvent|PushNotification/, 'Contacts'],
  [/Tag|Resource/, 'Tags'],
  // No operations of the API: closing queues, numbers and flows, and what is said before them.
  [/^Operations\//, 'Operations'],
]

const VERBS: readonly (readonly [RegExp, string])[] = [
  [/^(Describe|List|Search|Get|Evaluate|BatchDescribe|BatchGet)/, 'View'],
  [/^(Create|Claim|ImportPhone)/, 'Create'],
  [/^(Delete|Release)/, 'Delete'],
]

/** Listening to others is a permission of its own, and so is being heard there. */
const LISTEN_IN = 'ManagerListenIn'
const BARGE_IN = 'ManagerBargeIn'
export const listeningPermissions: readonly string[] = [LISTEN_IN, BARGE_IN]

/** What users may ask about themselves; the operations see to it that it is no more than is theirs to choose. */
const OF_ONESELF: readonly string[] = ['UpdateUserPhoneConfig']

/** When agents signed in and out, what they did when, and having reports made at set times. */
export const SIGN_INS_VIEW = 'AgentTimeCard.View'
export const ACTIVITY_VIEW = 'AgentActivityAudit.Access'
export const REPORTS_SCHEDULE = 'MetricsReports.Schedule'
export const reportPermissions: readonly string[] = [SIGN_INS_VIEW, ACTIVITY_VIEW, REPORTS_SCHEDULE]

/** Every permission an operation may need, for profiles that grant them all. */
export const allPermissions: readonly string[] = [
  ...[...new Set(FAMILIES.map(([, family]) => family))].flatMap(family =>
    ['View', 'Create', 'Edit', 'Delete'].map(verb => `${family}.${verb}`),
  ),
  ...listeningPermissions,
  ...reportPermissions,
]

/** UpdateUserRoutingProfile changes a user, whatever else its name contains. What has no family is for administrators. */
function familyOf(operation: string): string {
  if (/^(Update|Put)User/.test(operation)) return 'Users'
  return FAMILIES.find(([names]) => names.test(operation))?.[1] ?? 'Instances'
}

/** Throws unless the caller's policies, or a user's security profiles, grant what the operation needs. */
export function checkPermission(
  context: OperationContext,
  operation: string,
  input: Input = {},
  service = 'connect',
): void {
  const { identity, mayCall } = context.caller
  if (mayCall?.includes(operation)) return
  if (identity)
    return checkPolicies(context, identity, { action: `${service}:${operation}`, operation, input })
  if (OF_ONESELF.includes(operation) && input.UserId === context.caller.userId) return
  const verb = VERBS.find(([names]) => names.test(operation))?.[1] ?? 'Edit'
  const isListening = operation === 'MonitorContact'
  const needed = isListening ? LISTEN_IN : `${familyOf(operation)}.${verb}`
  if (!isGranted(context, needed)) {
    throw new ServiceError('AccessDeniedException', `${operation} needs the permission ${needed}.`)
  }
}

/** Throws unless the caller may be heard where they listen. */
export function checkMayBarge(context: OperationContext): void {
  if (isGranted(context, BARGE_IN)) return
  throw new ServiceError('AccessDeniedException', `Barging in needs the permission ${BARGE_IN}.`)
}

/** Throws unless the caller may do what is no operation of ours: by its policies, or as an administrator. */
export function checkAction(context: OperationContext, action: string, resource: string): void {
  const { identity } = context.caller
  if (identity) return checkResource(context, identity, { action, resource, input: {} })
  if (!isGranted(context, 'Instances.Edit')) {
    throw new ServiceError(
      'AccessDeniedException',
      `${action} needs the permission Instances.Edit.`,
    )
  }
}

/** Throws unless the policies allow the action on everything that the call touches. */
function checkPolicies(
  context: OperationContext,
  identity: Identity,
  { action, operation, input }: { action: string; operation: string; input: Input },
): void {
  for (const resource of accessedArns(operation, input, context)) {
    checkResource(context, identity, { action, resource, input })
  }
}

function checkResource(
  context: OperationContext,
  identity: Identity,
  { action, resource, input }: { action: string; resource: string; input: Input },
): void {
  const keys = accessKeys(input, context, resource)
  const decision = evaluatePolicies(identity.policies, { action, resource, keys })
  if (decision === 'allowed') return
  const why =
    decision === 'denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`
  throw new ServiceError(
    'AccessDeniedException',
    `User: ${identity.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  )
}

/**
 * Nobody can give what they do not have: otherwise whoever edits users could make themselves
 * anything. Permissions that no operation asks for can be given freely.
 */
export function checkMayGrant(context: OperationContext, permissions: readonly string[]): void {
  const beyond = permissions.find(
    each => allPermissions.includes(each) && !isGranted(context, each),
  )
  if (beyond !== undefined) {
    throw new ServiceError(
      'AccessDeniedException',
      `Only someone who has the permission ${beyond} can give it.`,
    )
  }
}

function isGranted({ centre, caller }: OperationContext, permission: string): boolean {
  // Policies have said already whether a program may edit what people may do.
  if (caller.identity) return true
  if (caller.userId === undefined) return false
  return userMay(centre, caller.userId, permission) || mayEverything(centre, caller.userId)
}

/** Whoever has the profile Admin, whatever has been added to what can be permitted since it was made. */
export function mayEverything(centre: CentreView, userId: string): boolean {
  const user = centre.directory.get('agent', userId)
  const admin = centre.directory.named('security-profile', 'Admin')?.id
  return admin !== undefined && (user?.SecurityProfileIds.includes(admin) ?? false)
}

/** Whether one of the user's security profiles grants a permission. */
export function userMay(centre: CentreView, userId: string, permission: string): boolean {
  return grants(centre, userId).some(granted => granted.includes(permission))
}

/** Everything the user's security profiles grant, each permission once. */
export function permissionsOf(centre: CentreView, userId: string): string[] {
  return [...new Set(grants(centre, userId).flat())]
}

/** Whether a user may do everything that another may: only then may they act for them. */
export function mayAllThat(centre: CentreView, userId: string, otherId: string): boolean {
  if (mayEverything(centre, userId)) return true
  if (mayEverything(centre, otherId)) return false
  const mine = new Set(permissionsOf(centre, userId))
  return permissionsOf(centre, otherId).every(each => mine.has(each))
}

function grants(centre: CentreView, userId: string): readonly (readonly string[])[] {
  const user = centre.directory.get('agent', userId)
  return (user?.SecurityProfileIds ?? []).flatMap(id => {
    const document = centre.directory.get('security-profile', id)
    return document
      ? [membersOf<{ Permissions?: readonly string[] }>({ document }).Permissions ?? []]
      : []
  })
}
