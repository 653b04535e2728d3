// Where the service streams what happens: contact records and agent events, each to at most one stream
// of Kinesis.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../core/directory/directory.ts'
import type { StorageConfigDocument } from '../core/directory/document.ts'
import type { Plain } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { invalidParameter, invalidRequest, notFound } from './service-error.ts'

export type Association = Entry<'storage-config'>

/** The stream that is asked for, when it is one that we can tell. */
export function streamAskedFor(
  resourceType: string | undefined,
  { StorageType, KinesisStreamConfig }: Plain<sdk.InstanceStorageConfig>,
): Pick<StorageConfigDocument, 'ResourceType' | 'StreamArn'> {
  if (resourceType !== 'CONTACT_TRACE_RECORDS' && resourceType !== 'AGENT_EVENTS') {
    throw invalidRequest(
      `${resourceType} cannot be stored elsewhere yet; CONTACT_TRACE_RECORDS and AGENT_EVENTS can be streamed.`,
    )
  }
  if (StorageType !== 'KINESIS_STREAM') {
    throw invalidParameter(`${resourceType} goes to a StorageType of KINESIS_STREAM.`)
  }
  const StreamArn = KinesisStreamConfig?.StreamArn ?? ''
  if (!/^arn:aws[\w-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[\w.-]{1,128}$/.test(StreamArn)) {
    throw invalidParameter('KinesisStreamConfig.StreamArn is not the ARN of a stream of Kinesis.')
  }
  return { ResourceType: resourceType, StreamArn }
}

/** The association of an id, if it is of that type. */
export function associationOf(
  { AssociationId, ResourceType }: { AssociationId: string; ResourceType: string | undefined },
  { centre }: OperationContext,
): Association {
  const document = centre.directory.get('storage-config', AssociationId)
  if (document?.ResourceType !== ResourceType || !document) {
    throw notFound(`There is no storage association ${AssociationId} of ${ResourceType}.`)
  }
  return { id: AssociationId, document }
}

/** Those of a type: none or one. */
export function associationsOf(
  resourceType: string | undefined,
  { centre }: OperationContext,
): readonly Association[] {
  return [...centre.directory.list('storage-config')].filter(
    ({ document }) => document.ResourceType === resourceType,
  )
}

/** As the service shows it. */
export function storageConfig({ id, document }: Association) {
  return {
    AssociationId: id,
    StorageType: 'KINESIS_STREAM',
    KinesisStreamConfig: { StreamArn: document.StreamArn },
  } as const
}
