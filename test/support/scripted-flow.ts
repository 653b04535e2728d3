// A flow run by hand: a fake contact for the interpreter, whose prompts end, whose keys are pressed
// and whose time passes because the test says so.

import type { PlaySource } from '../../src/core/effect.ts'
import type { Deed, FlowView, Happening, QueueView } from '../../src/core/flow/action-kind.ts'
import type { Action, Flow } from '../../src/core/flow/flow.ts'
import { type Position, resume, start, type Walked } from '../../src/core/flow/interpreter.ts'
import { isPath, readPath, substitute, textOf } from '../../src/core/flow/json-path.ts'
import type { Json, JsonObject } from '../../src/core/json.ts'

/** What the fake centre has: resources by id, and the contact's own data. */
export interface FlowWorld {
  readonly flowType?: FlowView['flowType']
  readonly channel?: FlowView['channel']
  readonly queues?: readonly Partial<QueueView>[]
  readonly agents?: readonly string[]
  readonly flows?: Readonly<Record<string, FlowView['flowType']>>
  readonly prompts?: readonly string[]
  readonly open?: Readonly<Record<string, boolean>>
  readonly targetQueueId?: string
  /** Further roots of JSONPaths, for example `Queue` or `Agent`. */
  readonly namespaces?: JsonObject
  readonly attributes?: Readonly<Record<string, string>>
  /** The lots drawn, one after the other, over and over. */
  readonly lots?: readonly number[]
}

export const START = 1_800_000_000_000

export class ScriptedContact {
  now = START
  readonly deeds: Deed[] = []
  readonly attributes: Record<string, string>
  readonly flowAttributes: Record<string, string> = {}
  storedInput: string | undefined
  targetQueueId: string | undefined
  voice = { voice: 'Joanna', engine: 'standard', language: 'en-US' }
  readonly counts = new Map<string, number>()
  readonly #world: FlowWorld
  #draws = 0

  constructor(world: FlowWorld = {}) {
    this.#world = world
    this.attributes = { ...world.attributes }
    this.targetQueueId = world.targetQueueId
  }

  get view(): FlowView {
    const { queues = [], agents = [], flows = {}, prompts = [], open = {} } = this.#world
    const { flowType = 'CONTACT_FLOW', channel = 'VOICE', lots = [0] } = this.#world
    const read = (path: string) => readPath(path, this.#root())
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
      count: action => this.counts.get(action.identifier) ?? 0,
      queue(id) {
        const queue = queues.find(each => each.id === lastPart(id))
        const usual = {
          id: '',
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
      lot: below => (lots[this.#draws++ % lots.length] ?? 0) % below,
    }
  }

  perform(deed: Deed): boolean {
    this.deeds.push(deed)
    if (deed.do === 'setAttributes') Object.assign(this.attributes, deed.attributes)
    if (deed.do === 'setFlowAttributes') Object.assign(this.flowAttributes, deed.attributes)
    if (deed.do === 'storeInput') this.storedInput = deed.value
    if (deed.do === 'setTargetQueue') this.targetQueueId = deed.queueId
    if (deed.do === 'setVoice') this.voice = { ...this.voice, voice: deed.voice }
    return true
  }

  #root(): Json {
    return {
      Attributes: this.attributes,
      FlowAttributes: this.flowAttributes,
      ...(this.storedInput !== undefined && { StoredCustomerInput: this.storedInput }),
      ...this.#world.namespaces,
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

  press(...digits: readonly string[]): this {
    for (const digit of digits) this.#tell({ type: 'digit', digit })
    return this
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

  #walker() {
    const { contact } = this
    return {
      flow: this.#flow,
      view: contact.view,
      perform: (deed: Deed) => contact.perform(deed),
      setCount: (action: Action, count: number) => contact.counts.set(action.identifier, count),
      passed: (action: Action) => this.passed.push(action.identifier),
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
    default:
      return `${source.durationMs} ms of silence`
  }
}

function lastPart(idOrArn: string): string {
  return idOrArn.startsWith('arn:') ? idOrArn.slice(idOrArn.lastIndexOf('/') + 1) : idOrArn
}
