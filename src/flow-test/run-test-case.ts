// Plays a test case of the API's testing language in virtual time: what would take minutes against
// the service takes milliseconds, and comes out the same each time.
import type { FlowView } from '../core/flow/action-kind.ts'
import type { FlowPlace } from '../core/flow/flow-probe.ts'
import { isPath, textOf as plainText } from '../core/flow/json-path.ts'
import { membersOf } from '../core/flow/parameter.ts'
import type { Input } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { isSame, Overrides, resourceIn, typeName } from './overrides.ts'
import { isIncluded, isSimilar } from './similarity.ts'
import { withoutTags } from './spoken.ts'
import type { Observation, TestAction, TestCase } from './test-case.ts'
import { VirtualCentre } from './virtual-centre.ts'

export interface TestCaseStart {
  /** The instance: its configuration, without what goes on in it. */
  readonly configuration: readonly Input[]
  readonly instanceId?: string
  readonly start?: Instant
  readonly from: string
  /** A number of the instance that leads to the flow under test; or the flow, for a chat. */
  readonly to: string | { readonly chatFlowId: string }
  readonly attributes?: Readonly<Record<string, string>>
}

export interface ObservationRecord {
  readonly observationId: string
  readonly status: 'PASSED' | 'FAILED'
  readonly at: Instant
  /** What was observed, and what was done and found then. */
  readonly record: JsonObject
}

export interface TestCaseResult {
  readonly passed: boolean
  readonly start: Instant
  readonly end: Instant
  readonly records: readonly ObservationRecord[]
}

/** Nobody stays longer on the phone in a test. */
const LIMIT_MS = 3_600_000
const STEPS_MAX = 20_000
/** A flow that goes round and round ends here. */
const ACTIONS_MAX = 50_000
/** A caller hears out what is said before acting on it no longer than this. */
const REACTION_MS = 500

const NO_ANSWER = {
  ok: false,
  error: 'NoMatchingError',
  message: 'The test case says nothing of what is answered.',
} as const

export function runTestCase(testCase: TestCase, start: TestCaseStart): TestCaseResult {
  return new TestCaseRun(testCase, start).go()
}

/** Something that can be observed. */
type Happened =
  | { readonly type: 'MessageReceived'; readonly text: string }
  | {
      readonly type: 'FlowActionStarted'
      readonly actionType: string
      readonly resource: string | undefined
    }

class TestCaseRun {
  readonly #centre: VirtualCentre
  readonly #start: TestCaseStart
  readonly #observations: ReadonlyMap<string, Observation>
  /** Those that may be seen next. */
  readonly #active = new Set<string>()
  readonly #seen = new Map<string, number>()
  readonly #records: ObservationRecord[] = []
  readonly #overrides = new Overrides()
  readonly #happened: Happened[] = []
  /** The caller's leg, or the chat. */
  #legId = ''
  #view: FlowView | undefined
  #heard = 0
  #actions = 0
  #ended = false

  constructor({ observations }: TestCase, start: TestCaseStart) {
    this.#start = start
    this.#observations = new Map(observations.map(each => [each.id, each]))
    const centre = new VirtualCentre({
      ...(start.instanceId !== undefined && { instanceId: start.instanceId }),
      ...(start.start !== undefined && { start: start.start }),
    })
    this.#centre = centre
    for (const input of start.configuration) centre.tell(input)
    centre.service = question => {
      const mocked = this.#overrides.answer(question)
      if (mocked) return mocked
      // It listens until something is said to it.
      const isSpokenTo = question.service === 'bot' && question.parameters.channel === 'VOICE'
      return isSpokenTo ? undefined : { answer: NO_ANSWER }
    }
    centre.watch({
      entered: place => this.#entered(place),
      intercept: ({ action, view }) =>
        this.#overrides.intercept(action, each => resourceOf(each.type, each.parameters, view)),
    })
    const named = new Set(observations.flatMap(({ next }) => next))
    // What no other leads to may be seen at any time.
    for (const { id } of observations) if (!named.has(id)) this.#active.add(id)
  }

  go(): TestCaseResult {
    const centre = this.#centre
    const start = centre.now
    this.#observe('TestInitiated', 'The test began.', () => true)
    this.#call()
    const last = start + LIMIT_MS
    for (let steps = 0; steps < STEPS_MAX && !this.#ended; steps++) {
      this.#takeHappened()
      if (this.#ended || !centre.legs.has(this.#legId)) break
      if (!centre.step(last - centre.now)) break
    }
    this.#takeHappened()
    if (centre.legs.has(this.#legId)) centre.hangUp(this.#legId)
    this.#observe('TestCompleted', 'The test ended.', () => true)
    this.#failUnseen()
    const passed = this.#records.every(({ status }) => status === 'PASSED')
    return { passed, start, end: centre.now, records: this.#records }
  }

  #call(): void {
    const centre = this.#centre
    const { from, to, attributes = {} } = this.#start
    if (typeof to !== 'string') {
      this.#legId = centre.chat(to.chatFlowId, { attributes })
      return
    }
    this.#legId = centre.newId()
    centre.report({ type: 'leg.offered', legId: this.#legId, from, to, trunkId: 'test' })
    for (const { contactId } of centre.view.contacts()) {
      centre.tell({ type: 'contact.updateAttributes', contactId, attributes })
    }
  }

  #entered({ role, action, view }: FlowPlace): void {
    if (++this.#actions > ACTIONS_MAX) this.#ended = true
    if (role !== 'customer') return
    this.#view = view
    const resource = resourceOf(action.type, action.parameters, view)
    this.#happened.push({ type: 'FlowActionStarted', actionType: action.type, resource })
  }

  #takeHappened(): void {
    const heard = this.#centre.heard.get(this.#legId) ?? []
    for (const { text } of heard.slice(this.#heard)) {
      this.#happened.push({ type: 'MessageReceived', text })
    }
    this.#heard = heard.length
    for (let next = this.#happened.shift(); next && !this.#ended; next = this.#happened.shift()) {
      const happened = next
      const what = happened.type === 'MessageReceived' ? happened.text : happened.actionType
      this.#observe(happened.type, what, each => isMatch(each, happened))
    }
  }

  /** Gives an event to the first observation that waits for it. */
  #observe(
    type: Observation['event']['type'],
    what: string,
    fits: (observation: Observation) => boolean,
  ): void {
    for (const id of this.#active) {
      const observation = this.#observations.get(id)
      if (observation?.event.type !== type || !fits(observation)) continue
      const seen = (this.#seen.get(id) ?? 0) + 1
      this.#seen.set(id, seen)
      if (observation.times !== 'any' && seen >= observation.times) this.#active.delete(id)
      for (const next of observation.next) this.#active.add(next)
      this.#do(observation, what)
      return
    }
  }

  #do(observation: Observation, observed: string): void {
    const results: JsonObject[] = []
    for (const action of inOrder(observation.actions)) results.push(this.#act(action))
    const failed = results.some(({ passed }) => passed === false)
    this.#record(observation.id, failed ? 'FAILED' : 'PASSED', {
      Observed: observed,
      Actions: results,
    })
  }

  #act({ id, type, parameters }: TestAction): JsonObject {
    const done = { Identifier: id, Type: type }
    switch (type) {
      case 'SendInstruction':
        return { ...done, ...this.#send(membersOf(parameters.Instruction)) }
      case 'OverrideSystemBehavior':
        this.#overrides.add(parameters)
        return done
      case 'Assert':
        return { ...done, ...this.#assert(parameters) }
      case 'TestControl':
        return { ...done, ...this.#control(membersOf(parameters.Command)) }
    }
  }

  #send(instruction: JsonObject): JsonObject {
    const { Value = '', Text, SSML } = membersOf(instruction.Properties)
    switch (instruction.Type) {
      case 'DtmfInput': {
        const digits = plainText(Value)
        this.#centre.plan(REACTION_MS, () => this.#centre.press(this.#legId, digits))
        return { Sent: digits }
      }
      case 'Disconnect':
        this.#centre.plan(REACTION_MS, () => this.#centre.hangUp(this.#legId))
        return { Sent: 'Disconnect' }
      case 'TextUtterance': {
        const text = plainText(Text ?? SSML)
        this.#centre.plan(REACTION_MS, () => this.#say(text))
        return { Sent: text }
      }
      default:
        return { passed: false, Message: 'There is no such instruction.' }
    }
  }

  /** On the phone only bots listen. One whose answer is mocked has answered by itself. */
  #say(text: string): void {
    const centre = this.#centre
    if (typeof this.#start.to !== 'string') return centre.write(this.#legId, text)
    for (const [contactId, { question }] of centre.unanswered) {
      if (question.service === 'bot') centre.answer(contactId, NO_ANSWER)
    }
  }

  #assert({ Namespace, Operator = 'Equals', Operand }: JsonObject): JsonObject {
    const actual = plainText(this.#read(plainText(Namespace)))
    const wanted = plainText(Operand)
    const passed = compare(plainText(Operator), actual, wanted)
    return { passed, Namespace, Operator, Expected: wanted, Actual: actual }
  }

  #control(command: JsonObject): JsonObject {
    if (command.Type === 'EndTest') {
      this.#ended = true
      return { Command: 'EndTest' }
    }
    const expressions = membersOf(membersOf(command.Properties).Expressions)
    const logged = Object.entries(expressions).map(([name, path]) => {
      return [name, plainText(this.#read(plainText(path)))]
    })
    return { Command: 'LogData', Data: Object.fromEntries(logged) as JsonObject }
  }

  #read(path: string): Json | undefined {
    return isPath(path) ? this.#view?.value(path) : undefined
  }

  #failUnseen(): void {
    for (const { id, times } of this.#observations.values()) {
      const seen = this.#seen.get(id) ?? 0
      if (times === 'any' || seen >= times) continue
      this.#record(id, 'FAILED', { Message: `It was seen ${seen} of ${times} times.` })
    }
  }

  #record(observationId: string, status: ObservationRecord['status'], record: JsonObject): void {
    this.#records.push({ observationId, status, at: this.#centre.now, record })
  }
}

/** From the first action along `NextAction`; what nothing leads to follows in the order given. */
function inOrder(actions: readonly TestAction[]): readonly TestAction[] {
  const ordered: TestAction[] = []
  const left = new Set(actions)
  const named = new Set(actions.map(({ next }) => next))
  const starts = actions.filter(({ id }) => !named.has(id))
  for (const start of starts.length > 0 ? starts : actions) {
    for (let at: TestAction | undefined = start; at && left.delete(at); ) {
      ordered.push(at)
      const { next }: TestAction = at
      at = next === undefined ? undefined : actions.find(({ id }) => id === next)
    }
  }
  return ordered
}

function isMatch({ event }: Observation, happened: Happened): boolean {
  const { properties } = event
  if (happened.type === 'FlowActionStarted') {
    const wanted = resourceIn(membersOf(properties.ActionParameters))
    if (typeName(properties.ActionType) !== happened.actionType) return false
    return wanted === undefined || isSame(wanted, happened.resource)
  }
  const prompt = properties.PromptId ?? membersOf(properties.Media).Uri
  const ssml = typeof properties.SSML === 'string' ? withoutTags(properties.SSML) : undefined
  const wanted = plainText(properties.Text ?? ssml ?? prompt)
  if (wanted === '') return true
  return event.matching === 'Inclusion'
    ? isIncluded(wanted, happened.text)
    : isSimilar(wanted, happened.text)
}

/** What an action is about to use: named in it, found by a path, or chosen before. */
function resourceOf(type: string, parameters: JsonObject, view: FlowView): string | undefined {
  if (type === 'TransferContactToQueue') return view.targetQueueId
  const named = resourceIn(parameters)
  if (named !== undefined) return view.text(named)
  if (type !== 'CheckHoursOfOperation' || view.targetQueueId === undefined) return undefined
  return view.queue(view.targetQueueId)?.hoursOfOperationId
}

function compare(operator: string, actual: string, wanted: string): boolean {
  switch (operator) {
    case 'Equals':
      return actual === wanted
    case 'NotEquals':
      return actual !== wanted
    case 'TextContains':
    case 'Contains':
      return actual.includes(wanted)
    case 'TextStartsWith':
    case 'StartsWith':
      return actual.startsWith(wanted)
    case 'TextEndsWith':
    case 'EndsWith':
      return actual.endsWith(wanted)
    case 'NumberGreaterThan':
      return Number(actual) > Number(wanted)
    case 'NumberGreaterOrEqualTo':
      return Number(actual) >= Number(wanted)
    case 'NumberLessThan':
      return Number(actual) < Number(wanted)
    case 'NumberLessOrEqualTo':
      return Number(actual) <= Number(wanted)
    default:
      return false
  }
}
