// What a flow sees of its contact and of the centre: the namespaces of FLOW_LANGUAGE §2.
import type { FlowView, QueueView } from '../flow/action-kind.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import { isPath, textOf as plain, readPath, substitute } from '../flow/json-path.ts'
import type { Json, JsonObject } from '../json.ts'
import { isOpen } from '../queue/hours-of-operation.ts'
import { isFull } from '../queue/waiting.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

export function contactFlowView(world: World, contact: Contact, run: FlowRun): FlowView {
  const { directory } = world
  const read = (path: string): Json | undefined => readPath(path, namespaces(world, contact, run))
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
      const id = idOf(idOrArn)
      const flow = directory.get('contact-flow', id)
      return flow && { id, type: flow.Type }
    },
    prompt(idOrArn) {
      const id = idOf(idOrArn)
      const prompt = directory.get('prompt', id)
      return prompt && { id, location: prompt.Location }
    },
    lot: below => world.chance.below(below),
  }
}

/** The last part of an ARN (without a version), or the id itself. */
export function idOf(idOrArn: string): string {
  if (!idOrArn.startsWith('arn:')) return idOrArn
  const last = idOrArn.slice(idOrArn.lastIndexOf('/') + 1)
  const colon = last.indexOf(':')
  return colon < 0 ? last : last.slice(0, colon)
}

function queueView(world: World, queueId: string): QueueView | undefined {
  const queue = world.directory.get('queue', queueId)
  return (
    queue && {
      id: queueId,
      name: queue.Name,
      enabled: queue.Status === 'ENABLED',
      full: isFull(world, queueId),
      hoursOfOperationId: queue.HoursOfOperationId,
    }
  )
}

/** The root that JSONPaths start from. Members are made when they are read. */
function namespaces(world: World, contact: Contact, run: FlowRun): JsonObject {
  return {
    Attributes: contact.attributes,
    FlowAttributes: run.flowAttributes,
    Tags: contact.tags,
    ...scalars(world, contact),
    CustomerEndpoint: {
      Type: 'TELEPHONE_NUMBER',
      Address: contact.customerAddress,
      DisplayName: contact.customerName,
    },
    SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: contact.systemAddress },
    get Queue() {
      return queueNamespace(world, contact)
    },
    get Agent() {
      return agentNamespace(world, contact)
    },
    Media: { Sip: { Headers: contact.headers } },
    ...contact.namespaces,
    ...run.namespaces,
    SegmentAttributes: { 'connect:Subtype': 'connect:Telephony' },
  }
}

function scalars(world: World, contact: Contact): JsonObject {
  return {
    Channel: contact.channel,
    ContactId: contact.contactId,
    InitialContactId: contact.initialContactId,
    PreviousContactId: contact.previousContactId,
    InitiationMethod: contact.initiationMethod,
    InstanceARN: world.instanceArn,
    AwsRegion: world.region,
    StoredCustomerInput: contact.storedInput,
    LanguageCode: contact.data.LanguageCode ?? 'en-US',
    CustomerId: contact.data.CustomerId,
    Name: contact.data.Name,
    Description: contact.data.Description,
    TextToSpeechVoiceId: contact.voice.voice,
  }
}

function queueNamespace(world: World, contact: Contact): JsonObject | undefined {
  const queueId = contact.targetQueueId
  const queue = queueId === undefined ? undefined : world.directory.get('queue', queueId)
  if (queueId === undefined || !queue) return undefined
  const numberId = queue.OutboundCallerConfig?.OutboundCallerIdNumberId
  const number = numberId === undefined ? undefined : world.directory.get('phone-number', numberId)
  return {
    Name: queue.Name,
    ARN: world.arn('queue', queueId),
    OutboundCallerId: { Type: 'TELEPHONE_NUMBER', Address: number?.PhoneNumber },
  }
}

function agentNamespace(world: World, contact: Contact): JsonObject | undefined {
  const { stage } = contact
  if (stage.name !== 'joining' && stage.name !== 'connected') return undefined
  const user = world.directory.get('agent', stage.agentId)
  return (
    user && {
      UserName: user.Username,
      FirstName: user.IdentityInfo?.FirstName,
      LastName: user.IdentityInfo?.LastName,
      ARN: world.arn('agent', stage.agentId),
    }
  )
}
