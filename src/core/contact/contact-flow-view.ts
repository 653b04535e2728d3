// What a flow sees of its contact and of the centre.

import { DataTable } from '../data-table/data-table.ts'
import { findView } from '../directory/view.ts'
import type { FlowView, QueueView } from '../flow/action-kind.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import { isPath, textOf as plain, readPath, substitute } from '../flow/json-path.ts'
import { flowReference } from '../flow/reference.ts'
import type { Json, JsonObject } from '../json.ts'
import { placeInLine, queueMetrics } from '../metrics/queue-metrics.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import { isOpen } from '../queue/hours-of-operation.ts'
import { isFull } from '../queue/waiting.ts'
import { runningFlow, runningModule } from '../running-version.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactData } from './contact-data.ts'
import { dialable } from './dialable.ts'
import { namespace } from './namespace.ts'
import { TASK_GENERATIONS_MAX } from './new-task.ts'
import { mayResume } from './pause-state.ts'
import { segmentAttributes } from './segment-attributes.ts'

export function contactFlowView(world: World, contact: Contact, run: FlowRun): FlowView {
  const { directory } = world
  const read = (path: string): Json | undefined =>
    readPath(path, name => namespace(world, contact, run, name))
  const textOf = (value: Json | undefined): string =>
    typeof value === 'string' ? substitute(value, read) : plain(value)
  return {
    now: world.now,
    flowType: run.flowType,
    channel: contact.channel,
    text: textOf,
    value: value => (typeof value === 'string' && isPath(value) ? read(value) : value),
    get voice() {
      const { voice, engine } = contact.voice
      return { voice, engine, language: contact.data.LanguageCode ?? 'en-US' }
    },
    count: action => run.counts[action.identifier] ?? 0,
    // Read when asked: an action of the same walk may just have set it.
    get targetQueueId() {
      return contact.targetQueueId
    },
    get hasRelatedContact() {
      return relatedContact(world, contact) !== undefined
    },
    queue: idOrArn => queueView(world, idOf(idOrArn)),
    agent(idOrArn) {
      const id = idOf(idOrArn)
      const user = directory.get('agent', id)
      return user && { id, username: user.Username }
    },
    isOpen(idOrArn) {
      const hours = directory.get('operating-hours', idOf(idOrArn))
      return hours && isOpen(hours, world.now)
    },
    flow(idOrArn) {
      const flow = runningFlow(world, idOrArn)
      if (!flow) return undefined
      const { id, qualifier } = flowReference(idOrArn)
      return {
        id: qualifier === undefined ? id : `${id}:${qualifier}`,
        type: flow.document.Type,
      }
    },
    module: idOrArn => runningModule(world, idOrArn),
    get moduleDepth() {
      return run.callers?.length ?? 0
    },
    prompt(idOrArn) {
      const id = idOf(idOrArn)
      const prompt = directory.get('prompt', id)
      return prompt && { id, location: prompt.Location }
    },
    dialable: number => dialable(directory, world.instanceId, number),
    get outboundCall() {
      return outboundCall(contact)
    },
    get callbackNumber() {
      return contact.callbackNumber ?? contact.customerAddress
    },
    get previousTalks() {
      return world.contacts.get(contact.previousContactId ?? '')?.stage.name === 'connected'
    },
    get bufferedDigits() {
      return contact.digitBuffer
    },
    contactData: () =>
      contactData(name =>
        name === 'SegmentAttributes'
          ? (segmentAttributes(contact) as JsonObject)
          : namespace(world, contact, run, name),
      ),
    get tags() {
      return contact.tags
    },
    dataTable: idOrArn => DataTable.find(directory, idOf(idOrArn)),
    metrics: of => queueMetrics(world, of),
    get placeInLine() {
      return placeInLine(world, contact)
    },
    view: (idOrArn, version) => findView(world, idOrArn, version),
    isEventFlow: run.isEvent ?? false,
    get hasBot() {
      const participants = contact.chat?.participants ?? []
      return participants.some(each => each.role === 'CUSTOM_BOT' && each.leftAt === undefined)
    },
    get mayResume() {
      return mayResume(world, contact)
    },
    mayCreateTask: (contact.task?.generation ?? 0) < TASK_GENERATIONS_MAX,
    lot: below => world.chance.below(below),
  }
}

/** The contact it is related to, while that goes on. */
export function relatedContact(world: World, contact: Contact): Contact | undefined {
  const { relatedContactId } = contact
  return relatedContactId === undefined ? undefined : world.contacts.get(relatedContactId)
}

/** The last part of an ARN (without a version), or the id itself. */
export function idOf(idOrArn: string): string {
  if (!idOrArn.startsWith('arn:')) return idOrArn
  // An agent's own queue is named after its agent.
  const own = idOrArn.indexOf('/queue/agent/')
  if (own >= 0) return idOrArn.slice(own + '/queue/'.length)
  const last = idOrArn.slice(idOrArn.lastIndexOf('/') + 1)
  const colon = last.indexOf(':')
  return colon < 0 ? last : last.slice(0, colon)
}

/** How far a call of ours is; undefined when the customer called us. */
function outboundCall({ outbound, customerPresent }: Contact): FlowView['outboundCall'] {
  if (!outbound) return undefined
  if (!customerPresent) return 'pending'
  return outbound.detectsMachines ? 'undetected' : 'answered'
}

function queueView(world: World, queueId: string): QueueView | undefined {
  if (world.agents.has(agentOfQueue(queueId) ?? '')) {
    return {
      id: queueId,
      arn: world.arn('queue', queueId),
      name: '',
      enabled: true,
      full: isFull(world, queueId),
      hoursOfOperationId: undefined,
    }
  }
  const queue = world.directory.get('queue', queueId)
  return (
    queue && {
      id: queueId,
      arn: world.arn('queue', queueId),
      name: queue.Name,
      enabled: queue.Status === 'ENABLED',
      full: isFull(world, queueId),
      hoursOfOperationId: queue.HoursOfOperationId,
    }
  )
}
