// The contact record in the JSON of Connect's stream ("Contact record data model"): what members
// a voice contact has, with null where Connect writes null.
import type { ContactRow } from '../event.ts'
import type { Json, JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { Contact, Handling } from './contact.ts'
import { isoTime, isoTimeOrNull } from './iso-time.ts'
import { allRecordings } from './recording.ts'

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
    ...optional('connectedToAgentAt', contact.handling?.connectedAt),
    ...optional('disconnectedAt', contact.disconnectedAt),
    ...optional('queueId', contact.enqueuedAt === undefined ? undefined : contact.targetQueueId),
    ...optional('agentId', contact.handling?.agentId),
    customerAddress: contact.customerAddress,
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
    CustomerEndpoint: { Address: contact.customerAddress, Type: 'TELEPHONE_NUMBER' },
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
    MediaStreams: [{ Type: 'AUTOMATED' }],
    Name: contact.data.Name ?? null,
    NextContactId: null,
    PreviousContactId: contact.previousContactId ?? null,
    Queue: queuePart(world, contact),
    Recording: recordingPart(contact),
    Recordings: recordingsPart(contact),
    References: [],
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    SystemEndpoint: { Address: contact.systemAddress, Type: 'TELEPHONE_NUMBER' },
    Tags: contact.tags,
    TransferCompletedTimestamp: null,
    TransferredToEndpoint: null,
  }
}

function agentPart(world: World, contact: Contact): Json {
  const { handling } = contact
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
    HierarchyGroups: null,
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
  const [recording] = allRecordings(contact)
  if (!recording) return null
  return {
    DeletionReason: null,
    Location: recording.location ?? null,
    Status: recording.location === undefined ? null : 'AVAILABLE',
    Type: 'AUDIO',
  }
}

function recordingsPart(contact: Contact): Json {
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
