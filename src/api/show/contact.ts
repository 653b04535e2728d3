// A contact as the API shows it, made from its record (the JSON of the stream, times in ISO 8601).
import type * as sdk from '@aws-sdk/client-connect'
import type { JsonObject } from '../../core/json.ts'
import { arnOf, bareId } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { ServiceError } from '../service-error.ts'

type Contact = Plain<sdk.Contact>

/** The members of the record the API shows. Where there is nothing, the record has null. */
interface ContactRecord {
  readonly ContactId: string
  readonly InitialContactId: string
  readonly PreviousContactId: string | null
  readonly RelatedContactId?: string | null
  /** Of tasks alone. */
  readonly ScheduledTimestamp?: string | null
  readonly LastPausedTimestamp?: string | null
  readonly LastResumedTimestamp?: string | null
  readonly TotalPauseCount?: number
  readonly TaskTemplateInfo?: { readonly Arn: string; readonly Name: string | null } | null
  readonly TotalPauseDurationInSeconds?: number
  readonly InitiationMethod: sdk.ContactInitiationMethod
  readonly Channel: sdk.Channel
  readonly Name: string | null
  readonly Description: string | null
  readonly CustomerId: string | null
  readonly DisconnectReason: string | null
  readonly AnsweringMachineDetectionStatus?: sdk.AnsweringMachineDetectionStatus
  readonly InitiationTimestamp: string
  readonly ConnectedToSystemTimestamp: string | null
  readonly DisconnectTimestamp: string | null
  readonly LastUpdateTimestamp: string | null
  readonly CustomerEndpoint: Endpoint | null
  readonly SystemEndpoint: Endpoint | null
  readonly Queue: { readonly ARN: string; readonly EnqueueTimestamp: string } | null
  readonly Agent: AgentPart | null
  readonly Recordings: readonly RecordingPart[] | null
  readonly RoutingCriteria?: RoutingCriteriaPart
  readonly Attributes: Readonly<Record<string, string>> | null
  readonly Tags: Readonly<Record<string, string>> | null
  readonly SegmentAttributes: Contact['SegmentAttributes'] | null
}

interface Endpoint {
  readonly Address: string | null
  readonly Type: sdk.EndpointType
}

interface AgentPart {
  readonly ARN: string
  readonly ConnectedToAgentTimestamp: string | null
  readonly AfterContactWorkDuration: number | null
  readonly AfterContactWorkStartTimestamp: string | null
  readonly AfterContactWorkEndTimestamp: string | null
  readonly CustomerHoldDuration: number | null
}

interface RoutingCriteriaPart {
  readonly ActivationTimestamp: string | null
  readonly Index: number
  readonly Steps: readonly {
    readonly Expiry: {
      readonly DurationInSeconds: number
      readonly ExpiryTimestamp: string | null
    } | null
    readonly Expression: Plain<sdk.Expression>
    readonly Status: sdk.RoutingCriteriaStepStatus
  }[]
}

interface RecordingPart {
  readonly Location: string | null
  readonly MediaStreamType: sdk.MediaStreamType | null
  readonly ParticipantType: sdk.ParticipantType | null
  readonly StartTimestamp: string | null
  readonly StopTimestamp: string | null
  readonly Status: sdk.RecordingStatus | null
  readonly StorageType: sdk.StorageType | null
}

/** The record of a contact, of those going on or of those kept. */
export async function contactRecord(
  context: OperationContext,
  contactId: string,
): Promise<JsonObject> {
  const id = bareId(contactId)
  const record = context.centre.contact(id)?.record ?? (await context.contacts.get(id))?.record
  if (!record) {
    throw new ServiceError('ResourceNotFoundException', `There is no contact ${id}.`)
  }
  return record
}

export function showContact(context: OperationContext, json: JsonObject): Contact {
  const record = asRecord(json)
  return {
    ...contactBasics(context, record),
    Description: record.Description ?? undefined,
    RelatedContactId: record.RelatedContactId ?? undefined,
    ScheduledTimestamp: instantOf(record.ScheduledTimestamp),
    LastPausedTimestamp: instantOf(record.LastPausedTimestamp),
    LastResumedTimestamp: instantOf(record.LastResumedTimestamp),
    TotalPauseCount: record.TotalPauseCount,
    TotalPauseDurationInSeconds: record.TotalPauseDurationInSeconds,
    CustomerId: record.CustomerId ?? undefined,
    AgentInfo: record.Agent ? showAgent(record.Agent) : undefined,
    ConnectedToSystemTimestamp: instantOf(record.ConnectedToSystemTimestamp),
    LastUpdateTimestamp: instantOf(record.LastUpdateTimestamp),
    TaskTemplateInfo: showTemplateInfo(record.TaskTemplateInfo),
    CustomerEndpoint: showEndpoint(record.CustomerEndpoint),
    SystemEndpoint: showEndpoint(record.SystemEndpoint),
    DisconnectReason: record.DisconnectReason ?? undefined,
    AnsweringMachineDetectionStatus: record.AnsweringMachineDetectionStatus,
    Recordings: record.Recordings?.map(showRecording),
    RoutingCriteria: record.RoutingCriteria && showCriteria(record.RoutingCriteria),
    ...queuePlace(context, record.ContactId),
    Attributes: record.Attributes ?? undefined,
    SegmentAttributes: record.SegmentAttributes ?? undefined,
  }
}

/** What a search says of a contact. */
export function showContactSummary(
  context: OperationContext,
  json: JsonObject,
): Plain<sdk.ContactSearchSummary> {
  const record = asRecord(json)
  return {
    ...contactBasics(context, record),
    AgentInfo: record.Agent
      ? {
          Id: bareId(record.Agent.ARN),
          ConnectedToAgentTimestamp: instantOf(record.Agent.ConnectedToAgentTimestamp),
        }
      : undefined,
  }
}

function contactBasics(context: OperationContext, record: ContactRecord) {
  return {
    Arn: arnOf(context, 'contact', record.ContactId),
    Id: record.ContactId,
    InitialContactId: record.InitialContactId,
    PreviousContactId: record.PreviousContactId ?? undefined,
    InitiationMethod: record.InitiationMethod,
    Channel: record.Channel,
    Name: record.Name ?? undefined,
    InitiationTimestamp: instantOf(record.InitiationTimestamp),
    DisconnectTimestamp: instantOf(record.DisconnectTimestamp),
    QueueInfo: record.Queue
      ? {
          Id: bareId(record.Queue.ARN),
          EnqueueTimestamp: instantOf(record.Queue.EnqueueTimestamp),
        }
      : undefined,
    Tags: record.Tags ?? undefined,
  }
}

function showAgent(agent: AgentPart): NonNullable<Contact['AgentInfo']> {
  return {
    Id: bareId(agent.ARN),
    ConnectedToAgentTimestamp: instantOf(agent.ConnectedToAgentTimestamp),
    AfterContactWorkDuration: agent.AfterContactWorkDuration ?? undefined,
    AfterContactWorkStartTimestamp: instantOf(agent.AfterContactWorkStartTimestamp),
    AfterContactWorkEndTimestamp: instantOf(agent.AfterContactWorkEndTimestamp),
    AgentInitiatedHoldDuration: agent.CustomerHoldDuration ?? undefined,
  }
}

function showTemplateInfo(info: ContactRecord['TaskTemplateInfo']): Contact['TaskTemplateInfo'] {
  return info ? { Arn: info.Arn, Name: info.Name ?? undefined } : undefined
}

function showEndpoint(endpoint: Endpoint | null): Contact['CustomerEndpoint'] {
  if (endpoint?.Address == null) return undefined
  return { Type: endpoint.Type, Address: endpoint.Address }
}

function showRecording(recording: RecordingPart): NonNullable<Contact['Recordings']>[number] {
  return {
    StorageType: recording.StorageType ?? undefined,
    Location: recording.Location ?? undefined,
    MediaStreamType: recording.MediaStreamType ?? undefined,
    ParticipantType: recording.ParticipantType ?? undefined,
    StartTimestamp: instantOf(recording.StartTimestamp),
    StopTimestamp: instantOf(recording.StopTimestamp),
    Status: recording.Status ?? undefined,
  }
}

function showCriteria(criteria: RoutingCriteriaPart): NonNullable<Contact['RoutingCriteria']> {
  return {
    ActivationTimestamp: instantOf(criteria.ActivationTimestamp),
    Index: criteria.Index,
    Steps: criteria.Steps.map(({ Expiry, Expression, Status }) => ({
      Expiry: Expiry
        ? {
            DurationInSeconds: Expiry.DurationInSeconds,
            ExpiryTimestamp: instantOf(Expiry.ExpiryTimestamp),
          }
        : undefined,
      Expression,
      Status,
    })),
  }
}

/** Priority and age count only while the contact goes on. */
function queuePlace({ centre }: OperationContext, contactId: string) {
  const contact = centre.contact(contactId)
  if (!contact) return {}
  return {
    QueuePriority: contact.priority,
    QueueTimeAdjustmentSeconds: Math.round(contact.ageAdjustmentMs / 1000),
  }
}

function instantOf(time: string | null | undefined): number | undefined {
  return time == null ? undefined : Date.parse(time)
}

/** The core writes records in one place, so their members are as promised. */
function asRecord(json: JsonObject): ContactRecord {
  return json as unknown as ContactRecord
}
