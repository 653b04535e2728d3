// What the operations team says before a number's flow, a flow or a queue takes a contact: it is spoken
// or written by a small flow of ours, after which the contact goes on, or ends where it is closed.
import { type Notice, type NoticeTarget, noticeOf } from '../directory/notice.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import { flowReference } from '../flow/reference.ts'
import type { Handover, World } from '../world.ts'
import type { Contact } from './contact.ts'
import { type NewRun, startContent, startRun } from './run.ts'

/** Said where something is closed and nobody has written what to say. */
const CLOSED = 'We are closed at the moment. Please try again later.'

/** No flow's key begins so, for ids have no blanks. */
const KEY = 'notice '

/** Starts the flow for the customer, or what is to be heard before it. Answers as `startRun`. */
export function enterFlow(world: World, contact: Contact, run: NewRun): boolean {
  const { id } = flowReference(run.flowId)
  const isTold = told(world, contact, ['contact-flow', id], { to: 'flow', flowId: run.flowId })
  return isTold || startRun(world, contact, run)
}

/** The same for a call to one of our numbers, which may have something to say of its own. */
export function enterNumber(world: World, contact: Contact, flowId: string): boolean {
  const number = world.directory.named('phone-number', contact.systemAddress)
  const then: Handover = { to: 'flow', flowId }
  if (number && told(world, contact, ['phone-number', number.id], then)) return true
  return enterFlow(world, contact, { role: 'customer', legId: contact.customerLegId, flowId })
}

/** Whether the contact hears something before it may wait there; the queue comes after it, or nothing. */
export function toldBeforeQueue(world: World, contact: Contact, queueId: string): boolean {
  if (!told(world, contact, ['queue', queueId], { to: 'queue', queueId })) return false
  contact.stage = { name: 'flow' }
  return true
}

/** What follows, when what has ended is what was to be heard. */
export function afterNotice(contact: Contact, { flowKey }: FlowRun): Handover | undefined {
  if (!flowKey.startsWith(KEY)) return undefined
  const { goesOn } = contact
  delete contact.goesOn
  return goesOn
}

function told(
  world: World,
  contact: Contact,
  [target, id]: readonly [NoticeTarget, string],
  then: Handover,
): boolean {
  // Work that nobody listens to is done when there is time.
  if (contact.channel === 'TASK' || contact.chat?.isGuide || !contact.customerPresent) return false
  const notice = noticeOf(world.directory, target, id, world.now)
  if (!notice || (!notice.Closed && contact.heard?.includes(notice.key))) return false
  contact.heard = [...(contact.heard ?? []), notice.key]
  contact.goesOn = notice.Closed ? { to: 'nobody' } : then
  startContent(world, contact, {
    flowId: target === 'contact-flow' ? id : flowOf(then, contact),
    flowKey: `${KEY}${notice.key}#${world.directory.revision}`,
    content: spoken(notice),
  })
  return true
}

/** Histories count what is heard with the flow that it stands before, or after. */
function flowOf(then: Handover, { firstFlowId = '' }: Contact): string {
  return then.to === 'flow' ? flowReference(then.flowId).id : firstFlowId
}

function spoken({ Message }: Notice): string {
  return JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'say',
    Actions: [
      {
        Identifier: 'say',
        Type: 'MessageParticipant',
        Parameters: { Text: literal(Message ?? CLOSED) },
        Transitions: {
          NextAction: 'end',
          Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }],
        },
      },
      { Identifier: 'end', Type: 'EndFlowExecution', Parameters: {}, Transitions: {} },
    ],
  })
}

/** What people type is said as it is: a dollar sign begins no reference. */
function literal(text: string): string {
  return text.replaceAll('$.', '$ .').replaceAll('$[', '$ [')
}
