// What a flow sees of its contact and of the centre.

import { DataTable } from '../data-table/data-table.ts'
import { findView } from '../directory/view.ts'
import type { FlowView, QueueView } from '../flow/action-kind.ts'
import type { Action } from '../flow/flow.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import { isPath, textOf as plain, readPath, substitute } from '../flow/json-path.ts'
import { flowReference } from '../flow/reference.ts'
import type { Json, JsonObject } from '../json.ts'
import { placeInLine, queueMetrics } from '../metrics/queue-metrics.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import { isOpen, parentsOf } from '../queue/hours-of-operation.ts'
import { isFull } from '../queue/waiting.ts'
import { runningFlow, runningModule } from '../running-version.ts'
import type { World } from '../world.ts'
import { whyNoCallback } from './callback-limits.ts'
import type { Contact } from './contact.ts'
import { contactData } from './contact-data.ts'
import { type ContactPart, hasRoomFor } from './contact-size.ts'
import { dialable } from './dialable.ts'
import { namespace } from './namespace.ts'
import { TASK_GENERATIONS_MAX } from './new-task.ts'
import { mayResume } from './pause-state.ts'
import { segmentAttributes } from './segment-attributes.ts'

export function contactFlowView(world: World, contact: Contact, run: FlowRun): FlowView {
  return new ContactFlowView(world, contact, run)
}

/** Made for every step of every flow, so it is one object and nothing is looked up before it is asked for. */
class ContactFlowView implements FlowView {
  readonly #world: World
  readonly #contact: Contact
  readonly #run: FlowRun
  readonly #read = (path: string): Json | undefined => readPath(path, this.#namespace)
  readonly #namespace = (name: string): Json | undefined =>
    namespace(this.#world, this.#contact, this.#run, name)

  constructor(world: World, contact: Contact, run: FlowRun) {
    this.#world = world
    this.#contact = contact
    this.#run = run
  }

  get now() {
    return this.#world.now
  }

  get flowType() {
    return this.#run.flowType
  }

  get channel() {
    return this.#contact.channel
  }

  text(value: Json | undefined): string {
    return typeof value === 'string' ? substitute(value, this.#read) : plain(value)
  }

  value(value: Json | undefined): Json | undefined {
    return typeof value === 'string' && isPath(value) ? this.#read(value) : value
  }

  get voice() {
    const { voice, data } = this.#contact
    return { voice: voice.voice, engine: voice.engine, language: data.LanguageCode ?? 'en-US' }
  }

  count(action: Action): number {
    return this.#run.counts[action.identifier] ?? 0
  }

  get targetQueueId() {
    return this.#contact.targetQueueId
  }

  get hasRelatedContact() {
    return relatedContact(this.#world, this.#contact) !== undefined
  }

  hasRoomFor(part: ContactPart, more: JsonObject, of?: 'related'): boolean {
    const owner = of === undefined ? this.#contact : relatedContact(this.#world, this.#contact)
    return owner !== undefined && hasRoomFor(owner, part, more)
  }

  queue(idOrArn: string): QueueView | undefined {
    return queueView(this.#world, idOf(idOrArn))
  }

  agent(idOrArn: string): ReturnType<FlowView['agent']> {
    const id = idOf(idOrArn)
    const user = this.#world.directory.get('agent', id)
    return user && { id, username: user.Username }
  }

  isOpen(idOrArn: string): boolean | undefined {
    const { directory, now } = this.#world
    const hours = directory.get('operating-hours', idOf(idOrArn))
    return hours && isOpen(hours, now, parentsOf(directory, hours))
  }

  flow(idOrArn: string): ReturnType<FlowView['flow']> {
    const flow = runningFlow(this.#world, idOrArn)
    if (!flow) return undefined
    const { id, qualifier } = flowReference(idOrArn)
    return { id: qualifier === undefined ? id : `${id}:${qualifier}`, type: flow.document.Type }
  }

  module(idOrArn: string): ReturnType<FlowView['module']> {
    return runningModule(this.#world, idOrArn)
  }

  get moduleDepth() {
    return this.#run.callers?.length ?? 0
  }

  prompt(idOrArn: string): ReturnType<FlowView['prompt']> {
    const id = idOf(idOrArn)
    const prompt = this.#world.directory.get('prompt', id)
    return prompt && { id, location: prompt.Location }
  }

  dialable(number: string): ReturnType<FlowView['dialable']> {
    return dialable(this.#world.directory, this.#world.instanceId, number)
  }

  get outboundCall() {
    return outboundCall(this.#contact)
  }

  get callbackNumber() {
    return this.#contact.callbackNumber ?? this.#contact.customerAddress
  }

  whyNoCallback(number: string): string | undefined {
    return whyNoCallback(this.#world, this.#contact, number)
  }

  get previousTalks() {
    const { previousContactId = '' } = this.#contact
    return this.#world.contacts.get(previousContactId)?.stage.name === 'connected'
  }

  get bufferedDigits() {
    return this.#contact.digitBuffer
  }

  contactData(): JsonObject {
    return contactData(name =>
      name === 'SegmentAttributes'
        ? (segmentAttributes(this.#contact) as JsonObject)
        : this.#namespace(name),
    )
  }

  get tags() {
    return this.#contact.tags
  }

  dataTable(idOrArn: string): ReturnType<FlowView['dataTable']> {
    return DataTable.find(this.#world.directory, idOf(idOrArn))
  }

  metrics(of: Parameters<FlowView['metrics']>[0]): ReturnType<FlowView['metrics']> {
    return queueMetrics(this.#world, of)
  }

  get placeInLine() {
    return placeInLine(this.#world, this.#contact)
  }

  view(idOrArn: string, version: string | undefined): ReturnType<FlowView['view']> {
    return findView(this.#world, idOrArn, version)
  }

  get isEventFlow() {
    return this.#run.isEvent ?? false
  }

  get hasBot() {
    const participants = this.#contact.chat?.participants ?? []
    return participants.some(each => each.role === 'CUSTOM_BOT' && each.leftAt === undefined)
  }

  get mayResume() {
    return mayResume(this.#world, this.#contact)
  }

  taskTemplate(idOrArn: string): ReturnType<FlowView['taskTemplate']> {
    const id = idOf(idOrArn)
    const document = this.#world.directory.get('task-template', id)
    return document && { id, document }
  }

  get mayCreateTask() {
    return (this.#contact.task?.generation ?? 0) < TASK_GENERATIONS_MAX
  }

  lot(below: number): number {
    return this.#world.chance.below(below)
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
