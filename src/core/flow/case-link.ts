// What the actions about cases have in common: which contact they link, and where the answer goes
// (`$.Case`, which belongs to the contact).
import type { Json } from '../json.ts'
import type { FlowView, Step } from './action-kind.ts'
import { failed } from './ask.ts'
import type { Action } from './flow.ts'
import { isTrue, isWord, membersOf } from './parameter.ts'
import type { CaseLink } from './service/cases.ts'

/** The contact to link; without `ContactToLink` the current one. */
export function caseLink({ parameters }: Action, view: FlowView): CaseLink {
  if (!isTrue(view.text(parameters.LinkContactToCase))) return {}
  const isRelated = isWord(view.text(parameters.ContactToLink), 'Related')
  return { linkContactId: view.text(isRelated ? '$.RelatedContactId' : '$.ContactId') }
}

/** The case answered is the contact's from now on, linked or not. */
export function caseFrom(result: Json, action: Action, view: FlowView): Step {
  const { case: found, linked } = membersOf(result)
  const value = membersOf(found)
  if (value.case_id === undefined) return failed('NoMatchingError', 'The answer holds no case.')
  const deed = { do: 'setNamespace', of: 'contact', name: 'Case', value } as const
  const wanted = caseLink(action, view).linkContactId !== undefined
  return wanted && linked !== true
    ? { leave: { by: 'error', error: 'ContactNotLinked' }, deeds: [deed] }
    : { leave: { by: 'next' }, deeds: [deed] }
}
