// Files attached to contacts, through the AWS SDK as it comes.
import {
  BatchGetAttachedFileMetadataCommand,
  CompleteAttachedFileUploadCommand,
  CreateAttachedFileCommand,
  DeleteAttachedFileCommand,
  DescribeAttachedFilesConfigurationCommand,
  GetAttachedFileCommand,
  ListAttachedFilesConfigurationsCommand,
  ListContactReferencesCommand,
  ListTagsForResourceCommand,
  StartAttachedFileUploadCommand,
  type StartAttachedFileUploadCommandInput,
  StartTaskContactCommand,
  UpdateAttachedFilesConfigurationCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const ROOT = `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}`
const { ContactId } = await client.send(
  new StartTaskContactCommand({
    InstanceId,
    Name: 'Look at this',
    ContactFlowId: centre.test.id('contact-flow', 'Sample inbound flow'),
  }),
)
const AssociatedResourceArn = `${ROOT}/contact/${ContactId}`
const NOTE = 'all is well'

function start(more: Partial<StartAttachedFileUploadCommandInput> = {}) {
  return client.send(
    new StartAttachedFileUploadCommand({
      InstanceId,
      AssociatedResourceArn,
      FileName: 'note.txt',
      FileSizeInBytes: NOTE.length,
      FileUseCaseType: 'ATTACHMENT',
      ...more,
    }),
  )
}

function named(FileId: string | undefined) {
  return { InstanceId, AssociatedResourceArn, FileId }
}

async function sent(text: string, more: Partial<StartAttachedFileUploadCommandInput> = {}) {
  const { FileId, FileArn, UploadUrlMetadata } = await start({
    FileSizeInBytes: text.length,
    ...more,
  })
  const { Url = '', HeadersToInclude = {} } = UploadUrlMetadata ?? {}
  const put = await fetch(Url, { method: 'PUT', body: text, headers: HeadersToInclude })
  expect(put.status).toBe(200)
  return { FileId, FileArn }
}

const complete = (FileId: string | undefined) =>
  client.send(new CompleteAttachedFileUploadCommand(named(FileId)))
const get = (FileId: string | undefined) => client.send(new GetAttachedFileCommand(named(FileId)))

test('a file is sent, looked at, fetched and deleted', async () => {
  const { FileId, FileArn } = await sent(NOTE, { Tags: { kind: 'note' } })
  expect(await get(FileId)).toMatchObject({ FileStatus: 'PROCESSING' })
  expect((await get(FileId)).DownloadUrlMetadata).toBeUndefined()
  await complete(FileId)
  await complete(FileId)
  const shown = await get(FileId)
  expect(shown).toMatchObject({
    FileArn,
    FileName: 'note.txt',
    FileSizeInBytes: NOTE.length,
    FileStatus: 'APPROVED',
    FileUseCaseType: 'ATTACHMENT',
    AssociatedResourceArn,
    CreatedBy: { ConnectUserArn: expect.stringContaining('/agent/') },
  })
  const Url = shown.DownloadUrlMetadata?.Url ?? ''
  expect(await (await fetch(Url)).text()).toBe(NOTE)
  const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: FileArn }))
  expect(tags).toEqual({ kind: 'note' })
  const batch = await client.send(
    new BatchGetAttachedFileMetadataCommand({
      InstanceId,
      AssociatedResourceArn,
      FileIds: [FileId ?? '', 'nobody'],
    }),
  )
  expect(batch.Files).toMatchObject([{ FileId, FileStatus: 'APPROVED' }])
  expect(batch.Errors).toMatchObject([{ FileId: 'nobody', ErrorCode: 'ResourceNotFoundException' }])
  await client.send(new DeleteAttachedFileCommand(named(FileId)))
  await expect(get(FileId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  expect((await fetch(Url)).status).toBe(403)
})

test('a file that is not clean, or is no text though it says so, is never handed out', async () => {
  for (const text of ['a virus', 'zero \0']) {
    const { FileId } = await sent(text)
    await complete(FileId)
    const shown = await get(FileId)
    expect(shown.FileStatus).toBe('REJECTED')
    expect(shown.DownloadUrlMetadata).toBeUndefined()
  }
})

test.each<[string, string, Partial<StartAttachedFileUploadCommandInput>]>([
  ['too large', 'InvalidRequestException', { FileSizeInBytes: 1_001 }],
  ['a program', 'InvalidRequestException', { FileName: 'run.exe' }],
  ['without an ending', 'InvalidRequestException', { FileName: 'txt' }],
  ['attached to nothing', 'InvalidRequestException', { AssociatedResourceArn: `${ROOT}/queue/q` }],
  [
    'attached to nobody',
    'ResourceNotFoundException',
    { AssociatedResourceArn: `${ROOT}/contact/c` },
  ],
])('a file that is %s is refused', async (_, name, more) => {
  await expect(start(more)).rejects.toMatchObject({ name })
})

test('a file is complete only when it has come, as large as it was said, in time', async () => {
  const { FileId, UploadUrlMetadata } = await start({ UrlExpiryInSeconds: 5 })
  await expect(complete(FileId)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  const put = (body: string) => fetch(UploadUrlMetadata?.Url ?? '', { method: 'PUT', body })
  expect((await put(`${NOTE} and more`)).status).toBe(400)
  expect((await put('short')).status).toBe(200)
  await expect(complete(FileId)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  centre.test.clock.advance(6_000)
  expect((await put(NOTE)).status).toBe(403)
  expect((await get(FileId)).FileStatus).toBe('FAILED')
})

test('a repeated call announces one file', async () => {
  const ClientToken = 'file-token'
  expect((await start({ ClientToken })).FileId).toBe((await start({ ClientToken })).FileId)
})

test('a file is of the contact it is attached to', async () => {
  const { FileId } = await sent(NOTE)
  const AssociatedResourceArn = `${ROOT}/contact/other`
  await expect(
    client.send(new GetAttachedFileCommand({ InstanceId, FileId, AssociatedResourceArn })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test('what may be attached to tasks is said, and holds', async () => {
  const describe = async () =>
    (
      await client.send(
        new DescribeAttachedFilesConfigurationCommand({ InstanceId, AttachmentScope: 'TASK' }),
      )
    ).AttachedFilesConfiguration
  expect(await describe()).toMatchObject({ MaximumSizeLimitInBytes: 1_000 })
  const update = (more: object) =>
    client.send(
      new UpdateAttachedFilesConfigurationCommand({
        InstanceId,
        AttachmentScope: 'TASK',
        ...more,
      }),
    )
  await expect(update({ MaximumSizeLimitInBytes: 2_000 })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  })
  const only = (Extension: string) => ({
    ExtensionConfiguration: { AllowedExtensions: [{ Extension }] },
  })
  await expect(update(only('exe'))).rejects.toMatchObject({ name: 'InvalidParameterException' })
  await update({ MaximumSizeLimitInBytes: 500, ...only('PDF') })
  expect(await describe()).toMatchObject({ MaximumSizeLimitInBytes: 500, ...only('pdf') })
  await expect(start()).rejects.toMatchObject({ name: 'InvalidRequestException' })
  const all = await client.send(new ListAttachedFilesConfigurationsCommand({ InstanceId }))
  expect(all.AttachedFilesConfigurations?.map(each => each.MaximumSizeLimitInBytes)).toEqual([
    1_000, 1_000, 1_000, 500,
  ])
  const AllowedExtensions = [{ Extension: 'txt' }, { Extension: 'png' }]
  await update({ MaximumSizeLimitInBytes: 1_000, ExtensionConfiguration: { AllowedExtensions } })
})

test('what lies in the object store already is attached from there, and nothing else', async () => {
  centre.blobs.set('uploads/old.txt', Buffer.from(NOTE))
  const create = (FileSourceUri: string) =>
    client.send(
      new CreateAttachedFileCommand({
        InstanceId,
        AssociatedResourceArn,
        FileSourceUri,
        FileUseCaseType: 'CONTACT_ANALYSIS',
      }),
    )
  const { FileId, FileStatus } = await create('s3://parley/uploads/old.txt')
  expect(FileStatus).toBe('APPROVED')
  const Url = (await get(FileId)).DownloadUrlMetadata?.Url ?? ''
  expect(await (await fetch(Url)).text()).toBe(NOTE)
  for (const uri of [
    's3://parley/uploads/../secret',
    's3://parley/connect/x',
    's3://parley/uploads/no.txt',
  ]) {
    await expect(create(uri)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  }
})

test('a task brings files, which its agent finds by its references', async () => {
  centre.blobs.set('uploads/photo.wav', Buffer.from('not a sound'))
  centre.blobs.set('uploads/note.wav', Buffer.from(NOTE))
  const task = {
    InstanceId,
    Name: 'Look at these',
    ContactFlowId: centre.test.id('contact-flow', 'Sample inbound flow'),
  }
  const started = await client.send(
    new StartTaskContactCommand({
      ...task,
      References: { shop: { Type: 'URL', Value: 'https://shop.example' } },
      Attachments: [
        { FileName: 'note.txt', S3Url: 's3://parley/uploads/note.wav' },
        { FileName: 'photo.png', S3Url: 's3://parley/uploads/photo.wav' },
      ],
    }),
  )
  const { ReferenceSummaryList = [] } = await client.send(
    new ListContactReferencesCommand({
      InstanceId,
      ContactId: started.ContactId,
      ReferenceTypes: ['ATTACHMENT', 'URL'],
    }),
  )
  const files = ReferenceSummaryList.flatMap(({ Attachment }) => Attachment ?? [])
  expect(files.map(({ Name, Status }) => [Name, Status])).toEqual([
    ['note.txt', 'APPROVED'],
    ['photo.png', 'REJECTED'],
  ])
  expect(ReferenceSummaryList).toHaveLength(3)
  const { DownloadUrlMetadata } = await client.send(
    new GetAttachedFileCommand({
      InstanceId,
      FileId: files[0]?.Value,
      AssociatedResourceArn: `${ROOT}/contact/${started.ContactId}`,
    }),
  )
  expect(await (await fetch(DownloadUrlMetadata?.Url ?? '')).text()).toBe(NOTE)

  const refused = (Attachments: { FileName: string; S3Url: string }[]) =>
    expect(
      client.send(new StartTaskContactCommand({ ...task, Attachments })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  const S3Url = 's3://parley/uploads/note.wav'
  await refused([{ FileName: 'note.exe', S3Url }])
  await refused([{ FileName: 'note.txt', S3Url: 's3://parley/keys/master' }])
  await refused([{ FileName: 'note.txt', S3Url: 'http://127.0.0.1/note.txt' }])
  await refused([S3Url, S3Url].map(each => ({ FileName: 'note.txt', S3Url: each })))
})
