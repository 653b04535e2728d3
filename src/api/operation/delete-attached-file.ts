import { findFile } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { remove } from '../resource.ts'

export const deleteAttachedFile: Operation<'DeleteAttachedFile'> = async (input, context) => {
  await context.files.remove(findFile(context, input).id)
  return () => change(remove('file', findFile(context, input).id))
}
