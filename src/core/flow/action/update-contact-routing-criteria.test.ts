import { describe, expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'
import type { Json, JsonObject } from '../../json.ts'
import { skillName } from '../../routing/criterion.ts'

const attributes = { level: '4', agent: 'ana', name: 'Language', json: '{"Steps":[]}' }
const set = (RoutingCriteria: Json, channel: 'VOICE' | 'CHAT' | 'TASK' | 'EMAIL' = 'VOICE') =>
  runAction('UpdateContactRoutingCriteria', { RoutingCriteria }, { attributes, channel })
const one = (Expression: Json) => set({ Steps: [{ Expression }] })
const criterionOf = (flow: ReturnType<typeof set>) => {
  const [deed] = flow.did('setRoutingBehavior') as unknown as {
    steps: readonly { criterion: Json; durationMs?: number }[]
  }[]
  return deed?.steps[0]?.criterion
}
const french = (members: JsonObject) => ({ Name: '$.Attributes.name', Value: 'French', ...members })
const atLeast = (ProficiencyLevel: Json) =>
  french({ ProficiencyLevel, ComparisonOperator: 'NumberGreaterOrEqualTo' })
const skill = skillName('Language', 'French')

describe('what is asked of the agent', () => {
  test.each<[string, Json, object]>([
    ['a level', { AttributeCondition: atLeast(3) }, { skill, min: 3, max: 5 }],
    ['a level as text', { AttributeCondition: atLeast('3.0') }, { skill, min: 3, max: 5 }],
    ['a path', { AttributeCondition: atLeast('$.Attributes.level') }, { skill, min: 4, max: 5 }],
    [
      'a range',
      {
        AttributeCondition: french({
          Range: { MinProficiencyLevel: 2, MaxProficiencyLevel: '3' },
          ComparisonOperator: 'Range',
        }),
      },
      { skill, min: 2, max: 3 },
    ],
    ['not a level', { NotAttributeCondition: atLeast(2) }, { not: { skill, min: 2, max: 5 } }],
    [
      'agents',
      {
        AttributeCondition: {
          ComparisonOperator: 'Match',
          MatchCriteria: {
            AgentsCriteria: {
              AgentIds: ['$.Attributes.agent', 'arn:aws:connect:us-east-1:0:instance/i/agent/ben'],
            },
          },
        },
      },
      { agents: ['ana', 'ben'] },
    ],
    [
      'both, or one of two',
      {
        AndExpression: [
          { AttributeCondition: atLeast(1) },
          {
            OrExpression: [
              { AttributeCondition: atLeast(5) },
              { NotAttributeCondition: atLeast(2) },
            ],
          },
        ],
      },
      {
        all: [
          { skill, min: 1, max: 5 },
          { any: [{ skill, min: 5, max: 5 }, { not: { skill, min: 2, max: 5 } }] },
        ],
      },
    ],
  ])('%s', (_, expression, expected) => {
    const flow = one(expression)
    expect(flow.wayOut).toBe('next')
    expect(criterionOf(flow)).toEqual(expected)
  })
})

describe('what is malformed takes the error branch and sets nothing', () => {
  const deep = (levels: number): JsonObject =>
    levels === 0 ? { AttributeCondition: atLeast(1) } : { AndExpression: [deep(levels - 1)] }

  test.each<[string, Json]>([
    ['nothing', null],
    ['a path that leads nowhere', '$.Attributes.missing'],
    ['text that is no JSON', 'french'],
    ['no steps', { Steps: [] }],
    ['no steps in text', '$.Attributes.json'],
    ['a step without an expression', { Steps: [{}] }],
    ['an empty expression', { Steps: [{ Expression: {} }] }],
    ['a level of 6', { Steps: [{ Expression: { AttributeCondition: atLeast(6) } }] }],
    ['no level', { Steps: [{ Expression: { AttributeCondition: french({}) } }] }],
    ['an empty list', { Steps: [{ Expression: { AndExpression: [] } }] }],
    ['an unknown expression', { Steps: [{ Expression: { XorExpression: [] } }] }],
    ['six levels of lists', { Steps: [{ Expression: deep(6) }] }],
    [
      'no seconds',
      {
        Steps: [
          { Expression: { AttributeCondition: atLeast(1) }, Expiry: { DurationInSeconds: 'soon' } },
        ],
      },
    ],
    [
      'an agent that a path does not name',
      {
        Steps: [
          {
            Expression: {
              AttributeCondition: {
                MatchCriteria: { AgentsCriteria: { AgentIds: ['$.Attributes.missing'] } },
              },
            },
          },
        ],
      },
    ],
  ])('%s', (_, criteria) => {
    const flow = set(criteria)
    expect(flow.wayOut).toBe('NoMatchingError')
    expect(flow.did('setRoutingBehavior')).toEqual([])
  })

  test('four levels of lists are fine', () => {
    expect(one(deep(4)).wayOut).toBe('next')
  })
})

test.each(['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const)('it works on %s', channel => {
  const criteria = { Steps: [{ Expression: { AttributeCondition: atLeast(1) } }] }
  expect(set(criteria, channel).wayOut).toBe('next')
})
