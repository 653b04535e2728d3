import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const EXPERT = '+12065550199'
const ENDPOINTS = {
  CustomerEndpoint: { Address: '+12065550101' },
  SystemEndpoint: { Address: '+15550100' },
}

const transfer = (parameters: JsonObject = {}, world: FlowWorld = {}) =>
  runAction(
    'TransferParticipantToThirdParty',
    {
      ThirdPartyPhoneNumber: EXPERT,
      ThirdPartyConnectionTimeLimitSeconds: '30',
      ContinueFlowExecution: 'True',
      ...parameters,
    },
    { namespaces: ENDPOINTS, ...world },
  )

test('calls with the caller’s number, waits for the answer and then for the end', () => {
  const flow = transfer()
  expect(flow.did('callThirdParty')).toEqual([
    {
      do: 'callThirdParty',
      number: EXPERT,
      callerId: '+12065550101',
      timeLimitMs: 30_000,
      bridges: false,
    },
  ])
  flow.thirdParty('answered')
  expect(flow.secondsLeft, 'talks have no limit').toBeUndefined()
  flow.press('1')
  expect(flow.thirdParty('left').wayOut).toBe('next')
})

test.each([
  ['failed', 'CallFailed'],
  ['noAnswer', 'ConnectionTimeLimitExceeded'],
] as const)('tells what went wrong when the flow goes on: %s', (outcome, branch) => {
  expect(transfer().thirdParty(outcome).wayOut).toBe(branch)
  const ends = transfer({ ContinueFlowExecution: 'False' })
  expect(ends.did('callThirdParty')).toMatchObject([{ bridges: true }])
  expect(ends.thirdParty(outcome).wayOut).toBe('NoMatchingError')
})

test('gives up when nobody says what became of the call', () => {
  const flow = transfer().pass(31)
  expect(flow.waitingAt).toBe('it')
  flow.pass(1)
  expect(flow.wayOut).toBe('ConnectionTimeLimitExceeded')
  expect(flow.did('dropThirdParty')).toHaveLength(1)
})

test('takes every parameter from paths, and numbers and booleans as they are', () => {
  const namespaces = {
    ...ENDPOINTS,
    External: { to: EXPERT, limit: 20, keys: '1,2', id: '+15550100', name: 'Us' },
  }
  const flow = transfer(
    {
      ThirdPartyPhoneNumber: '$.External.to',
      ThirdPartyConnectionTimeLimitSeconds: '$.External.limit',
      ThirdPartyDTMFDigits: '9$.External.keys',
      CallerId: { Number: '$.External.id', Name: 'By $.External.name' },
      ContinueFlowExecution: false,
    },
    { namespaces },
  )
  expect(flow.did('callThirdParty')).toMatchObject([
    {
      number: EXPERT,
      timeLimitMs: 20_000,
      digits: '91,2',
      callerId: '+15550100',
      callerName: 'By Us',
      bridges: true,
    },
  ])
})

test('shows the number that was called when the caller has none', () => {
  const namespaces = { ...ENDPOINTS, CustomerEndpoint: { Address: 'browser' } }
  expect(transfer({}, { namespaces }).did('callThirdParty')).toMatchObject([
    { callerId: '+15550100' },
  ])
})

test.each(['', 'nobody', '$.Attributes.none', '112'])('does not call %j', number => {
  const flow = transfer({ ThirdPartyPhoneNumber: number })
  expect(flow.wayOut).toBe('CallFailed')
  expect(flow.did('callThirdParty')).toEqual([])
})

test('does not call where it may not', () => {
  const world = { forbidden: [EXPERT] }
  expect(transfer({}, world).wayOut).toBe('CallFailed')
  expect(transfer({ ContinueFlowExecution: 'False' }, world).wayOut).toBe('NoMatchingError')
})

test.each(['0', '601', 'soon', ''])('takes no time limit of %j', limit => {
  expect(transfer({ ThirdPartyConnectionTimeLimitSeconds: limit }).wayOut).toBe('NoMatchingError')
})

test.each(['CHAT', 'TASK', 'EMAIL'] as const)('is not for %s', channel => {
  expect(transfer({}, { channel }).wayOut).toBe('NoMatchingError')
})

test('nobody is called for a customer who has not been reached', () => {
  const flow = transfer({}, { outboundCall: 'pending' })
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.did('callThirdParty')).toEqual([])
})
