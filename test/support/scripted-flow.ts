// A flow run by hand: a fake contact for the interpreter, whose prompts end, whose keys are pressed
// and whose time passes because the test says so.

import { contactData } from '../../src/core/contact/contact-data.ts'
import { DataTable } from '../../src/core/data-table/data-table.ts'
import type { DirectoryView } from '../../src/core/directory/directory.ts'
import type { TaskTemplateDocument } from '../../src/core/directory/task-template.ts'
import type { PlaySource } from '../../src/core/effect.ts'
import type { Deed, FlowView, Happening, QueueView } from '../../src/core/flow/action-kind.ts'
import { fits } from '../../src/core/flow/fits.ts'
import type { Action, Flow } from '../../src/core/flow/flow.ts'
import { enterModule, type FlowRun, leaveModule } from '../../src/core/flow/flow-run.ts'
import {
  type Position,
  resume,
  start,
  type Walked,
  type Walker,
} from '../../src/core/flow/interpreter.ts'
import { isPath, readPath, rootedIn, substitute, textOf } from '../../src/core/flow/json-path.ts'
import type { Json, JsonObject } from '../../src/core/json.ts'
import type { MetricsOf, QueueMetrics } from '../../src/core/metrics/queue-metrics.ts'
import type { ServiceQuestion } from '../../src/core/service.ts'

/** What the fake centre has: resources by id, and the contact's own data. */
export interface FlowWorld {
  readonly flowType?: FlowView['flowType']
  readonly channel?: FlowView['channel']
  readonly queues?: readonly Partial<QueueView>[]
  readonly agents?: readonly string[]
  readonly flows?: Readonly<Record<string, FlowView['flowType']>>
  readonly modules?: Readonly<Record<string, Flow>>
  /** Is the contact related to another one that goes on? */
  readonly isRelated?: boolean
  readonly prompts?: readonly string[]
  readonly views?: readonly string[]
  /** The flow is that of a pause or the like. */
  readonly isEventFlow?: boolean
  readonly hasBot?: boolean
  /** The task is paused, and there is room for it. */
  readonly isPaused?: boolean
  readonly mayCreateTask?: boolean
  readonly taskTemplates?: Readonly<Record<string, TaskTemplateDocument>>
  readonly open?: Readonly<Record<string, boolean>>
  readonly targetQueueId?: string
  /** Further roots of JSONPaths, for example `Queue` or `Agent`. */
  readonly namespaces?: JsonObject
  readonly attributes?: Readonly<Record<string, string>>
  readonly tags?: Readonly<Record<string, string>>
  /** Where data tables are. */
  readonly directory?: DirectoryView
  /** The numbers of queues, by queue id; what is left out is 0. */
  readonly metrics?: Readonly<Record<string, Partial<QueueMetrics>>>
  readonly placeInLine?: FlowView['placeInLine']
  /** Numbers that may not be called. */
  readonly forbidden?: readonly string[]
  readonly outboundCall?: FlowView['outboundCall']
  readonly callbackNumber?: string
  /** Why no callback may be promised. */
  readonly whyNoCallback?: string
  readonly previousTalks?: boolean
  /** What was pressed before anybody asked, when that is kept. */
  readonly buffered?: string
  /** The lots drawn, one after the other, over and over. */
  readonly lots?: readonly number[]
}

export const START = 1_800_000_000_000

const NO_METRICS: QueueMetrics = {
  size: 0,
  oldestAgeMs: 0,
  estimatedWaitMs: undefined,
  agents: {
    online: 0,
    available: 0,
    staffed: 0,
    afterContactWork: 0,
    busy: 0,
    missed: 0,
    nonProductive: 0,
  },
}

function metricsKey({ queueId, channel }: MetricsOf): string {
  return channel === undefined ? queueId : `${queueId} ${channel}`
}

export class ScriptedContact {
  now = START
  readonly deeds: Deed[] = []
  readonly attributes: Record<string, string>
  /** The run, with the modules it is in. */
  readonly run: FlowRun
  tags: Record<string, string>
  storedInput: string | undefined
  targetQueueId: string | undefined
  buffered: string | undefined
  voice = { voice: 'Joanna', engine: 'standard', language: 'en-US' }
  readonly #world: FlowWorld
  #draws = 0

  constructor(world: FlowWorld = {}) {
    this.#world = world
    this.attributes = { ...world.attributes }
    this.tags = { ...world.tags }
    this.targetQueueId = world.targetQueueId
    this.buffered = world.buffered
    this.run = {
      runId: 'run',
      role: 'customer',
      legId: 'leg',
      flowId: 'flow',
      flowKey: 'flow',
      flowType: world.flowType ?? 'CONTACT_FLOW',
      counts: {},
      flowAttributes: {},
    }
  }

  /** Results of actions by the name they are read by: `External`, `Customer` … */
  get results(): JsonObject {
    return this.run.namespaces ?? {}
  }

  get flowAttributes(): Readonly<Record<string, string>> {
    return this.run.flowAttributes
  }

  get view(): FlowView {
    const { queues = [], agents = [], flows = {}, prompts = [], open = {} } = this.#world
    const { flowType = 'CONTACT_FLOW', channel = 'VOICE', lots = [0], views = [] } = this.#world
    const read = (path: string) => readPath(path, rootedIn(this.#root()))
    const contact = this
    return {
      get now() {
        return contact.now
      },
      get voice() {
        return contact.voice
      },
      get targetQueueId() {
        return contact.targetQueueId
      },
      flowType,
      channel,
      text: value => (typeof value === 'string' ? substitute(value, read) : textOf(value)),
      value: value => (typeof value === 'string' && isPath(value) ? read(value) : value),
      count: action => this.run.counts[action.identifier] ?? 0,
      hasRelatedContact: this.#world.isRelated ?? false,
      hasRoomFor: (part, more) => fits({ ...(part === 'attributes' && this.attributes), ...more }),
      get tags() {
        return contact.tags
      },
      dataTable: id => {
        const directory = this.#world.directory
        return directory && DataTable.find(directory, lastPart(id))
      },
      metrics: of => ({ ...NO_METRICS, ...this.#world.metrics?.[metricsKey(of)] }),
      placeInLine: this.#world.placeInLine,
      dialable: number => {
        if (!/^\+[0-9]{7,15}$/.test(number)) return { refused: 'invalid' }
        const isForbidden = this.#world.forbidden?.includes(number)
        return isForbidden ? { refused: 'notAllowed' } : { number }
      },
      outboundCall: this.#world.outboundCall,
      callbackNumber: this.#world.callbackNumber ?? '',
      whyNoCallback: () => this.#world.whyNoCallback,
      previousTalks: this.#world.previousTalks ?? false,
      get bufferedDigits() {
        return contact.buffered
      },
      module: id => this.moduleOf(lastPart(id)) && { id: lastPart(id), flowKey: lastPart(id) },
      get moduleDepth() {
        return contact.run.callers?.length ?? 0
      },
      queue(id) {
        const queue = queues.find(each => each.id === lastPart(id))
        const usual = {
          id: '',
          arn: `arn:aws:connect:::instance/i/queue/${lastPart(id)}`,
          name: '',
          enabled: true,
          full: false,
          hoursOfOperationId: undefined,
        }
        return queue && { ...usual, ...queue }
      },
      agent: id => (agents.includes(lastPart(id)) ? { id: lastPart(id), username: id } : undefined),
      isOpen: id => open[lastPart(id)],
      flow(id) {
        const type = flows[lastPart(id)]
        return type && { id: lastPart(id), type }
      },
      prompt: id =>
        prompts.includes(lastPart(id))
          ? { id: lastPart(id), location: `prompt/${lastPart(id)}.wav` }
          : undefined,
      view(id, version) {
        const name = lastPart(id).split(':')[0] ?? ''
        const at = version ?? lastPart(id).split(':')[1] ?? '1'
        return views.includes(name)
          ? { id: name, arn: `view/${name}`, name, version: at }
          : undefined
      },
      isEventFlow: this.#world.isEventFlow ?? false,
      hasBot: this.#world.hasBot ?? false,
      mayResume: this.#world.isPaused ?? false,
      mayCreateTask: this.#world.mayCreateTask ?? true,
      taskTemplate: id => {
        const document = this.#world.taskTemplates?.[id]
        return document && { id, document }
      },
      contactData: () => contactData(name => (name === 'Channel' ? channel : this.#root()[name])),
      lot: below => (lots[this.#draws++ % lots.length] ?? 0) % below,
    }
  }

  moduleOf(flowKey: string): Flow | undefined {
    return this.#world.modules?.[flowKey]
  }

  perform(deed: Deed): boolean {
    this.deeds.push(deed)
    if (deed.do === 'setNamespace') {
      this.run.namespaces = { ...this.run.namespaces, [deed.name]: deed.value }
    }
    if (deed.do === 'setAttributes') Object.assign(this.attributes, deed.attributes)
    if (deed.do === 'setFlowAttributes') Object.assign(this.run.flowAttributes, deed.attributes)
    if (deed.do === 'storeInput') this.storedInput = deed.value
    if (deed.do === 'bufferDigits') this.buffered = deed.enabled ? '' : undefined
    if (deed.do === 'setBuffer') this.buffered = deed.digits
    if (deed.do === 'tag') this.tags = { ...this.tags, ...deed.tags }
    if (deed.do === 'setTargetQueue') this.targetQueueId = deed.queueId
    if (deed.do === 'setVoice') this.voice = { ...this.voice, voice: deed.voice }
    return true
  }

  #root(): JsonObject {
    return {
      Attributes: this.attributes,
      FlowAttributes: this.flowAttributes,
      ...(this.storedInput !== undefined && { StoredCustomerInput: this.storedInput }),
      ...this.#world.namespaces,
      ...this.run.namespaces,
    }
  }
}

/** A contact on its way through a flow. */
export class ScriptedFlow {
  readonly contact: ScriptedContact
  /** Identifiers of the actions passed, in order. */
  readonly passed: string[] = []
  readonly #flow: Flow
  #walked: Walked

  constructor(flow: Flow, world: FlowWorld = {}) {
    this.#flow = flow
    this.contact = new ScriptedContact(world)
    this.#walked = start(this.#walker())
  }

  /** Where it waits, undefined when the flow has ended. */
  get waitingAt(): string | undefined {
    return 'waiting' in this.#walked ? this.#walked.waiting.at : undefined
  }

  get ended(): string | undefined {
    return 'ended' in this.#walked ? this.#walked.ended : undefined
  }

  /** When it wants to be woken, in seconds from now. */
  get secondsLeft(): number | undefined {
    const until = 'waiting' in this.#walked ? this.#walked.waiting.until : undefined
    return until === undefined ? undefined : (until - this.contact.now) / 1000
  }

  /** Everything said so far. */
  get said(): readonly string[] {
    return this.contact.deeds.flatMap(deed => (deed.do === 'play' ? deed.sources.map(wordsOf) : []))
  }

  /** For `runAction`: `next`, an error, or `=` and the condition that was met. */
  get wayOut(): string | undefined {
    return this.passed.at(-1)
  }

  did(what: Deed['do']): readonly Deed[] {
    return this.contact.deeds.filter(deed => deed.do === what)
  }

  promptEnds(outcome: 'completed' | 'stopped' | 'failed' = 'completed'): this {
    return this.#tell({ type: 'promptEnded', outcome })
  }

  /** What it has asked of a service last. */
  get asked(): ServiceQuestion | undefined {
    const asks = this.contact.deeds.filter(deed => deed.do === 'ask')
    return asks.at(-1)?.question
  }

  /** The service answers. */
  answered(result: Json): this {
    return this.#tell({ type: 'answered', answer: { ok: true, result } })
  }

  /** The service cannot, and says so by an error of the flow language. */
  refused(error = 'NoMatchingError'): this {
    return this.#tell({ type: 'answered', answer: { ok: false, error, message: 'It cannot.' } })
  }

  press(...digits: readonly string[]): this {
    for (const digit of digits) this.#tell({ type: 'digit', digit })
    return this
  }

  /** The customer of a chat writes. */
  write(content: string, contentType = 'text/plain'): this {
    return this.#tell({ type: 'message', contentType, content })
  }

  /** What becomes of a call to somebody outside. */
  thirdParty(outcome: 'answered' | 'failed' | 'noAnswer' | 'left'): this {
    return this.#tell({ type: 'thirdParty', outcome })
  }

  /** The customer whom we call takes the call. */
  callAnswered(): this {
    return this.#tell({ type: 'callAnswered' })
  }

  /** The voice node has encrypted the keys, or cannot. */
  encrypted(outcome: { readonly text: string } | { readonly problem: string }): this {
    return this.#tell({ type: 'encrypted', outcome })
  }

  botLeaves(): this {
    return this.#tell({ type: 'botLeft' })
  }

  /** Lets time pass, waking the flow at each moment it asked for. */
  pass(seconds: number): this {
    const end = this.contact.now + seconds * 1000
    for (;;) {
      const until = 'waiting' in this.#walked ? this.#walked.waiting.until : undefined
      if (until === undefined || until > end) break
      this.contact.now = Math.max(this.contact.now, until)
      this.#tell({ type: 'timeUp' })
    }
    this.contact.now = end
    return this
  }

  #tell(happening: Happening): this {
    if (!('waiting' in this.#walked))
      throw new Error(`The flow has ended: ${this.passed.join(' ')}`)
    // Memory goes through JSON as it does in a snapshot.
    const position = JSON.parse(JSON.stringify(this.#walked.waiting)) as Position
    this.#walked = resume(this.#walker(), position, happening)
    return this
  }

  get #content(): Flow {
    return this.contact.moduleOf(this.contact.run.flowKey) ?? this.#flow
  }

  #walker(): Walker {
    const { contact } = this
    const content = () => this.#content
    return {
      get flow() {
        return content()
      },
      view: contact.view,
      perform: deed => contact.perform(deed),
      setCount(action, count) {
        contact.run.counts[action.identifier] = count
      },
      passed: action => this.passed.push(action.identifier),
      call(from, module, input) {
        enterModule(contact.run, from.identifier, module, input)
        return true
      },
      back(returned) {
        const caller = leaveModule(contact.run, returned)
        return caller === undefined ? undefined : content().actions.get(caller)
      },
    }
  }
}

/** An action by itself: every way out of it leads to the end of the flow, named after the way. */
export function runAction(
  type: string,
  parameters: JsonObject,
  world: FlowWorld = {},
  conditions: readonly string[] = [],
): ScriptedFlow {
  return new ScriptedFlow(flowAround(type, parameters, conditions), world)
}

const ERRORS = [
  'NoMatchingError',
  'NoMatchingCondition',
  'InputTimeLimitExceeded',
  'InvalidPhoneNumber',
  'QueueAtCapacity',
  'CallFailed',
  'ConnectionTimeLimitExceeded',
  'InvalidCallbackNumber',
  'CallbackNumberNotDialable',
  'TimeLimitExceeded',
  'ChannelMismatch',
  'ParticipantNotFound',
  'NoneFoundError',
  'MultipleFoundError',
  'NoneFound',
  'MultipleFound',
  'ContactNotLinked',
]

function flowAround(type: string, parameters: JsonObject, conditions: readonly string[]): Flow {
  const end = (identifier: string): Action => {
    return { identifier, type: 'Nowhere', parameters: {}, errors: [], conditions: [] }
  }
  const action: Action = {
    identifier: 'it',
    type,
    parameters,
    nextAction: 'next',
    errors: ERRORS.map(errorType => ({ errorType, nextAction: errorType })),
    conditions: conditions.map(each => {
      return { operator: 'Equals', operands: [each], nextAction: `=${each}` }
    }),
  }
  const ends = ['next', ...ERRORS, ...conditions.map(each => `=${each}`)].map(end)
  return {
    startAction: 'it',
    actions: new Map([action, ...ends].map(each => [each.identifier, each])),
  }
}

function wordsOf(source: PlaySource): string {
  switch (source.type) {
    case 'text':
      return source.text
    case 'ssml':
      return source.ssml
    case 'audio':
      return source.location
    case 'ringback':
      return 'ringing'
    default:
      return `${source.durationMs} ms of silence`
  }
}

function lastPart(idOrArn: string): string {
  return idOrArn.startsWith('arn:') ? idOrArn.slice(idOrArn.lastIndexOf('/') + 1) : idOrArn
}
