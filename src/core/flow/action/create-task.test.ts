import { expect, test } from 'vitest'
import { type FlowWorld, runAction, START } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const create = (parameters: JsonObject = {}, world: FlowWorld = {}) =>
  runAction(
    'CreateTask',
    { ContactFlowId: 'work', Name: 'Call $.Attributes.who', ...parameters },
    {
      flows: { work: 'CONTACT_FLOW', hold: 'CUSTOMER_HOLD' },
      attributes: { who: 'Ada', flow: 'work', at: '2027-01-15T12:00:00+01:00' },
      ...world,
    },
  )

const made = (parameters: JsonObject = {}) => {
  const flow = create(parameters)
  expect(flow.wayOut).toBe('next')
  const [deed] = flow.did('createTask')
  return deed?.do === 'createTask' ? deed.task : undefined
}

test('it has its name, its flow, and what goes with it', () => {
  expect(
    made({
      Description: 'About $.Attributes.flow',
      Attributes: { who: '$.Attributes.who' },
      References: { site: { Type: 'URL', Value: 'https://x/$.Attributes.who' } },
    }),
  ).toEqual({
    flowId: 'work',
    name: 'Call Ada',
    description: 'About work',
    attributes: { who: 'Ada' },
    references: { site: { Type: 'URL', Value: 'https://x/Ada' } },
  })
})

test.each<[string, JsonObject, number | undefined]>([
  ['at once', {}, undefined],
  ['after a delay', { DelaySeconds: '60' }, START + 60_000],
  ['after a delay that is a number', { DelaySeconds: 60 }, START + 60_000],
  ['at a time', { ScheduledTime: '$.Attributes.at' }, Date.parse('2027-01-15T11:00:00Z')],
  [
    'at a time without a zone',
    { ScheduledTime: '2027-01-15T11:00:00' },
    Date.parse('2027-01-15T11:00:00Z'),
  ],
  ['at a time in seconds', { ScheduledTime: String(START / 1000 + 5) }, START + 5000],
])('it begins %s', (_, parameters, at) => {
  expect(made({ ContactFlowId: '$.Attributes.flow', ...parameters })?.scheduledAt).toBe(at)
})

test.each<[string, JsonObject, FlowWorld]>([
  ['a flow that is not there', { ContactFlowId: 'gone' }, {}],
  ['a flow of another type', { ContactFlowId: 'hold' }, {}],
  ['no name', { Name: '$.Attributes.none' }, {}],
  ['a delay of more than six days', { DelaySeconds: '518401' }, {}],
  ['a time that is none', { ScheduledTime: 'tomorrow' }, {}],
  ['a time too far away', { ScheduledTime: '2030-01-01' }, {}],
  ['a chain of tasks too long', {}, { mayCreateTask: false }],
])('%s takes the error branch', (_, parameters, world) => {
  expect(create(parameters, world).wayOut).toBe('NoMatchingError')
})

test.each(['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const)('it is made on %s', channel => {
  expect(create({}, { channel }).wayOut).toBe('next')
})
