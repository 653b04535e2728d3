import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../json.ts'
import { importFlow, readFlowDocument } from '../format/flow-document.ts'
import { parseFlow } from '../parse.ts'
import { diffFlows, type FlowVersion } from './diff-flows.ts'

function version(document: JsonObject): FlowVersion {
  const parsed = parseFlow(JSON.stringify(document))
  if (!('flow' in parsed)) throw new Error(parsed.problems[0]?.message)
  return { document, flow: parsed.flow }
}

function action(Identifier: string, Type: string, Parameters: Json, Transitions: JsonObject = {}) {
  return { Identifier, Type, Parameters, Transitions }
}

const say = (identifier: string, Text: string, NextAction: string) =>
  action(identifier, 'MessageParticipant', { Text }, { NextAction })

const menu = (identifier: string, ways: Readonly<Record<string, string>>, other: string) =>
  action(
    identifier,
    'GetParticipantInput',
    { Text: 'Press 1', InputTimeLimitSeconds: '5', StoreInput: 'False' },
    {
      NextAction: other,
      Conditions: Object.entries(ways).map(([key, NextAction]) => {
        return { NextAction, Condition: { Operator: 'Equals', Operands: [key] } }
      }),
      Errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'].map(
        ErrorType => ({ ErrorType, NextAction: other }),
      ),
    },
  )

const bye = action('bye', 'DisconnectParticipant', {})

function flow(...actions: readonly JsonObject[]): JsonObject {
  const places = actions.map(({ Identifier }, index) => {
    return [Identifier, { position: { x: index, y: 0 } }]
  })
  return {
    Version: '2019-10-30',
    StartAction: actions[0]?.Identifier,
    Metadata: { name: 'A', ActionMetadata: Object.fromEntries(places) },
    Actions: actions,
  }
}

const original = flow(
  say('hello', 'Hello', 'menu'),
  menu('menu', { '1': 'sales' }, 'sorry'),
  say('sales', 'Sales it is', 'bye'),
  say('sorry', 'Sorry', 'bye'),
  bye,
)

const changesTo = (fresh: JsonObject) => diffFlows(version(original), version(fresh)).changes

test('a flow is the same as itself, in whatever order its actions are written', () => {
  const reversed = { ...original, Actions: [...(original.Actions as Json[])].reverse() }
  const found = diffFlows(version(original), version(reversed))
  expect(found).toEqual({ changes: [], metadata: { moved: 0, noted: 0, changed: [] } })
})

test('moving an action is no change, and is summed up', () => {
  const metadata = original.Metadata as JsonObject
  const places = { ...(metadata.ActionMetadata as JsonObject), menu: { position: { x: 9, y: 9 } } }
  const moved = { ...original, Metadata: { ...metadata, name: 'B', ActionMetadata: places } }
  expect(diffFlows(version(original), version(moved))).toEqual({
    changes: [],
    metadata: { moved: 1, noted: 0, changed: ['name'] },
  })
})

test('changing a prompt is one line', () => {
  const text = JSON.stringify(original).replace('Sales it is', 'You are being connected to sales')
  expect(changesTo(JSON.parse(text))).toEqual([
    {
      change: 'parameter',
      action: 'sales',
      type: 'MessageParticipant',
      name: 'Text',
      from: 'Sales it is',
      to: 'You are being connected to sales',
    },
  ])
})

test('spelling a truth otherwise is no change', () => {
  const text = JSON.stringify(original).replace('"StoreInput":"False"', '"StoreInput":false')
  expect(changesTo(JSON.parse(text))).toEqual([])
})

test('a copy with new ids is the same flow, even when a prompt changed meanwhile', () => {
  const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
  const other = (n: number) => `11111111-0000-4000-8000-00000000000${n}`
  const numbered = (id: (n: number) => string, text: string) =>
    flow(
      say(id(1), text, id(2)),
      menu(id(2), { '1': id(3) }, id(4)),
      say(id(3), 'Sales it is', id(5)),
      say(id(4), 'Sorry', id(5)),
      action(id(5), 'DisconnectParticipant', {}),
    )
  const before = version(numbered(uuid, 'Hello'))
  expect(diffFlows(before, version(numbered(other, 'Hello'))).changes).toEqual([])
  expect(diffFlows(before, version(numbered(other, 'Good morning'))).changes).toMatchObject([
    { change: 'parameter', action: other(1), from: 'Hello', to: 'Good morning' },
  ])
})

test('a new name of an action is told as such, and what leads to it is no change', () => {
  const renamed = JSON.parse(JSON.stringify(original).replaceAll('"sorry"', '"not understood"'))
  expect(changesTo(renamed)).toEqual([
    { change: 'renamed', action: 'not understood', from: 'sorry' },
  ])
})

test('an action put in between is one more action and one other way', () => {
  const fresh = flow(
    say('hello', 'Hello', 'legal'),
    say('legal', 'This call is recorded', 'menu'),
    menu('menu', { '1': 'sales' }, 'sorry'),
    say('sales', 'Sales it is', 'bye'),
    say('sorry', 'Sorry', 'bye'),
    bye,
  )
  expect(changesTo(fresh)).toEqual([
    {
      change: 'transition',
      action: 'hello',
      type: 'MessageParticipant',
      name: 'next',
      from: 'menu',
      to: 'legal',
    },
    { change: 'added', action: 'legal', type: 'MessageParticipant' },
  ])
})

test('an action put in between is found in a flow whose ids are numbers in order', () => {
  const before = flow(
    say('1', 'a', '2'),
    say('2', 'b', '3'),
    action('3', 'DisconnectParticipant', {}),
  )
  const after = flow(
    say('1', 'a', '2'),
    say('2', 'new', '3'),
    say('3', 'b', '4'),
    action('4', 'DisconnectParticipant', {}),
  )
  const { changes } = diffFlows(version(before), version(after))
  expect(changes.filter(each => each.change === 'added')).toEqual([
    { change: 'added', action: '2', type: 'MessageParticipant' },
  ])
  expect(changes.some(each => each.change === 'parameter')).toBe(false)
})

test('a branch that is new, gone or leads elsewhere is told by its name', () => {
  const fresh = flow(
    say('hello', 'Hello', 'menu'),
    menu('menu', { '2': 'sales' }, 'bye'),
    say('sales', 'Sales it is', 'bye'),
    bye,
  )
  const ways = changesTo(fresh).flatMap(each => {
    return each.change === 'transition' ? [[each.name, each.from, each.to]] : []
  })
  expect(ways).toEqual([
    ['2', undefined, 'sales'],
    ['InputTimeLimitExceeded', 'sorry', 'bye'],
    ['NoMatchingCondition', 'sorry', 'bye'],
    ['NoMatchingError', 'sorry', 'bye'],
    ['1', 'sales', undefined],
  ])
  expect(changesTo(fresh).at(-1)).toEqual({
    change: 'removed',
    action: 'sorry',
    type: 'MessageParticipant',
  })
})

test('the order of conditions is a change only where two of them may be true', () => {
  const compare = (...conditions: readonly (readonly [string, string])[]) =>
    flow(
      action(
        'compare',
        'Compare',
        { ComparisonValue: '$.Attributes.n' },
        {
          NextAction: 'bye',
          Errors: [{ ErrorType: 'NoMatchingCondition', NextAction: 'bye' }],
          Conditions: conditions.map(([Operator, operand]) => {
            return { NextAction: 'bye', Condition: { Operator, Operands: [operand] } }
          }),
        },
      ),
      bye,
    )
  const [one, two] = [['Equals', '1'] as const, ['Equals', '2'] as const]
  const [few, many] = [['NumberLessThan', '5'] as const, ['NumberLessThan', '50'] as const]
  expect(diffFlows(version(compare(one, two)), version(compare(two, one))).changes).toEqual([])
  expect(diffFlows(version(compare(few, many)), version(compare(many, few))).changes).toEqual([
    { change: 'conditionOrder', action: 'compare', type: 'Compare' },
  ])
})

test('an action of another type in its place is a replacement', () => {
  const fresh = JSON.parse(
    JSON.stringify(original).replace('"DisconnectParticipant"', '"EndFlowExecution"'),
  )
  expect(changesTo(fresh)).toEqual([
    { change: 'replaced', action: 'bye', from: 'DisconnectParticipant', to: 'EndFlowExecution' },
  ])
})

test('another beginning and other settings of a module are told', () => {
  const fresh = { ...original, StartAction: 'menu', Settings: { InputParameters: ['a'] } }
  expect(changesTo(fresh)).toEqual([
    { change: 'setting', name: 'InputParameters.0', to: 'a' },
    { change: 'start', from: 'hello', to: 'menu' },
  ])
})

const CORPUS = new URL('../../../../../shared/corpus/flows/', import.meta.url)
const isThere = existsSync(CORPUS)

describe.skipIf(!isThere)(`real flows${isThere ? '' : ' (skipped: no corpus)'}`, () => {
  const rows = isThere
    ? readFileSync(new URL('manifest.jsonl', CORPUS), 'utf8').trim().split('\n')
    : []

  test('with all ids new they are the same flows, and a changed prompt is one line', () => {
    let prompts = 0
    // A third of them is enough to keep this quick.
    for (const row of rows.filter((_, index) => index % 3 === 0)) {
      const { file } = JSON.parse(row) as { file: string }
      const read = readFlowDocument(readFileSync(new URL(file, CORPUS), 'utf8'))
      if ('problem' in read) continue
      const before = version(importFlow(read.flow))
      const copy = withNewIds(before.document)
      expect(unlessRenamed(before, copy)).toEqual([])
      const prompt = (copy.Actions as JsonObject[]).find(each => {
        return each.Type === 'MessageParticipant' && (each.Parameters as JsonObject).Text
      })
      if (!prompt) continue
      prompts++
      const text = `${String((prompt.Parameters as JsonObject).Text)} Thank you.`
      const changed = {
        ...copy,
        Actions: (copy.Actions as JsonObject[]).map(each =>
          each === prompt
            ? { ...each, Parameters: { ...(each.Parameters as JsonObject), Text: text } }
            : each,
        ),
      }
      expect(unlessRenamed(before, changed)).toMatchObject([
        { change: 'parameter', action: prompt.Identifier, name: 'Text', to: text },
      ])
    }
    expect(prompts).toBeGreaterThan(30)
  }, 20_000)
})

function unlessRenamed(before: FlowVersion, document: JsonObject) {
  return diffFlows(before, version(document)).changes.filter(each => each.change !== 'renamed')
}

/** Every action gets a new UUID. */
function withNewIds(document: JsonObject): JsonObject {
  const ids = (document.Actions as JsonObject[]).map(each => String(each.Identifier))
  const fresh = new Map(
    ids.map((id, index) => [id, `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`]),
  )
  const rename = (value: Json): Json => {
    if (typeof value === 'string') return fresh.get(value) ?? value
    if (Array.isArray(value)) return value.map(each => rename(each as Json))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [fresh.get(name) ?? name, rename(each as Json)]),
    )
  }
  const Actions = (document.Actions as JsonObject[]).map(each => {
    const { Identifier, Transitions = {}, ...rest } = each
    return { ...rest, Identifier: rename(Identifier ?? ''), Transitions: rename(Transitions) }
  })
  return { ...document, StartAction: rename(document.StartAction ?? ''), Actions }
}
