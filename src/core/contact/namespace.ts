// What JSONPaths of a flow lead to: the namespaces of FLOW_LANGUAGE §2, each made when it is read.
import type { FlowRun } from '../flow/flow-run.ts'
import { textOf } from '../flow/json-path.ts'
import type { Json, JsonObject } from '../json.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { plainSegmentAttributes } from './segment-attributes.ts'

/** What `$.<name>` leads to; undefined when there is nothing. */
export function namespace(
  world: World,
  contact: Contact,
  run: FlowRun,
  name: string,
): Json | undefined {
  const results = named(run.namespaces, name) ?? named(contact.namespaces, name)
  if (results !== undefined) return results
  switch (name) {
    case 'Attributes':
      return contact.attributes
    case 'FlowAttributes':
      return run.flowAttributes
    case 'Tags':
      return contact.tags
    case 'CustomerEndpoint':
      return {
        Type: 'TELEPHONE_NUMBER',
        Address: contact.customerAddress,
        DisplayName: contact.customerName,
      }
    case 'SystemEndpoint':
      return systemEndpoint(world, contact)
    case 'Queue':
      return queueNamespace(world, contact)
    case 'Agent':
      return agentNamespace(world, contact)
    case 'Media':
      return {
        Sip: { Headers: sipHeaders(contact) },
        InitialMessage: contact.chat?.initialMessage,
      }
    case 'References':
      return contact.references as JsonObject | undefined
    case 'SegmentAttributes':
      return plainSegmentAttributes(contact)
    case 'Wisdom':
      return wisdomNamespace(contact)
    default:
      return scalar(world, contact, name)
  }
}

function named(results: JsonObject | undefined, name: string): Json | undefined {
  return results && Object.hasOwn(results, name) ? results[name] : undefined
}

function scalar(world: World, contact: Contact, name: string): Json | undefined {
  switch (name) {
    case 'Channel':
      return contact.channel
    case 'ContactId':
      return contact.contactId
    case 'InitialContactId':
      return contact.initialContactId
    case 'PreviousContactId':
      return contact.previousContactId
    case 'RelatedContactId':
      return contact.relatedContactId
    case 'InitiationMethod':
      return contact.initiationMethod
    case 'InstanceARN':
      return world.instanceArn
    case 'AwsRegion':
      return world.region
    case 'StoredCustomerInput':
      return contact.storedInput
    case 'LanguageCode':
      return contact.data.LanguageCode ?? 'en-US'
    case 'CustomerId':
    case 'Name':
    case 'Description':
      return contact.data[name]
    case 'TextToSpeechVoiceId':
      return contact.voice.voice
    default:
      return undefined
  }
}

function systemEndpoint(world: World, contact: Contact): JsonObject {
  const number = world.directory.named('phone-number', contact.systemAddress)?.document
  const DisplayName = number?.PhoneNumberDescription
  return {
    Type: 'TELEPHONE_NUMBER',
    Address: contact.systemAddress,
    ...(DisplayName !== undefined && { DisplayName: textOf(DisplayName as Json) }),
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
  const isTheirs =
    stage.name === 'joining' || stage.name === 'connected' || stage.name === 'reaching'
  // In a transfer flow it is the agent to whom the contact goes.
  const agentId = isTheirs ? stage.agentId : agentOfQueue(contact.targetQueueId ?? '')
  const user = agentId === undefined ? undefined : world.directory.get('agent', agentId)
  return (
    user && {
      UserName: user.Username,
      FirstName: user.IdentityInfo?.FirstName,
      LastName: user.IdentityInfo?.LastName,
      ARN: world.arn('agent', agentId ?? ''),
    }
  )
}

/** Telephony headers, as flows spell them; carriers write them in any case. */
const HEADER_NAMES = ['ISUP-OLI', 'JIP', 'P-Charge-Info', 'Hop-Counter', 'Originating-Switch']
  .concat(['Originating-Trunk', 'Call-Forwarding-Indicator', 'Calling-Party-Address'])
  .concat(['Called-Party-Address', 'From', 'To'])
const SPELLING: ReadonlyMap<string, string> = new Map(
  HEADER_NAMES.map(name => [name.toLowerCase(), name]),
)

function sipHeaders({ headers }: Contact): Readonly<Record<string, string>> {
  const spelled = Object.entries(headers).flatMap(([name, value]) => {
    const spelling = SPELLING.get(name.toLowerCase())
    return spelling === undefined ? [] : [[spelling, value] as const]
  })
  return { ...headers, ...Object.fromEntries(spelled) }
}

/** The session that `UpdateContactData` has given the contact. */
function wisdomNamespace({ data }: Contact): JsonObject | undefined {
  return data.WisdomSessionArn === undefined ? undefined : { SessionArn: data.WisdomSessionArn }
}
