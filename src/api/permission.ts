// Who may do what: each operation needs one permission of those a user's security profiles grant.
import type { CentreView } from '../core/centre-view.ts'
import type { OperationContext } from './operation-context.ts'
import { membersOf } from './resource.ts'
import { ServiceError } from './service-error.ts'

/** Each family of operations, by what its names contain, and the permission's first half. The first match holds. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/InstanceAttribute|InstanceStorageConfig|^(Describe|List)Instances?$/, 'Instances'],
  [/CurrentMetricData|CurrentUserData|MetricData/, 'AccessMetrics'],
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
  [/^(?!UpdateContact).*TaskTemplate/, 'TaskTemplates'],
  [/PredefinedAttribute/, 'PredefinedAttributes'],
  [/DataTable/, 'DataTables'],
  [/User/, 'Users'],
  [/Contact|ChatIntegrationEvent/, 'Contacts'],
  [/Tag|Resource/, 'Tags'],
]

const VERBS: readonly (readonly [RegExp, string])[] = [
  [/^(Describe|List|Search|Get|Evaluate|BatchDescribe)/, 'View'],
  [/^(Create|Claim)/, 'Create'],
  [/^(Delete|Release)/, 'Delete'],
]

/** Every permission an operation may need, for profiles that grant them all. */
export const allPermissions: readonly string[] = [
  ...new Set(FAMILIES.map(([, family]) => family)),
].flatMap(family => ['View', 'Create', 'Edit', 'Delete'].map(verb => `${family}.${verb}`))

/** UpdateUserRoutingProfile changes a user, whatever else its name contains. What has no family is for administrators. */
function familyOf(operation: string): string {
  if (/^(Update|Put)User/.test(operation)) return 'Users'
  return FAMILIES.find(([names]) => names.test(operation))?.[1] ?? 'Instances'
}

/** Throws unless the caller is a user whose security profiles grant what the operation needs. */
export function checkPermission(context: OperationContext, operation: string): void {
  if (context.caller.mayCall?.includes(operation)) return
  const verb = VERBS.find(([names]) => names.test(operation))?.[1] ?? 'Edit'
  const needed = `${familyOf(operation)}.${verb}`
  if (!isGranted(context, needed)) {
    throw new ServiceError('AccessDeniedException', `${operation} needs the permission ${needed}.`)
  }
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
  return caller.userId !== undefined && userMay(centre, caller.userId, permission)
}

/** Whether one of the user's security profiles grants a permission. */
export function userMay(centre: CentreView, userId: string, permission: string): boolean {
  return grants(centre, userId).some(granted => granted.includes(permission))
}

/** Everything the user's security profiles grant, each permission once. */
export function permissionsOf(centre: CentreView, userId: string): string[] {
  return [...new Set(grants(centre, userId).flat())]
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
