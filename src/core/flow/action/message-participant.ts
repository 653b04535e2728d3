import type { ActionKind, Deed, Step } from '../action-kind.ts'
import { isTrue } from '../parameter.ts'
import { sourcesOf } from '../prompt-body.ts'

/** Plays a prompt to its end, or writes it into the chat. */
export const messageParticipant: ActionKind = {
  type: 'MessageParticipant',

  enter({ parameters }, view) {
    if (view.channel === 'EMAIL') return { leave: { by: 'next' } }
    const isText = parameters.Text !== undefined
    if (view.channel === 'TASK' && isText) return { leave: { by: 'next' } }
    if (view.channel === 'CHAT' && isText) return write(view.text(parameters.Text))
    const sources = view.channel === 'VOICE' ? sourcesOf(parameters, view) : undefined
    if (sources === undefined) return { leave: { by: 'error', error: 'NoMatchingError' } }
    if (sources.length === 0) return { leave: { by: 'next' } }
    // Who types ahead does not hear what they know.
    if (isTrue(parameters.SkipWhenDTMFBufferEnabled) && view.bufferedDigits) {
      return { leave: { by: 'next' } }
    }
    return { wait: {}, memory: {}, deeds: [{ do: 'play', sources }] }
  },

  resume({ parameters }, view, happening, memory) {
    const isSkipped = happening.type === 'digit' && isTrue(parameters.SkipWhenDTMFBufferEnabled)
    if (isSkipped && view.bufferedDigits !== undefined) {
      return { leave: { by: 'next' }, deeds: [{ do: 'stopPlay' }] }
    }
    if (happening.type !== 'promptEnded') return { wait: {}, memory }
    if (happening.outcome !== 'failed') return { leave: { by: 'next' } }
    return { leave: { by: 'error', error: 'NoMatchingError' } }
  },
}

function write(content: string): Step {
  // Markup is for voices; what it wraps is what a reader is to see.
  const text = content.startsWith('<speak') ? withoutMarkup(content) : content
  const deeds: Deed[] =
    text.trim() === '' ? [] : [{ do: 'send', contentType: 'text/plain', content: text }]
  return { leave: { by: 'next' }, deeds }
}

function withoutMarkup(ssml: string): string {
  return ssml
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
