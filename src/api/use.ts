// What needs what: a thing another one refers to cannot be deleted.
import type { DirectoryView, Entry } from '../core/directory/directory.ts'
import type { Kind } from '../core/directory/document.ts'
import { arnOf } from './arn.ts'
import type { References } from './contract/references-http.ts'
import { namesFlow } from './flow-version.ts'
import type { OperationContext } from './operation-context.ts'
import { membersOf, wordFor } from './resource.ts'
import { inUse } from './service-error.ts'

/** For each kind: the kinds that may refer to it, and whether one of them does. */
const USES: Readonly<Partial<Record<Kind, readonly Use[]>>> = {
  queue: [
    use('routing-profile', 'ROUTING_PROFILE', ({ document }, id) =>
      [
        document.DefaultOutboundQueueId,
        ...document.QueueConfigs.map(each => each.QueueId),
        ...(document.ManualAssignmentQueueConfigs ?? []).map(each => each.QueueId),
      ].includes(id),
    ),
    quickConnectUse('QueueConfig', 'QueueId'),
  ],
  'routing-profile': [use('agent', 'USER', ({ document }, id) => document.RoutingProfileId === id)],
  'security-profile': [
    use('agent', 'USER', ({ document }, id) => document.SecurityProfileIds.includes(id)),
  ],
  'operating-hours': [
    use('queue', 'QUEUE', ({ document }, id) => document.HoursOfOperationId === id),
    use(
      'operating-hours',
      'HOURS_OF_OPERATION',
      ({ document }, id) => document.ParentHoursOfOperationIds?.includes(id) === true,
    ),
  ],
  'phone-number': [
    use(
      'queue',
      'QUEUE',
      ({ document }, id) => document.OutboundCallerConfig?.OutboundCallerIdNumberId === id,
    ),
  ],
  'contact-flow': [
    use('phone-number', 'PHONE_NUMBER', ({ document }, id) =>
      namesFlow(document.ContactFlowId, id),
    ),
    use(
      'queue',
      'QUEUE',
      ({ document }, id) => document.OutboundCallerConfig?.OutboundFlowId === id,
    ),
    quickConnectUse('UserConfig', 'ContactFlowId'),
    quickConnectUse('QueueConfig', 'ContactFlowId'),
    quickConnectUse('FlowConfig', 'ContactFlowId'),
    use('flow-association', 'FLOW_ASSOCIATION', ({ document }, id) =>
      namesFlow(document.FlowId, id),
    ),
    use('task-template', 'TASK_TEMPLATE', ({ document }, id) =>
      [document.ContactFlowId, document.SelfAssignFlowId].includes(id),
    ),
    use('rule', 'RULE', ({ document }, id) =>
      document.Actions.some(({ TaskAction }) => TaskAction?.ContactFlowId === id),
    ),
  ],
  'predefined-attribute': [
    use(
      'agent',
      'USER',
      ({ document }, name) =>
        document.Proficiencies?.some(each => each.AttributeName === name) === true,
    ),
  ],
  agent: [quickConnectUse('UserConfig', 'UserId')],
  'email-address': [
    use(
      'queue',
      'QUEUE',
      ({ document: { EmailAddressIds, OutboundEmailConfig } }, id) =>
        EmailAddressIds?.includes(id) === true ||
        OutboundEmailConfig?.OutboundEmailAddressId === id,
    ),
    use('email-address', 'EMAIL_ADDRESS', ({ document }, id) => document.AliasId === id),
  ],
  'integration-association': [
    use('use-case', 'USE_CASE', ({ document }, id) => document.IntegrationAssociationId === id),
    use(
      'rule',
      'RULE',
      ({ document }, id) => document.TriggerEventSource.IntegrationAssociationId === id,
    ),
  ],
  'agent-group': [
    use('agent', 'USER', ({ document }, id) => document.HierarchyGroupId === id),
    use('agent-group', 'HIERARCHY_GROUP', ({ document }, id) => document.ParentGroupId === id),
  ],
}

/** Throws when something still refers to the thing. */
export function requireUnused(context: OperationContext, kind: Kind, id: string): void {
  for (const { by, type, find } of USES[kind] ?? []) {
    const [user] = find(context.centre.directory, id)
    if (user === undefined) continue
    const message = `The ${wordFor(kind)} is used by the ${wordFor(by)} ${user}.`
    throw inUse(message, { type, arn: arnOf(context, by, user) })
  }
}

/** Everything that refers to the thing: what keeps it from being deleted, and flows that name it. */
export function* referencesTo(
  directory: DirectoryView,
  kind: Kind,
  id: string,
): Iterable<References['references'][number]> {
  const blocking = new Set<string>()
  for (const { by, find } of USES[kind] ?? []) {
    for (const user of find(directory, id)) {
      if (!blocking.has(user))
        yield { kind: by, id: user, name: nameOf(directory, by, user), blocks: true }
      blocking.add(user)
    }
  }
  for (const flows of ['contact-flow', 'flow-module'] as const) {
    for (const { id: flow, document } of directory.list(flows)) {
      const names = [document.Content, document.SavedContent].some(each => each?.includes(id))
      if (names && flow !== id) yield { kind: flows, id: flow, name: document.Name, blocks: false }
    }
  }
}

function nameOf(directory: DirectoryView, kind: Kind, id: string): string {
  const document: object = directory.get(kind, id) ?? {}
  const { Name, Username, PhoneNumber } = membersOf<Partial<Record<string, string>>>({ document })
  return Name ?? Username ?? PhoneNumber ?? id
}

interface Use {
  readonly by: Kind
  readonly type: string
  /** The ids of those that refer to the thing. */
  find(directory: DirectoryView, id: string): Iterable<string>
}

function use<K extends Kind>(
  by: K,
  type: string,
  refers: (entry: Entry<K>, id: string) => boolean,
): Use {
  return {
    by,
    type,
    *find(directory, id) {
      for (const entry of directory.list(by)) if (refers(entry, id)) yield entry.id
    },
  }
}

function quickConnectUse(config: string, member: string): Use {
  return use('transfer-destination', 'QUICK_CONNECT', ({ document }, id) => {
    const configs = document.QuickConnectConfig as
      | Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>
      | undefined
    return configs?.[config]?.[member] === id
  })
}
