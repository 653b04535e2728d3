// The contact record in the JSON of Connect's stream ("Contact record data model"): what members
// a voice contact has, with null where Connect writes null.
import { hierarchyPath } from '../directory/user-hierarchy.ts'
import type { ContactRow } from '../event.ts'
import type { Instant } from '../instant.ts'
import type { Json, JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { Transcript } from './chat.ts'
import type { Contact, Handling } from './contact.ts'
import { isoTime, isoTimeOrNull } from './iso-time.ts'
import { consultContactId, outsideTalk, passedOutTo } from './party.ts'
import { allRecordings } from './recording.ts'
import { criteriaPart } from './routing-steps.ts'
import { segmentAttributes } from './segment-attributes.ts'

/** The record and the columns searches need. */
export function contactRow(world: World, contact: Contact, final: boolean): ContactRow {
  return {
    contactId: contact.contactId,
    initialContactId: contact.initialContactId,
    ...optional('previousContactId', contact.previousContactId),
    channel: contact.channel,
    initiationMethod: contact.initiationMethod,
    initiatedAt: contact.initiatedAt,
    ...optional('connectedToSystemAt', contact.connectedToSystemAt),
    ...optional('enqueuedAt', contact.enqueuedAt),
    ...optional('connectedToAgentAt', handlingOf(contact)?.connectedAt),
    ...optional('disconnectedAt', contact.disconnectedAt),
    ...optional('queueId', contact.enqueuedAt === undefined ? undefined : contact.targetQueueId),
    ...optional('agentId', handlingOf(contact)?.agentId),
    ...optional('customerAddress', contact.customerAddress || undefined),
    record: contactRecord(world, contact),
    final,
  }
}

export function contactRecord(world: World, contact: Contact): JsonObject {
  return {
    AWSAccountId: world.account,
    AWSContactTraceRecordFormatVersion: '2017-03-10',
    Agent: agentPart(world, contact),
    AgentConnectionAttempts: contact.missedOffers + (contact.handling ? 1 : 0),
    Attributes: contact.attributes,
    Channel: contact.channel,
    ConnectedToSystemTimestamp: isoTimeOrNull(contact.connectedToSystemAt),
    ContactId: contact.contactId,
    CustomerEndpoint: endpointPart(contact.customerAddress),
    CustomerId: contact.data.CustomerId ?? null,
    Description: contact.data.Description ?? null,
    DisconnectReason: contact.disconnectReason ?? null,
    DisconnectTimestamp: isoTimeOrNull(contact.disconnectedAt),
    InitialContactId: contact.initialContactId,
    InitiationMethod: contact.initiationMethod,
    InitiationTimestamp: isoTime(contact.initiatedAt),
    InstanceARN: world.instanceArn,
    LanguageCode: contact.data.LanguageCode ?? null,
    LastUpdateTimestamp: isoTime(world.now),
    MediaStreams: [{ Type: contact.chat ? 'CHAT' : 'AUTOMATED' }],
    Name: contact.data.Name ?? null,
    NextContactId: contact.nextContactId ?? consultContactId(contact) ?? null,
    PreviousContactId: contact.previousContactId ?? null,
    Queue: queuePart(world, contact),
    Recording: recordingPart(contact),
    Recordings: recordingsPart(contact),
    References: referencesPart(contact),
    RelatedContactId: contact.relatedContactId ?? null,
    ...routingCriteria(world, contact),
    SegmentAttributes: segmentAttributes(contact) as JsonObject,
    SystemEndpoint: endpointPart(contact.systemAddress),
    ...taskPart(world, contact),
    Tags: contact.tags,
    TransferCompletedTimestamp: isoTimeOrNull(transferredAt(contact)),
    TransferredToEndpoint: endpointPart(passedOutTo(contact)?.address ?? ''),
    ...thirdPartyPart(contact),
    ...outboundPart(contact),
  }
}

/** When somebody else had the customer: an outside party, or the contact that goes on instead. */
function transferredAt(contact: Contact): Instant | undefined {
  const outside = passedOutTo(contact)
  if (outside) return outside.since
  return contact.nextContactId === undefined ? undefined : contact.disconnectedAt
}

/** How long those outside talked; nothing where there were none. */
function thirdPartyPart(contact: Contact): JsonObject {
  const outside = outsideTalk(contact)
  if (!outside) return {}
  return {
    ExternalThirdParty: {
      ExternalThirdPartyInteractionDuration: Math.round(outside.ms / 1000),
    },
  }
}

/** Machines are not told from people yet; only whether anybody answered is known. */
function outboundPart({ outbound, connectedToSystemAt, disconnectedAt }: Contact): JsonObject {
  if (!outbound?.detectsMachines) return {}
  if (connectedToSystemAt !== undefined) return { AnsweringMachineDetectionStatus: 'UNDETECTED' }
  return disconnectedAt === undefined ? {} : { AnsweringMachineDetectionStatus: 'AMD_UNANSWERED' }
}

/** Channels without addresses have no endpoints. */
function endpointPart(address: string): Json {
  return address === '' ? null : { Address: address, Type: 'TELEPHONE_NUMBER' }
}

function referencesPart({ references = {} }: Contact): Json {
  return Object.entries(references).map(([Name, { Value, Type, Status = null }]) => {
    return { Name, Value, Type, Status }
  })
}

/** Other channels cannot be paused, nor begun later. */
function taskPart(world: World, { task, scheduledAt }: Contact): JsonObject {
  if (!task) return {}
  return {
    LastPausedTimestamp: isoTimeOrNull(task.lastPausedAt),
    LastResumedTimestamp: isoTimeOrNull(task.lastResumedAt),
    ScheduledTimestamp: isoTimeOrNull(scheduledAt),
    TaskTemplateInfo: templatePart(world, task.templateId),
    TotalPauseCount: task.pauseCount,
    TotalPauseDurationInSeconds: Math.round(task.pausedMs / 1000),
  }
}

/** A template that is gone has no name any more. */
function templatePart(world: World, templateId: string | undefined): Json {
  if (templateId === undefined) return null
  const template = world.directory.get('task-template', templateId)
  return { Arn: world.arn('task-template', templateId), Name: template?.Name ?? null }
}

/** Only where there are some. */
function routingCriteria(world: World, contact: Contact): JsonObject {
  const part = criteriaPart(world, contact)
  return part ? { RoutingCriteria: part } : {}
}

function hierarchyPart(world: World, agentId: string): Json {
  const user = world.directory.get('agent', agentId)
  const path = hierarchyPath(world.directory, user?.HierarchyGroupId)
  if (path.length === 0) return null
  return Object.fromEntries(
    path.map(({ id, document }, index) => {
      return [`Level${index + 1}`, { ARN: world.arn('agent-group', id), GroupName: document.Name }]
    }),
  )
}

/** Of a contact by which a supervisor listens: that one's. */
function handlingOf({ handling, monitors }: Contact): Handling | undefined {
  return handling ?? monitors?.by
}

function agentPart(world: World, contact: Contact): Json {
  const handling = handlingOf(contact)
  if (!handling) return null
  const profile = world.directory.get('routing-profile', handling.routingProfileId)
  const { leftAt, afterContactWorkEndedAt } = handling
  return {
    ARN: world.arn('agent', handling.agentId),
    AfterContactWorkDuration: wholeSeconds(leftAt, afterContactWorkEndedAt),
    AfterContactWorkStartTimestamp: isoTimeOrNull(leftAt),
    AfterContactWorkEndTimestamp: isoTimeOrNull(afterContactWorkEndedAt),
    AgentInteractionDuration: interactionSeconds(handling),
    ConnectedToAgentTimestamp: isoTime(handling.connectedAt),
    CustomerHoldDuration: Math.round(handling.holdMs / 1000),
    HierarchyGroups: hierarchyPart(world, handling.agentId),
    LongestHoldDuration: Math.round(handling.longestHoldMs / 1000),
    NumberOfHolds: handling.holdCount,
    RoutingProfile: {
      ARN: world.arn('routing-profile', handling.routingProfileId),
      Name: profile?.Name ?? null,
    },
    Username: handling.username,
  }
}

function queuePart(world: World, contact: Contact): Json {
  if (contact.enqueuedAt === undefined || contact.targetQueueId === undefined) return null
  return {
    ARN: world.arn('queue', contact.targetQueueId),
    DequeueTimestamp: isoTimeOrNull(contact.dequeuedAt),
    Duration: wholeSeconds(contact.enqueuedAt, contact.dequeuedAt),
    EnqueueTimestamp: isoTime(contact.enqueuedAt),
    Name: world.directory.get('queue', contact.targetQueueId)?.Name ?? null,
  }
}

function recordingPart(contact: Contact): Json {
  const transcript = contact.chat?.transcript
  if (transcript) return transcriptPart(transcript)
  const all = allRecordings(contact)
  const recording = all.find(each => !each.isAutomated) ?? all[0]
  if (!recording) return null
  return {
    DeletionReason: null,
    Location: recording.location ?? null,
    Status: recording.location === undefined ? null : 'AVAILABLE',
    Type: 'AUDIO',
  }
}

function transcriptPart({ location }: Transcript) {
  return {
    DeletionReason: null,
    Location: location ?? null,
    Status: location === undefined ? null : 'AVAILABLE',
    Type: 'CHAT',
  }
}

function recordingsPart(contact: Contact): Json {
  const transcript = contact.chat?.transcript
  if (transcript) return [transcriptOfMany(contact, transcript)]
  const recordings = allRecordings(contact)
  if (recordings.length === 0) return null
  return recordings.map(recording => ({
    DeletionReason: null,
    FragmentStartNumber: null,
    FragmentStopNumber: null,
    Location: recording.location ?? null,
    MediaStreamType: 'AUDIO',
    ParticipantType: null,
    StartTimestamp: isoTime(recording.startedAt),
    Status: recording.location === undefined ? null : 'AVAILABLE',
    StopTimestamp: isoTimeOrNull(recording.stoppedAt),
    StorageType: 'S3',
  }))
}

function transcriptOfMany(contact: Contact, { endedAt, location }: Transcript): JsonObject {
  return {
    DeletionReason: null,
    FragmentStartNumber: null,
    FragmentStopNumber: null,
    Location: location ?? null,
    MediaStreamType: 'CHAT',
    ParticipantType: 'ALL',
    StartTimestamp: isoTime(contact.initiatedAt),
    Status: location === undefined ? null : 'AVAILABLE',
    StopTimestamp: isoTime(endedAt),
    StorageType: 'S3',
  }
}

function interactionSeconds(handling: Handling): number | null {
  if (handling.leftAt === undefined) return null
  const talkMs = handling.leftAt - handling.connectedAt - handling.holdMs
  return Math.round(talkMs / 1000)
}

function wholeSeconds(from: number | undefined, to: number | undefined): number | null {
  return from === undefined || to === undefined ? null : Math.round((to - from) / 1000)
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}
