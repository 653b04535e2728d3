// Traffic distribution groups: how calls, sign-ins and agents would be shared by regions. There is one
// region here, so all of it goes there; a copy of the instance elsewhere is not built yet.
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf, instanceArn } from '../arn.ts'
import { answer, change, changed, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { create, edit, find, given, idOf, listed, remove, requireFreeName } from '../resource.ts'
import { inUse, invalidRequest, notFound } from '../service-error.ts'

const KIND = 'traffic-distribution-group'
/** The service shows at most ten at once. */
const SIZE = 10

type Group = Entry<typeof KIND>

export const createTrafficDistributionGroup: Operation<'CreateTrafficDistributionGroup'> = (
  { Name, Description, Tags },
  context,
) => {
  requireFreeName(context, KIND, Name)
  const { id, arn, input: put } = create(context, KIND, { Name, Description, Tags, UserIds: [] })
  return changed({ Id: id, Arn: arn }, put)
}

export const deleteTrafficDistributionGroup: Operation<'DeleteTrafficDistributionGroup'> = (
  { TrafficDistributionGroupId },
  context,
) => {
  const { id, document } = find(context, KIND, TrafficDistributionGroupId)
  const [user] = document.UserIds
  if (user !== undefined) {
    const by = { type: 'USER', arn: arnOf(context, 'agent', user) }
    throw inUse(`The traffic distribution group is used by the user ${user}.`, by)
  }
  return change(remove(KIND, id))
}

export const describeTrafficDistributionGroup: Operation<'DescribeTrafficDistributionGroup'> = (
  { TrafficDistributionGroupId },
  context,
) => {
  const group = find(context, KIND, TrafficDistributionGroupId)
  const { Description, Tags } = group.document
  return answer({ TrafficDistributionGroup: { ...summary(context, group), Description, Tags } })
}

export const listTrafficDistributionGroups: Operation<'ListTrafficDistributionGroups'> = (
  input,
  context,
) => {
  const { items, NextToken } = listed(context, KIND, sized(input), group => summary(context, group))
  return answer({ TrafficDistributionGroupSummaryList: items, NextToken })
}

export const getTrafficDistribution: Operation<'GetTrafficDistribution'> = ({ Id }, context) => {
  const { id } = find(context, KIND, Id)
  const all = { Distributions: [{ Region: context.region, Percentage: 100 }] }
  return answer({
    Id: id,
    Arn: arnOf(context, KIND, id),
    TelephonyConfig: all,
    AgentConfig: all,
    SignInConfig: { Distributions: [{ Region: context.region, Enabled: true }] },
  })
}

/** Only what is so anyway can be said: there is nowhere else to go. */
export const updateTrafficDistribution: Operation<'UpdateTrafficDistribution'> = (
  { Id, TelephonyConfig, AgentConfig, SignInConfig },
  context,
) => {
  const group = find(context, KIND, Id)
  for (const [member, config] of Object.entries({ TelephonyConfig, AgentConfig })) {
    const shares = config?.Distributions ?? []
    const total = shares.reduce((sum, { Percentage = 0 }) => sum + Percentage, 0)
    if (config && total !== 100) throw invalidRequest(`Member ${member} adds up to 100 percent.`)
    for (const { Region, Percentage = 0 } of shares) {
      if (Percentage > 0) requireOurs(context, Region)
    }
  }
  const signIns = SignInConfig?.Distributions ?? []
  for (const { Region, Enabled } of signIns) if (Enabled) requireOurs(context, Region)
  if (SignInConfig && !signIns.some(({ Enabled }) => Enabled)) {
    throw invalidRequest('Member SignInConfig leaves no region to sign in to.')
  }
  return change(edit(context, KIND, group, {}))
}

export const associateTrafficDistributionGroupUser: Operation<
  'AssociateTrafficDistributionGroupUser'
> = ({ TrafficDistributionGroupId, UserId }, context) => {
  const group = find(context, KIND, TrafficDistributionGroupId)
  const userId = idOf(context, 'agent', UserId)
  const UserIds = [...new Set([...group.document.UserIds, userId])].sort()
  return change(edit(context, KIND, group, { UserIds }))
}

export const disassociateTrafficDistributionGroupUser: Operation<
  'DisassociateTrafficDistributionGroupUser'
> = ({ TrafficDistributionGroupId, UserId }, context) => {
  const group = find(context, KIND, TrafficDistributionGroupId)
  const userId = idOf(context, 'agent', UserId)
  if (!group.document.UserIds.includes(userId)) {
    throw notFound(`User ${userId} is not in the traffic distribution group.`)
  }
  const UserIds = group.document.UserIds.filter(each => each !== userId)
  return change(edit(context, KIND, group, { UserIds }))
}

export const listTrafficDistributionGroupUsers: Operation<'ListTrafficDistributionGroupUsers'> = (
  input,
  context,
) => {
  const { document } = find(context, KIND, input.TrafficDistributionGroupId)
  const { items, NextToken } = pageOf(document.UserIds, sized(input), id => id)
  const users = items.map(UserId => ({ UserId }))
  return answer({ TrafficDistributionGroupUserSummaryList: users, NextToken })
}

export const getCrossRegionRouting: Operation<'GetCrossRegionRouting'> = (
  _,
  { centre, region },
) => {
  const { IsolatedAll } = centre.directory.get('instance', centre.instanceId) ?? {}
  return answer({ IsolatedRegions: IsolatedAll ? [region] : [] })
}

/** Kept for the day on which there is another region. */
export const updateCrossRegionRouting: Operation<'UpdateCrossRegionRouting'> = (
  { IsolatedAll },
  context,
) => {
  const instance = find(context, 'instance', context.centre.instanceId)
  return change(edit(context, 'instance', instance, given({ IsolatedAll })))
}

function summary(context: OperationContext, { id, document }: Group) {
  return {
    Id: id,
    Arn: arnOf(context, KIND, id),
    Name: document.Name,
    InstanceArn: instanceArn(context),
    Status: 'ACTIVE' as const,
    IsDefault: false,
  }
}

function requireOurs({ region }: OperationContext, asked: string | undefined): void {
  if (asked !== region) throw invalidRequest(`There is no copy of the instance in ${asked}.`)
}

function sized({ NextToken, MaxResults = SIZE }: Parameters<typeof pageOf>[1]) {
  return { NextToken, MaxResults }
}
