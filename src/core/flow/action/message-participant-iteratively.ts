import type { PlaySource } from '../../effect.ts'
import type { Json } from '../../json.ts'
import type { ActionKind, FlowView } from '../action-kind.ts'
import { elementsOf, membersOf, wholeNumber } from '../parameter.ts'
import { sourcesOf } from '../prompt-body.ts'

const INTERRUPT_SECONDS_MAX = 86_400

/** Plays its messages round and round, with a break for other actions every so often when asked. */
export const messageParticipantIteratively: ActionKind = {
  type: 'MessageParticipantIteratively',
  isReturnPoint: true,

  enter({ parameters }, view) {
    const sources = view.channel === 'VOICE' ? allSourcesOf(parameters.Messages, view) : undefined
    if (sources === undefined) return { leave: { by: 'error', error: 'NoMatchingError' } }
    const every = wholeNumber(parameters.InterruptFrequencySeconds, 1, INTERRUPT_SECONDS_MAX)
    const until = every === undefined ? undefined : view.now + every * 1000
    const wait = until === undefined ? {} : { until }
    return { wait, memory: wait, deeds: [{ do: 'play', sources, loop: true }] }
  },

  resume(_, __, happening, memory) {
    if (happening.type === 'timeUp') {
      return { leave: { by: 'value', value: 'MessagesInterrupted' }, deeds: [{ do: 'stopPlay' }] }
    }
    if (happening.type === 'promptEnded' && happening.outcome === 'failed') {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    const wait = typeof memory.until === 'number' ? { until: memory.until } : {}
    return { wait, memory }
  },
}

function allSourcesOf(messages: Json | undefined, view: FlowView): PlaySource[] | undefined {
  const all: PlaySource[] = []
  for (const message of elementsOf(messages)) {
    const sources = sourcesOf(membersOf(message), view)
    if (sources === undefined) return undefined
    all.push(...sources)
  }
  return all.length === 0 ? undefined : all
}
