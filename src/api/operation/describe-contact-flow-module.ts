import { findNamed } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import {
  showContactFlowModule,
  showModuleDraft,
  showModuleVersion,
} from '../show/contact-flow-module.ts'

export const describeContactFlowModule: Operation<'DescribeContactFlowModule'> = (
  input,
  context,
) => {
  const named = findNamed(context, 'flow-module', input.ContactFlowModuleId)
  const { entry } = named
  switch (named.is) {
    case 'saved':
      return answer({ ContactFlowModule: showModuleDraft(context, entry) })
    case 'version':
      return answer({ ContactFlowModule: showModuleVersion(context, entry, named.version) })
    default:
      return answer({ ContactFlowModule: showContactFlowModule(context, entry) })
  }
}
