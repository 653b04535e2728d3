// Predefined attributes, agent statuses, hierarchy groups, views and task templates.
import {
  CreateAgentStatusCommand,
  CreatePredefinedAttributeCommand,
  CreateTaskTemplateCommand,
  CreateUserHierarchyGroupCommand,
  CreateViewCommand,
  CreateViewVersionCommand,
  DeleteViewVersionCommand,
  DescribeAgentStatusCommand,
  DescribePredefinedAttributeCommand,
  DescribeUserHierarchyGroupCommand,
  DescribeUserHierarchyStructureCommand,
  DescribeViewCommand,
  GetTaskTemplateCommand,
  paginateListAgentStatuses,
  paginateListPredefinedAttributes,
  paginateListTaskTemplates,
  paginateListUserHierarchyGroups,
  paginateListViews,
  paginateListViewVersions,
  UpdateAgentStatusCommand,
  UpdatePredefinedAttributeCommand,
  UpdateTaskTemplateCommand,
  UpdateUserHierarchyStructureCommand,
  UpdateViewContentCommand,
  UpdateViewMetadataCommand,
  type ViewInputContent,
} from '@aws-sdk/client-connect'
import { allOf, type CopyOf, described, given, type Instance, pick, placedFrom } from '../thing.ts'
import { fillVersions, type Versioned, versionsOf } from '../versions.ts'

export const attribute: CopyOf = {
  kind: 'attribute',
  async list({ client, InstanceId }) {
    const found = await allOf(
      paginateListPredefinedAttributes({ client }, { InstanceId }),
      page => page.PredefinedAttributeSummaryList,
    )
    // Names are their ids; those of the service's own are everywhere.
    return found
      .filter(({ Name = '' }) => Name !== '' && !Name.startsWith('connect:'))
      .map(({ Name = '' }) => ({ kind: 'attribute', name: Name, id: Name, arn: '' }))
  },
  async read({ client, InstanceId }, { name }) {
    const { PredefinedAttribute } = await client.send(
      new DescribePredefinedAttributeCommand({ InstanceId, Name: name }),
    )
    return pick(PredefinedAttribute, 'Values', 'Purposes', 'AttributeConfiguration')
  },
  async make({ client, InstanceId }, Name, document) {
    await client.send(
      new CreatePredefinedAttributeCommand({ InstanceId, Name, Values: undefined, ...document }),
    )
    return { id: Name, arn: '' }
  },
  async fill({ client, InstanceId }, { name }, document) {
    await client.send(new UpdatePredefinedAttributeCommand({ InstanceId, Name: name, ...document }))
  },
}

export const status: CopyOf = {
  kind: 'status',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'status',
      await allOf(
        paginateListAgentStatuses({ client }, { InstanceId, AgentStatusTypes: ['CUSTOM'] }),
        page => page.AgentStatusSummaryList,
      ),
    ),
  async read({ client, InstanceId }, { id }) {
    const { AgentStatus } = await client.send(
      new DescribeAgentStatusCommand({ InstanceId, AgentStatusId: id }),
    )
    return pick(AgentStatus, 'Description', 'State', 'DisplayOrder', 'Tags')
  },
  async make({ client, InstanceId }, Name, document) {
    const made = await client.send(
      new CreateAgentStatusCommand({ InstanceId, Name, State: 'ENABLED', ...document }),
    )
    return { id: made.AgentStatusId ?? '', arn: made.AgentStatusARN ?? '' }
  },
  async fill({ client, InstanceId }, { id, name }, { Tags: _, ...document }) {
    const AgentStatusId = id
    await client.send(
      new UpdateAgentStatusCommand({ InstanceId, AgentStatusId, Name: name, ...document }),
    )
  },
}

/** Groups by the path of their names, from the top: `North / North 1`. */
export const hierarchy: CopyOf = {
  kind: 'hierarchy',
  async list({ client, InstanceId }) {
    const found = await allOf(
      paginateListUserHierarchyGroups({ client }, { InstanceId }),
      page => page.UserHierarchyGroupSummaryList,
    )
    const groups = await Promise.all(
      found.map(async ({ Id = '', Arn = '' }) => {
        const { HierarchyGroup } = await client.send(
          new DescribeUserHierarchyGroupCommand({ InstanceId, HierarchyGroupId: Id }),
        )
        const names = Object.values(HierarchyGroup?.HierarchyPath ?? {}).map(level => level?.Name)
        return { kind: 'hierarchy', name: names.join(' / '), id: Id, arn: Arn } as const
      }),
    )
    // Those above come first.
    return groups.toSorted((a, b) => a.name.split(' / ').length - b.name.split(' / ').length)
  },
  async read({ client, InstanceId }, { id }) {
    const { HierarchyGroup } = await client.send(
      new DescribeUserHierarchyGroupCommand({ InstanceId, HierarchyGroupId: id }),
    )
    const path = Object.values(HierarchyGroup?.HierarchyPath ?? {}).map(level => level?.Id)
    const { HierarchyStructure } = await client.send(
      new DescribeUserHierarchyStructureCommand({ InstanceId }),
    )
    const levels = Object.values(HierarchyStructure ?? {}).map(level => level?.Name)
    const parent = path.at(-2)
    return { Levels: levels, ...(parent !== undefined && { ParentGroupId: parent }) }
  },
  async make({ client, InstanceId }, name, { Levels = [], ParentGroupId }) {
    const names = given<readonly string[]>(Levels)
    const words = ['LevelOne', 'LevelTwo', 'LevelThree', 'LevelFour', 'LevelFive']
    const HierarchyStructure = Object.fromEntries(
      names.map((Name, level) => [words[level], { Name }]),
    )
    await client.send(new UpdateUserHierarchyStructureCommand({ InstanceId, HierarchyStructure }))
    const made = await client.send(
      new CreateUserHierarchyGroupCommand({
        InstanceId,
        Name: name.split(' / ').at(-1),
        ...(ParentGroupId !== undefined && { ParentGroupId: given<string>(ParentGroupId) }),
      }),
    )
    return { id: made.HierarchyGroupId ?? '', arn: made.HierarchyGroupArn ?? '' }
  },
  // A group is its name and its place: another one is another group.
  async fill() {},
}

export const view: CopyOf = {
  kind: 'view',
  inTwoSteps: true,
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'view',
      await allOf(
        paginateListViews({ client }, { InstanceId, Type: 'CUSTOMER_MANAGED' }),
        page => page.ViewsSummaryList,
      ),
    ),
  async read(of, { id }) {
    const { client, InstanceId } = of
    const { View } = await client.send(new DescribeViewCommand({ InstanceId, ViewId: id }))
    return {
      ...pick(View, 'Description', 'Status'),
      Content: pick(View?.Content, 'Template', 'Actions'),
      ...(await versionsOf(viewVersions(of, id))),
    }
  },
  async make({ client, InstanceId }, Name, { Versions: _, ...document }) {
    const { View } = await client.send(
      new CreateViewCommand({ InstanceId, Name, Status: 'SAVED', Content: {}, ...document }),
    )
    return { id: View?.Id ?? '', arn: View?.Arn ?? '' }
  },
  async fill(of, { id, name }, { Description, Versions, ...document }) {
    const { client, InstanceId } = of
    const about = { InstanceId, ViewId: id }
    await fillVersions(viewVersions(of, id), Versions)
    await client.send(
      new UpdateViewMetadataCommand({
        ...about,
        Name: name,
        ...described(Description),
      }),
    )
    await client.send(
      new UpdateViewContentCommand({ ...about, Status: 'SAVED', Content: {}, ...document }),
    )
  },
}

function viewVersions({ client, InstanceId }: Instance, ViewId: string): Versioned {
  const about = { InstanceId, ViewId }
  return {
    list: () =>
      allOf(paginateListViewVersions({ client }, about), page => page.ViewVersionSummaryList),
    async content(version) {
      const of = { InstanceId, ViewId: `${ViewId}:${version}` }
      const { View } = await client.send(new DescribeViewCommand(of))
      return pick(View?.Content, 'Template', 'Actions')
    },
    async publish(content) {
      const Content = content as ViewInputContent
      await client.send(new UpdateViewContentCommand({ ...about, Status: 'PUBLISHED', Content }))
    },
    async number({ Description: VersionDescription }) {
      const input = { ...about, ...(VersionDescription !== undefined && { VersionDescription }) }
      return (await client.send(new CreateViewVersionCommand(input))).View?.Version
    },
    async drop(ViewVersion) {
      await client.send(new DeleteViewVersionCommand({ ...about, ViewVersion }))
    },
  }
}

export const taskTemplate: CopyOf = {
  kind: 'task-template',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'task-template',
      await allOf(
        paginateListTaskTemplates({ client }, { InstanceId }),
        page => page.TaskTemplates,
      ),
    ),
  async read({ client, InstanceId }, { id }) {
    const template = await client.send(
      new GetTaskTemplateCommand({ InstanceId, TaskTemplateId: id }),
    )
    return pick(
      template,
      'Description',
      'ContactFlowId',
      'SelfAssignFlowId',
      'Constraints',
      'Defaults',
      'Status',
      'Fields',
    )
  },
  async make({ client, InstanceId }, Name, document) {
    const made = await client.send(
      new CreateTaskTemplateCommand({ InstanceId, Name, Fields: [], ...document }),
    )
    return { id: made.Id ?? '', arn: made.Arn ?? '' }
  },
  async fill({ client, InstanceId }, { id, name }, document) {
    await client.send(
      new UpdateTaskTemplateCommand({ InstanceId, TaskTemplateId: id, Name: name, ...document }),
    )
  },
}
