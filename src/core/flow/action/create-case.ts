import { serviceAction } from '../ask.ts'
import { caseFrom, caseLink } from '../case-link.ts'
import { membersOf } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'
import { casesQuestion } from '../service/cases.ts'

/** Opens a case; its fields are read as `$.Case.<field>`. */
export const createCase = serviceAction({
  type: 'CreateCase',

  question(action, view) {
    const templateId = view.text(action.parameters.CaseTemplateId).trim()
    if (templateId === '') return { problem: 'There is no template for the case.' }
    const fields = resolvedMembers(membersOf(action.parameters.CaseRequestFields), view)
    const parameters = { ...caseLink(action, view), templateId, fields }
    return casesQuestion({ operation: 'create', parameters })
  },

  answered: caseFrom,
})
