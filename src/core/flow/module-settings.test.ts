import { expect, test } from 'vitest'
import type { JsonObject } from '../json.ts'
import { checkFlow } from './check.ts'
import { readModuleSettings } from './module-settings.ts'

test.each([
  ['words', 'Settings is not a JSON object'],
  ['[]', 'Settings is not a JSON object'],
  ['{"inputs":{}}', 'no member inputs'],
  ['{"input":{}}', 'input needs a JSON schema'],
  ['{"resultData":{"schema":{"type":"array"}}}', 'must be of type object'],
  ['{"input":{"schema":{"required":"a"}}}', 'a list of names'],
  ['{"input":{"schema":{"properties":[]}}}', 'must be an object'],
  ['{"transitions":{}}', 'a list of results'],
  ['{"transitions":{"results":[{"description":"x"}]}}', 'needs a name'],
  ['{"transitions":{"results":[{"name":"a"},{"name":"a"}]}}', 'the same name'],
  [JSON.stringify({ transitions: { results: Array(9).fill({ name: 'x' }) } }), 'more than 8'],
])('%s is refused: %s', (text, words) => {
  const read = readModuleSettings(text)
  expect('problems' in read && read.problems.map(each => each.message).join(' ')).toContain(words)
})

test('what is said of input and results is read', () => {
  const schema = { type: 'object', properties: { a: {}, b: {} }, required: ['a'] }
  const text = JSON.stringify({
    input: { schema },
    resultData: { schema: {} },
    transitions: { results: [{ name: 'yes' }, { name: 'no', description: 'otherwise' }] },
  })
  expect(readModuleSettings(text)).toEqual({
    settings: { required: ['a'], inputs: ['a', 'b'], results: ['yes', 'no'] },
  })
  expect(readModuleSettings('{}')).toEqual({ settings: { required: [] } })
})

const SETTINGS = JSON.stringify({
  input: { schema: { properties: { name: {}, age: {} }, required: ['name'] } },
  transitions: { results: [{ name: 'yes' }] },
})

/** What is said of a call of the module, or of its own way back. */
function said(action: JsonObject, isModule = false): readonly string[] {
  const bye = { Identifier: 'bye', Type: 'DisconnectParticipant' }
  const content = { Version: '2019-10-30', StartAction: 'it', Actions: [action, bye] }
  const references = { exists: () => true, moduleSettings: () => SETTINGS, settings: SETTINGS }
  return checkFlow(JSON.stringify(content), isModule ? 'MODULE' : 'CONTACT_FLOW', references)
    .filter(({ action: at }) => at === 'it')
    .map(({ severity, message }) => `${severity}: ${message}`)
}

function call(Input: JsonObject | undefined, ...operands: readonly string[]): readonly string[] {
  return said({
    Identifier: 'it',
    Type: 'InvokeFlowModule',
    Parameters: { FlowModuleId: 'm', ...(Input && { Input }) },
    Transitions: {
      NextAction: 'bye',
      Errors: ['NoMatchingError', 'NoMatchingCondition'].map(ErrorType => {
        return { ErrorType, NextAction: 'bye' }
      }),
      Conditions: operands.map(operand => {
        return { NextAction: 'bye', Condition: { Operator: 'Equals', Operands: [operand] } }
      }),
    },
  })
}

test('a call that goes with the settings of the module is right', () => {
  expect(call({ name: '$.CustomerEndpoint.Address', age: 7 }, 'yes')).toEqual([])
})

test('a call that does not is told what the module takes and how it comes back', () => {
  expect(call(undefined, 'yes').join()).toContain('warning: The module needs the input name')
  expect(call({ name: 'a', size: 1 }, 'yes').join()).toContain('takes no input size')
  expect(call({ name: 'a' }, 'no').join()).toContain('never comes back by "no": use "yes"')
})

test('a module comes back only by a result of its settings', () => {
  const back = (Result: string) =>
    said({ Identifier: 'it', Type: 'EndFlowModuleExecution', Parameters: { Result } }, true)
  expect(back('yes')).toEqual([])
  expect(back('$.CustomerEndpoint.Address')).toEqual([])
  expect(back('no').join()).toContain('error: The module\'s settings have no result "no"')
})
