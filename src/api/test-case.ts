// Test cases of flows, as the operations handle them.
import type { Entry } from '../core/directory/directory.ts'
import type {
  Kind,
  TestCaseDocument,
  TestCaseExecutionDocument,
} from '../core/directory/document.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { JsonObject } from '../core/json.ts'
import type { TestCaseResult, TestCaseStart } from '../flow-test/run-test-case.ts'
import { readTestCase, type TestCase } from '../flow-test/test-case.ts'
import { sha256Hex } from '../io/crypto.ts'
import { arnOf, bareId } from './arn.ts'
import type { OperationContext } from './operation-context.ts'
import { find } from './resource.ts'
import { invalidRequest, notFound, ServiceError } from './service-error.ts'

/** Of each test case, so many runs are kept. */
export const EXECUTIONS_KEPT = 20
/** The number a test calls when it names a flow and no number. */
const TEST_NUMBER = '+15550199'
const TEST_CALLER = '+15550198'
/** With more users than this none are there in tests: nobody answers in them anyway. */
const USERS_MAX = 500
const RECORD_LENGTH_MAX = 16 * 1024

/** What says nothing about how calls are handled, or is secret. */
const LEFT_OUT: ReadonlySet<Kind> = new Set([
  'credential',
  'access-key',
  'chat-widget',
  'sip-trunk',
  'sip-phone',
  'idempotency',
  'test-case',
  'test-case-execution',
])

const KINDS = [
  'instance',
  'agent-state',
  'operating-hours',
  'queue',
  'routing-profile',
  'agent',
  'prompt',
  'contact-flow-version',
  'contact-flow',
  'flow-module-version',
  'flow-module-alias',
  'flow-module',
  'transfer-destination',
  'phone-number',
] as const satisfies readonly Kind[]

/** A test case that is to be run must be one. */
export function checkTestCase(content: string, attributes: string | undefined): void {
  attributesIn(attributes)
  const read = readTestCase(content)
  if ('testCase' in read) return
  const Problems = read.problems.slice(0, 50).map(message => ({ message }))
  throw new ServiceError('InvalidTestCaseException', 'The test case has errors.', { Problems })
}

export function showTestCase(context: OperationContext, { id, document }: Entry<'test-case'>) {
  const { Name, Content, EntryPoint, InitializationData, Description, Status, Tags } =
    document as TestCaseDocument & { readonly Description?: string }
  return {
    Arn: arnOf(context, 'test-case', id),
    Id: id,
    Name,
    Content,
    EntryPoint,
    InitializationData,
    Description,
    Status,
    Tags,
    LastModifiedTime: document.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
    TestCaseSha256: sha256Hex(Content),
  }
}

/** Runs of a test case, the latest first; of every test case when none is named. */
export function executionsOf(
  { centre }: OperationContext,
  testCaseId?: string,
): readonly Entry<'test-case-execution'>[] {
  return [...centre.directory.list('test-case-execution')]
    .filter(({ document }) => testCaseId === undefined || document.TestCaseId === testCaseId)
    .sort((a, b) => b.document.StartTime - a.document.StartTime || (a.id < b.id ? -1 : 1))
}

export function findExecution(
  context: OperationContext,
  testCaseId: string,
  executionId: string,
): Entry<'test-case-execution'> {
  const testCase = find(context, 'test-case', testCaseId)
  const execution = find(context, 'test-case-execution', executionId)
  if (execution.document.TestCaseId === testCase.id) return execution
  throw notFound(`There is no test case execution ${execution.id} of test case ${testCase.id}.`)
}

/** A test case and what it is played against. Plain JSON, for it goes to a thread. */
export interface TestCaseOrder {
  readonly testCase: TestCase
  readonly start: TestCaseStart
}

/** How a test case is played against this instance's configuration, apart from everything that goes on in it. */
export function testCaseOrder(
  context: OperationContext,
  { Content, EntryPoint = {}, InitializationData }: TestCaseDocument,
): TestCaseOrder {
  const read = readTestCase(Content)
  if ('problems' in read) throw invalidRequest(read.problems.join(' '))
  return {
    testCase: read.testCase,
    start: {
      ...entryOf(context, EntryPoint),
      instanceId: context.centre.instanceId,
      start: context.now,
      attributes: attributesIn(InitializationData),
    },
  }
}

function entryOf(
  context: OperationContext,
  entryPoint: NonNullable<TestCaseDocument['EntryPoint']>,
): Pick<TestCaseStart, 'configuration' | 'from' | 'to'> {
  if (entryPoint.Type === 'CHAT') {
    const { FlowId } = entryPoint.ChatEntryPointParameters ?? {}
    if (FlowId === undefined) throw invalidRequest('The entry point names no flow.')
    const configuration = configurationOf(context, undefined, TEST_NUMBER)
    return { configuration, from: TEST_CALLER, to: { chatFlowId: bareId(FlowId) } }
  }
  const entry = entryPoint.VoiceCallEntryPointParameters ?? {}
  const flow = entry.FlowId === undefined ? undefined : bareId(entry.FlowId)
  const to = entry.DestinationPhoneNumber ?? TEST_NUMBER
  if (flow === undefined && entry.DestinationPhoneNumber === undefined) {
    throw invalidRequest('The entry point names neither a flow nor a number.')
  }
  const configuration = configurationOf(context, flow, to)
  return { configuration, from: entry.SourcePhoneNumber ?? TEST_CALLER, to }
}

/** What is kept of a run that is over. */
export function executionDocument(
  TestCaseId: string,
  startedAt: Instant,
  { passed, start, end, records }: TestCaseResult,
): TestCaseExecutionDocument {
  return {
    TestCaseId,
    StartTime: startedAt,
    EndTime: startedAt + (end - start),
    Status: passed ? 'PASSED' : 'FAILED',
    Records: records.map(({ observationId, status, at, record }) => ({
      ObservationId: observationId,
      Status: status,
      Timestamp: at,
      Record: JSON.stringify(record).slice(0, RECORD_LENGTH_MAX),
    })),
  }
}

function configurationOf(
  { centre }: OperationContext,
  flow: string | undefined,
  to: string,
): readonly ConfigurationInput[] {
  const { directory } = centre
  const withUsers = [...directory.list('agent')].length <= USERS_MAX
  const inputs: ConfigurationInput[] = []
  for (const kind of KINDS) {
    if (LEFT_OUT.has(kind) || (kind === 'agent' && !withUsers)) continue
    for (const { id, document } of directory.list(kind)) {
      inputs.push({ type: 'config.put', kind, id, document: document as JsonObject })
    }
  }
  if (flow === undefined) return inputs
  const number = directory.named('phone-number', to)
  const document: JsonObject = {
    ...(number?.document as JsonObject | undefined),
    PhoneNumber: to,
    PhoneNumberType: 'DID',
    PhoneNumberCountryCode: 'US',
    ContactFlowId: flow,
  }
  const id = number?.id ?? 'test-number'
  return [...inputs, { type: 'config.put', kind: 'phone-number', id, document }]
}

function attributesIn(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined || text === '') return {}
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw invalidRequest('InitializationData is not JSON.')
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw invalidRequest('InitializationData is not a JSON object.')
  }
  const given = 'Attributes' in json && typeof json.Attributes === 'object' ? json.Attributes : json
  return Object.fromEntries(Object.entries(given ?? {}).map(([key, value]) => [key, String(value)]))
}
