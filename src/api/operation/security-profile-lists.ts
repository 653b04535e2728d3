// What else a security profile lets its users do: applications, flow modules and AI agents they may use.
import type * as sdk from '@aws-sdk/client-connect'
import { answer, type Operation, type Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { find, membersOf } from '../resource.ts'

/** The service shows at most ten at once. */
const SIZE = 10

interface Lists {
  readonly Applications?: readonly Plain<sdk.Application>[]
  readonly AllowedFlowModules?: readonly Plain<sdk.FlowModule>[]
  readonly AllowedAIAgents?: readonly Plain<sdk.AIAgent>[]
  readonly LastModifiedTime?: number
  readonly LastModifiedRegion?: string
}

export const listSecurityProfileApplications: Operation<'ListSecurityProfileApplications'> = (
  input,
  context,
) => {
  const { Applications = [], ...modified } = listsOf(context, input.SecurityProfileId)
  const { items, NextToken } = page(Applications, input, ({ Namespace = '' }) => Namespace)
  return answer({ Applications: items, NextToken, ...timesOf(modified) })
}

export const listSecurityProfileFlowModules: Operation<'ListSecurityProfileFlowModules'> = (
  input,
  context,
) => {
  const { AllowedFlowModules = [], ...modified } = listsOf(context, input.SecurityProfileId)
  const { items, NextToken } = page(
    AllowedFlowModules,
    input,
    ({ FlowModuleId = '' }) => FlowModuleId,
  )
  return answer({ AllowedFlowModules: items, NextToken, ...timesOf(modified) })
}

export const listSecurityProfileAIAgents: Operation<'ListSecurityProfileAIAgents'> = (
  input,
  context,
) => {
  const { AllowedAIAgents = [], ...modified } = listsOf(context, input.SecurityProfileId)
  const { items, NextToken } = page(AllowedAIAgents, input, ({ Arn = '' }) => Arn)
  return answer({ AllowedAIAgents: items, NextToken, ...timesOf(modified) })
}

function listsOf(context: OperationContext, idOrArn: string): Lists {
  return membersOf<Lists>(find(context, 'security-profile', idOrArn))
}

function timesOf({ LastModifiedTime, LastModifiedRegion }: Lists) {
  return { LastModifiedTime, LastModifiedRegion }
}

function page<Item>(
  items: readonly Item[],
  { NextToken, MaxResults = SIZE }: Parameters<typeof pageOf>[1],
  keyOf: (item: Item) => string,
) {
  const sorted = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  return pageOf(sorted, { NextToken, MaxResults: Math.min(MaxResults, SIZE) }, keyOf)
}
