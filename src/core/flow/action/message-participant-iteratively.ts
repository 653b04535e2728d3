import type { PlaySource } from '../../effect.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, Deed, FlowView, Step } from '../action-kind.ts'
import type { Action } from '../flow.ts'
import { elementsOf, isTrue, membersOf, wholeNumber } from '../parameter.ts'
import { sourcesOf } from '../prompt-body.ts'

const INTERRUPT_SECONDS_MAX = 86_400

/** Plays its messages round and round, with a break for other actions every so often when asked. */
export const messageParticipantIteratively: ActionKind = {
  type: 'MessageParticipantIteratively',
  isReturnPoint: true,

  enter(action, view) {
    const { parameters } = action
    const messages = view.channel === 'VOICE' ? messagesOf(parameters.Messages, view) : undefined
    if (messages === undefined) return { leave: { by: 'error', error: 'NoMatchingError' } }
    const every = wholeNumber(
      view.text(parameters.InterruptFrequencySeconds),
      1,
      INTERRUPT_SECONDS_MAX,
    )
    const until = every === undefined ? {} : { until: view.now + every * 1000 }
    if (!continues(action) || until.until === undefined || messages.length === 1) {
      return {
        wait: until,
        memory: until,
        deeds: [{ do: 'play', sources: messages.flat(), loop: true }],
      }
    }
    // The count is the place of the message to go on with, beginning at 1.
    const index = Math.max(view.count(action) - 1, 0) % messages.length
    return { ...stay({ ...until, index }), deeds: [play(messages, index)] }
  },

  resume(action, view, happening, memory) {
    const { index } = memory
    if (happening.type === 'timeUp') {
      const deeds: Deed[] = [{ do: 'stopPlay' }]
      const next = typeof index === 'number' ? { count: index + 2 } : {}
      return { leave: { by: 'value', value: 'MessagesInterrupted' }, deeds, ...next }
    }
    if (happening.type !== 'promptEnded') return stay(memory)
    if (happening.outcome === 'failed') return { leave: { by: 'error', error: 'NoMatchingError' } }
    const messages = messagesOf(action.parameters.Messages, view)
    if (happening.outcome !== 'completed' || typeof index !== 'number' || !messages) {
      return stay(memory)
    }
    const following = (index + 1) % messages.length
    return { ...stay({ ...memory, index: following }), deeds: [play(messages, following)] }
  },
}

/** After an interruption it goes on with the next message instead of the first. */
function continues({ parameters }: Action): boolean {
  return isTrue(parameters.ContinueMessagingDuringInterrupt)
}

function play(messages: readonly (readonly PlaySource[])[], index: number): Deed {
  return { do: 'play', sources: messages[index] ?? [] }
}

function stay(memory: JsonObject): Step {
  return { wait: typeof memory.until === 'number' ? { until: memory.until } : {}, memory }
}

/** What each message says; undefined when there are none, or one cannot be played. */
function messagesOf(
  messages: Json | undefined,
  view: FlowView,
): readonly (readonly PlaySource[])[] | undefined {
  const all: (readonly PlaySource[])[] = []
  for (const message of elementsOf(messages)) {
    const sources = sourcesOf(membersOf(message), view)
    if (sources === undefined) return undefined
    if (sources.length > 0) all.push(sources)
  }
  return all.length === 0 ? undefined : all
}
