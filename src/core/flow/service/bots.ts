// What flows ask of the `bot` service (Lex): one conversation, from the first word to a fulfilled
// intent. On a call the bot listens and speaks on the contact's own leg; in a chat it reads and writes
// its messages. Errors: `InputTimeLimitExceeded`, else `NoMatchingError`.
import type { JsonObject } from '../../json.ts'
import type { ServiceQuestion } from '../../service.ts'

export type BotConversation = {
  readonly contactId: string
  readonly channel: string
  /** A Lex V2 alias, or a Lex V1 bot. */
  readonly bot:
    | { readonly aliasArn: string }
    | { readonly name: string; readonly alias: string; readonly region: string }
  readonly language: string
  readonly sessionAttributes: JsonObject
  /** What the customer is taken to have said already (chat). */
  readonly initialMessage?: string
  /** What a chat's customer is told first; on calls it has been played before. */
  readonly prompt?: string
  /** How long a chat's customer may say nothing. */
  readonly silenceMaxMs?: number
}

/**
 * The answer, which becomes `$.Lex`: what FLOW_LANGUAGE §2 lists under it. Without an intent the
 * conversation came to nothing.
 */
export type BotResult = {
  readonly IntentName?: string
  readonly DialogState?: string
  readonly InputTranscript?: string
  readonly IntentConfidence?: { readonly Score: number }
  readonly Slots?: JsonObject
  readonly SessionAttributes?: JsonObject
  readonly SentimentResponse?: { readonly Label: string; readonly Scores?: JsonObject }
  readonly AlternativeIntents?: JsonObject
}

export function botsQuestion(parameters: BotConversation, timeLimitMs: number): ServiceQuestion {
  return { service: 'bot', operation: 'converse', parameters, timeLimitMs }
}
