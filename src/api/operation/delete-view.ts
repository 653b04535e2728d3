import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { remove } from '../resource.ts'
import { findOwn } from '../show/view.ts'

export const deleteView: Operation<'DeleteView'> = (input, context) =>
  change(remove('view', findOwn(context, input.ViewId).id))
