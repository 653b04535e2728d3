import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { associationOf, storageConfig } from '../storage-config.ts'

export const describeInstanceStorageConfig: Operation<'DescribeInstanceStorageConfig'> = (
  input,
  context,
) => answer({ StorageConfig: storageConfig(associationOf(input, context)) })
