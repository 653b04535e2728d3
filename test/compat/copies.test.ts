// A whole instance copied into another one through the unmodified SDK, by the commands that people use.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ActivateEvaluationFormCommand,
  AssociateEmailAddressAliasCommand,
  AssociateQueueEmailAddressesCommand,
  AssociateQueueQuickConnectsCommand,
  BatchCreateDataTableValueCommand,
  CreateContactFlowCommand,
  CreateContactFlowModuleAliasCommand,
  CreateContactFlowModuleCommand,
  CreateContactFlowModuleVersionCommand,
  CreateContactFlowVersionCommand,
  CreateDataTableAttributeCommand,
  CreateDataTableCommand,
  CreateEmailAddressCommand,
  CreateEvaluationFormCommand,
  CreateHoursOfOperationCommand,
  CreateHoursOfOperationOverrideCommand,
  CreatePredefinedAttributeCommand,
  CreatePromptCommand,
  CreateQueueCommand,
  CreateQuickConnectCommand,
  CreateRuleCommand,
  CreateUserHierarchyGroupCommand,
  CreateViewCommand,
  CreateViewVersionCommand,
  DeleteContactFlowVersionCommand,
  DescribeContactFlowCommand,
  DescribeDataTableCommand,
  UpdateQueueMaxContactsCommand,
  UpdateUserHierarchyCommand,
  UpdateUserHierarchyStructureCommand,
} from '@aws-sdk/client-connect'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCopy } from '../../src/cli/copy/copy-files.ts'
import { runCopyCommand } from '../../src/cli/copy-command.ts'
import { ACCESS_KEY, type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { metricFunction, metricIs, ofQueues } from '../support/metric-rule.ts'

let from: ApiCentre
let to: ApiCentre
const folder = mkdtempSync(join(tmpdir(), 'parley-copies-'))

beforeAll(async () => {
  from = await startApiCentre()
  to = await startApiCentre()
  await enrich(from)
  await enrichMore(from)
}, 60_000)
afterAll(async () => {
  await Promise.all([from.close(), to.close()])
  rmSync(folder, { recursive: true })
})

/** Two flows that lead to each other, and one of most things. */
async function enrich(centre: ApiCentre): Promise<void> {
  const client = centre.client()
  const InstanceId = centre.instanceId
  const hours = await client.send(
    new CreateHoursOfOperationCommand({
      InstanceId,
      Name: 'Weekend',
      TimeZone: 'Europe/Berlin',
      Config: [
        { Day: 'SUNDAY', StartTime: { Hours: 9, Minutes: 0 }, EndTime: { Hours: 12, Minutes: 30 } },
      ],
    }),
  )
  const HoursOfOperationId = hours.HoursOfOperationId ?? ''
  await client.send(
    new CreateHoursOfOperationOverrideCommand({
      InstanceId,
      HoursOfOperationId,
      Name: 'Easter',
      Config: [],
      EffectiveFrom: '2027-03-28',
      EffectiveTill: '2027-03-29',
    }),
  )
  const queue = await client.send(
    new CreateQueueCommand({
      InstanceId,
      Name: 'Sales {north} @ 50%',
      HoursOfOperationId,
      MaxContacts: 7,
      Tags: { team: 'sales' },
    }),
  )
  const one = await flow(centre, 'One', queue.QueueArn ?? '')
  const two = await flow(centre, 'Two', one)
  await flow(centre, 'One', two, one)
  const connect = await client.send(
    new CreateQuickConnectCommand({
      InstanceId,
      Name: 'To sales',
      QuickConnectConfig: {
        QuickConnectType: 'QUEUE',
        QueueConfig: {
          QueueId: queue.QueueId,
          ContactFlowId: centre.test.id('contact-flow', 'Default queue transfer'),
        },
      },
    }),
  )
  await client.send(
    new AssociateQueueQuickConnectsCommand({
      InstanceId,
      QueueId: queue.QueueId,
      QuickConnectIds: [connect.QuickConnectId ?? ''],
    }),
  )
  await client.send(
    new CreatePredefinedAttributeCommand({
      InstanceId,
      Name: 'Language',
      Values: { StringList: ['German'] },
    }),
  )
  const HierarchyStructure = { LevelOne: { Name: 'Site' }, LevelTwo: { Name: 'Team' } }
  await client.send(new UpdateUserHierarchyStructureCommand({ InstanceId, HierarchyStructure }))
  const site = await client.send(new CreateUserHierarchyGroupCommand({ InstanceId, Name: 'North' }))
  const team = await client.send(
    new CreateUserHierarchyGroupCommand({
      InstanceId,
      Name: 'North 1',
      ParentGroupId: site.HierarchyGroupId,
    }),
  )
  await client.send(
    new UpdateUserHierarchyCommand({
      InstanceId,
      UserId: centre.test.user('agent1'),
      HierarchyGroupId: team.HierarchyGroupId,
    }),
  )
}

/** A few bytes that begin like a .wav. */
const sound = (text: string) => Buffer.from(`RIFF....WAVE${text}`)

/** What has versions, values or answers of its own. */
async function enrichMore(centre: ApiCentre): Promise<void> {
  const client = centre.client()
  const InstanceId = centre.instanceId
  const QueueId = centre.test.id('queue', 'Sales {north} @ 50%')
  centre.blobs.set('uploads/hello.wav', sound('hello'))
  await client.send(
    new CreatePromptCommand({
      InstanceId,
      Name: 'Hello',
      Description: 'Spoken',
      S3Uri: 's3://parley/uploads/hello.wav',
    }),
  )
  const arn = await flow(centre, 'Numbered', QueueId)
  const ContactFlowId = arn.slice(arn.lastIndexOf('/') + 1)
  for (const Description of ['First', 'Second', 'Third']) {
    await flow(centre, 'Numbered', `${Description} ${QueueId}`, ContactFlowId)
    await client.send(
      new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId, Description }),
    )
  }
  const gone = { InstanceId, ContactFlowId, ContactFlowVersion: 2 }
  await client.send(new DeleteContactFlowVersionCommand(gone))
  const back = { Identifier: 'a', Type: 'EndFlowModuleExecution', Parameters: {}, Transitions: {} }
  const made = await client.send(
    new CreateContactFlowModuleCommand({
      InstanceId,
      Name: 'Greets',
      Content: JSON.stringify({ Version: '2019-10-30', StartAction: 'a', Actions: [back] }),
    }),
  )
  const module = { InstanceId, ContactFlowModuleId: made.Id ?? '' }
  await client.send(new CreateContactFlowModuleVersionCommand(module))
  await client.send(
    new CreateContactFlowModuleAliasCommand({
      ...module,
      AliasName: 'live',
      ContactFlowModuleVersion: 1,
    }),
  )
  const view = await client.send(
    new CreateViewCommand({
      InstanceId,
      Name: 'Card',
      Status: 'PUBLISHED',
      Content: { Template: JSON.stringify({ Body: [{ Heading: '$.Title' }] }), Actions: ['Save'] },
    }),
  )
  await client.send(
    new CreateViewVersionCommand({ InstanceId, ViewId: view.View?.Id, VersionDescription: 'one' }),
  )
  const table = await client.send(
    new CreateDataTableCommand({
      InstanceId,
      Name: 'Shops',
      TimeZone: 'UTC',
      ValueLockLevel: 'DATA_TABLE',
      Status: 'PUBLISHED',
    }),
  )
  const DataTableId = table.Id ?? ''
  const attribute = (Name: string, Primary: boolean) =>
    client.send(
      new CreateDataTableAttributeCommand({
        InstanceId,
        DataTableId,
        Name,
        Primary,
        ValueType: 'TEXT',
      }),
    )
  await attribute('town', true)
  await attribute('queue', false)
  for (let n = 0; n < 30; n++) {
    const { DataTable } = await client.send(
      new DescribeDataTableCommand({ InstanceId, DataTableId }),
    )
    const value = {
      AttributeName: 'queue',
      PrimaryValues: [{ AttributeName: 'town', Value: `town ${n}` }],
      Value: n === 0 ? QueueId : `${n}`,
      LockVersion: DataTable?.LockVersion,
    }
    await client.send(
      new BatchCreateDataTableValueCommand({ InstanceId, DataTableId, Values: [value] }),
    )
  }
  const form = await client.send(
    new CreateEvaluationFormCommand({
      InstanceId,
      Title: 'Calls',
      Items: [
        {
          Section: {
            RefId: 's',
            Title: 'S',
            Items: [{ Question: { RefId: 'q', Title: 'Q', QuestionType: 'TEXT' } }],
          },
        },
      ],
    }),
  )
  const EvaluationFormId = form.EvaluationFormId ?? ''
  await client.send(
    new ActivateEvaluationFormCommand({ InstanceId, EvaluationFormId, EvaluationFormVersion: 1 }),
  )
  await client.send(
    new CreateRuleCommand({
      InstanceId,
      Name: 'crowded',
      TriggerEventSource: { EventSourceName: 'OnMetricDataUpdate' },
      Function: metricFunction(
        'QUEUE',
        metricIs('CONTACTS_IN_QUEUE', 'NumberGreaterOrEqualTo', 5, ofQueues(QueueId)),
      ),
      Actions: [{ ActionType: 'CREATE_TASK', TaskAction: { Name: 'Look', ContactFlowId } }],
      PublishStatus: 'PUBLISHED',
    }),
  )
  const address = async (EmailAddress: string) => {
    const command = new CreateEmailAddressCommand({ InstanceId, EmailAddress, DisplayName: 'Shop' })
    return (await client.send(command)).EmailAddressId ?? ''
  }
  const [EmailAddressId, alias] = [
    await address('shop@x.example'),
    await address('tienda@x.example'),
  ]
  const AliasConfiguration = { EmailAddressId: alias }
  await client.send(
    new AssociateEmailAddressAliasCommand({ InstanceId, EmailAddressId, AliasConfiguration }),
  )
  const EmailAddressesConfig = [{ EmailAddressId }]
  await client.send(
    new AssociateQueueEmailAddressesCommand({ InstanceId, QueueId, EmailAddressesConfig }),
  )
}

/** A flow that names something in what it logs, so that any kind of thing will do. */
async function flow(centre: ApiCentre, Name: string, names: string, id?: string): Promise<string> {
  const Content = JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'a',
    Actions: [
      {
        Identifier: 'a',
        Type: 'UpdateContactAttributes',
        Parameters: { Attributes: { leadsTo: names }, TargetContact: 'Current' },
        Transitions: {
          NextAction: 'b',
          Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'b' }],
        },
      },
      { Identifier: 'b', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ],
    Metadata: {},
  })
  if (id !== undefined) {
    centre.test.change('contact-flow', id.slice(id.lastIndexOf('/') + 1), { Content })
    return id
  }
  const made = await centre.client().send(
    new CreateContactFlowCommand({
      InstanceId: centre.instanceId,
      Name,
      Type: 'CONTACT_FLOW',
      Content,
    }),
  )
  return made.ContactFlowArn ?? ''
}

async function copy(centre: ApiCentre, ...args: string[]): Promise<{ code: number; text: string }> {
  let text = ''
  const code = await runCopyCommand([...args, '--endpoint', centre.url], {
    out: each => {
      text += each
    },
    err: each => {
      text += each
    },
    env: {
      PARLEY_ACCESS_KEY_ID: ACCESS_KEY.accessKeyId,
      PARLEY_SECRET_ACCESS_KEY: ACCESS_KEY.secretAccessKey,
    },
  })
  return { code, text }
}

test('a copy makes another instance the same, without an id by hand, and once only', {
  timeout: 120_000,
}, async () => {
  const tar = join(folder, 'centre.tgz')
  expect(await copy(from, 'export', tar)).toMatchObject({ code: 0 })
  const things = await readCopy(tar)
  expect(JSON.stringify(things)).not.toContain(from.instanceId)

  const before = await copy(to, 'drift', tar)
  expect(before.code).toBe(1)
  expect(before.text).toContain('make    queue  Sales {north} @ 50%')
  const applied = await copy(to, 'apply', tar)
  expect(applied.text).toMatch(/things are made or changed/)
  expect(applied.code).toBe(0)
  expect(await copy(to, 'drift', tar)).toEqual({ code: 0, text: '0 things to make or change.\n' })
  expect((await copy(to, 'apply', tar)).text).toBe('0 things are made or changed.\n')

  const again = join(folder, 'again')
  mkdirSync(join(again, 'queue'), { recursive: true })
  writeFileSync(join(again, 'queue', 'Gone.json'), '{"name": "Gone"}')
  await copy(to, 'export', again)
  expect(
    (await readCopy(again)).map(({ name }) => name),
    'of a thing deleted since',
  ).not.toContain('Gone')
  expect(await readCopy(again)).toEqual(expect.arrayContaining([...things]))
  const ContactFlowId = to.test.id('contact-flow', 'Two')
  const { ContactFlow } = await to
    .client()
    .send(new DescribeContactFlowCommand({ InstanceId: to.instanceId, ContactFlowId }))
  expect(ContactFlow?.Content, 'the other instance’s own id').toContain(
    to.test.id('contact-flow', 'One'),
  )

  const PromptId = to.test.id('prompt', 'Hello')
  const { Location = '' } = to.test.centre.view.directory.get('prompt', PromptId) ?? {}
  expect(Buffer.from(to.blobs.get(Location) ?? []).toString()).toContain('WAVEhello')
  expect(to.test.centre.view.directory.count('file'), 'sounds on their way').toBe(0)

  const QueueId = to.test.id('queue', 'Sales {north} @ 50%')
  await to
    .client()
    .send(new UpdateQueueMaxContactsCommand({ InstanceId: to.instanceId, QueueId, MaxContacts: 9 }))
  const drifted = await copy(to, 'drift', tar)
  expect(drifted.text).toContain('change  queue  Sales {north} @ 50%  MaxContacts')
})

test.each([
  ['a path that leads outside', { '../evil.json': '{}' }, /nothing that a copy has/],
  ['another kind of thing', { 'weather/x.json': '{"name": "x"}' }, /nothing that a copy has/],
  ['what is no JSON', { 'queue/x.json': 'nonsense' }, /no JSON object/],
  ['a thing without a name', { 'queue/x.json': '{}' }, /has no name/],
  [
    'two of the same name',
    { 'queue/x.json': '{"name":"A"}', 'queue/y.json': '{"name":"a"}' },
    /two of queue/,
  ],
  ['a sound that is another', { [`sound/${'0'.repeat(64)}.wav`]: 'RIFF' }, /another sound/],
  ['a file that is too large', { 'queue/x.json': `"${'x'.repeat(5_000_000)}"` }, /at most/],
])('a tar with %s changes nothing', async (_, files, sentence) => {
  const path = join(folder, 'bad.tar')
  const tar = pack()
  tar.entry({ name: 'manifest.json' }, '{"format":"parley-copy-1"}')
  for (const [name, text] of Object.entries(files)) tar.entry({ name }, text)
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk as Buffer)
  writeFileSync(path, Buffer.concat(chunks))
  const { code, text } = await copy(to, 'apply', path)
  expect([code, text]).toEqual([2, expect.stringMatching(sentence)])
})

test('what a copy names and nobody has is told, with who names it', async () => {
  const path = join(folder, 'missing.tar')
  const tar = pack()
  tar.entry({ name: 'manifest.json' }, '{"format":"parley-copy-1"}')
  tar.entry({ name: 'queue/x.json' }, '{"name":"Lost","HoursOfOperationId":"{{hours:Nowhere}}"}')
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk as Buffer)
  writeFileSync(path, Buffer.concat(chunks))
  const { code, text } = await copy(to, 'apply', path)
  expect([code, text]).toEqual([2, expect.stringMatching(/queue Lost: .*Nowhere/)])
})
