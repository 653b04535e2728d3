// Bots in flow tests: what is said to one, on the phone or in a chat, is answered by what the test says
// the bot makes of it. No bot is asked.
import type { BotResult } from '../core/flow/service/bots.ts'
import type { Json, JsonObject } from '../core/json.ts'
import type { ServiceAnswer, ServiceQuestion } from '../core/service.ts'

/** What a bot makes of what it hears; `$.Lex` in the flow. */
export interface BotAnswer {
  readonly intent: string
  readonly slots?: JsonObject
  readonly sessionAttributes?: JsonObject
  /** `Fulfilled` when absent. */
  readonly state?: string
  /** 0 to 1. */
  readonly confidence?: number
  readonly sentiment?: string
}

/** An answer to words that contain the text (any case) or match; to all words without `hears`. */
export interface BotRule extends BotAnswer {
  readonly hears?: string | RegExp
}

/** Or the bot cannot be reached. */
export type BotRules = readonly BotRule[] | { readonly error: string }

/** What it is when nothing fits, as with the service's own bots. */
const FALLBACK: BotAnswer = { intent: 'FallbackIntent', state: 'Failed' }

export class Bots {
  readonly #rules = new Map<string, BotRules>()

  /** @param name the bot's alias ARN, bot id, alias id or name, or `*` for every other. */
  answer(name: string, rules: BotRules): void {
    this.#rules.set(name, rules)
  }

  /** What a bot says before anybody has spoken to it: nothing, unless it cannot be reached. */
  asked(question: ServiceQuestion): ServiceAnswer | undefined {
    const rules = this.#rulesFor(question)
    return rules && 'error' in rules ? failure(rules.error) : undefined
  }

  /** What a bot makes of words; `answer` when the test says it there and then. */
  heard(question: ServiceQuestion, text: string, answer?: BotAnswer): ServiceAnswer {
    if (answer) return understood(text, answer)
    const rules = this.#rulesFor(question)
    if (!rules) return failure('The test has no answer of the bot.')
    if ('error' in rules) return failure(rules.error)
    return understood(text, rules.find(({ hears }) => contains(text, hears)) ?? FALLBACK)
  }

  #rulesFor({ parameters }: ServiceQuestion): BotRules | undefined {
    const bot = parameters.bot as JsonObject | undefined
    const arn = String(bot?.aliasArn ?? '')
    const names = [arn, ...arn.split('/').slice(1).reverse(), String(bot?.name ?? ''), '*']
    const name = names.find(each => each !== '' && this.#rules.has(each))
    return name === undefined ? undefined : this.#rules.get(name)
  }
}

function understood(text: string, answer: BotAnswer): ServiceAnswer {
  const { intent, slots = {}, sessionAttributes = {}, state = 'Fulfilled', confidence = 1 } = answer
  const result: BotResult = {
    IntentName: intent,
    DialogState: state,
    InputTranscript: text,
    IntentConfidence: { Score: confidence },
    Slots: slots,
    SessionAttributes: sessionAttributes,
    ...(answer.sentiment !== undefined && { SentimentResponse: { Label: answer.sentiment } }),
  }
  return { ok: true, result: result as Json }
}

/** Is it, or does it match, what is wanted? */
export function contains(text: string, wanted: string | RegExp = ''): boolean {
  if (typeof wanted !== 'string') return wanted.test(text)
  return text.toLowerCase().includes(wanted.toLowerCase())
}

function failure(message: string): ServiceAnswer {
  return { ok: false, error: 'NoMatchingError', message }
}
