// Test cases of flows through the unmodified SDK: written, run in virtual time, and read back.
import {
  CreateContactFlowCommand,
  CreateTestCaseCommand,
  DeleteTestCaseCommand,
  DescribeTestCaseCommand,
  GetTestCaseExecutionSummaryCommand,
  ListContactFlowsCommand,
  ListTestCaseExecutionRecordsCommand,
  ListTestCaseExecutionsCommand,
  ListTestCasesCommand,
  SearchTestCasesCommand,
  StartTestCaseExecutionCommand,
  StopTestCaseExecutionCommand,
  UpdateTestCaseCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let api: ApiCentre
beforeAll(async () => {
  api = await startApiCentre()
})
afterAll(() => api.close())

const content = (text: string) =>
  JSON.stringify({
    Version: '2019-10-30',
    Metadata: {},
    Observations: [
      {
        Identifier: 'Greeting',
        Event: {
          Type: 'MessageReceived',
          Actor: 'System',
          Properties: { Text: text, MatchingCriteria: { Type: 'Inclusion' } },
        },
        Usage: { Type: 'EXACTLY', Times: 1 },
        Actions: [
          {
            Identifier: 'Check',
            Type: 'Assert',
            Parameters: { Namespace: '$.Attributes.tier', Operator: 'Equals', Operand: 'gold' },
            Transitions: { NextAction: '' },
          },
        ],
        Transitions: { NextObservations: [] },
      },
    ],
  })

const flow = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'Hello',
  Actions: [
    {
      Identifier: 'Hello',
      Type: 'MessageParticipant',
      Parameters: { Text: 'Good morning from the tested flow.' },
      Transitions: {
        NextAction: 'Bye',
        Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'Bye' }],
      },
    },
    { Identifier: 'Bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
  ],
})

test('a test case is created, run, read, changed so that it fails, and deleted', async () => {
  const client = api.client()
  const InstanceId = api.instanceId
  const { ContactFlowId } = await client.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'Tested',
      Type: 'CONTACT_FLOW',
      Content: flow,
    }),
  )
  const { TestCaseId = '' } = await client.send(
    new CreateTestCaseCommand({
      InstanceId,
      Name: 'Greets',
      Content: content('Good morning'),
      EntryPoint: {
        Type: 'VOICE_CALL',
        VoiceCallEntryPointParameters: { FlowId: ContactFlowId ?? '' },
      },
      InitializationData: JSON.stringify({ tier: 'gold' }),
      Status: 'PUBLISHED',
    }),
  )
  const run = async () => {
    const { TestCaseExecutionId = '' } = await client.send(
      new StartTestCaseExecutionCommand({ InstanceId, TestCaseId }),
    )
    const ids = { InstanceId, TestCaseId, TestCaseExecutionId }
    const summary = await client.send(new GetTestCaseExecutionSummaryCommand(ids))
    const { ExecutionRecords = [] } = await client.send(
      new ListTestCaseExecutionRecordsCommand(ids),
    )
    return { ids, summary, records: ExecutionRecords }
  }

  const passed = await run()
  expect(passed.summary).toMatchObject({
    Status: 'PASSED',
    ObservationSummary: { TotalObservations: 1, ObservationsPassed: 1, ObservationsFailed: 0 },
  })
  expect(JSON.parse(passed.records[0]?.Record ?? '')).toMatchObject({
    Observed: 'Good morning from the tested flow.',
  })

  await client.send(
    new UpdateTestCaseCommand({ InstanceId, TestCaseId, Content: content('Good night') }),
  )
  const failed = await run()
  expect(failed.summary.Status).toBe('FAILED')
  expect(failed.records[0]).toMatchObject({ ObservationId: 'Greeting', Status: 'FAILED' })
  await expect(client.send(new StopTestCaseExecutionCommand(failed.ids))).rejects.toMatchObject({
    name: 'InvalidRequestException',
  })

  const { TestCaseExecutions = [] } = await client.send(
    new ListTestCaseExecutionsCommand({ InstanceId, TestCaseId }),
  )
  expect(TestCaseExecutions.map(each => each.TestCaseExecutionStatus).sort()).toEqual([
    'FAILED',
    'PASSED',
  ])
  const { TestCase } = await client.send(new DescribeTestCaseCommand({ InstanceId, TestCaseId }))
  expect(TestCase).toMatchObject({ Name: 'Greets', Content: content('Good night') })
  const { TestCaseSummaryList } = await client.send(new ListTestCasesCommand({ InstanceId }))
  expect(TestCaseSummaryList).toMatchObject([{ Id: TestCaseId, Name: 'Greets' }])
  const found = await client.send(
    new SearchTestCasesCommand({
      InstanceId,
      SearchCriteria: {
        StringCondition: { FieldName: 'name', Value: 'gree', ComparisonType: 'STARTS_WITH' },
      },
    }),
  )
  expect(found.TestCases).toHaveLength(1)

  await client.send(new DeleteTestCaseCommand({ InstanceId, TestCaseId }))
  await expect(
    client.send(new DescribeTestCaseCommand({ InstanceId, TestCaseId })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test('a test case chats as well', async () => {
  const client = api.client()
  const InstanceId = api.instanceId
  const { ContactFlowSummaryList = [] } = await client.send(
    new ListContactFlowsCommand({ InstanceId }),
  )
  const FlowId = ContactFlowSummaryList.find(({ Name }) => Name === 'Tested')?.Id ?? ''
  const { TestCaseId = '' } = await client.send(
    new CreateTestCaseCommand({
      InstanceId,
      Name: 'Chats',
      Content: content('from the tested flow'),
      EntryPoint: { Type: 'CHAT', ChatEntryPointParameters: { FlowId } },
      InitializationData: JSON.stringify({ tier: 'gold' }),
    }),
  )
  const { TestCaseExecutionId = '' } = await client.send(
    new StartTestCaseExecutionCommand({ InstanceId, TestCaseId }),
  )
  const ids = { InstanceId, TestCaseId, TestCaseExecutionId }
  const { Status } = await client.send(new GetTestCaseExecutionSummaryCommand(ids))
  expect(Status).toBe('PASSED')
})

test('running a test leaves nothing of it among the contacts', () => {
  expect([...api.test.centre.view.contacts()]).toEqual([])
})

test('a test case that is none cannot be published, but kept as a draft', async () => {
  const client = api.client()
  const draft = { InstanceId: api.instanceId, Name: 'Draft', Content: '{"Observations": []}' }
  await expect(
    client.send(new CreateTestCaseCommand({ ...draft, Status: 'PUBLISHED' })),
  ).rejects.toMatchObject({ name: 'InvalidTestCaseException' })
  const { TestCaseId } = await client.send(new CreateTestCaseCommand({ ...draft, Status: 'SAVED' }))
  await expect(
    client.send(
      new StartTestCaseExecutionCommand({
        InstanceId: api.instanceId,
        TestCaseId: TestCaseId ?? '',
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidRequestException' })
})
