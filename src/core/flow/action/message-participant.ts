import type { ActionKind } from '../action-kind.ts'
import { sourcesOf } from '../prompt-body.ts'

/** Plays a prompt to its end. */
export const messageParticipant: ActionKind = {
  type: 'MessageParticipant',

  enter({ parameters }, view) {
    if (view.channel === 'EMAIL') return { leave: { by: 'next' } }
    const isText = parameters.Text !== undefined
    if (view.channel === 'TASK' && isText) return { leave: { by: 'next' } }
    const sources = view.channel === 'VOICE' ? sourcesOf(parameters, view) : undefined
    if (sources === undefined) return { leave: { by: 'error', error: 'NoMatchingError' } }
    if (sources.length === 0) return { leave: { by: 'next' } }
    return { wait: {}, memory: {}, deeds: [{ do: 'play', sources }] }
  },

  resume(_, __, happening, memory) {
    if (happening.type !== 'promptEnded') return { wait: {}, memory }
    if (happening.outcome !== 'failed') return { leave: { by: 'next' } }
    return { leave: { by: 'error', error: 'NoMatchingError' } }
  },
}
