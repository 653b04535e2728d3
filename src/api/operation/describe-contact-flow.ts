import { findNamed } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import {
  requirePublished,
  showContactFlow,
  showDraft,
  showFlowVersion,
} from '../show/contact-flow.ts'

export const describeContactFlow: Operation<'DescribeContactFlow'> = (input, context) => {
  const named = findNamed(context, 'contact-flow', input.ContactFlowId)
  const { entry } = named
  if (named.is === 'saved') return answer({ ContactFlow: showDraft(context, entry) })
  if (named.is === 'version') {
    return answer({ ContactFlow: showFlowVersion(context, entry, named.version) })
  }
  requirePublished(entry)
  return answer({ ContactFlow: showContactFlow(context, entry) })
}
