// A guide as it is drawn: what it has said, what was answered, and the question that is open. Pure.
import type { Conversation, Line } from '../chat/conversation.ts'
import {
  answerLabel,
  isView,
  type Question,
  readInteractive,
  type ViewShown,
} from '../chat/interactive.ts'
import { CONTENT } from '../chat/participant-protocol.ts'

export type GuideStep =
  | { readonly type: 'text'; readonly id: string; readonly text: string }
  | { readonly type: 'answered'; readonly id: string; readonly text: string }
  | { readonly type: 'question'; readonly id: string; readonly question: Question }
  | { readonly type: 'view'; readonly id: string; readonly view: ViewShown }

/** Only the last question can be answered, and only as long as the guide goes on. */
export function guideSteps({
  lines,
  outbox,
  participantId,
  link,
}: Pick<Conversation, 'lines' | 'outbox' | 'participantId' | 'link'>): readonly GuideStep[] {
  const said = lines.filter(({ kind }) => kind === 'message')
  const last = said.at(-1)
  const isAnswered = link === 'over' || outbox.some(({ refused }) => refused === undefined)
  return said.flatMap(line => {
    const isOurs = line.participantId !== undefined && line.participantId === participantId
    return stepsOf(line, isOurs, line === last && !isAnswered)
  })
}

function stepsOf(line: Line, isOurs: boolean, isOpen: boolean): readonly GuideStep[] {
  const { id, contentType, content } = line
  if (contentType === CONTENT.interactiveResponse) {
    return [{ type: 'answered', id, text: answerLabel(content) }]
  }
  if (contentType !== CONTENT.interactive) {
    return [{ type: isOurs ? 'answered' : 'text', id, text: content }]
  }
  const shown = isOpen ? readInteractive(content) : undefined
  if (!shown) return []
  return [
    isView(shown) ? { type: 'view', id, view: shown } : { type: 'question', id, question: shown },
  ]
}
