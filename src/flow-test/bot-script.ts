// How scripts write what a bot understands.
import { membersOf } from '../core/flow/parameter.ts'
import type { Json, JsonObject } from '../core/json.ts'
import type { BotAnswer, BotRule, BotRules } from './bots.ts'
import { pattern, ScriptError } from './script.ts'

/** `{ "error": "…" }`, one answer, or a list of `{ "hears": "…", "intent": "…" }`. */
export function botRules(value: Json | undefined): BotRules {
  const { error } = membersOf(value)
  if (error !== undefined) return { error: String(error) }
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value]
  return list.map(each => botRule(membersOf(each)))
}

function botRule(rule: JsonObject): BotRule {
  const { hears } = rule
  return { ...botAnswer(rule), ...(hears !== undefined && { hears: pattern(hears) }) }
}

/** `{ "intent", "slots", "sessionAttributes", "state", "confidence", "sentiment" }` */
export function botAnswer(json: JsonObject): BotAnswer {
  const { intent, slots, sessionAttributes, state, confidence, sentiment } = json
  if (typeof intent !== 'string') {
    throw new ScriptError('A bot answers { "intent": "…" } or { "error": "…" }.')
  }
  return {
    intent,
    ...(slots !== undefined && { slots: membersOf(slots) }),
    ...(sessionAttributes !== undefined && { sessionAttributes: membersOf(sessionAttributes) }),
    ...(typeof state === 'string' && { state }),
    ...(typeof confidence === 'number' && { confidence }),
    ...(typeof sentiment === 'string' && { sentiment }),
  }
}
