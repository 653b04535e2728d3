import { minutes } from '../../core/instant.ts'
import { agentQueueId } from '../../core/queue/agent-queue.ts'
import type { InputOf, Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find, idOf } from '../resource.ts'
import { invalidParameter, invalidRequest, refuseUnbuilt } from '../service-error.ts'
import { showQuickConnect } from '../show/quick-connect.ts'
import {
  checkAttributes,
  expiryOf,
  knownContactId,
  referencesOf,
  runningFlowId,
  segmentAttributesOf,
} from '../written-contact.ts'

/** How far ahead a task may be made. */
const AHEAD_MAX_MS = minutes(6 * 24 * 60)

export const startTaskContact: Operation<'StartTaskContact'> = async (input, context) => {
  refuseUnbuilt(input, 'TaskTemplateId', 'Attachments')
  const { PreviousContactId, RelatedContactId, ScheduledTime } = input
  if (PreviousContactId !== undefined && RelatedContactId !== undefined) {
    throw invalidRequest('Only one of PreviousContactId and RelatedContactId can be given.')
  }
  checkAttributes(input.Attributes)
  checkSchedule(ScheduledTime, context.now)
  const [previousContactId, relatedContactId] = await Promise.all([
    PreviousContactId === undefined ? undefined : knownContactId(context, PreviousContactId),
    RelatedContactId === undefined ? undefined : knownContactId(context, RelatedContactId),
  ])
  return () => {
    const contactId = context.newId()
    const { flowId, queueId } = wayOf(context, input)
    const references = referencesOf(input.References)
    const segmentAttributes = segmentAttributesOf(input.SegmentAttributes)
    const limitMs = expiryOf(segmentAttributes)
    return changed(
      { ContactId: contactId },
      {
        type: 'task.started',
        contactId,
        flowId,
        ...(queueId !== undefined && { queueId }),
        name: input.Name,
        ...(input.Description !== undefined && { description: input.Description }),
        ...(input.Attributes && { attributes: input.Attributes }),
        ...(references && { references }),
        ...(segmentAttributes && { segmentAttributes }),
        ...(limitMs !== undefined && { limitMs }),
        ...(ScheduledTime !== undefined && { scheduledAt: ScheduledTime }),
        ...(previousContactId !== undefined && { previousContactId }),
        ...(relatedContactId !== undefined && { relatedContactId }),
      },
    )
  }
}

/** A task is made for the next six days, and not for the past. */
export function checkSchedule(at: number | undefined, now: number): void {
  if (at === undefined) return
  if (at <= now) throw invalidParameter('Member ScheduledTime must be in the future.')
  if (at > now + AHEAD_MAX_MS)
    throw invalidParameter('Member ScheduledTime is at most 6 days ahead.')
}

/** What it runs and where it waits: a flow, or what a quick connect leads to. */
function wayOf(
  context: OperationContext,
  { ContactFlowId, QuickConnectId }: InputOf<'StartTaskContact'>,
): { readonly flowId: string; readonly queueId?: string } {
  if ((ContactFlowId === undefined) === (QuickConnectId === undefined)) {
    throw invalidRequest('Exactly one of ContactFlowId and QuickConnectId must be given.')
  }
  if (ContactFlowId !== undefined) return { flowId: runningFlowId(context, ContactFlowId) }
  const { QuickConnectConfig } = showQuickConnect(
    context,
    find(context, 'transfer-destination', QuickConnectId ?? ''),
  )
  const { QueueConfig, UserConfig, FlowConfig } = QuickConnectConfig ?? {}
  if (FlowConfig) return { flowId: runningFlowId(context, FlowConfig.ContactFlowId ?? '') }
  if (QueueConfig) {
    return {
      flowId: runningFlowId(context, QueueConfig.ContactFlowId ?? '', ['QUEUE_TRANSFER']),
      queueId: idOf(context, 'queue', QueueConfig.QueueId ?? ''),
    }
  }
  if (UserConfig) {
    return {
      flowId: runningFlowId(context, UserConfig.ContactFlowId ?? '', ['AGENT_TRANSFER']),
      queueId: agentQueueId(idOf(context, 'agent', UserConfig.UserId ?? '')),
    }
  }
  throw invalidRequest('Member QuickConnectId: a task goes to a queue, an agent or a flow.')
}
