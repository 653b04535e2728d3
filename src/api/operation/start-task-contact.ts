import { type FilledTask, fillTask, timeOf } from '../../core/contact/task-template.ts'
import { minutes } from '../../core/instant.ts'
import { agentQueueId } from '../../core/queue/agent-queue.ts'
import { requireRoomForContact } from '../limit/quotas.ts'
import type { InputOf, Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find, idOf } from '../resource.ts'
import { invalidParameter, invalidRequest } from '../service-error.ts'
import { showQuickConnect } from '../show/quick-connect.ts'
import { attachToTask } from '../task-attachment.ts'
import { findTemplate } from '../task-template.ts'
import {
  chainLengthAfter,
  checkAttributes,
  checkGivenReferences,
  expiryOf,
  knownContactId,
  referencesOf,
  runningFlowId,
  segmentAttributesOf,
} from '../written-contact.ts'

/** How far ahead a task may be made. */
const AHEAD_MAX_DAYS = 90
const AHEAD_MAX_MS = minutes(AHEAD_MAX_DAYS * 24 * 60)

type Asked = InputOf<'StartTaskContact'>

export const startTaskContact: Operation<'StartTaskContact'> = async (input, context) => {
  const { PreviousContactId, RelatedContactId } = input
  if (PreviousContactId !== undefined && RelatedContactId !== undefined) {
    throw invalidRequest('Only one of PreviousContactId and RelatedContactId can be given.')
  }
  checkAttributes(input.Attributes)
  checkGivenReferences(input.References)
  checkSchedule(input.ScheduledTime, context.now)
  const [previous, relatedContactId] = await Promise.all([
    PreviousContactId === undefined ? undefined : knownPrevious(context, PreviousContactId),
    RelatedContactId === undefined ? undefined : knownContactId(context, RelatedContactId),
  ])
  // What is wrong is said before files are fetched.
  wayOf(context, input, filledTask(context, input))
  const contactId = context.newId()
  const attached = await attachToTask(context, contactId, input.Attachments)
  return () => {
    requireRoomForContact(context, 'TASK')
    const task = filledTask(context, input)
    const references = { ...task.references, ...attached.references }
    const { flowId, queueId } = wayOf(context, input, task)
    const segmentAttributes = segmentAttributesOf(input.SegmentAttributes)
    const limitMs = limitOf(task) ?? expiryOf(segmentAttributes)
    const scheduledAt = scheduledTimeOf(task, context.now)
    return changed(
      { ContactId: contactId },
      {
        type: 'task.started',
        contactId,
        flowId,
        ...(queueId !== undefined && { queueId }),
        name: task.name,
        ...(task.description !== undefined && { description: task.description }),
        ...(input.Attributes && { attributes: input.Attributes }),
        ...(Object.keys(references).length > 0 && { references }),
        ...(segmentAttributes && { segmentAttributes }),
        ...(limitMs !== undefined && { limitMs }),
        ...(scheduledAt !== undefined && { scheduledAt }),
        ...previous,
        ...(relatedContactId !== undefined && { relatedContactId }),
        ...(task.templateId !== undefined && { templateId: task.templateId }),
      },
      ...attached.changes,
    )
  }
}

/** A task is made for the next ninety days, and not for the past. */
export function checkSchedule(at: number | undefined, now: number): void {
  if (at === undefined) return
  if (at <= now) throw invalidParameter('Member ScheduledTime must be in the future.')
  if (at > now + AHEAD_MAX_MS)
    throw invalidParameter(`Member ScheduledTime is at most ${AHEAD_MAX_DAYS} days ahead.`)
}

async function knownPrevious(context: OperationContext, idOrArn: string) {
  const previousContactId = await knownContactId(context, idOrArn)
  return { previousContactId, chainLength: await chainLengthAfter(context, previousContactId) }
}

/** What is asked for, with what its template adds. */
function filledTask(
  context: OperationContext,
  { TaskTemplateId, Name, Description, References, ScheduledTime, QuickConnectId }: Asked,
): FilledTask & { readonly templateId?: string } {
  const asked = {
    name: Name,
    description: Description,
    references: referencesOf(References) ?? {},
    scheduledTime: ScheduledTime === undefined ? undefined : String(ScheduledTime),
    quickConnectId: QuickConnectId,
  }
  if (TaskTemplateId === undefined) return asked
  const { id, document } = findTemplate(context, TaskTemplateId)
  const filled = fillTask(document, asked)
  if ('problem' in filled) throw invalidRequest(filled.problem)
  return { ...filled, templateId: id }
}

function limitOf({ expiryMinutes }: FilledTask): number | undefined {
  return expiryMinutes === undefined ? undefined : minutes(Number(expiryMinutes))
}

/** A template's usual time may have passed meanwhile: then the task begins now. */
function scheduledTimeOf({ scheduledTime }: FilledTask, now: number): number | undefined {
  if (scheduledTime === undefined) return undefined
  const at = timeOf(scheduledTime)
  if (at === undefined || at <= now) return undefined
  checkSchedule(at, now)
  return at
}

/** What it runs and where it waits: a flow, or what a quick connect leads to. */
function wayOf(
  context: OperationContext,
  { ContactFlowId }: Asked,
  { flowId: usual, quickConnectId }: FilledTask,
): { readonly flowId: string; readonly queueId?: string } {
  const ways = [ContactFlowId, usual, quickConnectId].filter(way => way !== undefined)
  if (ways.length !== 1) {
    throw invalidRequest(
      'Exactly one of ContactFlowId, QuickConnectId and the flow of a task template must be given.',
    )
  }
  if (quickConnectId === undefined) return { flowId: runningFlowId(context, ways[0] ?? '') }
  const { QuickConnectConfig } = showQuickConnect(
    context,
    find(context, 'transfer-destination', quickConnectId),
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
