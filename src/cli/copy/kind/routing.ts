// Queues, quick connects and routing profiles.
import {
  AssociateQueueEmailAddressesCommand,
  AssociateQueueQuickConnectsCommand,
  AssociateRoutingProfileQueuesCommand,
  CreateQueueCommand,
  CreateQuickConnectCommand,
  CreateRoutingProfileCommand,
  DescribeQueueCommand,
  DescribeQuickConnectCommand,
  DescribeRoutingProfileCommand,
  DisassociateQueueEmailAddressesCommand,
  DisassociateRoutingProfileQueuesCommand,
  ListQueueEmailAddressesCommand,
  type MediaConcurrency,
  type OutboundCallerConfig,
  type OutboundEmailConfig,
  paginateListQueueQuickConnects,
  paginateListQueues,
  paginateListQuickConnects,
  paginateListRoutingProfileQueues,
  paginateListRoutingProfiles,
  type QueueStatus,
  type QuickConnectConfig,
  type RoutingProfileQueueConfig,
  UpdateQueueHoursOfOperationCommand,
  UpdateQueueMaxContactsCommand,
  UpdateQueueNameCommand,
  UpdateQueueOutboundCallerConfigCommand,
  UpdateQueueOutboundEmailConfigCommand,
  UpdateQueueStatusCommand,
  UpdateQuickConnectConfigCommand,
  UpdateQuickConnectNameCommand,
  UpdateRoutingProfileConcurrencyCommand,
  UpdateRoutingProfileDefaultOutboundQueueCommand,
  UpdateRoutingProfileNameCommand,
} from '@aws-sdk/client-connect'
import {
  allOf,
  type CopyOf,
  described,
  everyPage,
  given,
  type Instance,
  pick,
  placedFrom,
} from '../thing.ts'

export const queue: CopyOf = {
  kind: 'queue',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'queue',
      await allOf(
        paginateListQueues({ client }, { InstanceId, QueueTypes: ['STANDARD'] }),
        page => page.QueueSummaryList,
      ),
    ),
  async read(of, { id }) {
    const { client, InstanceId } = of
    const { Queue } = await client.send(new DescribeQueueCommand({ InstanceId, QueueId: id }))
    const addresses = await emailAddressesOf(of, id)
    return {
      ...pick(
        Queue,
        'Description',
        'HoursOfOperationId',
        'MaxContacts',
        'Status',
        'OutboundCallerConfig',
        'OutboundEmailConfig',
        'Tags',
      ),
      ...(addresses.length > 0 && { EmailAddresses: addresses }),
    }
  },
  async make({ client, InstanceId }, Name, document) {
    const { HoursOfOperationId, Description, MaxContacts, Tags } = document
    const made = await client.send(
      new CreateQueueCommand({
        InstanceId,
        Name,
        HoursOfOperationId: given<string>(HoursOfOperationId),
        ...(Description !== undefined && { ...described(Description) }),
        ...(MaxContacts !== undefined && { MaxContacts: given<number>(MaxContacts) }),
        ...(Tags !== undefined && { Tags: given<Record<string, string>>(Tags) }),
      }),
    )
    return { id: made.QueueId ?? '', arn: made.QueueArn ?? '' }
  },
  async fill(of, { id, name }, document) {
    const { client, InstanceId } = of
    const about = { InstanceId, QueueId: id }
    const { EmailAddresses = [], OutboundEmailConfig } = document
    const {
      Description,
      HoursOfOperationId,
      MaxContacts = 0,
      Status,
      OutboundCallerConfig,
    } = document
    await client.send(
      new UpdateQueueNameCommand({ ...about, Name: name, ...described(Description) }),
    )
    const hours = { ...about, HoursOfOperationId: given<string>(HoursOfOperationId) }
    await client.send(new UpdateQueueHoursOfOperationCommand(hours))
    await client.send(
      new UpdateQueueMaxContactsCommand({ ...about, MaxContacts: given<number>(MaxContacts) }),
    )
    if (Status !== undefined) {
      await client.send(
        new UpdateQueueStatusCommand({ ...about, Status: given<QueueStatus>(Status) }),
      )
    }
    if (OutboundCallerConfig !== undefined) {
      const config = given<OutboundCallerConfig>(OutboundCallerConfig)
      await client.send(
        new UpdateQueueOutboundCallerConfigCommand({ ...about, OutboundCallerConfig: config }),
      )
    }
    await fillEmailAddresses(of, id, given<readonly string[]>(EmailAddresses))
    if (OutboundEmailConfig !== undefined) {
      const config = given<OutboundEmailConfig>(OutboundEmailConfig)
      await client.send(
        new UpdateQueueOutboundEmailConfigCommand({ ...about, OutboundEmailConfig: config }),
      )
    }
  },
  inTwoSteps: true,
}

async function emailAddressesOf({ client, InstanceId }: Instance, QueueId: string) {
  const found = await everyPage(
    next => client.send(new ListQueueEmailAddressesCommand({ InstanceId, QueueId, ...next })),
    page => page.EmailAddressMetadataList,
  )
  return found.flatMap(({ Id }) => Id ?? [])
}

async function fillEmailAddresses(of: Instance, QueueId: string, wanted: readonly string[]) {
  const about = { InstanceId: of.InstanceId, QueueId }
  const there = await emailAddressesOf(of, QueueId)
  const gone = there.filter(id => !wanted.includes(id))
  const added = wanted.filter(id => !there.includes(id))
  if (gone.length > 0) {
    const apart = { ...about, EmailAddressesId: gone }
    await of.client.send(new DisassociateQueueEmailAddressesCommand(apart))
  }
  if (added.length > 0) {
    const EmailAddressesConfig = added.map(EmailAddressId => ({ EmailAddressId }))
    const together = { ...about, EmailAddressesConfig }
    await of.client.send(new AssociateQueueEmailAddressesCommand(together))
  }
}

export const quickConnect: CopyOf = {
  kind: 'quick-connect',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'quick-connect',
      await allOf(
        paginateListQuickConnects({ client }, { InstanceId }),
        page => page.QuickConnectSummaryList,
      ),
    ),
  async read(of, { id }) {
    const { client, InstanceId } = of
    const { QuickConnect } = await client.send(
      new DescribeQuickConnectCommand({ InstanceId, QuickConnectId: id }),
    )
    return {
      ...pick(QuickConnect, 'Description', 'QuickConnectConfig', 'Tags'),
      Queues: await queuesWith(of, id),
    }
  },
  async make({ client, InstanceId }, Name, { QuickConnectConfig, Description, Tags }) {
    const made = await client.send(
      new CreateQuickConnectCommand({
        InstanceId,
        Name,
        QuickConnectConfig: given<QuickConnectConfig>(QuickConnectConfig),
        ...(Description !== undefined && { ...described(Description) }),
        ...(Tags !== undefined && { Tags: given<Record<string, string>>(Tags) }),
      }),
    )
    return { id: made.QuickConnectId ?? '', arn: made.QuickConnectARN ?? '' }
  },
  async fill(of, { id, name }, { QuickConnectConfig, Description, Queues = [] }) {
    const { client, InstanceId } = of
    const about = { InstanceId, QuickConnectId: id }
    await client.send(
      new UpdateQuickConnectNameCommand({
        ...about,
        Name: name,
        ...described(Description),
      }),
    )
    await client.send(
      new UpdateQuickConnectConfigCommand({
        ...about,
        QuickConnectConfig: given<QuickConnectConfig>(QuickConnectConfig),
      }),
    )
    const has = await queuesWith(of, id)
    for (const QueueId of given<readonly string[]>(Queues)) {
      if (has.includes(QueueId)) continue
      await client.send(
        new AssociateQueueQuickConnectsCommand({ InstanceId, QueueId, QuickConnectIds: [id] }),
      )
    }
  },
  inTwoSteps: true,
}

export const routingProfile: CopyOf = {
  kind: 'routing-profile',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'routing-profile',
      await allOf(
        paginateListRoutingProfiles({ client }, { InstanceId }),
        page => page.RoutingProfileSummaryList,
      ),
    ),
  async read(of, { id }) {
    const { client, InstanceId } = of
    const { RoutingProfile } = await client.send(
      new DescribeRoutingProfileCommand({ InstanceId, RoutingProfileId: id }),
    )
    return {
      ...pick(
        RoutingProfile,
        'Description',
        'DefaultOutboundQueueId',
        'MediaConcurrencies',
        'Tags',
      ),
      QueueConfigs: await queuesOf(of, id),
    }
  },
  async make({ client, InstanceId }, Name, document) {
    const { Description = Name, DefaultOutboundQueueId, MediaConcurrencies, Tags } = document
    const made = await client.send(
      new CreateRoutingProfileCommand({
        InstanceId,
        Name,
        Description: given<string>(Description),
        DefaultOutboundQueueId: given<string>(DefaultOutboundQueueId),
        MediaConcurrencies: given<MediaConcurrency[]>(MediaConcurrencies),
        ...(Tags !== undefined && { Tags: given<Record<string, string>>(Tags) }),
      }),
    )
    return { id: made.RoutingProfileId ?? '', arn: made.RoutingProfileArn ?? '' }
  },
  async fill(of, { id, name }, document) {
    const { client, InstanceId } = of
    const about = { InstanceId, RoutingProfileId: id }
    const { Description, DefaultOutboundQueueId, MediaConcurrencies, QueueConfigs = [] } = document
    await client.send(
      new UpdateRoutingProfileNameCommand({
        ...about,
        Name: name,
        ...described(Description),
      }),
    )
    await client.send(
      new UpdateRoutingProfileConcurrencyCommand({
        ...about,
        MediaConcurrencies: given<MediaConcurrency[]>(MediaConcurrencies),
      }),
    )
    const outbound = { ...about, DefaultOutboundQueueId: given<string>(DefaultOutboundQueueId) }
    await client.send(new UpdateRoutingProfileDefaultOutboundQueueCommand(outbound))
    const former = (await queuesOf(of, id)).map(({ QueueReference }) => QueueReference)
    for (const QueueReferences of tens(former)) {
      await client.send(new DisassociateRoutingProfileQueuesCommand({ ...about, QueueReferences }))
    }
    for (const configs of tens(given<readonly RoutingProfileQueueConfig[]>(QueueConfigs))) {
      await client.send(
        new AssociateRoutingProfileQueuesCommand({ ...about, QueueConfigs: configs }),
      )
    }
  },
  inTwoSteps: true,
}

async function queuesOf({ client, InstanceId }: Instance, RoutingProfileId: string) {
  const found = await allOf(
    paginateListRoutingProfileQueues({ client }, { InstanceId, RoutingProfileId }),
    page => page.RoutingProfileQueueConfigSummaryList,
  )
  return found
    .map(({ QueueId, Channel, Priority, Delay }) => ({
      QueueReference: { QueueId, Channel },
      Priority,
      Delay,
    }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** The ids of the queues that offer it. */
async function queuesWith(instance: Instance, quickConnectId: string) {
  const { client, InstanceId } = instance
  const queues = await queue.list(instance)
  const has = await Promise.all(
    queues.map(async ({ id }) => {
      const of = await allOf(
        paginateListQueueQuickConnects({ client }, { InstanceId, QueueId: id }),
        page => page.QuickConnectSummaryList,
      )
      return of.some(({ Id }) => Id === quickConnectId) ? [id] : []
    }),
  )
  return has.flat()
}

function tens<Each>(all: readonly Each[]): Each[][] {
  return Array.from({ length: Math.ceil(all.length / 10) }, (_, at) =>
    all.slice(at * 10, at * 10 + 10),
  )
}
