// A conversation with a bot. A caller first hears the prompt, then the bot; in a chat the prompt is the
// bot's first message. What came of it is `$.Lex`, and the intent chooses the way on.
import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, Deed, FlowView, Step } from '../action-kind.ts'
import { ask, failed, hear } from '../ask.ts'
import { fits } from '../fits.ts'
import type { Action } from '../flow.ts'
import { membersOf, wholeNumber } from '../parameter.ts'
import { sourcesOf } from '../prompt-body.ts'
import { resolvedMembers } from '../resolve.ts'
import { type BotConversation, type BotResult, botsQuestion } from '../service/bots.ts'

/** No call to a bot lasts longer. */
const CALL_MAX_MS = 15 * 60_000
/** Nor does a chat that sets no limit. */
const CHAT_MAX_MS = 24 * 60 * 60_000
const SILENCE_SECONDS = { min: 60, max: 604_800 }

export const connectParticipantWithLexBot: ActionKind = {
  type: 'ConnectParticipantWithLexBot',

  enter(action, view) {
    const { channel } = view
    if (channel !== 'VOICE' && channel !== 'CHAT') {
      return failed('NoMatchingError', `Bots do not talk to ${channel} contacts.`)
    }
    if (botOf(action, view) === undefined) return failed('NoMatchingError', 'There is no bot.')
    if (channel === 'CHAT') return converse(action, view)
    const sources = sourcesOf(action.parameters, view)
    if (sources === undefined) return failed('NoMatchingError', 'The prompt cannot be played.')
    if (sources.length === 0) return converse(action, view)
    return { wait: {}, memory: { prompting: true }, deeds: [{ do: 'play', sources }] }
  },

  resume(action, view, happening, memory) {
    if (memory.prompting !== true) {
      return hear({ answered, timeUp: timeUpError(action) }, action, view, happening, memory)
    }
    if (happening.type !== 'promptEnded') return { wait: {}, memory }
    if (happening.outcome === 'failed') {
      return failed('NoMatchingError', 'The prompt could not be played.')
    }
    return converse(action, view)
  },
}

function converse(action: Action, view: FlowView): Step {
  const bot = botOf(action, view)
  if (!bot) return failed('NoMatchingError', 'There is no bot.')
  const { parameters } = action
  const isChat = view.channel === 'CHAT'
  const silence = isChat ? silenceMaxMs(action, view) : undefined
  const { InitialMessage } = membersOf(parameters.LexInitializationData)
  const initialMessage = isChat ? view.text(InitialMessage) : ''
  const prompt = isChat ? view.text(parameters.Text) : ''
  const conversation: BotConversation = {
    contactId: view.text('$.ContactId'),
    channel: view.channel,
    bot,
    language: view.voice.language,
    sessionAttributes: resolvedMembers(membersOf(parameters.LexSessionAttributes), view),
    ...(initialMessage === '' ? {} : { initialMessage }),
    ...(prompt === '' ? {} : { prompt }),
    ...(silence === undefined ? {} : { silenceMaxMs: silence }),
  }
  return ask(view, botsQuestion(conversation, isChat ? (silence ?? CHAT_MAX_MS) : CALL_MAX_MS))
}

function botOf({ parameters }: Action, view: FlowView): BotConversation['bot'] | undefined {
  const aliasArn = view.text(membersOf(parameters.LexV2Bot).AliasArn).trim()
  if (aliasArn !== '') return { aliasArn }
  const { Name, Alias, Region } = membersOf(parameters.LexBot)
  const name = view.text(Name).trim()
  return name === '' ? undefined : { name, alias: view.text(Alias), region: view.text(Region) }
}

function silenceMaxMs({ parameters }: Action, view: FlowView): number | undefined {
  const text = view.text(membersOf(parameters.LexTimeoutSeconds).Text)
  const seconds = wholeNumber(text, SILENCE_SECONDS.min, SILENCE_SECONDS.max)
  return seconds === undefined ? undefined : seconds * 1000
}

/** FLOW_LANGUAGE §4: the branch is there only when a Lex time limit is set. */
function timeUpError({ parameters }: Action): string {
  return parameters.LexTimeoutSeconds === undefined ? 'NoMatchingError' : 'InputTimeLimitExceeded'
}

function answered(result: Json): Step {
  const { IntentName = '' } = membersOf(result) as BotResult
  const value: JsonObject = membersOf(result)
  if (!fits(value)) return failed('NoMatchingError', 'The bot answered more than 32 KB.')
  const deeds: Deed[] = [{ do: 'setNamespace', of: 'contact', name: 'Lex', value }]
  return { leave: { by: 'value', value: IntentName }, deeds }
}
