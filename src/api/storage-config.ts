// Where the service streams what happens: contact records and agent events, each to at most one stream
// of Kinesis; and where it puts evaluations as files.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../core/directory/directory.ts'
import type { FileStorageDocument, KinesisStorageDocument } from '../core/directory/document.ts'
import type { Plain } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { invalidParameter, invalidRequest, notFound } from './service-error.ts'

export type Association = Entry<'storage-config'>

/** Our object store, as a bucket. */
const BUCKET = 'parley'
const PREFIX_MAX = 128

type Place = Omit<KinesisStorageDocument, 'Since'> | Omit<FileStorageDocument, 'Since'>

/** What is asked for, when it is a place that we can write to. */
export function placeAskedFor(
  resourceType: string | undefined,
  config: Plain<sdk.InstanceStorageConfig>,
): Place {
  if (resourceType === 'CONTACT_EVALUATIONS') return bucketAskedFor(resourceType, config)
  if (resourceType !== 'CONTACT_TRACE_RECORDS' && resourceType !== 'AGENT_EVENTS') {
    throw invalidRequest(
      `${resourceType} cannot be stored elsewhere yet; CONTACT_TRACE_RECORDS and AGENT_EVENTS can be streamed, CONTACT_EVALUATIONS kept as files.`,
    )
  }
  const { StorageType, KinesisStreamConfig } = config
  if (StorageType !== 'KINESIS_STREAM') {
    throw invalidParameter(`${resourceType} goes to a StorageType of KINESIS_STREAM.`)
  }
  const StreamArn = KinesisStreamConfig?.StreamArn ?? ''
  if (!/^arn:aws[\w-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[\w.-]{1,128}$/.test(StreamArn)) {
    throw invalidParameter('KinesisStreamConfig.StreamArn is not the ARN of a stream of Kinesis.')
  }
  return { ResourceType: resourceType, StreamArn }
}

function bucketAskedFor(
  ResourceType: 'CONTACT_EVALUATIONS',
  { StorageType, S3Config }: Plain<sdk.InstanceStorageConfig>,
): Place {
  if (StorageType !== 'S3' || !S3Config) {
    throw invalidParameter(`${ResourceType} go to a StorageType of S3.`)
  }
  const { BucketName, BucketPrefix: Prefix = '' } = S3Config
  if (BucketName !== BUCKET) {
    throw invalidParameter(
      `S3Config.BucketName is ${BUCKET}: files go to the object store of this centre.`,
    )
  }
  if (!/^[\w-]*(\/[\w-]+)*$/.test(Prefix) || Prefix.length > PREFIX_MAX) {
    throw invalidParameter(
      'S3Config.BucketPrefix has letters, digits, - and _, and / between them.',
    )
  }
  return { ResourceType, Prefix }
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
export function storageConfig({ id, document }: Association): Plain<sdk.InstanceStorageConfig> {
  if (document.ResourceType === 'CONTACT_EVALUATIONS') {
    const S3Config = { BucketName: BUCKET, BucketPrefix: document.Prefix }
    return { AssociationId: id, StorageType: 'S3', S3Config }
  }
  return {
    AssociationId: id,
    StorageType: 'KINESIS_STREAM',
    KinesisStreamConfig: { StreamArn: document.StreamArn },
  }
}
