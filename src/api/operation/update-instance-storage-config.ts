import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { associationOf, placeAskedFor } from '../storage-config.ts'

export const updateInstanceStorageConfig: Operation<'UpdateInstanceStorageConfig'> = (
  input,
  context,
) => {
  const { id, document } = associationOf(input, context)
  const place = placeAskedFor(input.ResourceType, input.StorageConfig)
  return change({
    type: 'config.put',
    kind: 'storage-config',
    id,
    document: { ...document, ...place },
  })
}
