import type { FlowType } from '../../directory/document.ts'
import type { ActionKind, Deed, EventHook } from '../action-kind.ts'
import { isTrue, membersOf } from '../parameter.ts'

/** The type a hook's flow must have. */
const FLOW_TYPES: Readonly<Record<EventHook, FlowType>> = {
  AgentHold: 'AGENT_HOLD',
  AgentWhisper: 'AGENT_WHISPER',
  CustomerHold: 'CUSTOMER_HOLD',
  CustomerQueue: 'CUSTOMER_QUEUE',
  CustomerRemaining: 'CONTACT_FLOW',
  CustomerWhisper: 'CUSTOMER_WHISPER',
  DefaultAgentUI: 'CONTACT_FLOW',
  DisconnectAgentUI: 'CONTACT_FLOW',
  PauseContact: 'CONTACT_FLOW',
  ResumeContact: 'CONTACT_FLOW',
}

/** Chooses the flow that runs when something happens to the contact later on, or that none does. */
export const updateContactEventHooks: ActionKind = {
  type: 'UpdateContactEventHooks',

  enter({ parameters }, view) {
    const flows = membersOf(parameters.EventHooks)
    const settings = membersOf(parameters.EventHooksConfiguration)
    const hooks = new Set([...Object.keys(flows), ...Object.keys(settings)])
    const deeds: Deed[] = []
    for (const hook of hooks) {
      if (!isHook(hook)) return { leave: { by: 'error', error: 'NoMatchingError' } }
      const disabled = isTrue(membersOf(settings[hook]).DisableExecution)
      const flow = flows[hook] === undefined ? undefined : view.flow(view.text(flows[hook]))
      if (flow?.type !== FLOW_TYPES[hook] && !disabled) {
        return { leave: { by: 'error', error: 'NoMatchingError' } }
      }
      deeds.push({ do: 'setEventHook', hook, ...(flow && { flowId: flow.id }), disabled })
    }
    if (deeds.length === 0) return { leave: { by: 'error', error: 'NoMatchingError' } }
    return { leave: { by: 'next' }, deeds }
  },
}

function isHook(name: string): name is EventHook {
  return Object.hasOwn(FLOW_TYPES, name)
}
