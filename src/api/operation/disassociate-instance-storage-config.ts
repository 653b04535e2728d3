import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { associationOf } from '../storage-config.ts'

export const disassociateInstanceStorageConfig: Operation<'DisassociateInstanceStorageConfig'> = (
  input,
  context,
) => {
  const { id } = associationOf(input, context)
  return change({ type: 'config.delete', kind: 'storage-config', id })
}
