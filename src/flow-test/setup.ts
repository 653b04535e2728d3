// What a flow test needs around its flows: queues, hours, prompts, agents. What the flows name and
// nobody has described is made up, so that a single exported file can be played at once.
import type { FlowType, Kind } from '../core/directory/document.ts'
import { defaultFlows } from '../core/flow/default-flows.ts'
import { isPath } from '../core/flow/json-path.ts'
import { elementsOf, membersOf } from '../core/flow/parameter.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { Json, JsonObject } from '../core/json.ts'

export interface FlowSource {
  readonly name: string
  /** Flow language, as text. */
  readonly content: string
  readonly type?: FlowType
  readonly isModule?: boolean
  /** By which other flows name it; its name serves as well. */
  readonly id?: string
}

export interface QueueSetup {
  readonly name: string
  readonly id?: string
  readonly enabled?: boolean
  readonly maxContacts?: number
  /** The name of its hours; open around the clock without. */
  readonly hours?: string
}

export interface AgentSetup {
  readonly name: string
  /** Names of queues, first served first; every queue without. */
  readonly queues?: readonly string[]
  readonly autoAccept?: boolean
}

export interface HoursSetup {
  readonly name: string
  readonly id?: string
  readonly timeZone?: string
  /** `open` and `closed` are around the clock. */
  readonly when: 'open' | 'closed' | readonly Json[]
}

export interface Setup {
  /** The first is the one that is called. */
  readonly flows: readonly FlowSource[]
  readonly queues?: readonly QueueSetup[]
  readonly hours?: readonly HoursSetup[]
  readonly agents?: readonly AgentSetup[]
  readonly documents?: readonly ConfigurationInput[]
}

/** The number every test calls. */
export const NUMBER = '+15550100'

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const MIDNIGHT = { Hours: 0, Minutes: 0 }
const ALWAYS = 'always'
const MUSIC = 'music'

const HOOK_TYPES: Readonly<Record<string, FlowType>> = {
  AgentHold: 'AGENT_HOLD',
  AgentWhisper: 'AGENT_WHISPER',
  CustomerHold: 'CUSTOMER_HOLD',
  CustomerQueue: 'CUSTOMER_QUEUE',
  CustomerWhisper: 'CUSTOMER_WHISPER',
}

const LEAVE = flowOf({ Identifier: 'leave', Type: 'DisconnectParticipant' })
const RETURN = flowOf({ Identifier: 'return', Type: 'EndFlowModuleExecution' })
const END = flowOf({ Identifier: 'end', Type: 'EndFlowExecution' })

/** The inputs that make the instance a test runs in. */
export function setupInputs(setup: Setup): readonly ConfigurationInput[] {
  const made = new Instance()
  made.base()
  for (const hours of setup.hours ?? []) made.hours(hours)
  for (const queue of setup.queues ?? []) made.queue(queue)
  for (const flow of setup.flows) made.flow(flow)
  for (const input of setup.documents ?? []) made.add(input)
  for (const flow of setup.flows) made.named(flow)
  made.agents(setup.agents ?? [])
  const [called] = setup.flows
  if (called) made.number(called.id ?? called.name)
  return made.inputs
}

/** The last part of an ARN without its version, or the id itself. */
export function idOfReference(reference: string): string {
  if (!reference.startsWith('arn:')) return reference
  return reference.slice(reference.lastIndexOf('/') + 1).replace(/:.*$/, '')
}

class Instance {
  readonly inputs: ConfigurationInput[] = []
  readonly #known = new Set<string>()
  readonly #queues: string[] = []

  add(input: ConfigurationInput): void {
    this.inputs.push(input)
    this.#known.add(`${input.kind} ${input.id}`)
  }

  base(): void {
    const status = (Name: string, Type: string) =>
      this.#put('agent-state', Name, { Name, Type, State: 'ENABLED' })
    status('Available', 'ROUTABLE')
    status('Offline', 'OFFLINE')
    this.#put('prompt', MUSIC, { Name: MUSIC, Location: MUSIC })
    this.hours({ name: ALWAYS, when: 'open' })
    for (const flow of defaultFlows) {
      if (!flow.isDefault) continue
      const text = JSON.stringify(flow.content).replaceAll('{{HoldMusic}}', MUSIC)
      this.#flow(`default ${flow.type}`, flow.name, flow.type, text, true)
    }
  }

  hours({ name, id = name, timeZone = 'UTC', when }: HoursSetup): void {
    const always = DAYS.map(Day => ({ Day, StartTime: MIDNIGHT, EndTime: MIDNIGHT }))
    const Config = when === 'open' ? always : when === 'closed' ? [] : when
    this.#put('operating-hours', id, { Name: name, TimeZone: timeZone, Config })
  }

  queue({ name, id = name, enabled = true, maxContacts, hours = ALWAYS }: QueueSetup): void {
    this.#queues.push(id)
    this.#put('queue', id, {
      Name: name,
      Status: enabled ? 'ENABLED' : 'DISABLED',
      HoursOfOperationId: hours,
      ...(maxContacts !== undefined && { MaxContacts: maxContacts }),
    })
  }

  flow(source: FlowSource): void {
    const id = source.id ?? source.name
    if (source.isModule) {
      this.#put('flow-module', id, moduleDocument(source.name, source.content))
    } else {
      const type = source.type ?? typeInMetadata(source.content) ?? 'CONTACT_FLOW'
      this.#flow(id, source.name, type, source.content, false)
    }
  }

  number(flowId: string): void {
    this.#put('phone-number', 'number', {
      PhoneNumber: NUMBER,
      PhoneNumberType: 'DID',
      PhoneNumberCountryCode: 'US',
      ContactFlowId: flowId,
    })
  }

  agents(agents: readonly AgentSetup[]): void {
    for (const { name, queues, autoAccept = false } of agents) {
      const served = queues ?? this.#queues
      this.#put('routing-profile', name, {
        Name: name,
        DefaultOutboundQueueId: served[0] ?? '',
        MediaConcurrencies: ['VOICE', 'CHAT', 'TASK'].map(Channel => ({ Channel, Concurrency: 1 })),
        QueueConfigs: served.flatMap((QueueId, at) =>
          ['VOICE', 'CHAT', 'TASK'].map(Channel => ({
            QueueId,
            Channel,
            Priority: at + 1,
            Delay: 0,
          })),
        ),
      })
      this.#put('agent', name, {
        Username: name,
        PhoneConfig: {
          PhoneType: 'SOFT_PHONE',
          AutoAccept: autoAccept,
          AfterContactWorkTimeLimit: 0,
        },
        SecurityProfileIds: [],
        RoutingProfileId: name,
      })
    }
  }

  /** Makes up what a flow names and nobody has described. */
  named({ content }: FlowSource): void {
    const flow = membersOf(readJson(content))
    for (const each of elementsOf(flow.Actions)) {
      const { Type, Parameters } = membersOf(each)
      this.#namedBy(String(Type), membersOf(Parameters))
    }
  }

  #namedBy(type: string, parameters: JsonObject): void {
    this.#unlessKnown('queue', parameters.QueueId, id => this.queue({ name: id }))
    this.#unlessKnown('operating-hours', parameters.HoursOfOperationId, id =>
      this.hours({ name: id, when: 'open' }),
    )
    for (const message of [parameters, ...elementsOf(parameters.Messages).map(membersOf)]) {
      this.#unlessKnown('prompt', message.PromptId, id =>
        this.#put('prompt', id, { Name: id, Location: id }),
      )
    }
    if (type !== 'CreateTask') {
      this.#unlessKnown('contact-flow', parameters.ContactFlowId, id =>
        this.#flow(id, id, 'CONTACT_FLOW', LEAVE, false),
      )
    }
    this.#unlessKnown('flow-module', parameters.FlowModuleId, id =>
      this.#put('flow-module', id, moduleDocument(id, RETURN)),
    )
    for (const [hook, flow] of Object.entries(membersOf(parameters.EventHooks))) {
      this.#unlessKnown('contact-flow', flow, id =>
        this.#flow(id, id, HOOK_TYPES[hook] ?? 'CONTACT_FLOW', END, false),
      )
    }
  }

  #unlessKnown(kind: Kind, reference: Json | undefined, make: (id: string) => void): void {
    if (typeof reference !== 'string' || reference === '' || isPath(reference)) return
    const id = idOfReference(reference)
    if (!this.#known.has(`${kind} ${id}`)) make(id)
  }

  #flow(id: string, Name: string, Type: FlowType, Content: string, IsDefault: boolean): void {
    this.#put('contact-flow', id, {
      Name,
      Type,
      State: 'ACTIVE',
      Status: 'PUBLISHED',
      Content,
      IsDefault,
    })
  }

  #put(kind: Kind, id: string, document: JsonObject): void {
    this.add({ type: 'config.put', kind, id, document })
  }
}

function moduleDocument(Name: string, Content: string): JsonObject {
  return { Name, State: 'ACTIVE', Status: 'PUBLISHED', Content }
}

function flowOf(action: JsonObject): string {
  const StartAction = action.Identifier
  const Actions = [{ Parameters: {}, Transitions: {}, ...action }]
  return JSON.stringify({ Version: '2019-10-30', StartAction, Actions })
}

/** `Metadata.type` of console exports: `customerQueue` and the like. FLOW_LANGUAGE §1. */
export function typeInMetadata(content: string): FlowType | undefined {
  const { type } = membersOf(membersOf(readJson(content)).Metadata)
  if (typeof type !== 'string') return undefined
  const name = type.replaceAll(/[A-Z]/g, letter => `_${letter}`).toUpperCase()
  return FLOW_TYPES.find(each => each === name)
}

const FLOW_TYPES: readonly FlowType[] = [
  'CONTACT_FLOW',
  'CUSTOMER_QUEUE',
  'CUSTOMER_HOLD',
  'CUSTOMER_WHISPER',
  'AGENT_HOLD',
  'AGENT_WHISPER',
  'OUTBOUND_WHISPER',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'CAMPAIGN',
]

function readJson(content: string): Json | undefined {
  try {
    return JSON.parse(content) as Json
  } catch {
    return undefined
  }
}
