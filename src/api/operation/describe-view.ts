import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { notFound } from '../service-error.ts'
import { findManaged, qualifierOf, showManaged, showView } from '../show/view.ts'

export const describeView: Operation<'DescribeView'> = ({ ViewId }, context) => {
  const qualifier = qualifierOf(ViewId)
  const managed = findManaged(ViewId)
  if (!managed) {
    return answer({ View: showView(context, find(context, 'view', ViewId), qualifier) })
  }
  if (typeof qualifier === 'number' && qualifier !== managed.version) {
    throw notFound(`View ${managed.id} has no version ${qualifier}.`)
  }
  return answer({ View: showManaged(context, managed) })
}
