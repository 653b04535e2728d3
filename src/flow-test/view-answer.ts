// How a chat client answers a view.
import type { JsonObject } from '../core/json.ts'

/** The content type of an answer. */
export const VIEW_RESPONSE = 'application/vnd.amazonaws.connect.message.interactive.response'

/** The action that was chosen, and what was filled in. */
export function viewAnswer(action: string, data: JsonObject = {}): string {
  return JSON.stringify({ templateType: 'ViewResource', action, data })
}
