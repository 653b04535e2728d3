// Callers in flows that call modules and that are published anew while they are in them.
import { beforeEach, expect, test } from 'vitest'
import type { Kind } from '../../src/core/directory/document.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { TestCentre } from '../support/test-centre.ts'

interface Step {
  readonly type: string
  readonly parameters?: JsonObject
  readonly next?: string
  readonly when?: Readonly<Record<string, string>>
  readonly errors?: Readonly<Record<string, string>>
}

/** Flow language of named steps, the first one first. */
function content(steps: Readonly<Record<string, Step>>): string {
  const Actions = Object.entries(steps).map(([Identifier, step]) => ({
    Identifier,
    Type: step.type,
    Parameters: step.parameters ?? {},
    Transitions: {
      NextAction: step.next,
      Errors: Object.entries(step.errors ?? {}).map(([ErrorType, NextAction]) => {
        return { ErrorType, NextAction }
      }),
      Conditions: Object.entries(step.when ?? {}).map(([operand, NextAction]) => {
        return { NextAction, Condition: { Operator: 'Equals', Operands: [operand] } }
      }),
    },
  }))
  return JSON.stringify({ Version: '2019-10-30', StartAction: Actions[0]?.Identifier, Actions })
}

const say = (Text: string, next?: string): Step => ({
  type: 'MessageParticipant',
  parameters: { Text },
  ...(next !== undefined && { next }),
})
const call = (FlowModuleId: string, next: string): Step => ({
  type: 'InvokeFlowModule',
  parameters: { FlowModuleId },
  next,
  errors: { NoMatchingError: next },
})
const logging = (FlowLoggingBehavior: string, next: string): Step => ({
  type: 'UpdateFlowLoggingBehavior',
  parameters: { FlowLoggingBehavior },
  next,
})
const bye: Step = { type: 'DisconnectParticipant' }

let centre: TestCentre

beforeEach(async () => {
  centre = await TestCentre.open()
})

function put(
  kind: Kind,
  id: string,
  steps: Readonly<Record<string, Step>>,
  members: JsonObject = {},
) {
  const document = {
    Name: id,
    Type: 'CONTACT_FLOW',
    State: 'ACTIVE',
    Status: 'PUBLISHED',
    Content: content(steps),
    ...members,
  }
  centre.tell({ type: 'config.put', kind, id, document })
}

/** The flow that callers of the number hear, and its version where one is named. */
function answerWith(ContactFlowId: string): void {
  centre.change('phone-number', centre.id('phone-number', '+15550100'), { ContactFlowId })
}

function inbound(steps: Readonly<Record<string, Step>>): void {
  put('contact-flow', 'inbound', steps)
  answerWith('inbound')
}

test('a caller in a module is not disturbed by a restart or by a new module', () => {
  inbound({ in: call('m', 'out'), out: say('$.Attributes.a, and out', 'bye'), bye })
  const attributes = (value: string): Step => ({
    type: 'UpdateContactAttributes',
    parameters: { Attributes: { a: value } },
  })
  put('flow-module', 'm', { one: say('one', 'two'), two: say('two', 'a'), a: attributes('old') })
  const leg = centre.call()
  expect(centre.says(leg)).toBe('one')
  put('flow-module', 'm', { one: say('other', 'a'), a: attributes('new') })
  centre.restart()
  centre.promptOver(leg)
  expect(centre.says(leg)).toBe('two')
  centre.promptOver(leg)
  expect(centre.says(leg)).toBe('old, and out')
  const next = centre.call()
  expect(centre.hearOut(next)).toEqual(['other', 'new, and out'])
})

test('a module that is deleted while somebody is in it is gone for the next caller only', () => {
  inbound({ in: call('m', 'out'), out: say('out', 'bye'), bye })
  put('flow-module', 'm', { one: say('one', 'two'), two: say('two') })
  const leg = centre.call()
  centre.tell({ type: 'config.delete', kind: 'flow-module', id: 'm' })
  centre.restart()
  expect(centre.hearOut(leg)).toEqual(['one', 'two', 'out'])
  expect(centre.hearOut(centre.call())).toEqual(['out'])
})

test('a flow that is published anew while a caller is in its module goes on as it was', () => {
  inbound({ in: call('m', 'out'), out: say('old', 'bye'), bye })
  put('flow-module', 'm', { one: say('one') })
  const leg = centre.call()
  inbound({ out: say('new', 'bye'), bye })
  centre.restart()
  expect(centre.hearOut(leg)).toEqual(['one', 'old'])
  expect(centre.hearOut(centre.call())).toEqual(['new'])
})

test('a number that names a version has that one answered, whatever is published', () => {
  put('contact-flow', 'greeting', { a: say('latest', 'bye'), bye })
  const version = { FlowId: 'greeting', Version: 1 }
  put(
    'contact-flow-version',
    'greeting:1',
    { a: say('one', 'b'), b: say('one more', 'bye'), bye },
    version,
  )
  answerWith('greeting:1')
  const leg = centre.call()
  expect(centre.says(leg)).toBe('one')
  centre.tell({ type: 'config.delete', kind: 'contact-flow-version', id: 'greeting:1' })
  centre.restart()
  expect(centre.hearOut(leg)).toEqual(['one', 'one more'])
  centre.call()
  expect(centre.effects.at(-1)).toMatchObject({ type: 'leg.reject', status: 404 })
  answerWith('greeting')
  expect(centre.hearOut(centre.call())).toEqual(['latest'])
})

test('modules are called by version and by alias, which may be pointed elsewhere', () => {
  put('flow-module', 'm', { a: say('latest') })
  for (const Version of [1, 2]) {
    const members = { ModuleId: 'm', Version }
    put('flow-module-version', `m:${Version}`, { a: say(`version ${Version}`) }, members)
  }
  const point = (Version: number) =>
    centre.tell({
      type: 'config.put',
      kind: 'flow-module-alias',
      id: 'alias-id',
      document: { ModuleId: 'm', AliasName: 'live', Version },
    })
  point(1)
  const arn = 'arn:aws:connect:us-east-1:000000000000:instance/i/flow-module/m'
  inbound({
    a: call('m', 'b'),
    b: call('m:$LATEST', 'c'),
    c: call(`${arn}:2`, 'd'),
    d: call('m:live', 'e'),
    e: call(`${arn}:alias-id`, 'f'),
    f: call('m:3', 'bye'),
    bye,
  })
  expect(centre.hearOut(centre.call())).toEqual([
    ...['latest', 'latest', 'version 2', 'version 1', 'version 1'],
  ])
  point(2)
  expect(centre.hearOut(centre.call())).toEqual([
    ...['latest', 'latest', 'version 2', 'version 2', 'version 2'],
  ])
})

test('an archived module is not called', () => {
  put('flow-module', 'm', { a: say('module') }, { State: 'ARCHIVED' })
  inbound({ in: call('m', 'out'), out: say('out', 'bye'), bye })
  expect(centre.hearOut(centre.call())).toEqual(['out'])
})

test('hanging up in a module ends the call, and so does the caller who hangs up in one', () => {
  inbound({ in: call('m', 'out'), out: say('never', 'bye'), bye })
  put('flow-module', 'm', { a: say('a', 'bye'), bye })
  const leg = centre.call()
  expect(centre.hearOut(leg)).toEqual(['a'])
  expect(centre.legs.has(leg)).toBe(false)
  const other = centre.call()
  centre.hangUp(other)
  expect(centre.finals).toHaveLength(2)
})

test('a queue flow plays a module to those who wait', () => {
  const queue: Step = {
    type: 'UpdateContactTargetQueue',
    parameters: { QueueId: centre.id('queue', 'BasicQueue') },
    next: 'hook',
  }
  const hook: Step = {
    type: 'UpdateContactEventHooks',
    parameters: { EventHooks: { CustomerQueue: 'waiting' } },
    next: 'transfer',
  }
  inbound({ queue, hook, transfer: { type: 'TransferContactToQueue' } })
  put(
    'contact-flow',
    'waiting',
    { in: call('m', 'in again'), 'in again': call('m', 'x') },
    {
      Type: 'CUSTOMER_QUEUE',
    },
  )
  put('flow-module', 'm', { a: say('please wait') })
  inbound({ queue, hook, transfer: { type: 'TransferContactToQueue' } })
  const leg = centre.call()
  expect(centre.hearOut(leg)).toEqual(['please wait', 'please wait'])
  expect(centre.contacts[0]?.stage).toBe('queued')
})

test('event hooks and transfers keep the version they name', () => {
  const queue = centre.id('queue', 'BasicQueue')
  for (const [id, text] of [
    ['waiting', 'latest'],
    ['waiting:1', 'version 1'],
  ] as const) {
    const kind = id === 'waiting' ? 'contact-flow' : 'contact-flow-version'
    put(kind, id, { a: say(text) }, { Type: 'CUSTOMER_QUEUE', FlowId: 'waiting', Version: 1 })
  }
  put('contact-flow', 'second', { a: say('latest', 'bye'), bye })
  put('contact-flow-version', 'second:1', {
    queue: {
      type: 'UpdateContactTargetQueue',
      parameters: { QueueId: queue },
      next: 'transfer',
    },
    transfer: { type: 'TransferContactToQueue' },
  })
  inbound({
    hook: {
      type: 'UpdateContactEventHooks',
      parameters: { EventHooks: { CustomerQueue: 'waiting:1' } },
      next: 'go',
    },
    go: { type: 'TransferToFlow', parameters: { ContactFlowId: 'second:1' } },
  })
  expect(centre.says(centre.call())).toBe('version 1')
})

function logged(): readonly JsonObject[] {
  return centre.logged.map(({ entry }) => entry)
}

test('the flow log has a line for each action from where it is turned on, in modules as well', () => {
  inbound({
    quiet: say('quiet', 'on'),
    on: logging('Enabled', 'hello'),
    hello: say('hello $.CustomerEndpoint.Address', 'in'),
    in: call('m', 'check'),
    check: {
      type: 'Compare',
      parameters: { ComparisonValue: '$.Channel' },
      when: { VOICE: 'lost' },
      errors: { NoMatchingCondition: 'lost' },
    },
    lost: {
      type: 'TransferToFlow',
      parameters: { ContactFlowId: 'nowhere' },
      errors: { NoMatchingError: 'strange' },
    },
    strange: { type: 'DanceAround', errors: { NoMatchingError: 'off' } },
    off: logging('Disabled', 'more'),
    more: say('more', 'bye'),
    bye,
  })
  put('flow-module', 'm', { a: say('in the module') })
  const leg = centre.call('+15557001')
  centre.hearOut(leg)
  const contactId = centre.finals[0]?.contactId
  expect(logged().map(each => [each.ContactFlowName, each.Identifier, each.Results])).toEqual([
    ['inbound', 'on', undefined],
    ['inbound', 'hello', undefined],
    ['inbound', 'in', undefined],
    ['m', 'a', undefined],
    ['inbound', 'check', 'VOICE'],
    ['inbound', 'lost', 'Error'],
    ['inbound', 'strange', 'There is no action type DanceAround.'],
    ['inbound', 'strange', 'Error'],
  ])
  expect(logged()[1]).toEqual({
    ContactId: contactId,
    ContactFlowId: expect.stringMatching(/^arn:aws:connect:.*\/contact-flow\/inbound$/),
    ContactFlowName: 'inbound',
    ContactFlowModuleType: 'PlayPrompt',
    Identifier: 'hello',
    Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    Parameters: { Text: 'hello +15557001' },
  })
  expect(logged()[3]?.ContactFlowId).toMatch(/\/flow-module\/m$/)
  expect(logged()[5]?.Error).toBe('NoMatchingError')
})

test('what callers type is not read in the flow log, but for the keys of menus', () => {
  inbound({
    on: logging('Enabled', 'menu'),
    menu: {
      type: 'GetParticipantInput',
      parameters: { Text: 'press', InputTimeLimitSeconds: '5' },
      when: { '1': 'pin' },
      errors: { NoMatchingCondition: 'bye', NoMatchingError: 'bye', InputTimeLimitExceeded: 'bye' },
    },
    pin: {
      type: 'GetParticipantInput',
      parameters: {
        Text: 'your pin',
        StoreInput: 'True',
        InputTimeLimitSeconds: '5',
        InputValidation: { CustomValidation: { MaximumLength: '4' } },
      },
      next: 'echo',
      errors: { NoMatchingError: 'bye' },
    },
    echo: say('your pin is $.StoredCustomerInput', 'right'),
    right: {
      type: 'Compare',
      parameters: { ComparisonValue: '$.StoredCustomerInput' },
      when: { '1234': 'bye' },
      errors: { NoMatchingCondition: 'bye' },
    },
    bye,
  })
  const leg = centre.call()
  centre.press(leg, '1')
  centre.press(leg, '9876')
  expect(centre.says(leg)).toBe('your pin is 9876')
  centre.hearOut(leg)
  expect(logged().map(each => [each.ContactFlowModuleType, each.Results])).toEqual([
    ['SetLoggingBehavior', undefined],
    ['GetUserInput', undefined],
    ['GetUserInput', '1'],
    ['StoreUserInput', undefined],
    ['PlayPrompt', undefined],
    ['CheckAttribute', '****'],
    ['Disconnect', undefined],
  ])
  expect(JSON.stringify(logged())).not.toContain('9876')
})

test('whispers call modules, and both sides hear the modules meant for them', () => {
  put('flow-module', 'm', { a: say('this is a $.Channel call') })
  for (const [id, Type] of [
    ['to agent', 'AGENT_WHISPER'],
    ['to customer', 'CUSTOMER_WHISPER'],
  ] as const) {
    put('contact-flow', id, { in: call('m', 'own'), own: say(id) }, { Type })
  }
  const hook = (name: string, flow: string, next: string): Step => ({
    type: 'UpdateContactEventHooks',
    parameters: { EventHooks: { [name]: flow } },
    next,
  })
  inbound({
    a: hook('AgentWhisper', 'to agent', 'b'),
    b: hook('CustomerWhisper', 'to customer', 'queue'),
    queue: {
      type: 'UpdateContactTargetQueue',
      parameters: { QueueId: centre.id('queue', 'BasicQueue') },
      next: 'transfer',
    },
    transfer: { type: 'TransferContactToQueue' },
  })
  centre.ready('agent1')
  const leg = centre.call()
  centre.does('agent1', 'accept')
  expect(centre.hearOut(centre.agentLeg('agent1'))).toEqual(['this is a VOICE call', 'to agent'])
  expect(centre.hearOut(leg)).toEqual(['this is a VOICE call', 'to customer'])
  expect(centre.state('agent1')).toBe('CONNECTED')
})

test('another flow goes on with the attributes, the queue and the log, and without what was the first one’s own', () => {
  const queueId = centre.id('queue', 'BasicQueue')
  const set = (Attributes: JsonObject, next: string): Step => ({
    type: 'UpdateContactAttributes',
    parameters: { Attributes },
    next,
  })
  put('contact-flow', 'second', {
    told: say('$.Attributes.a, $.FlowAttributes.b, $.Modules.Result, $.Queue.Name', 'bye'),
    bye,
  })
  put('flow-module', 'm', {
    back: { type: 'EndFlowModuleExecution', parameters: { Result: 'done' } },
  })
  inbound({
    log: logging('Enabled', 'a'),
    a: set({ a: 'kept' }, 'b'),
    b: {
      type: 'UpdateFlowAttributes',
      parameters: { FlowAttributes: { b: { Value: 'own' } } },
      next: 'c',
    },
    c: { type: 'UpdateContactTargetQueue', parameters: { QueueId: queueId }, next: 'in' },
    in: { ...call('m', 'go'), when: { done: 'go' } },
    go: { type: 'TransferToFlow', parameters: { ContactFlowId: 'second' } },
  })
  const leg = centre.call()
  expect(centre.says(leg)).toBe('kept, , , BasicQueue')
  expect(logged().at(-1)).toMatchObject({ ContactFlowName: 'second', Identifier: 'told' })
})

test('a task writes attributes of the call it was made for, as long as that goes on', () => {
  inbound({ wait: say('one moment', 'bye'), bye })
  put('contact-flow', 'task flow', {
    write: {
      type: 'UpdateContactAttributes',
      parameters: { Attributes: { from: '$.Name' }, TargetContact: 'Related' },
      next: 'ok',
      errors: { NoMatchingError: 'failed' },
    },
    ok: { type: 'Wait', parameters: { TimeLimitSeconds: '9' }, next: 'bye' },
    failed: {
      type: 'UpdateContactAttributes',
      parameters: { Attributes: { failed: 'yes' } },
      next: 'ok',
    },
    bye,
  })
  const leg = centre.call()
  const caller = centre.contacts[0]?.contactId ?? ''
  const start = (contactId: string) =>
    centre.tell({
      type: 'task.started',
      contactId,
      name: 'look it up',
      flowId: 'task flow',
      attributes: {},
      relatedContactId: caller,
    })
  start('task 1')
  expect(centre.centre.view.contact(caller)?.attributes).toEqual({ from: 'look it up' })
  expect(centre.centre.view.contact('task 1')?.attributes).toEqual({})
  centre.hangUp(leg)
  start('task 2')
  expect(centre.centre.view.contact('task 2')?.attributes).toEqual({ failed: 'yes' })
})

test('what a function answers is in the flow log', () => {
  centre.services = () => ({ ok: true, result: { name: 'Ada' } })
  inbound({
    log: logging('Enabled', 'ask'),
    ask: {
      type: 'InvokeLambdaFunction',
      parameters: {
        LambdaFunctionARN: 'lookup',
        InvocationTimeLimitSeconds: '3',
        LambdaInvocationAttributes: {
          number: '$.CustomerEndpoint.Address',
          last: '$.External.name',
        },
      },
      next: 'bye',
    },
    bye,
  })
  centre.call('+15557001')
  expect(logged().slice(1, 3)).toMatchObject([
    {
      ContactFlowModuleType: 'InvokeExternalResource',
      Parameters: { LambdaInvocationAttributes: { number: '+15557001' } },
    },
    { ContactFlowModuleType: 'InvokeExternalResource', ExternalResults: { name: 'Ada' } },
  ])
})

test('why a function’s answer was not taken is in the flow log', () => {
  centre.services = () => ({ ok: true, result: { much: 'x'.repeat(40_000) } })
  inbound({
    log: logging('Enabled', 'ask'),
    ask: {
      type: 'InvokeLambdaFunction',
      parameters: { LambdaFunctionARN: 'lookup', InvocationTimeLimitSeconds: '3' },
      errors: { NoMatchingError: 'bye' },
    },
    bye,
  })
  centre.call()
  expect(logged().slice(1, 4)).toMatchObject([
    { Identifier: 'ask' },
    { Identifier: 'ask', Results: 'The function returned more than 32 KB.' },
    { Identifier: 'ask', Results: 'Error', Error: 'NoMatchingError' },
  ])
})
