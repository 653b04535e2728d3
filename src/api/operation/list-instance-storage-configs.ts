import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { associationsOf, storageConfig } from '../storage-config.ts'

export const listInstanceStorageConfigs: Operation<'ListInstanceStorageConfigs'> = (
  input,
  context,
) => {
  const found = associationsOf(input.ResourceType, context)
  const { items, NextToken } = pageOf(found, input, ({ id }) => id)
  return answer({ StorageConfigs: items.map(storageConfig), NextToken })
}
