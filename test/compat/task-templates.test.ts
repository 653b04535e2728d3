// Task templates and chains of tasks through the AWS SDK as it comes.
import {
  type ConnectClient,
  CreateTaskTemplateCommand,
  DeleteTaskTemplateCommand,
  DescribeContactCommand,
  GetTaskTemplateCommand,
  ListContactReferencesCommand,
  ListTaskTemplatesCommand,
  type PropertyValidationException,
  StartTaskContactCommand,
  type TaskTemplateField,
  TransferContactCommand,
  UpdateContactTaskTemplateCommand,
  UpdateTaskTemplateCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { publishToQueue } from '../support/publish-to-queue.ts'

let centre: ApiCentre
let client: ConnectClient
let InstanceId: string
let ContactFlowId: string

beforeEach(async () => {
  centre = await startApiCentre()
  client = centre.client()
  InstanceId = centre.instanceId
  ContactFlowId = publishToQueue(centre.test)
})

afterEach(async () => {
  expect(centre.failures).toEqual([])
  await centre.close()
})

const startTask = async (more: object = {}) =>
  (
    await client.send(
      new StartTaskContactCommand({ InstanceId, ContactFlowId, Name: 'Call back', ...more }),
    )
  ).ContactId ?? ''

describe('a task template', () => {
  const Fields = [
    { Id: { Name: 'Title' }, Type: 'NAME' },
    { Id: { Name: 'When' }, Type: 'SCHEDULED_TIME' },
    { Id: { Name: 'Order' }, Type: 'NUMBER', Description: 'As on the bill' },
    { Id: { Name: 'Kind' }, Type: 'SINGLE_SELECT', SingleSelectOptions: ['late', 'broken'] },
  ] satisfies TaskTemplateField[]
  const create = (more: object = {}) =>
    client.send(
      new CreateTaskTemplateCommand({
        InstanceId,
        Name: 'Complaint',
        ContactFlowId,
        Fields,
        Constraints: { RequiredFields: [{ Id: { Name: 'Order' } }] },
        Defaults: { DefaultFieldValues: [{ Id: { Name: 'Kind' }, DefaultValue: 'late' }] },
        ...more,
      }),
    )

  test('is made, shown, listed, changed and deleted', async () => {
    const { Id: TaskTemplateId, Arn } = await create()
    const at = { InstanceId, TaskTemplateId }
    expect(await client.send(new GetTaskTemplateCommand(at))).toMatchObject({
      Name: 'Complaint',
      Arn,
      Status: 'ACTIVE',
      ContactFlowId,
      Fields,
    })
    await client.send(new UpdateTaskTemplateCommand({ ...at, Status: 'INACTIVE', Name: 'Trouble' }))
    const { TaskTemplates } = await client.send(
      new ListTaskTemplatesCommand({ InstanceId, Status: 'INACTIVE' }),
    )
    expect(TaskTemplates?.map(each => each.Name)).toEqual(['Trouble'])
    await expect(startTask({ TaskTemplateId, ContactFlowId: undefined })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    await client.send(new DeleteTaskTemplateCommand(at))
    await expect(client.send(new GetTaskTemplateCommand(at))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test.each<[string, object]>([
    ['no name for its tasks', { Fields: Fields.slice(1) }],
    ['two fields of one name', { Fields: [...Fields, { Id: { Name: 'Order' }, Type: 'TEXT' }] }],
    ['two times', { Fields: [...Fields, { Id: { Name: 'Then' }, Type: 'SCHEDULED_TIME' }] }],
    ['a choice of nothing', { Fields: [...Fields, { Id: { Name: 'X' }, Type: 'SINGLE_SELECT' }] }],
    ['what it requires missing', { Constraints: { RequiredFields: [{ Id: { Name: 'Size' } }] } }],
    [
      'a default that does not fit',
      { Defaults: { DefaultFieldValues: [{ Id: { Name: 'Order' }, DefaultValue: 'many' }] } },
    ],
    [
      'something required that nobody can give',
      {
        Constraints: {
          RequiredFields: [{ Id: { Name: 'Order' } }],
          InvisibleFields: [{ Id: { Name: 'Order' } }],
        },
      },
    ],
    [
      'two ways for its tasks',
      { Fields: [...Fields, { Id: { Name: 'Way' }, Type: 'QUICK_CONNECT' }] },
    ],
  ])('is not made with %s, and it is said why', async (_, more) => {
    const refused = await create(more).catch((error: unknown) => error)
    expect(refused).toMatchObject({ name: 'PropertyValidationException' })
    expect((refused as PropertyValidationException).PropertyList?.[0]?.Message).toBeTruthy()
    const { TaskTemplates } = await client.send(new ListTaskTemplatesCommand({ InstanceId }))
    expect(TaskTemplates).toEqual([])
  })

  test('has a name of its own', async () => {
    await create()
    await expect(create()).rejects.toMatchObject({ name: 'PropertyValidationException' })
  })

  test('says what its tasks are, and lets nobody leave out what it requires', async () => {
    const { Id: TaskTemplateId, Arn } = await create()
    const asked = { TaskTemplateId, ContactFlowId: undefined }
    await expect(startTask(asked)).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('Order'),
    })
    const References = { Order: { Type: 'NUMBER', Value: '42' } }
    const id = await startTask({ ...asked, References })
    expect(centre.test.centre.view.contact(id)).toMatchObject({
      stage: 'queued',
      record: {
        TaskTemplateInfo: { Arn, Name: 'Complaint' },
        References: [{ Name: 'Order' }, { Name: 'Kind', Value: 'late' }],
      },
    })
    await expect(startTask({ TaskTemplateId, References })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    const plain = await startTask()
    await client.send(
      new UpdateContactTaskTemplateCommand({ InstanceId, ContactId: plain, TaskTemplateId }),
    )
    const { Contact } = await client.send(
      new DescribeContactCommand({ InstanceId, ContactId: plain }),
    )
    expect(Contact?.TaskTemplateInfo).toEqual({ Arn, Name: 'Complaint' })
  })
})

describe('a chain of tasks', () => {
  test('has twelve at most', async () => {
    let last = await startTask()
    for (let count = 1; count < 12; count++) last = await startTask({ PreviousContactId: last })
    await expect(startTask({ PreviousContactId: last })).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
    })
    const request = { InstanceId, ContactId: last, ContactFlowId }
    const QueueId = centre.test.id('queue', 'BasicQueue')
    await expect(
      client.send(new TransferContactCommand({ ...request, QueueId })),
    ).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' })
  })

  test('is made with references of every kind that can be given, and no other', async () => {
    const Types = ['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL'] as const
    const References = Object.fromEntries(Types.map(Type => [Type, { Type, Value: '1' }]))
    const ContactId = await startTask({ References })
    const { ReferenceSummaryList } = await client.send(
      new ListContactReferencesCommand({ InstanceId, ContactId, ReferenceTypes: [...Types] }),
    )
    expect(ReferenceSummaryList).toHaveLength(5)
    await expect(
      startTask({ References: { x: { Type: 'ATTACHMENT', Value: 'id' } } }),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })
})
