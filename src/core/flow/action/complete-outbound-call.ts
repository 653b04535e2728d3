import type { ActionKind } from '../action-kind.ts'
import { membersOf, wholeNumber } from '../parameter.ts'

const LIMIT_SECONDS = { min: 1, max: 600 }

/** Rings the customer whom an agent calls, or who is called back; goes on when the customer answers. */
export const completeOutboundCall: ActionKind = {
  type: 'CompleteOutboundCall',

  enter({ parameters }, view) {
    // Who is there already need not be called.
    if (view.outboundCall !== 'pending') return { leave: { by: 'next' } }
    const callerId = view.text(membersOf(parameters.CallerId).Number)
    const { min, max } = LIMIT_SECONDS
    const seconds = wholeNumber(view.text(parameters.ConnectionTimeLimitSeconds), min, max)
    return {
      wait: {},
      memory: {},
      deeds: [
        {
          do: 'completeCall',
          ...(callerId === '' ? {} : { callerId }),
          ...(seconds === undefined ? {} : { timeLimitMs: seconds * 1000 }),
        },
      ],
    }
  },

  resume(_, __, happening, memory) {
    return happening.type === 'callAnswered' ? { leave: { by: 'next' } } : { wait: {}, memory }
  },
}
