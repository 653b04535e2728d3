// Shows a view in a chat, or to an agent (an agent's guide is a chat as well), and waits for what is
// chosen or filled in. `$.Views.Action` and `$.Views.ViewResultData` lead to it.
import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, FlowView, Step } from '../action-kind.ts'
import { failed } from '../ask.ts'
import { isShallow } from '../fits.ts'
import type { Action } from '../flow.ts'
import { elementsOf, isWord, membersOf, wholeNumber } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'

const SECONDS_PER_WEEK = 604_800
/** For flows made before the limit was asked for. */
const USUAL_SECONDS = 900
const RESPONSE = 'application/vnd.amazonaws.connect.message.interactive.response'

export const showView: ActionKind = {
  type: 'ShowView',

  enter(action, view) {
    if (view.channel !== 'CHAT') return failed('NoMatchingError', 'Views are shown in chats only.')
    const { ViewResource, ViewData, SensitiveDataConfiguration } = action.parameters
    const { Id, Version } = membersOf(ViewResource)
    const version = Version === undefined ? undefined : view.text(Version)
    const shown = view.view(view.text(Id), version)
    if (!shown) return failed('NoMatchingError', 'There is no such view.')
    const limit = limitSeconds(action, view)
    if (limit === undefined) return failed('NoMatchingError', 'The time limit is not a number.')
    const memory = { until: view.now + limit * 1000, awaits: 'text' }
    const hidden = elementsOf(membersOf(SensitiveDataConfiguration).HideResponseOn)
    return {
      wait: memory,
      memory,
      deeds: [
        {
          do: 'showView',
          view: shown,
          data: resolvedMembers(membersOf(ViewData), view),
          hidesAnswer: hidden.some(each => isWord(each, 'TRANSCRIPT')),
        },
      ],
    }
  },

  resume(_, __, happening, memory) {
    if (happening.type === 'timeUp') return failed('TimeLimitExceeded')
    const answer =
      happening.type === 'message' && happening.contentType === RESPONSE
        ? answerOf(happening.content)
        : undefined
    // Whatever else is written meanwhile is talk.
    if (!answer) return { wait: { until: Number(memory.until) }, memory }
    return answered(answer)
  },
}

function limitSeconds({ parameters }: Action, view: FlowView): number | undefined {
  const given = parameters.InvocationTimeLimitSeconds
  return given === undefined ? USUAL_SECONDS : wholeNumber(view.text(given), 1, SECONDS_PER_WEEK)
}

function answered({ action, data }: { readonly action: string; readonly data: Json }): Step {
  const value: JsonObject = { Action: action, ViewResultData: data }
  return {
    leave: { by: 'value', value: action },
    deeds: [{ do: 'setNamespace', of: 'run', name: 'Views', value }],
  }
}

/**
 * The action and what came with it. Clients put them at the top or into `data`, and name them with
 * or without capitals; what is not JSON, or names no action, is no answer.
 */
function answerOf(content: string): { readonly action: string; readonly data: Json } | undefined {
  const top = parsed(content)
  for (const members of [top, membersOf(top.data ?? top.Data)]) {
    const action = members.Action ?? members.action ?? members.actionName
    if (typeof action !== 'string') continue
    const data = members.ViewResultData ?? members.viewResultData ?? members.content ?? members.data
    return isShallow(data) ? { action, data: data ?? {} } : undefined
  }
  return undefined
}

function parsed(content: string): JsonObject {
  try {
    return membersOf(JSON.parse(content) as Json)
  } catch {
    // No JSON is no answer.
    return {}
  }
}
