// Flows and modules by the public API: what differs between the two is here and nowhere else.

import type { FlowType } from '../../../src/core/directory/document.ts'
import type { FlowKind } from '../../../src/core/flow/rule/action-rule.ts'
import { all, ConnectError, connect } from '../../kit/connect.ts'

/** What is known of a flow or module, with one of its contents. */
export interface FlowFacts {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly kind: FlowKind
  readonly state: 'ACTIVE' | 'ARCHIVED'
  readonly content: string
  readonly hash: string
  readonly settings?: string
}

export interface FlowSummary {
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly kind: FlowKind
  readonly state: 'ACTIVE' | 'ARCHIVED'
  readonly status: 'PUBLISHED' | 'SAVED'
  /** Epoch seconds. */
  readonly updated?: number
  readonly tags: Readonly<Record<string, string>>
}

export interface VersionSummary {
  readonly version: number
  readonly description: string
}

export interface NewFlow {
  readonly name: string
  readonly kind: FlowKind
  readonly content: string
  readonly description?: string
}

export interface FlowPage {
  readonly items: readonly FlowSummary[]
  readonly total: number
  readonly nextToken?: string
}

export interface FlowQuery {
  readonly text: string
  readonly kind?: string
  readonly archived: boolean
  readonly nextToken?: string
}

export interface FlowService {
  readonly isModule: boolean
  search(query: FlowQuery, signal?: AbortSignal): Promise<FlowPage>
  /** `$SAVED`, a version's number, or what is published. Undefined: it has not been published. */
  load(id: string, qualifier?: string, signal?: AbortSignal): Promise<FlowFacts | undefined>
  create(flow: NewFlow): Promise<string>
  saveDraft(id: string, content: string): Promise<void>
  publish(id: string, content: string): Promise<void>
  number(id: string, description: string): Promise<number>
  versions(id: string, signal?: AbortSignal): Promise<readonly VersionSummary[]>
  describe(
    id: string,
    change: { name?: string; description?: string; settings?: string },
  ): Promise<void>
  setState(id: string, state: 'ACTIVE' | 'ARCHIVED'): Promise<void>
  remove(id: string): Promise<void>
}

const PAGE = 25

function qualified(id: string, qualifier: string | undefined): string {
  return qualifier === undefined ? id : `${id}:${qualifier}`
}

function criteria({ text, kind, archived }: FlowQuery) {
  const state = archived ? 'ARCHIVED' : 'ACTIVE'
  const name = { FieldName: 'name', Value: text, ComparisonType: 'CONTAINS' } as const
  return {
    AndConditions: [
      { StateCondition: state } as const,
      ...(text === '' ? [] : [{ StringCondition: name }]),
      ...(kind === undefined ? [] : [{ TypeCondition: kind as FlowType }]),
    ],
  }
}

/** Of what was never published there is nothing published to load. */
async function ifPublished<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ConnectError && error.type.includes('NotPublished')) return undefined
    throw error
  }
}

export const flowService: FlowService = {
  isModule: false,
  async search(query, signal) {
    const { nextToken: NextToken } = query
    const answer = await connect(
      'SearchContactFlows',
      { SearchCriteria: criteria(query), MaxResults: PAGE, ...(NextToken && { NextToken }) },
      signal,
    )
    const items = (answer.ContactFlows ?? []).map((each): FlowSummary => {
      return {
        id: each.Id ?? '',
        arn: each.Arn ?? '',
        name: each.Name ?? '',
        kind: each.Type ?? 'CONTACT_FLOW',
        state: each.State ?? 'ACTIVE',
        status: each.Status ?? 'PUBLISHED',
        tags: each.Tags ?? {},
        ...(each.LastModifiedTime !== undefined && { updated: each.LastModifiedTime }),
      }
    })
    return pageOf(items, answer)
  },
  async load(id, qualifier, signal) {
    const ContactFlowId = qualified(id, qualifier)
    const answer = await ifPublished(connect('DescribeContactFlow', { ContactFlowId }, signal))
    const flow = answer?.ContactFlow
    return (
      flow && {
        id,
        name: flow.Name ?? '',
        description: flow.Description ?? '',
        kind: flow.Type ?? 'CONTACT_FLOW',
        state: flow.State ?? 'ACTIVE',
        content: flow.Content ?? '',
        hash: flow.FlowContentSha256 ?? '',
      }
    )
  },
  async create({ name: Name, kind, content: Content, description }) {
    const { ContactFlowId = '' } = await connect('CreateContactFlow', {
      Name,
      Content,
      Type: kind as FlowType,
      Status: 'SAVED',
      ...(description ? { Description: description } : {}),
    })
    return ContactFlowId
  },
  async saveDraft(id, Content) {
    await connect('UpdateContactFlowContent', { ContactFlowId: qualified(id, '$SAVED'), Content })
  },
  async publish(id, Content) {
    await connect('UpdateContactFlowContent', { ContactFlowId: id, Content })
  },
  async number(ContactFlowId, Description) {
    const { Version = 0 } = await connect('CreateContactFlowVersion', {
      ContactFlowId,
      ...(Description !== '' && { Description }),
    })
    return Version
  },
  async versions(ContactFlowId, signal) {
    const list = await all(
      'ListContactFlowVersions',
      { ContactFlowId },
      page => page.ContactFlowVersionSummaryList,
      signal,
    )
    return newestFirst(list)
  },
  async describe(ContactFlowId, { name, description }) {
    await connect('UpdateContactFlowMetadata', {
      ContactFlowId,
      ...(name !== undefined && { Name: name }),
      ...(description !== undefined && { Description: description }),
    })
  },
  async setState(ContactFlowId, ContactFlowState) {
    await connect('UpdateContactFlowMetadata', { ContactFlowId, ContactFlowState })
  },
  async remove(ContactFlowId) {
    await connect('DeleteContactFlow', { ContactFlowId })
  },
}

export const moduleService: FlowService = {
  isModule: true,
  async search(query, signal) {
    const { nextToken: NextToken } = query
    const { AndConditions } = criteria(query)
    const answer = await connect(
      'SearchContactFlowModules',
      {
        SearchCriteria: { AndConditions: AndConditions.filter(each => !('TypeCondition' in each)) },
        MaxResults: PAGE,
        ...(NextToken && { NextToken }),
      },
      signal,
    )
    const items = (answer.ContactFlowModules ?? []).map((each): FlowSummary => {
      // The SDK's type of a module lacks when it was changed; the service tells it.
      const { LastModifiedTime } = each as { readonly LastModifiedTime?: number }
      return {
        id: each.Id ?? '',
        arn: each.Arn ?? '',
        name: each.Name ?? '',
        kind: 'MODULE',
        state: (each.State ?? 'active').toUpperCase() as 'ACTIVE' | 'ARCHIVED',
        status: (each.Status ?? 'published').toUpperCase() as 'PUBLISHED' | 'SAVED',
        tags: each.Tags ?? {},
        ...(LastModifiedTime !== undefined && { updated: LastModifiedTime }),
      }
    })
    return pageOf(items, answer)
  },
  async load(id, qualifier, signal) {
    const ContactFlowModuleId = qualified(id, qualifier)
    const answer = await ifPublished(
      connect('DescribeContactFlowModule', { ContactFlowModuleId }, signal),
    )
    const module = answer?.ContactFlowModule
    return (
      module && {
        id,
        name: module.Name ?? '',
        description: module.Description ?? '',
        kind: 'MODULE' as const,
        state: (module.State ?? 'active').toUpperCase() as 'ACTIVE' | 'ARCHIVED',
        content: module.Content ?? '',
        hash: module.FlowModuleContentSha256 ?? '',
        ...(module.Settings !== undefined && { settings: module.Settings }),
      }
    )
  },
  async create({ name: Name, content: Content, description }) {
    const { Id = '' } = await connect('CreateContactFlowModule', {
      Name,
      Content,
      ...(description ? { Description: description } : {}),
    })
    return Id
  },
  async saveDraft(id, Content) {
    const ContactFlowModuleId = qualified(id, '$SAVED')
    await connect('UpdateContactFlowModuleContent', { ContactFlowModuleId, Content })
  },
  async publish(ContactFlowModuleId, Content) {
    await connect('UpdateContactFlowModuleContent', { ContactFlowModuleId, Content })
  },
  async number(ContactFlowModuleId, Description) {
    const { Version = 0 } = await connect('CreateContactFlowModuleVersion', {
      ContactFlowModuleId,
      ...(Description !== '' && { Description }),
    })
    return Version
  },
  async versions(ContactFlowModuleId, signal) {
    const list = await all(
      'ListContactFlowModuleVersions',
      { ContactFlowModuleId },
      page => page.ContactFlowModuleVersionSummaryList,
      signal,
    )
    return newestFirst(list)
  },
  async describe(ContactFlowModuleId, { name, description, settings }) {
    await connect('UpdateContactFlowModuleMetadata', {
      ContactFlowModuleId,
      ...(name !== undefined && { Name: name }),
      ...(description !== undefined && { Description: description }),
    })
    if (settings !== undefined) {
      await connect('UpdateContactFlowModuleContent', { ContactFlowModuleId, Settings: settings })
    }
  },
  async setState(ContactFlowModuleId, State) {
    await connect('UpdateContactFlowModuleMetadata', { ContactFlowModuleId, State })
  },
  async remove(ContactFlowModuleId) {
    await connect('DeleteContactFlowModule', { ContactFlowModuleId })
  },
}

function pageOf(
  items: readonly FlowSummary[],
  answer: {
    readonly ApproximateTotalCount?: number | undefined
    readonly NextToken?: string | undefined
  },
): FlowPage {
  const { ApproximateTotalCount: total = items.length, NextToken: nextToken } = answer
  return { items, total, ...(nextToken !== undefined && { nextToken }) }
}

function newestFirst(
  list: readonly {
    readonly Version?: number | undefined
    readonly VersionDescription?: string | undefined
  }[],
): readonly VersionSummary[] {
  return list
    .map(each => ({ version: each.Version ?? 0, description: each.VersionDescription ?? '' }))
    .toSorted((a, b) => b.version - a.version)
}
