// A flow played in the page: the production core with a virtual customer, in virtual time.
import type { FlowType } from '../../../../src/core/directory/document.ts'
import type { FlowKind } from '../../../../src/core/flow/rule/action-rule.ts'
import { branchTaken } from '../../../../src/flow-test/branches.ts'
import { type Customer, FlowTest } from '../../../../src/flow-test/flow-test.ts'
import type { AgentSetup, FlowSource, QueueSetup } from '../../../../src/flow-test/setup.ts'
import type { PathStep } from '../model/traffic.ts'

export interface PlayedLine {
  /** Milliseconds since it began. */
  readonly at: number
  readonly who: 'flow' | 'customer' | 'centre'
  readonly text: string
}

export interface PlaySetup {
  readonly channel: 'VOICE' | 'CHAT'
  readonly kind: FlowKind
  readonly content: string
  /** Flows and modules it may go on to, under their ids. */
  readonly others: readonly FlowSource[]
  readonly queues: readonly QueueSetup[]
  readonly attributes?: Readonly<Record<string, string>>
}

/** Under which its steps are told. */
export const PLAYED = 'played'
const AGENT: AgentSetup = { name: 'agent' }
/** Longer silences are for `wait`. */
const SETTLE_MS = 1

/** Throws when the flow cannot be played at all. */
export class PlayedFlow {
  readonly steps: PathStep[] = []
  readonly lines: PlayedLine[] = []
  readonly #test: FlowTest
  readonly #customer: Customer
  readonly #start: number
  readonly #isVoice: boolean
  #heard = 0
  #stage = ''

  constructor(setup: PlaySetup) {
    this.#isVoice = setup.channel === 'VOICE'
    this.#test = new FlowTest({
      flows: [...sourcesOf(setup), ...setup.others],
      queues: setup.queues,
      agents: [AGENT],
    })
    const { centre } = this.#test
    this.#start = centre.now
    centre.watch({
      entered: ({ flowId, action, role }) => {
        if (role !== 'customer') return
        this.steps.push({ flowId, block: action.identifier, at: this.#clock() })
      },
      left: ({ flowId, action, role }, leave, next) => {
        if (role !== 'customer') return
        const at = this.steps.findLastIndex(
          each => each.flowId === flowId && each.block === action.identifier,
        )
        const step = this.steps[at]
        if (step) this.steps[at] = { ...step, branch: branchTaken(action, leave, next) }
      },
    })
    const attributes = { ...setup.attributes }
    this.#customer = this.#isVoice ? this.#test.dial() : this.#test.chat({ attributes })
    this.#settle()
  }

  get hasEnded(): boolean {
    return this.#customer.hasEnded
  }

  /** Since it began, in milliseconds of virtual time. */
  get elapsed(): number {
    return this.#test.centre.now - this.#start
  }

  get attributes(): Readonly<Record<string, string>> {
    return this.#customer.attributes
  }

  /** A contact is offered to the agent, or waits for one. */
  get waitsForAgent(): boolean {
    const stage = this.#test.centre.view.contact(this.#customer.contactId)?.stage
    return stage === 'queued' || stage === 'offered'
  }

  press(digits: string): void {
    this.#act(digits, () => this.#customer.press(digits))
  }

  /** To a bot, or into the chat. */
  say(text: string): void {
    this.#act(text, () => {
      if (this.#customer.isHeardByBot) this.#customer.say(text)
      else if (!this.#isVoice) this.#customer.write(text)
    })
  }

  hangUp(): void {
    this.#act('⏹', () => this.#customer.hangUp())
  }

  wait(ms: number): void {
    this.#test.wait(ms)
    this.#settle()
  }

  /** Lets time pass until something is heard, or until a minute is over. */
  next(): void {
    const { centre } = this.#test
    const heard = this.#customer.heard.length
    const blocks = this.steps.length
    centre.waitFor(
      () => this.#customer.heard.length > heard || this.steps.length > blocks || this.hasEnded,
      60_000,
    )
    this.#settle()
  }

  agentAccepts(): void {
    const { centre } = this.#test
    this.#test.agent(AGENT.name).accept('1d')
    const isConnected = () => centre.view.contact(this.#customer.contactId)?.stage === 'connected'
    centre.waitFor(() => isConnected() || this.hasEnded, 60_000)
    this.#settle()
  }

  #act(text: string, act: () => void): void {
    if (this.hasEnded) return
    this.lines.push({ at: this.elapsed, who: 'customer', text })
    act()
    this.#settle()
  }

  /** What happens at once happens, and is told. */
  #settle(): void {
    this.#test.centre.wait(SETTLE_MS)
    const { heard } = this.#customer
    for (const { at, text } of heard.slice(this.#heard)) {
      const line: PlayedLine = { at: at - this.#start, who: 'flow', text }
      const before = this.lines.findLastIndex(each => each.at <= line.at)
      this.lines.splice(before + 1, 0, line)
    }
    this.#heard = heard.length
    const stage = this.hasEnded ? 'ended' : this.#stageNow()
    if (stage !== this.#stage && stage !== '') {
      this.lines.push({ at: this.elapsed, who: 'centre', text: stage })
    }
    this.#stage = stage
  }

  /** `queued <queue>`, `connected`, or nothing while it is in the flow. */
  #stageNow(): string {
    const { view } = this.#test.centre
    const contact = view.contact(this.#customer.contactId)
    if (contact?.stage === 'queued' || contact?.stage === 'offered') {
      return `queued ${view.directory.get('queue', contact.queueId ?? '')?.Name ?? ''}`
    }
    return contact?.stage === 'connected' ? 'connected' : ''
  }

  #clock(): string {
    return new Date(this.#test.centre.now).toISOString()
  }
}

/** A module is called by a flow around it. */
function sourcesOf({ kind, content }: PlaySetup): readonly FlowSource[] {
  if (kind !== 'MODULE') {
    return [{ name: PLAYED, id: PLAYED, content, type: kind satisfies FlowType }]
  }
  const caller = {
    Version: '2019-10-30',
    StartAction: 'call',
    Actions: [
      {
        Identifier: 'call',
        Type: 'InvokeFlowModule',
        Parameters: { FlowModuleId: PLAYED },
        Transitions: {
          NextAction: 'end',
          Errors: [
            { NextAction: 'end', ErrorType: 'NoMatchingCondition' },
            { NextAction: 'end', ErrorType: 'NoMatchingError' },
          ],
        },
      },
      { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ],
  }
  return [
    { name: 'caller', content: JSON.stringify(caller), type: 'CONTACT_FLOW' },
    { name: PLAYED, id: PLAYED, content, isModule: true },
  ]
}
