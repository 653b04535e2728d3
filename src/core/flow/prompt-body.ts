// What an action says: Text, SSML or a prompt of the library.
import type { PlaySource } from '../effect.ts'
import type { JsonObject } from '../json.ts'
import type { FlowView } from './action-kind.ts'
import type { Parameters } from './flow.ts'

const NOTHING_TO_SAY = /^(<speak[^<>]*>\s*<\/speak>)?$/

/** What to play; empty for silence (a body that says nothing), undefined when it cannot be played. */
export function sourcesOf(
  body: Parameters | JsonObject,
  view: FlowView,
): readonly PlaySource[] | undefined {
  if (body.Media !== undefined) return undefined
  if (body.PromptId !== undefined) {
    const prompt = view.prompt(view.text(body.PromptId))
    return prompt && [{ type: 'audio', location: prompt.location }]
  }
  const text = view.text(body.SSML ?? body.Text).trim()
  if (NOTHING_TO_SAY.test(text)) return []
  const { voice, language } = view.voice
  // Authors put SSML into Text, and the service speaks it as SSML.
  return body.SSML !== undefined || text.startsWith('<speak')
    ? [{ type: 'ssml', ssml: text, voice, language }]
    : [{ type: 'text', text, voice, language }]
}
