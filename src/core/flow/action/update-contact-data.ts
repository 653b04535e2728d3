import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, Deed, FlowView } from '../action-kind.ts'
import { isWord, membersOf } from '../parameter.ts'

/** Writes what the contact is called, its language, its customer, its references and the like. */
export const updateContactData: ActionKind = {
  type: 'UpdateContactData',

  enter({ parameters }, view) {
    const { TargetContact, References, SegmentAttributes, ...members } = parameters
    const data = Object.fromEntries(
      Object.entries(members).map(([name, value]) => [name, view.text(value)]),
    )
    const isForAnother = isWord(TargetContact, 'Related')
    const of = isForAnother ? { of: 'related' as const } : {}
    const deeds: Deed[] = []
    if (Object.keys(data).length > 0) deeds.push({ do: 'setContactData', data, ...of })
    if (References !== undefined) {
      deeds.push({ do: 'setReferences', references: references(References, view), ...of })
    }
    if (SegmentAttributes !== undefined) {
      const attributes = segment(SegmentAttributes, view)
      deeds.push({ do: 'setSegmentAttributes', attributes, ...of })
    }
    if ((isForAnother && !view.hasRelatedContact) || deeds.length === 0) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    return { leave: { by: 'next' }, deeds }
  },
}

/** `{ name: { Value, Type } }`, or a bare value, which is text. */
function references(json: Json, view: FlowView) {
  return Object.fromEntries(
    Object.entries(membersOf(json)).map(([name, each]) => {
      const isObject = typeof each === 'object' && each !== null
      const { Value, Type }: JsonObject = isObject ? membersOf(each) : { Value: each }
      return [name, { Value: view.text(Value), Type: view.text(Type) || 'STRING' }]
    }),
  )
}

/** `{ key: { ValueString } }`, or a bare value. Only what a business defines itself can be set. */
function segment(json: Json, view: FlowView) {
  return Object.fromEntries(
    Object.entries(membersOf(json)).map(([key, each]) => {
      const isObject = typeof each === 'object' && each !== null
      const value = isObject ? Object.values(membersOf(each))[0] : each
      return [key, { ValueString: view.text(value) }]
    }),
  )
}
