// Plays a script's tests against its flows, and says of each whether it passed and what happened.
import { membersOf } from '../core/flow/parameter.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { botAnswer, botRules } from './bot-script.ts'
import { branchTaken } from './branches.ts'
import { Coverage } from './coverage.ts'
import { type Customer, FlowTest, type FunctionAnswer } from './flow-test.ts'
import { type FlowScript, pattern, ScriptError } from './script.ts'
import type { AgentSetup, FlowSource, HoursSetup, QueueSetup, Setup } from './setup.ts'

export interface TestResult {
  readonly name: string
  /** Why it failed; undefined when it passed. */
  readonly failure?: string
  /** What happened, in order. */
  readonly lines: readonly TraceLine[]
  readonly coverage: Coverage
}

export interface TraceLine {
  /** Milliseconds since the call began. */
  readonly at: number
  readonly who: 'caller' | 'hears' | 'flow' | 'agent' | 'test'
  readonly text: string
}

/** Plays one test of a script. */
export function runScriptTest(
  script: FlowScript,
  flows: readonly FlowSource[],
  test: FlowScript['tests'][number],
): TestResult {
  const coverage = new Coverage()
  const lines: TraceLine[] = []
  try {
    const play = new ScriptPlay(script, flows, coverage, lines)
    for (const step of test.steps) play.do(step)
    return { name: test.name, lines, coverage }
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    return { name: test.name, failure, lines, coverage }
  }
}

class ScriptPlay {
  readonly #test: FlowTest
  readonly #caller: Customer
  readonly #lines: TraceLine[]
  readonly #start: number
  readonly #isVoice: boolean
  #heard = 0

  constructor(
    script: FlowScript,
    flows: readonly FlowSource[],
    coverage: Coverage,
    lines: TraceLine[],
  ) {
    this.#lines = lines
    this.#test = new FlowTest(setupOf(script, flows), {
      ...(script.seed !== undefined && { seed: script.seed }),
      ...(script.start !== undefined && { start: momentOf(script.start) }),
    })
    for (const [name, answer] of Object.entries(script.functions)) {
      this.#test.functionAnswers(name, functionAnswer(answer))
    }
    for (const [name, answers] of Object.entries(script.bots)) {
      this.#test.botAnswers(name, botRules(answers))
    }
    this.#start = this.#test.centre.now
    this.#test.centre.watch({
      entered: place => coverage.entered(place),
      left: (place, leave, next) => {
        coverage.left(place, leave, next)
        const { identifier, type } = place.action
        const branch = branchTaken(place.action, leave, next)
        this.#note(
          'flow',
          `${identifier} (${type}): ${branch}${next === undefined ? '' : ` → ${next}`}`,
        )
      },
    })
    this.#isVoice = script.channel === undefined || script.channel === 'VOICE'
    this.#caller = this.#begin(script)
  }

  #begin({ channel, from, attributes }: FlowScript): Customer {
    if (channel === 'CHAT') return this.#test.chat({ attributes })
    if (channel === 'TASK') return this.#test.task({ attributes })
    return this.#test.dial(from === undefined ? {} : { from })
  }

  do(step: JsonObject): void {
    try {
      this.#do(step)
    } finally {
      this.#noteHeard()
    }
  }

  #do(step: JsonObject): void {
    const caller = this.#caller
    const within = timeOf(step.within)
    if (step.expectPrompt !== undefined) {
      caller.expectPrompt(pattern(step.expectPrompt), ...within)
    } else if (step.expectNoPrompt !== undefined) {
      caller.expectNoPrompt(pattern(step.expectNoPrompt))
    } else if (step.expectQueue !== undefined) {
      caller.expectQueue(String(step.expectQueue), ...within)
    } else if (step.expectAgent !== undefined) {
      caller.expectAgent(
        typeof step.expectAgent === 'string' ? step.expectAgent : undefined,
        ...within,
      )
    } else if (step.expectAttributes !== undefined) {
      caller.expectAttributes(textsOf(step.expectAttributes))
    } else if (step.expectEnd !== undefined) {
      caller.expectEnd(typeof step.expectEnd === 'string' ? step.expectEnd : undefined, ...within)
    } else if (step.press !== undefined) {
      this.#note('caller', `presses ${String(step.press)}`)
      caller.press(String(step.press))
    } else if (step.wait !== undefined) {
      this.#test.wait(timeOf(step.wait)[0] ?? 0)
    } else if (step.hangUp !== undefined) {
      this.#note('caller', 'hangs up')
      caller.hangUp()
    } else if (step.agent !== undefined) {
      this.#agentDoes(String(step.agent), String(step.does ?? 'accept'), within)
    } else if (step.function !== undefined) {
      this.#test.functionAnswers(String(step.function), functionAnswer(step.answers))
    } else if (step.answer !== undefined) {
      const { action, data } = membersOf(step.answer)
      this.#note('caller', `answers ${String(action)}`)
      caller.answerView(String(action), membersOf(data))
    } else if (step.bot !== undefined) {
      this.#test.botAnswers(String(step.bot), botRules(step.answers))
    } else this.#say(String(step.say), step, within)
  }

  /** To a bot when there is one or the step says what it understands, and on the phone always. */
  #say(text: string, step: JsonObject, within: [] | [string | number]): void {
    const caller = this.#caller
    const answer = step.intent === undefined ? undefined : botAnswer(step)
    if (this.#isVoice || answer || caller.isHeardByBot) {
      this.#note('caller', `says ${text}`)
      caller.say(text, answer, ...within)
    } else {
      this.#note('caller', `writes ${text}`)
      caller.write(text)
    }
  }

  #agentDoes(name: string, does: string, within: [] | [string | number]): void {
    const agent = this.#test.agent(name)
    this.#note('agent', `${name}: ${does}`)
    switch (does) {
      case 'accept':
      case 'reject':
        return agent[does](...within)
      case 'hold':
      case 'resume':
      case 'hangUp':
      case 'clear':
        return agent[does]()
      case 'available':
        return agent.setStatus('Available')
      case 'offline':
        return agent.setStatus('Offline')
      default:
        throw new ScriptError(`An agent cannot "${does}".`)
    }
  }

  /** Prompts are noted when they began, among what else happened. */
  #noteHeard(): void {
    const { heard } = this.#caller
    for (const { at, text } of heard.slice(this.#heard)) {
      const line: TraceLine = { at: at - this.#start, who: 'hears', text }
      const before = this.#lines.findLastIndex(each => each.at <= line.at)
      this.#lines.splice(before + 1, 0, line)
    }
    this.#heard = heard.length
  }

  #note(who: TraceLine['who'], text: string): void {
    this.#lines.push({ at: this.#test.centre.now - this.#start, who, text })
  }
}

function setupOf(script: FlowScript, flows: readonly FlowSource[]): Setup {
  return {
    flows,
    queues: script.queues as unknown as readonly QueueSetup[],
    hours: script.hours as unknown as readonly HoursSetup[],
    agents: script.agents as unknown as readonly AgentSetup[],
  }
}

function momentOf(iso: string): number {
  const moment = Date.parse(iso)
  if (Number.isNaN(moment))
    throw new ScriptError(`"${iso}" is no moment; write 2026-11-21T10:00:00Z.`)
  return moment
}

function timeOf(value: Json | undefined): [] | [string | number] {
  return typeof value === 'string' || typeof value === 'number' ? [value] : []
}

function textsOf(value: Json): Record<string, string> {
  return Object.fromEntries(
    Object.entries(membersOf(value)).map(([key, each]) => [key, String(each)]),
  )
}

function functionAnswer(value: Json | undefined): FunctionAnswer {
  const answer = membersOf(value)
  if (answer.timeout === true) return { timeout: true }
  const delay = typeof answer.delaySeconds === 'number' ? { delaySeconds: answer.delaySeconds } : {}
  if (answer.error !== undefined) return { error: String(answer.error), ...delay }
  if (answer.result !== undefined) return { result: answer.result, ...delay }
  throw new ScriptError(
    'A function answers { "result": … }, { "error": "…" } or { "timeout": true }.',
  )
}
