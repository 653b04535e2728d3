import { serviceAction } from '../ask.ts'
import { caseFrom, caseLink } from '../case-link.ts'
import { membersOf } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'
import { casesQuestion } from '../service/cases.ts'

/** Changes fields of a case. */
export const updateCase = serviceAction({
  type: 'UpdateCase',

  question(action, view) {
    const caseId = view.text(action.parameters.CaseId).trim()
    if (caseId === '') return { problem: 'There is no case to change.' }
    const fields = resolvedMembers(membersOf(action.parameters.CaseRequestFields), view)
    const parameters = { ...caseLink(action, view), caseId, fields }
    return casesQuestion({ operation: 'update', parameters })
  },

  answered: caseFrom,
})
