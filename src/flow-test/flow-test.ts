// Flow tests, for people: dial in, expect a prompt, press a key, wait four minutes, let an agent
// accept, expect a queue. Everything happens in virtual time; what was expected and did not come
// throws a sentence with what was heard instead.
import type { AgentContactView, ContactView } from '../core/centre-view.ts'
import type { ContactRow } from '../core/event.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { type BotAnswer, type BotRules, Bots, contains } from './bots.ts'
import { NUMBER, type Setup, setupInputs } from './setup.ts'
import { VIEW_RESPONSE, viewAnswer } from './view-answer.ts'
import { type Heard, VirtualCentre, type VirtualCentreOptions } from './virtual-centre.ts'

/** How long an expectation waits in virtual time when it is not told. */
const PATIENCE_MS = 60_000

/** Something was expected and did not come. */
export class ExpectationFailed extends Error {
  override readonly name = 'ExpectationFailed'
}

/** What a function answers: its result, that it fails, or that it never answers. */
export type FunctionAnswer =
  | { readonly result: Json; readonly delaySeconds?: number }
  | { readonly error: string; readonly delaySeconds?: number }
  | { readonly timeout: true }

export class FlowTest {
  readonly centre: VirtualCentre
  readonly #first: string
  readonly #bots = new Bots()
  readonly #functions = new Map<string, FunctionAnswer | ((event: Json) => FunctionAnswer)>()

  constructor(setup: Setup, options: VirtualCentreOptions = {}) {
    this.centre = new VirtualCentre(options)
    for (const input of setupInputs(setup)) this.centre.tell(input)
    const [first] = setup.flows
    this.#first = first?.id ?? first?.name ?? ''
    this.centre.service = question => {
      if (question.service === 'bot') {
        const answer = this.#bots.asked(question)
        return answer && { answer }
      }
      if (question.service !== 'function') return undefined
      const arn = String(question.parameters.arn ?? '')
      const named = this.#functions.get(arn) ?? this.#functions.get(lastPart(arn))
      const found = named ?? this.#functions.get('*')
      if (!found) return { answer: failure(`The test has no answer of ${arn}.`) }
      const answer = typeof found === 'function' ? found(question.parameters.event ?? null) : found
      if ('timeout' in answer) return undefined
      const afterMs = (answer.delaySeconds ?? 0) * 1000
      if ('error' in answer) return { answer: failure(answer.error), afterMs }
      return { answer: { ok: true, result: answer.result }, afterMs }
    }
  }

  /** Says what a function answers, by its ARN, its name, or `*` for every other. */
  functionAnswers(name: string, answer: FunctionAnswer | ((event: Json) => FunctionAnswer)): void {
    this.#functions.set(name, answer)
  }

  /** Says what a bot makes of what it hears, by its alias ARN, bot or alias id, name, or `*` for every other. */
  botAnswers(name: string, rules: BotRules): void {
    this.#bots.answer(name, rules)
  }

  /** Lets time pass: `4m`, `30s`, `2h`, or milliseconds. */
  wait(time: string | number): void {
    this.centre.wait(milliseconds(time))
  }

  /** Begins a chat with the first flow, or the one given. */
  chat(
    given: { flow?: string; initialMessage?: string; attributes?: Record<string, string> } = {},
  ): Customer {
    const contactId = this.centre.chat(given.flow ?? this.#first, given)
    return new Customer(this.centre, this.#bots, contactId, contactId)
  }

  /** Begins a task with the first flow, or the one given. */
  task(
    given: { flow?: string; name?: string; attributes?: Record<string, string> } = {},
  ): Customer {
    const contactId = this.centre.task(given.flow ?? this.#first, given)
    return new Customer(this.centre, this.#bots, contactId, contactId)
  }

  /** Calls the first flow, or the number given. */
  dial({ from = '+15557001', to = NUMBER }: { from?: string; to?: string } = {}): Customer {
    const legId = this.centre.newId()
    this.centre.report({ type: 'leg.offered', legId, from, to, trunkId: 'trunk' })
    let contactId = ''
    for (const { contactId: latest } of this.centre.view.contacts()) contactId = latest
    const caller = new Customer(this.centre, this.#bots, contactId, legId)
    this.centre.waitFor(() => caller.isConnected || caller.hasEnded, PATIENCE_MS)
    return caller
  }

  /** An agent of the setup, by name; logged in and available from the first mention. */
  agent(name: string): TestAgent {
    return new TestAgent(this.centre, name)
  }
}

/** A customer on the phone, in a chat, or whoever a task is for. */
export class Customer {
  readonly contactId: string
  readonly #centre: VirtualCentre
  readonly #bots: Bots
  readonly #legId: string
  /** Up to here what was heard has been spoken of. */
  #listened = 0

  constructor(centre: VirtualCentre, bots: Bots, contactId: string, legId: string) {
    this.#centre = centre
    this.#bots = bots
    this.#legId = legId
    this.contactId = contactId
  }

  get heard(): readonly Heard[] {
    return this.#centre.heard.get(this.#legId) ?? []
  }

  get isConnected(): boolean {
    return (
      this.#contact !== undefined && typeof this.#record.ConnectedToSystemTimestamp === 'string'
    )
  }

  get hasEnded(): boolean {
    const { stage, channel } = this.#contact ?? {}
    if (channel === 'VOICE') return !this.#centre.legs.has(this.#legId)
    return stage === undefined || stage === 'ended'
  }

  /** Contact attributes now, or as they were at the end. */
  get attributes(): Readonly<Record<string, string>> {
    return (
      this.#contact?.attributes ??
      (this.#record.Attributes as Readonly<Record<string, string>> | undefined) ??
      {}
    )
  }

  /** Waits for a prompt that contains the text (any case), or matches; what was heard before is over. */
  expectPrompt(wanted: string | RegExp, within: string | number = PATIENCE_MS): string {
    const found = () => {
      for (let at = this.#listened; at < this.heard.length; at++) {
        if (contains(this.heard[at]?.text ?? '', wanted)) return at
      }
      return -1
    }
    this.#centre.waitFor(() => found() >= 0 || this.hasEnded, milliseconds(within))
    const at = found()
    if (at < 0) this.#fail(`the prompt ${shown(wanted)}`)
    this.#listened = at + 1
    return this.heard[at]?.text ?? ''
  }

  /** Checks that no prompt like this has been heard so far. */
  expectNoPrompt(unwanted: string | RegExp): void {
    const heard = this.heard.find(({ text }) => contains(text, unwanted))
    if (heard) this.#fail(`not to hear ${shown(unwanted)}`)
  }

  press(digits: string): void {
    if (this.hasEnded) this.#fail(`to be able to press ${digits}`)
    this.#centre.press(this.#legId, digits)
  }

  /** Writes into the chat; `contentType` for answers to views and the like. */
  write(text: string, contentType?: string): void {
    if (this.hasEnded) this.#fail(`to be able to write "${text}"`)
    this.#centre.write(this.contactId, text, contentType)
  }

  /**
   * Says something to a bot, once it listens: on the phone, or in a chat. What the bot makes of it is
   * said here, or by `FlowTest.botAnswers`.
   */
  say(text: string, answer?: BotAnswer, within: string | number = PATIENCE_MS): void {
    const asked = () => {
      const effect = this.#centre.unanswered.get(this.contactId)
      return effect?.question.service === 'bot' ? effect : undefined
    }
    this.#centre.waitFor(() => asked() !== undefined || this.hasEnded, milliseconds(within))
    const effect = asked()
    if (!effect || this.hasEnded) this.#fail(`a bot to listen to "${text}"`)
    this.#centre.answer(this.contactId, this.#bots.heard(effect.question, text, answer))
  }

  /** Is there a bot that listens now? */
  get isHeardByBot(): boolean {
    return this.#centre.unanswered.get(this.contactId)?.question.service === 'bot'
  }

  /** Answers a view: the action chosen, and what was filled in. */
  answerView(action: string, data: JsonObject = {}): void {
    this.write(viewAnswer(action, data), VIEW_RESPONSE)
  }

  /** Hangs up, or leaves the chat. */
  hangUp(): void {
    this.#centre.hangUp(this.#legId)
  }

  expectQueue(name: string, within: string | number = PATIENCE_MS): void {
    const { view } = this.#centre
    const queueName = () => {
      const { stage, queueId = '' } = this.#contact ?? {}
      if (stage === undefined || stage === 'flow' || stage === 'ended') return undefined
      return view.directory.get('queue', queueId)?.Name
    }
    const came = this.#centre.waitFor(() => queueName() === name, milliseconds(within))
    if (!came) this.#fail(`to be in the queue ${name}`)
  }

  expectAttributes(wanted: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(wanted)) {
      if (this.attributes[key] === value) continue
      this.#fail(`the attribute ${key} to be "${value}", not "${this.attributes[key] ?? ''}",`)
    }
  }

  /** Waits for the talk with an agent, of this name when one is given. */
  expectAgent(name?: string, within: string | number = PATIENCE_MS): void {
    const talks = () => {
      const { stage, agentId } = this.#contact ?? {}
      return stage === 'connected' && (name === undefined || agentId === name)
    }
    if (!this.#centre.waitFor(talks, milliseconds(within))) {
      this.#fail(`to talk to ${name ?? 'an agent'}`)
    }
  }

  /** Waits for the end of the call, for this reason when one is given. */
  expectEnd(reason?: string, within: string | number = PATIENCE_MS): void {
    this.#centre.waitFor(() => this.hasEnded, milliseconds(within))
    if (!this.hasEnded) this.#fail('the call to end')
    const ended = this.#record.DisconnectReason
    if (reason !== undefined && ended !== reason)
      this.#fail(`to end by ${reason}, not ${String(ended)},`)
  }

  get #contact(): ContactView | undefined {
    return this.#centre.view.contact(this.contactId)
  }

  get #record(): JsonObject {
    const going = this.#contact
    if (going) return going.record
    const { events } = this.#centre
    for (let at = events.length - 1; at >= 0; at--) {
      const event = events[at]
      if (event?.type === 'contact.record' && event.row.contactId === this.contactId) {
        return (event.row satisfies ContactRow).record
      }
    }
    return {}
  }

  #fail(what: string): never {
    const lines = this.heard.slice(-8).map(({ text }) => `  "${text}"`)
    const where = this.hasEnded ? 'The call had ended.' : 'The call was still going on.'
    const heard = lines.length > 0 ? `Heard last:\n${lines.join('\n')}` : 'Nothing was heard.'
    throw new ExpectationFailed(`Expected ${what}, and it did not happen. ${where} ${heard}`)
  }
}

/** An agent at the softphone. */
export class TestAgent {
  readonly name: string
  readonly #centre: VirtualCentre

  constructor(centre: VirtualCentre, name: string) {
    this.name = name
    this.#centre = centre
    const agent = centre.view.agent(name)
    if (!agent) throw new ExpectationFailed(`There is no agent ${name}.`)
    if (agent.reachable) return
    centre.tell({ type: 'agent.reachable', agentId: name, reachable: true })
    centre.tell({ type: 'agent.setStatus', agentId: name, statusId: 'Available' })
  }

  get contacts(): readonly AgentContactView[] {
    return this.#centre.view.agent(this.name)?.contacts ?? []
  }

  setStatus(statusId: string): void {
    this.#centre.tell({ type: 'agent.setStatus', agentId: this.name, statusId })
  }

  /** Waits to be offered a contact, and accepts it. */
  accept(within: string | number = PATIENCE_MS): void {
    this.#act('agent.accept', this.#offered(within))
  }

  reject(within: string | number = PATIENCE_MS): void {
    this.#act('agent.reject', this.#offered(within))
  }

  hold(): void {
    this.#act('agent.hold', this.#inHand('CONNECTED'))
  }

  resume(): void {
    this.#act('agent.resume', this.#inHand('CONNECTED_ONHOLD'))
  }

  hangUp(): void {
    this.#act('agent.hangUp', this.#inHand('CONNECTED'))
  }

  /** Ends after-contact work, or puts a missed contact away. */
  clear(): void {
    const contact = this.contacts.find(({ state }) => !['CONNECTING', 'CONNECTED'].includes(state))
    this.#act('agent.clear', contact ?? this.#fail('have a contact to put away'))
  }

  #offered(within: string | number): AgentContactView {
    const offered = () => this.contacts.find(({ state }) => state === 'CONNECTING')
    this.#centre.waitFor(() => offered() !== undefined, milliseconds(within))
    return offered() ?? this.#fail('be offered a contact')
  }

  #inHand(state: AgentContactView['state']): AgentContactView {
    return (
      this.contacts.find(contact => contact.state === state) ??
      this.#fail(state === 'CONNECTED' ? 'talk to somebody' : 'have somebody on hold')
    )
  }

  #act(
    type:
      | 'agent.accept'
      | 'agent.reject'
      | 'agent.hold'
      | 'agent.resume'
      | 'agent.hangUp'
      | 'agent.clear',
    { contactId }: AgentContactView,
  ): void {
    this.#centre.tell({ type, agentId: this.name, contactId })
  }

  #fail(what: string): never {
    throw new ExpectationFailed(
      `Expected the agent ${this.name} to ${what}, and it did not happen.`,
    )
  }
}

/** `4m`, `30s`, `2h`, `1d`, `500ms`, or a number of milliseconds. */
export function milliseconds(time: string | number): number {
  if (typeof time === 'number') return time
  const [, count = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\s*$/.exec(time) ?? []
  const factor = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit]
  if (factor === undefined) throw new RangeError(`"${time}" is no time; write 30s, 4m or 2h.`)
  return Number(count) * factor
}

function shown(wanted: string | RegExp): string {
  return typeof wanted === 'string' ? `"${wanted}"` : String(wanted)
}

function failure(message: string): { ok: false; error: string; message: string } {
  return { ok: false, error: 'NoMatchingError', message }
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1)
}
