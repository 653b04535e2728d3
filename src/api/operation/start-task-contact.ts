import { minutes } from '../../core/instant.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { invalidParameter, invalidRequest, refuseUnbuilt } from '../service-error.ts'
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
  refuseUnbuilt(input, 'TaskTemplateId', 'QuickConnectId', 'Attachments')
  const { ContactFlowId, PreviousContactId, RelatedContactId, ScheduledTime } = input
  if (ContactFlowId === undefined) throw invalidRequest('Member ContactFlowId must be given.')
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
    const references = referencesOf(input.References)
    const segmentAttributes = segmentAttributesOf(input.SegmentAttributes)
    const limitMs = expiryOf(segmentAttributes)
    return changed(
      { ContactId: contactId },
      {
        type: 'task.started',
        contactId,
        flowId: runningFlowId(context, ContactFlowId),
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
