import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../json.ts'
import { checkFlow } from '../check.ts'
import type { FlowKind } from '../rule/action-rule.ts'
import type { FlowReferences } from './checking.ts'

const everything: FlowReferences = { exists: () => true }

interface Ways {
  readonly next?: string
  readonly errors?: Readonly<Record<string, string>>
  /** What a condition compares with by `Equals`, and where it leads. */
  readonly equals?: Readonly<Record<string, string>>
}

/** `[identifier, type, parameters, ways]`; the first is the start. */
type Short = readonly [string, string, JsonObject?, Ways?]

function contentOf(actions: readonly Short[]): string {
  const Actions = actions.map(([Identifier, Type, Parameters = {}, ways = {}]): Json => {
    const { next, errors = {}, equals = {} } = ways
    return {
      Identifier,
      Type,
      Parameters,
      Transitions: {
        ...(next !== undefined && { NextAction: next }),
        Errors: Object.entries(errors).map(([ErrorType, NextAction]) => ({
          ErrorType,
          NextAction,
        })),
        Conditions: Object.entries(equals).map(([operand, NextAction]) => {
          return { NextAction, Condition: { Operator: 'Equals', Operands: [operand] } }
        }),
      },
    }
  })
  return JSON.stringify({ Version: '2019-10-30', StartAction: actions[0]?.[0], Actions })
}

/** Findings as `severity code action`. */
function found(
  actions: readonly Short[],
  kind: FlowKind = 'CONTACT_FLOW',
  references: FlowReferences = everything,
): readonly string[] {
  return checkFlow(contentOf(actions), kind, references)
    .filter(each => each.code !== 'notBuilt')
    .map(({ severity, code, action }) => `${severity} ${code} ${action}`)
}

const say = (identifier: string, next?: string, Text = 'Hi'): Short => [
  identifier,
  'MessageParticipant',
  { Text },
  next === undefined ? {} : { next },
]
const bye: Short = ['bye', 'DisconnectParticipant']
const compare = (
  identifier: string,
  path: string,
  equals: Ways['equals'],
  other: string,
): Short => [
  identifier,
  'Compare',
  { ComparisonValue: path },
  { next: other, equals: equals ?? {}, errors: { NoMatchingCondition: other } },
]
const set = (identifier: string, Attributes: JsonObject, next: string): Short => [
  identifier,
  'UpdateContactAttributes',
  { Attributes },
  { next, errors: { NoMatchingError: next } },
]

describe('where paths lead', () => {
  test('an action no path comes to is unreachable; one that only a decoration leads to is, too', () => {
    const flow = [
      compare('channel', '$.Channel', { VOICE: 'bye' }, 'bye'),
      say('lost', 'bye'),
      bye,
    ] as const
    expect(found(flow)).toEqual(['warning unreachable lost'])
    const queue: Short = [
      'queue',
      'TransferContactToQueue',
      {},
      { next: 'lost', errors: { QueueAtCapacity: 'bye', NoMatchingError: 'bye' } },
    ]
    expect(found([queue, say('lost', 'bye'), bye])).toEqual(['warning unreachable lost'])
  })

  test('a path that runs out is told, unless the action ends the flow or stays for good', () => {
    expect(found([say('last')])).toEqual(['warning pathRunsOut last'])
    expect(found([bye])).toEqual([])
    const hold: Short = ['hold', 'MessageParticipantIteratively', { Messages: [{ Text: 'a' }] }]
    expect(found([hold], 'CUSTOMER_HOLD')).toEqual([])
    // A module whose path runs out returns to its flow.
    expect(found([say('last')], 'MODULE')).toEqual([])
  })

  test('a loop without an exit is told once, where it begins', () => {
    expect(found([say('a', 'b'), say('b', 'a')])).toEqual(['warning loopWithoutExit a'])
    const spin: Short = [
      'a',
      'UpdateFlowLoggingBehavior',
      { FlowLoggingBehavior: 'Enabled' },
      { next: 'a' },
    ]
    expect(checkFlow(contentOf([spin]), 'CONTACT_FLOW', everything)[0]?.message).toContain(
      'nothing in it takes time',
    )
  })

  test('a loop that ends only when something fails never ends', () => {
    const again: Short = [
      'a',
      'MessageParticipant',
      { Text: 'a' },
      { next: 'a', errors: { NoMatchingError: 'bye' } },
    ]
    expect(found([again, bye])).toEqual(['warning neverEnds a'])
  })

  test('a loop with a way out is fine, and so is one that waits in a queue', () => {
    const loop: Short = [
      'loop',
      'Loop',
      { LoopCount: '3' },
      { next: 'bye', equals: { ContinueLooping: 'a', DoneLooping: 'bye' } },
    ]
    expect(found([say('a', 'loop'), loop, bye])).toEqual([])
    expect(found([say('a', 'b'), say('b', 'a')], 'CUSTOMER_QUEUE')).toEqual([])
  })

  test('a menu whose caller presses nothing for ever can be left by a key', () => {
    const menu: Short = [
      'menu',
      'GetParticipantInput',
      { Text: '1?', InputTimeLimitSeconds: '5' },
      {
        next: 'menu',
        equals: { '1': 'bye' },
        errors: {
          InputTimeLimitExceeded: 'menu',
          NoMatchingCondition: 'menu',
          NoMatchingError: 'menu',
        },
      },
    ]
    expect(found([menu, bye])).toEqual([])
  })
})

describe('channels', () => {
  const menu: Short = [
    'menu',
    'GetParticipantInput',
    { Text: '1?', InputTimeLimitSeconds: '5' },
    {
      equals: { '1': 'bye' },
      errors: { InputTimeLimitExceeded: 'bye', NoMatchingCondition: 'bye', NoMatchingError: 'bye' },
    },
  ]

  test('a menu on the path of chats is told', () => {
    const chats = compare('channel', '$.Channel', { CHAT: 'menu' }, 'bye')
    expect(found([chats, menu, bye])).toEqual(['warning wrongChannel menu'])
    const callsAway = compare('channel', '$.Channel', { VOICE: 'bye' }, 'menu')
    expect(found([callsAway, menu, bye])).toEqual(['warning wrongChannel menu'])
  })

  test('a menu that calls can come to is fine', () => {
    expect(found([menu, bye])).toEqual([])
    expect(found([compare('channel', '$.Channel', { VOICE: 'menu' }, 'bye'), menu, bye])).toEqual(
      [],
    )
  })
})

describe('attributes', () => {
  test('one that no path sets is told once, at the first who reads it', () => {
    const flow = [say('a', 'b', 'Hi $.Attributes.name'), say('b', 'bye', '$.Attributes.name'), bye]
    expect(found(flow)).toEqual(['warning attributeNotSet a'])
  })

  test('one that some path sets before is fine; one that is set afterwards is not', () => {
    expect(
      found([set('s', { name: 'Ada' }, 'a'), say('a', 'bye', '$.Attributes.name'), bye]),
    ).toEqual([])
    const late = [say('a', 's', '$.Attributes.name'), set('s', { name: 'Ada' }, 'bye'), bye]
    expect(found(late)).toEqual(['warning attributeNotSet a'])
  })

  test('setting it on the related contact does not set it here', () => {
    const related: Short = [
      's',
      'UpdateContactAttributes',
      { Attributes: { name: 'Ada' }, TargetContact: 'Related' },
      { next: 'a', errors: { NoMatchingError: 'a' } },
    ]
    expect(found([related, say('a', 'bye', '$.Attributes.name'), bye])).toEqual([
      'warning attributeNotSet a',
    ])
  })

  test('results are there only after the action that brings them', () => {
    const call: Short = [
      'f',
      'InvokeLambdaFunction',
      { LambdaFunctionARN: 'f', InvocationTimeLimitSeconds: '3' },
      { next: 'a', errors: { NoMatchingError: 'a' } },
    ]
    expect(found([call, say('a', 'bye', '$.External.name'), bye])).toEqual([])
    expect(found([say('a', 'bye', '$.External.name'), bye])).toEqual(['warning attributeNotSet a'])
  })

  test('what a module or the contact brings is not told', () => {
    const module: Short = [
      'm',
      'InvokeFlowModule',
      { FlowModuleId: 'm1' },
      { next: 'a', errors: { NoMatchingError: 'a' } },
    ]
    expect(found([module, say('a', 'bye', '$.Attributes.name'), bye])).toEqual([])
    const given = '$.CustomerEndpoint.Address $.Queue.Name $.StoredCustomerInput $.Lex.IntentName'
    expect(found([say('a', 'bye', given), bye])).toEqual([])
  })

  test('a namespace that does not exist is told', () => {
    expect(found([say('a', 'bye', 'Hi $.Contact.Name'), bye])).toEqual([
      'warning unknownNamespace a',
    ])
    expect(found([say('a', 'bye', 'It costs $.50'), bye])).toEqual([])
  })
})

describe('references', () => {
  const choose = (QueueId: string): Short => [
    'q',
    'UpdateContactTargetQueue',
    { QueueId },
    { next: 'bye', errors: { NoMatchingError: 'bye' } },
  ]
  const sales: FlowReferences = { exists: (_, id) => id === 'sales-id' }

  test('an attribute that is only ever the name of a queue is no reference to one', () => {
    const named = [set('s', { q: 'Sales' }, 'q'), choose('$.Attributes.q'), bye]
    expect(found(named, 'CONTACT_FLOW', sales)).toEqual(['warning unresolvedReference q'])
    const byId = [set('s', { q: 'sales-id' }, 'q'), choose('$.Attributes.q'), bye]
    expect(found(byId, 'CONTACT_FLOW', sales)).toEqual([])
    const unknown = [set('s', { q: '$.External.q' }, 'q'), choose('$.Attributes.q'), bye]
    expect(found(unknown, 'CONTACT_FLOW', sales)).toEqual(['warning attributeNotSet s'])
    expect(found([choose('$.Queue.Name'), bye])).toEqual(['warning unresolvedReference q'])
  })

  test('in a file they may still be open, in an instance they may not', () => {
    for (const open of ['', '\u0024{SalesQueue}', '{{queue}}', '%%QUEUE%%', '<<queue>>']) {
      expect(found([choose(open), bye], 'CONTACT_FLOW', { ...sales, unbound: true })).toEqual([
        'warning unboundReference q',
      ])
      expect(found([choose(open), bye], 'CONTACT_FLOW', sales)[0]).toMatch(/^error/)
    }
  })
})

describe('modules', () => {
  const invoke = (FlowModuleId: string): Short => [
    'm',
    'InvokeFlowModule',
    { FlowModuleId },
    { next: 'bye', errors: { NoMatchingError: 'bye' } },
  ]
  const modules = (calls: Readonly<Record<string, string>>): FlowReferences => ({
    exists: () => true,
    module: id => contentOf(calls[id] === undefined ? [bye] : [invoke(calls[id] ?? ''), bye]),
  })

  test('five levels are fine, six are told', () => {
    const chain = modules({ m1: 'm2', m2: 'm3', m3: 'm4', m4: 'm5', m5: 'm6' })
    expect(found([invoke('m2'), bye], 'CONTACT_FLOW', chain)).toEqual([])
    expect(found([invoke('m1'), bye], 'CONTACT_FLOW', chain)).toEqual(['warning moduleTooDeep m'])
    expect(found([invoke('m2'), bye], 'MODULE', chain)).toEqual(['warning moduleTooDeep m'])
  })

  test('modules that invoke each other in a circle are told', () => {
    const circle = modules({ m1: 'm2', m2: 'm1' })
    expect(found([invoke('m1'), bye], 'CONTACT_FLOW', circle)).toEqual([
      'warning moduleRecursion m',
    ])
  })
})

describe('texts', () => {
  const references: FlowReferences = {
    exists: () => true,
    ssmlProblem: ssml => (ssml.includes('</speak>') ? undefined : 'it is not closed'),
  }

  test('SSML that is not well-formed is told, wherever SSML may stand', () => {
    const ssml: Short = ['a', 'MessageParticipant', { SSML: '<speak>Hi' }, { next: 'bye' }]
    expect(found([ssml, bye], 'CONTACT_FLOW', references)).toEqual(['warning badSsml a'])
    const inText = say('a', 'bye', '<speak>Hi')
    expect(found([inText, bye], 'CONTACT_FLOW', references)).toEqual(['warning badSsml a'])
    const dynamic: Short = ['a', 'MessageParticipant', { SSML: '$.Queue.Name' }, { next: 'bye' }]
    expect(found([dynamic, bye], 'CONTACT_FLOW', references)).toEqual([])
  })

  test('a text that no voice speaks is told', () => {
    expect(found([say('a', 'bye', 'a'.repeat(6001)), bye])).toEqual(['warning textTooLong a'])
  })
})

test('the largest flow there can be is checked', () => {
  const actions = Array.from({ length: 250 }, (_, n): Short => {
    const targets = Object.fromEntries(
      [1, 2, 3, 5, 7].map(step => [`k${step}`, `a${(n * step + step) % 250}`]),
    )
    return compare(`a${n}`, `$.Attributes.x${n}`, targets, `a${(n + 1) % 250}`)
  })
  const content = contentOf(actions)
  const problems = checkFlow(content, 'CONTACT_FLOW', everything)
  expect(problems.some(each => each.code === 'loopWithoutExit')).toBe(true)
})
