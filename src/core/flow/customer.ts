// What the actions about customer profiles have in common: which profile, which fields, and where the
// answer goes (`$.Customer`, which belongs to the contact).
import type { Json, JsonObject } from '../json.ts'
import type { FlowView, Step } from './action-kind.ts'
import { failed } from './ask.ts'
import type { Action } from './flow.ts'
import { elementsOf, membersOf } from './parameter.ts'

/** The profile the action names, else the one found before; empty when there is none. */
export function profileIdFor({ parameters }: Action, view: FlowView): string {
  const { ProfileId } = membersOf(parameters.ProfileRequestData)
  return view.text(ProfileId ?? '$.Customer.ProfileId').trim()
}

/** Names of the fields the flow wants to read afterwards. */
export function shownFields({ parameters }: Action, view: FlowView): string[] {
  return elementsOf(parameters.ProfileResponseData).map(each => view.text(each))
}

/** The profile answered is the customer from now on. */
export function customerFrom(result: Json): Step {
  if (membersOf(result).ProfileId === undefined) {
    return failed('NoMatchingError', 'The answer holds no profile.')
  }
  return { leave: { by: 'next' }, deeds: [{ ...CUSTOMER, value: result }] }
}

/** Adds to what is known of the customer. */
export function customerWith(members: JsonObject, view: FlowView): Step {
  const value = { ...membersOf(view.value('$.Customer')), ...members }
  return { leave: { by: 'next' }, deeds: [{ ...CUSTOMER, value }] }
}

const CUSTOMER = { do: 'setNamespace', of: 'contact', name: 'Customer' } as const
