import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Policy } from '../../core/directory/identity.ts'
import { type AccessRequest, type Decision, evaluatePolicies } from './evaluate-policies.ts'
import { readPolicy } from './policy.ts'

const QUEUE = 'arn:aws:connect:us-east-1:1:instance/i/queue/q1'

function decide(
  statement: object,
  request: Partial<AccessRequest> = {},
  keys: Record<string, string[]> = {},
): Decision {
  const policy = readPolicy({ Version: '2012-10-17', Statement: statement })
  if (typeof policy === 'string') throw new Error(policy)
  return evaluatePolicies([policy], {
    action: 'connect:DescribeQueue',
    resource: QUEUE,
    keys: new Map(Object.entries(keys)),
    ...request,
  })
}

const ALLOW = { Effect: 'Allow', Action: 'connect:*', Resource: '*' }

describe('what policies allow', () => {
  test('nothing is allowed that no statement allows', () => {
    expect(
      evaluatePolicies([], { action: 'connect:ListQueues', resource: QUEUE, keys: new Map() }),
    ).toBe('notAllowed')
    expect(decide({ ...ALLOW, Action: 'connect:List*' })).toBe('notAllowed')
    expect(decide({ ...ALLOW, Resource: '*/prompt/*'.replace('*/', 'arn:*/') })).toBe('notAllowed')
  })

  test('actions are the same in any case, resources are not', () => {
    expect(decide({ ...ALLOW, Action: 'CONNECT:describe????E' })).toBe('allowed')
    expect(decide({ ...ALLOW, Resource: QUEUE.toUpperCase().replace('ARN', 'arn') })).toBe(
      'notAllowed',
    )
  })

  test('one denial outweighs all that allow, wherever it stands', () => {
    expect(
      decide([ALLOW, { Effect: 'Deny', Action: '*', Resource: `${QUEUE.slice(0, -2)}*` }]),
    ).toBe('denied')
    expect(decide([{ Effect: 'Deny', NotAction: 'connect:List*', Resource: '*' }, ALLOW])).toBe(
      'denied',
    )
    expect(decide([{ Effect: 'Deny', Action: '*', NotResource: QUEUE }, ALLOW])).toBe('allowed')
  })

  test('conditions: address, tags, time, missing keys', () => {
    const when = (Condition: object, keys: Record<string, string[]> = {}) =>
      decide({ ...ALLOW, Condition }, {}, keys)
    const from = (each: string) => ({ 'aws:sourceip': [each] })
    expect(
      when({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } }, from('10.9.8.7')),
    ).toBe('allowed')
    expect(when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, from('::ffff:10.9.8.7'))).toBe(
      'allowed',
    )
    expect(when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, from('11.0.0.1'))).toBe(
      'notAllowed',
    )
    expect(when({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, from('11.0.0.1'))).toBe(
      'allowed',
    )
    const team = { 'aws:resourcetag/team': ['sales'] }
    expect(when({ StringEquals: { 'aws:ResourceTag/team': ['help', 'sales'] } }, team)).toBe(
      'allowed',
    )
    expect(when({ StringNotEquals: { 'aws:ResourceTag/team': ['help', 'sales'] } }, team)).toBe(
      'notAllowed',
    )
    expect(when({ StringEquals: { 'aws:ResourceTag/team': 'sales' } })).toBe('notAllowed')
    expect(when({ StringNotEquals: { 'aws:ResourceTag/team': 'sales' } })).toBe('allowed')
    expect(when({ StringEqualsIfExists: { 'aws:ResourceTag/team': 'sales' } })).toBe('allowed')
    expect(when({ Null: { 'aws:ResourceTag/team': 'true' } })).toBe('allowed')
    expect(when({ Null: { 'aws:ResourceTag/team': true } }, team)).toBe('notAllowed')
    expect(
      when(
        { DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } },
        { 'aws:currenttime': ['2026-11-30T23:00:00Z'] },
      ),
    ).toBe('allowed')
    const keys = { 'aws:tagkeys': ['team', 'cost'] }
    expect(when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } }, keys)).toBe(
      'notAllowed',
    )
    expect(when({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } }, keys)).toBe('allowed')
    expect(when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } })).toBe('allowed')
  })

  test('a variable is what the request has there, and never a pattern', () => {
    const own = {
      ...ALLOW,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy language
      Resource: 'arn:aws:connect:us-east-1:1:instance/i/queue/${aws:username}',
    }
    expect(decide(own, {}, { 'aws:username': ['q1'] })).toBe('allowed')
    expect(decide(own, {}, { 'aws:username': ['*'] })).toBe('notAllowed')
    expect(decide(own)).toBe('notAllowed')
  })
})

test.each([
  [{ Statement: [] }, '1 to 100'],
  [{ Version: '2020-01-01', Statement: ALLOW }, 'Version'],
  [{ Statement: { ...ALLOW, Effect: 'allow' } }, 'Effect'],
  [{ Statement: { Effect: 'Allow', Resource: '*' } }, 'Action'],
  [{ Statement: { ...ALLOW, NotAction: '*' } }, 'Action or NotAction'],
  [{ Statement: { ...ALLOW, Principal: '*' } }, 'Principal'],
  [{ Statement: { ...ALLOW, Condition: { StringIs: {} } } }, 'StringIs'],
  [{ Statement: { ...ALLOW, Condition: { toString: {} } } }, 'toString'],
  [{ Statement: { ...ALLOW, Resource: 'queue' } }, 'Resource'],
  ['x', 'object'],
])('a policy that is none is refused with what is wrong: %j', (given, sentence) => {
  expect(readPolicy(given)).toContain(sentence)
})

test('patterns with many stars take no longer than others', () => {
  const request = { action: `connect:${'a'.repeat(2000)}`, resource: QUEUE, keys: new Map() }
  expect(decide({ ...ALLOW, Action: `connect:${'*a'.repeat(500)}b` }, request)).toBe('notAllowed')
})

// Another evaluator, written from the rules in another way: patterns as regular expressions, statements
// sorted into denials and permissions first. Both must agree on everything.
function independently(policy: Policy, { action, resource, keys }: AccessRequest): Decision {
  const like = (pattern: string, text: string, flags: string) => {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '[^]*')
      .replace(/\?/g, '[^]')
    return new RegExp(`^${source}$`, flags).test(text)
  }
  const hits = policy.Statement.filter(statement => {
    const act = statement.Action
      ? statement.Action.some(each => like(each, action, 'i'))
      : !statement.NotAction?.some(each => like(each, action, 'i'))
    const res = statement.Resource
      ? statement.Resource.some(each => like(each, resource, ''))
      : !statement.NotResource?.some(each => like(each, resource, ''))
    const conditions = Object.entries(statement.Condition ?? {}).map(([operator, block]) =>
      Object.entries(block).map(([key, values]) => {
        const [has] = keys.get(key.toLowerCase()) ?? []
        switch (operator) {
          case 'StringEquals':
            return has !== undefined && values.includes(has)
          case 'StringNotEquals':
            return has === undefined || !values.includes(has)
          case 'StringLike':
            return has !== undefined && values.some(each => like(each, has, ''))
          case 'StringEqualsIfExists':
            return has === undefined || values.includes(has)
          case 'NumericLessThan':
            return has !== undefined && values.some(each => Number(has) < Number(each))
          default:
            return values.includes(String(has === undefined))
        }
      }),
    )
    return act && res && conditions.flat().every(Boolean)
  })
  if (hits.some(({ Effect }) => Effect === 'Deny')) return 'denied'
  return hits.length > 0 ? 'allowed' : 'notAllowed'
}

test('1,000 random policies mean the same to another evaluator', () => {
  const word = fc.constantFrom('ab', 'a', 'b', 'abc', 'ba')
  const pattern = fc
    .array(fc.constantFrom('a', 'b', 'c', '*', '?'), { minLength: 1, maxLength: 4 })
    .map(parts => parts.join(''))
  const actions = fc.array(
    fc.oneof(
      pattern.map(each => `connect:${each}`),
      fc.constant('*'),
    ),
    { minLength: 1, maxLength: 3 },
  )
  const resources = fc.array(
    fc.oneof(
      pattern.map(each => `arn:${each}`),
      fc.constant('*'),
    ),
    { minLength: 1, maxLength: 3 },
  )
  const condition = fc.dictionary(
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringEqualsIfExists'),
    fc.dictionary(
      fc.constantFrom('aws:K', 'AWS:L'),
      fc.array(pattern, { minLength: 1, maxLength: 2 }),
      { minKeys: 1 },
    ),
  )
  const special = fc.constantFrom(
    { Null: { 'aws:K': ['true'] } },
    { Null: { 'aws:l': ['false'] } },
    { NumericLessThan: { 'aws:N': ['5', '2'] } },
    {},
  )
  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    action: fc.tuple(fc.constantFrom('Action', 'NotAction'), actions),
    resource: fc.tuple(fc.constantFrom('Resource', 'NotResource'), resources),
    Condition: fc.oneof(condition, special),
  })
  const seen = new Set<Decision>()
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 4 }),
      fc.tuple(
        word,
        word,
        fc.option(word),
        fc.option(word),
        fc.option(fc.integer({ min: 0, max: 9 })),
      ),
      (statements, [action, resource, k, l, n]) => {
        const policy = readPolicy({
          Version: '2012-10-17',
          Statement: statements.map(({ Effect, Condition, ...rest }) => ({
            Effect,
            [rest.action[0]]: rest.action[1],
            [rest.resource[0]]: rest.resource[1],
            Condition,
          })),
        })
        if (typeof policy === 'string') throw new Error(policy)
        const keys = new Map<string, string[]>()
        if (k !== null) keys.set('aws:k', [k])
        if (l !== null) keys.set('aws:l', [l])
        if (n !== null) keys.set('aws:n', [String(n)])
        const request = { action: `connect:${action}`, resource: `arn:${resource}`, keys }
        const decision = evaluatePolicies([policy], request)
        seen.add(decision)
        expect(decision).toBe(independently(policy, request))
      },
    ),
    { numRuns: 1000 },
  )
  expect(seen.size).toBe(3)
})
