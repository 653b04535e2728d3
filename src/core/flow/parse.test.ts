import { describe, expect, test } from 'vitest'
import { parseFlow } from './parse.ts'

const envelope = (...actions: unknown[]) =>
  JSON.stringify({ Version: '2019-10-30', StartAction: 'a', Actions: actions })

function flowOf(content: string) {
  const parsed = parseFlow(content)
  if (!('flow' in parsed)) throw new Error(JSON.stringify(parsed.problems))
  return parsed.flow
}

function codesOf(content: string): readonly string[] {
  const parsed = parseFlow(content)
  return 'flow' in parsed ? [] : parsed.problems.map(each => each.code)
}

describe('what exports leave out may be missing', () => {
  test('an action with nothing but its name and type', () => {
    const action = flowOf(envelope({ Identifier: 'a', Type: 'X' })).actions.get('a')
    expect(action).toEqual({
      identifier: 'a',
      type: 'X',
      parameters: {},
      errors: [],
      conditions: [],
    })
  })

  test('an empty NextAction is none', () => {
    const flow = flowOf(
      envelope({
        Identifier: 'a',
        Type: 'X',
        Parameters: null,
        Transitions: {
          NextAction: '',
          Errors: [{ ErrorType: 'E', NextAction: '' }],
          Conditions: [{ NextAction: 'a', Condition: { Operator: 'Equals', Operands: [1, true] } }],
        },
      }),
    )
    const action = flow.actions.get('a')
    expect(action && 'nextAction' in action).toBe(false)
    expect(action?.errors).toEqual([])
    expect(action?.conditions).toEqual([
      { operator: 'Equals', operands: ['1', 'true'], nextAction: 'a' },
    ])
  })

  test('identifiers may be words with spaces and of any script', () => {
    const identifier = 'Begrüßung – ようこそ 1'
    expect(flowOf(envelope({ Identifier: identifier, Type: 'X' })).actions.has(identifier)).toBe(
      true,
    )
  })
})

describe('what is no flow is refused with the reason', () => {
  const action = { Identifier: 'a', Type: 'X' }
  test.each<[string, string, string]>([
    ['text', 'hello', 'notJson'],
    ['a list', '[]', 'wrongShape'],
    ['null', 'null', 'wrongShape'],
    [
      'another version',
      JSON.stringify({ Version: '1', StartAction: 'a', Actions: [] }),
      'wrongVersion',
    ],
    ['the old export format', '{"modules":[],"version":"1","start":"x"}', 'wrongVersion'],
    ['no start', JSON.stringify({ Version: '2019-10-30', Actions: [action] }), 'missingStart'],
    ['no actions', JSON.stringify({ Version: '2019-10-30', StartAction: 'a' }), 'wrongShape'],
    ['a nameless action', envelope({ Type: 'X' }), 'badIdentifier'],
    ['two of one name', envelope(action, action), 'duplicateIdentifier'],
    ['a reserved name', envelope({ Identifier: 'constructor', Type: 'X' }), 'badIdentifier'],
    ['a slash in a name', envelope({ Identifier: 'a/b', Type: 'X' }), 'badIdentifier'],
    ['a long name', envelope({ Identifier: 'x'.repeat(51), Type: 'X' }), 'badIdentifier'],
    ['no type', envelope({ Identifier: 'a' }), 'wrongShape'],
    ['parameters that are a list', envelope({ ...action, Parameters: [] }), 'wrongShape'],
    ['a number as next', envelope({ ...action, Transitions: { NextAction: 5 } }), 'wrongShape'],
    ['errors that are text', envelope({ ...action, Transitions: { Errors: 'no' } }), 'wrongShape'],
    ['251 actions', envelope(...Array.from({ length: 251 }, () => action)), 'tooLarge'],
    [
      'a megabyte',
      envelope({ ...action, Parameters: { Text: 'x'.repeat(1_048_576) } }),
      'tooLarge',
    ],
    ['a tower', `{"a":${'['.repeat(9000)}${']'.repeat(9000)}}`, 'tooLarge'],
  ])('%s', (_, content, code) => expect(codesOf(content)).toContain(code))
})

test('an error branch without a type is refused, naming the action', () => {
  const parsed = parseFlow(
    envelope({ Identifier: 'a', Type: 'X', Transitions: { Errors: [{ NextAction: 'a' }] } }),
  )
  expect('problems' in parsed && parsed.problems[0]?.action).toBe('a')
})
