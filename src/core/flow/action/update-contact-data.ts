import { type ContactPart, overLimit } from '../../contact/contact-size.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, Deed, FlowView } from '../action-kind.ts'
import { failed } from '../ask.ts'
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
    const of: 'related' | undefined = isForAnother ? 'related' : undefined
    if (of && !view.hasRelatedContact) return failed('NoMatchingError', 'No contact is related.')
    const parts: [ContactPart, JsonObject, Deed][] = []
    const whose = of === undefined ? {} : { of }
    if (Object.keys(data).length > 0) {
      parts.push(['data', data, { do: 'setContactData', data, ...whose }])
    }
    if (References !== undefined) {
      const references = referencesOf(References, view)
      parts.push(['references', references, { do: 'setReferences', references, ...whose }])
    }
    if (SegmentAttributes !== undefined) {
      const attributes = segment(SegmentAttributes, view)
      const deed: Deed = { do: 'setSegmentAttributes', attributes, ...whose }
      parts.push(['segmentAttributes', attributes, deed])
    }
    if (parts.length === 0) return failed('NoMatchingError', 'There is nothing to set.')
    const over = parts.find(([part, more]) => !view.hasRoomFor(part, more, of))
    if (over) return failed('NoMatchingError', overLimit(over[0]))
    return { leave: { by: 'next' }, deeds: parts.map(([, , deed]) => deed) }
  },
}

/** `{ name: { Value, Type } }`, or a bare value, which is text. */
function referencesOf(json: Json, view: FlowView) {
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
