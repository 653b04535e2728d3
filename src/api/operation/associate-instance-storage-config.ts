import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { ServiceError } from '../service-error.ts'
import { associationsOf, streamAskedFor } from '../storage-config.ts'

export const associateInstanceStorageConfig: Operation<'AssociateInstanceStorageConfig'> = (
  { ResourceType, StorageConfig },
  context,
) => {
  const stream = streamAskedFor(ResourceType, StorageConfig)
  if (associationsOf(ResourceType, context).length > 0) {
    throw new ServiceError(
      'ResourceConflictException',
      `${ResourceType} has a stream already: update or disassociate it.`,
    )
  }
  const id = context.newId()
  const document = { ...stream, Since: context.now }
  return changed(
    { AssociationId: id },
    { type: 'config.put', kind: 'storage-config', id, document },
  )
}
