import { serviceAction } from '../ask.ts'
import { caseFrom, caseLink } from '../case-link.ts'
import { elementsOf, isTrue, membersOf } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'
import { casesQuestion } from '../service/cases.ts'

/** Finds a case by its fields; what it asks for is read as `$.Case.<field>`. */
export const getCase = serviceAction({
  type: 'GetCase',

  question(action, view) {
    const { CustomerId, CaseRequestFields, CaseResponseFields, GetLastUpdatedCase } =
      action.parameters
    const customer = view.text(CustomerId).trim()
    const fields = {
      ...(customer === '' ? {} : { customer_id: customer }),
      ...resolvedMembers(membersOf(CaseRequestFields), view),
    }
    if (Object.keys(fields).length === 0) return { problem: 'Nothing says which case is meant.' }
    const parameters = {
      ...caseLink(action, view),
      fields,
      latest: isTrue(view.text(GetLastUpdatedCase)),
      show: elementsOf(CaseResponseFields).map(each => view.text(each)),
    }
    return casesQuestion({ operation: 'find', parameters })
  },

  answered: caseFrom,
})
