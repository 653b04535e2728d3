import type { Json } from '../../json.ts'
import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'
import { fits } from '../fits.ts'
import { membersOf } from '../parameter.ts'

/** Writes attributes that only this flow sees. */
export const updateFlowAttributes: ActionKind = {
  type: 'UpdateFlowAttributes',

  enter({ parameters }, view) {
    const attributes = Object.fromEntries(
      Object.entries(membersOf(parameters.FlowAttributes)).map(([name, value]) => {
        return [view.text(name), view.text(unwrapped(value))]
      }),
    )
    const former = membersOf(view.value('$.FlowAttributes'))
    if (!fits({ ...former, ...attributes })) {
      return failed('NoMatchingError', 'Flow attributes would be larger than 32 KB.')
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'setFlowAttributes', attributes }] }
  },
}

/** Exports wrap each value as `{ "Value": … }`; files written by hand often do not. */
function unwrapped(json: Json | undefined): Json | undefined {
  return typeof json === 'object' && json !== null ? membersOf(json).Value : json
}
