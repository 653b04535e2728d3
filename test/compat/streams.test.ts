import {
  AssociateInstanceStorageConfigCommand,
  DescribeInstanceStorageConfigCommand,
  DisassociateInstanceStorageConfigCommand,
  ListInstanceStorageConfigsCommand,
  UpdateInstanceStorageConfigCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let centre: ApiCentre
beforeAll(async () => {
  centre = await startApiCentre()
})
afterAll(() => centre.close())

const streamTo = (name: string) =>
  ({
    StorageType: 'KINESIS_STREAM',
    KinesisStreamConfig: { StreamArn: `arn:aws:kinesis:us-east-1:000000000000:stream/${name}` },
  }) as const

test('contact records are streamed to Kinesis, elsewhere when it is changed, and no more when it is undone', async () => {
  const client = centre.client()
  const about = { InstanceId: centre.instanceId, ResourceType: 'CONTACT_TRACE_RECORDS' } as const
  const associate = (StorageConfig: ReturnType<typeof streamTo>) =>
    client.send(new AssociateInstanceStorageConfigCommand({ ...about, StorageConfig }))
  const { AssociationId } = await associate(streamTo('records'))
  await expect(associate(streamTo('again'))).rejects.toThrow('has a stream already')
  const which = { ...about, AssociationId }
  const describe = () => client.send(new DescribeInstanceStorageConfigCommand(which))
  expect((await describe()).StorageConfig).toEqual({ AssociationId, ...streamTo('records') })
  await client.send(
    new UpdateInstanceStorageConfigCommand({ ...which, StorageConfig: streamTo('other') }),
  )
  const list = () => client.send(new ListInstanceStorageConfigsCommand(about))
  expect((await list()).StorageConfigs).toEqual([{ AssociationId, ...streamTo('other') }])
  await client.send(new DisassociateInstanceStorageConfigCommand(which))
  expect((await list()).StorageConfigs).toEqual([])
  await expect(describe()).rejects.toThrow('There is no storage association')
})

test('what cannot be streamed yet is refused, not taken in silence', async () => {
  const associate = (ResourceType: 'CALL_RECORDINGS' | 'AGENT_EVENTS', StorageConfig: object) =>
    centre.client().send(
      new AssociateInstanceStorageConfigCommand({
        InstanceId: centre.instanceId,
        ResourceType,
        StorageConfig: { StorageType: 'S3', ...StorageConfig },
      }),
    )
  await expect(associate('CALL_RECORDINGS', {})).rejects.toThrow('cannot be stored elsewhere yet')
  await expect(associate('AGENT_EVENTS', {})).rejects.toThrow('KINESIS_STREAM')
  await expect(associate('AGENT_EVENTS', streamTo('a b'))).rejects.toThrow(
    'not the ARN of a stream',
  )
})
