import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, given, requireFreeName } from '../resource.ts'
import { findOwn } from '../show/view.ts'

export const updateViewMetadata: Operation<'UpdateViewMetadata'> = (input, context) => {
  const view = findOwn(context, input.ViewId)
  requireFreeName(context, 'view', input.Name, view.id)
  const { Name, Description } = input
  return change(edit(context, 'view', view, given({ Name, Description })))
}
