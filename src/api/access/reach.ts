// Which things of a kind a user may see and change: security profiles may restrict them to what has certain
// tags, and users to those below one group of the hierarchy.
// https://docs.aws.amazon.com/connect/latest/adminguide/tag-based-access-control.html
import type { CentreView } from '../../core/centre-view.ts'
import type { Kind } from '../../core/directory/document.ts'
import { hierarchyPath } from '../../core/directory/user-hierarchy.ts'
import { bareId } from '../arn.ts'
import type { OperationContext } from '../operation-context.ts'
import { invalidParameter, ServiceError } from '../service-error.ts'

type Tags = Readonly<Record<string, string>>

/** The members of a security profile that restrict. */
export interface Restrictions {
  readonly AllowedAccessControlTags?: Tags | undefined
  readonly TagRestrictedResources?: readonly string[] | undefined
  readonly AllowedAccessControlHierarchyGroupId?: string | undefined
  readonly HierarchyRestrictedResources?: readonly string[] | undefined
}

/** As a security profile names them. */
const RESTRICTABLE: Readonly<Record<string, Kind>> = {
  AgentStatus: 'agent-state',
  ContactFlow: 'contact-flow',
  ContactFlowModule: 'flow-module',
  HoursOfOperation: 'operating-hours',
  Prompt: 'prompt',
  Queue: 'queue',
  QuickConnect: 'transfer-destination',
  RoutingProfile: 'routing-profile',
  SecurityProfile: 'security-profile',
  User: 'agent',
}
const TAGS_MAX = 4

/** One that is not kept yet has no id. */
interface Thing {
  readonly id?: string
  readonly document: object
}

/** Whether the caller may see the thing. Of several security profiles the most generous one counts. */
export function reaches({ centre, caller }: OperationContext, kind: Kind, thing: Thing): boolean {
  if (caller.userId === undefined || caller.identity) return true
  return userReaches(centre, caller.userId, kind, thing)
}

/** The same for a user of our pages. */
export function userReaches(centre: CentreView, userId: string, kind: Kind, thing: Thing): boolean {
  // Everybody may see themselves.
  if (kind === 'agent' && thing.id === userId) return true
  const profiles = restrictionsOf(centre, userId)
  return profiles.length === 0 || profiles.some(each => isWithin(centre, each, kind, thing))
}

/** Throws unless the caller may see what is about to be made or kept so. */
export function checkReach(context: OperationContext, kind: Kind, document: object): void {
  if (reaches(context, kind, { document })) return
  throw new ServiceError(
    'AccessDeniedException',
    'Your security profiles restrict you to what has certain tags or is of certain groups: this would not be.',
  )
}

/** Nobody can lift from others, or from themselves, what restricts them. */
export function checkRestrictions(context: OperationContext, given: Restrictions): void {
  const { centre, caller } = context
  checkForm(context, given)
  if (caller.userId === undefined || caller.identity) return
  const mine = restrictionsOf(centre, caller.userId)
  if (mine.length === 0 || mine.some(each => isNarrower(given, each))) return
  throw new ServiceError(
    'AccessDeniedException',
    'A security profile that you give or change must restrict at least what yours restricts.',
  )
}

function checkForm({ centre }: OperationContext, given: Restrictions): void {
  const { TagRestrictedResources = [], HierarchyRestrictedResources = [] } = given
  const unknown = TagRestrictedResources.find(each => !Object.hasOwn(RESTRICTABLE, each))
  if (unknown !== undefined) throw invalidParameter(`Tags cannot restrict ${unknown}.`)
  const other = HierarchyRestrictedResources.find(each => each !== 'User')
  if (other !== undefined) throw invalidParameter(`The hierarchy cannot restrict ${other}.`)
  if (Object.keys(given.AllowedAccessControlTags ?? {}).length > TAGS_MAX) {
    throw invalidParameter(`There are at most ${TAGS_MAX} tags that restrict.`)
  }
  const group = given.AllowedAccessControlHierarchyGroupId
  if (group && !centre.directory.get('agent-group', bareId(group))) {
    throw invalidParameter(`There is no user hierarchy group ${bareId(group)}.`)
  }
}

/** Of the user's profiles; none when one of them restricts nothing. */
function restrictionsOf(centre: CentreView, userId: string): readonly Restrictions[] {
  const user = centre.directory.get('agent', userId)
  const profiles = (user?.SecurityProfileIds ?? []).flatMap(id => {
    const profile = centre.directory.get('security-profile', id)
    // Written by operations from checked input, with the service's own members.
    return profile ? [profile as Restrictions] : []
  })
  return profiles.every(restricts) ? profiles : []
}

function restricts(profile: Restrictions): boolean {
  const { TagRestrictedResources = [], HierarchyRestrictedResources = [] } = profile
  return TagRestrictedResources.length > 0 || HierarchyRestrictedResources.length > 0
}

function isWithin(
  centre: CentreView,
  profile: Restrictions,
  kind: Kind,
  { document }: Thing,
): boolean {
  const { TagRestrictedResources = [], HierarchyRestrictedResources = [] } = profile
  const byTags = TagRestrictedResources.some(each => RESTRICTABLE[each] === kind)
  if (byTags && !hasTags(document as { Tags?: Tags }, profile.AllowedAccessControlTags ?? {})) {
    return false
  }
  const byGroup = HierarchyRestrictedResources.some(each => RESTRICTABLE[each] === kind)
  return !byGroup || isBelow(centre, document as GroupMember, profile)
}

/** All of them. */
function hasTags({ Tags = {} }: { Tags?: Tags }, wanted: Tags): boolean {
  return Object.entries(wanted).every(([key, value]) => Tags[key] === value)
}

interface GroupMember {
  readonly HierarchyGroupId?: string
}

function isBelow(
  { directory }: CentreView,
  { HierarchyGroupId }: GroupMember,
  { AllowedAccessControlHierarchyGroupId: group }: Restrictions,
): boolean {
  if (group === undefined) return true
  if (HierarchyGroupId === undefined) return false
  return hierarchyPath(directory, HierarchyGroupId).some(({ id }) => id === bareId(group))
}

/** Whether a profile restricts at least what another one does. */
function isNarrower(one: Restrictions, other: Restrictions): boolean {
  const { TagRestrictedResources = [], HierarchyRestrictedResources = [] } = other
  return (
    TagRestrictedResources.every(each => one.TagRestrictedResources?.includes(each)) &&
    hasTags({ Tags: one.AllowedAccessControlTags ?? {} }, other.AllowedAccessControlTags ?? {}) &&
    HierarchyRestrictedResources.every(each => one.HierarchyRestrictedResources?.includes(each)) &&
    (HierarchyRestrictedResources.length === 0 ||
      one.AllowedAccessControlHierarchyGroupId === other.AllowedAccessControlHierarchyGroupId)
  )
}
