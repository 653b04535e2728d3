import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { ServiceError } from '../service-error.ts'
import { associationsOf, placeAskedFor } from '../storage-config.ts'

export const associateInstanceStorageConfig: Operation<'AssociateInstanceStorageConfig'> = (
  { ResourceType, StorageConfig },
  context,
) => {
  const place = placeAskedFor(ResourceType, StorageConfig)
  if (associationsOf(ResourceType, context).length > 0) {
    throw new ServiceError(
      'ResourceConflictException',
      `${ResourceType} has a ${'StreamArn' in place ? 'stream' : 'place'} already: update or disassociate it.`,
    )
  }
  const id = context.newId()
  const document = { ...place, Since: context.now }
  return changed(
    { AssociationId: id },
    { type: 'config.put', kind: 'storage-config', id, document },
  )
}
