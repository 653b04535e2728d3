// Rules through the AWS SDK as it comes.
import {
  ActivateEvaluationFormCommand,
  CreateEvaluationFormCommand,
  CreateRuleCommand,
  type CreateRuleCommandInput,
  DeleteRuleCommand,
  DescribeRuleCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  SearchRulesCommand,
  StartContactEvaluationCommand,
  SubmitContactEvaluationCommand,
  UpdateRuleCommand,
} from '@aws-sdk/client-connect'
import { describe, expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'
import { metricFunction, metricIs, ofQueues } from '../support/metric-rule.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const ContactFlowId = centre.test.id('contact-flow', 'Sample inbound flow')

const BASIC = centre.test.id('queue', 'BasicQueue')

const ROOT = '$.ContactLens.ContactEvaluation'

function conditions(...Operands: object[]): string {
  return JSON.stringify({ Version: '2022-11-25', RuleFunction: { Operator: 'AND', Operands } })
}

const atMost = (score: number) => ({
  Operator: 'NumberLessOrEqualTo',
  Operands: [score],
  ComparisonValue: `${ROOT}.Form.Score`,
  Negate: false,
})
const task = { ActionType: 'CREATE_TASK', TaskAction: { Name: 'Coach', ContactFlowId } } as const
const event = {
  ActionType: 'GENERATE_EVENTBRIDGE_EVENT',
  EventBridgeAction: { Name: 'low-score' },
} as const
const TriggerEventSource = { EventSourceName: 'OnContactEvaluationSubmit' } as const

let names = 0

async function newRule(more: Partial<CreateRuleCommandInput> = {}) {
  const asked: CreateRuleCommandInput = {
    InstanceId,
    Name: `rule-${++names}`,
    TriggerEventSource,
    Function: conditions(atMost(50)),
    Actions: [task, event],
    PublishStatus: 'PUBLISHED',
    ...more,
  }
  const { RuleId = '', RuleArn = '' } = await client.send(new CreateRuleCommand(asked))
  return { RuleId, RuleArn, asked }
}

/** Somebody submits an evaluation with this score. Answers the evaluated contact. */
async function evaluated(Score: number): Promise<string> {
  const { EvaluationFormId } = await client.send(
    new CreateEvaluationFormCommand({
      InstanceId,
      Title: `Form ${++names}`,
      ScoringStrategy: { Mode: 'QUESTION_ONLY', Status: 'ENABLED' },
      Items: [
        {
          Section: {
            RefId: 's',
            Title: 'S',
            Items: [
              {
                Question: {
                  RefId: 'q',
                  Title: 'Q',
                  QuestionType: 'SINGLESELECT',
                  QuestionTypeProperties: {
                    SingleSelect: {
                      Options: [
                        { RefId: 'best', Text: 'Best', Score: 10 },
                        { RefId: 'chosen', Text: 'Chosen', Score },
                      ],
                    },
                  },
                },
              },
            ],
          },
        },
      ],
    }),
  )
  const form = { InstanceId, EvaluationFormId, EvaluationFormVersion: 1 }
  await client.send(new ActivateEvaluationFormCommand(form))
  const leg = centre.test.call()
  const ContactId = centre.test.contacts.at(-1)?.contactId ?? ''
  centre.test.hangUp(leg)
  const { EvaluationId } = await client.send(
    new StartContactEvaluationCommand({ InstanceId, ContactId, EvaluationFormId }),
  )
  const Answers = { q: { Value: { StringValue: 'chosen' } } }
  await client.send(new SubmitContactEvaluationCommand({ InstanceId, EvaluationId, Answers }))
  return ContactId
}

const told = () =>
  centre.test.events.flatMap(each => (each.type === 'rule.event' ? [each.event] : []))
const remove = (RuleId: string) => client.send(new DeleteRuleCommand({ InstanceId, RuleId }))

describe('a rule', () => {
  test('is made, shown, changed, found and deleted', async () => {
    const { RuleId, RuleArn, asked } = await newRule({
      Name: 'low-scores',
      PublishStatus: 'DRAFT',
      Tags: { team: 'blue' },
    })
    const show = async () =>
      (await client.send(new DescribeRuleCommand({ InstanceId, RuleId }))).Rule
    expect(await show()).toMatchObject({
      RuleArn,
      Name: 'low-scores',
      TriggerEventSource,
      Function: asked.Function,
      Actions: [task, event],
      PublishStatus: 'DRAFT',
      LastUpdatedBy: expect.stringContaining('/agent/'),
      Tags: { team: 'blue' },
    })
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: RuleArn }))
    expect(tags).toEqual({ team: 'blue' })
    const change = { ...asked, RuleId, Actions: [event], Function: conditions(atMost(20)) }
    await client.send(new UpdateRuleCommand(change))
    expect((await show())?.Actions).toEqual([event])
    await expect(
      client.send(new UpdateRuleCommand({ ...change, Name: 'other' })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
    const listed = (more: object) => client.send(new ListRulesCommand({ InstanceId, ...more }))
    expect((await listed({ PublishStatus: 'DRAFT' })).RuleSummaryList).toMatchObject([
      { RuleId, ActionSummaries: [{ ActionType: 'GENERATE_EVENTBRIDGE_EVENT' }] },
    ])
    expect((await listed({ EventSourceName: 'OnSlaBreach' })).RuleSummaryList).toEqual([])
    const found = await client.send(
      new SearchRulesCommand({
        InstanceId,
        SearchCriteria: {
          StringCondition: {
            FieldName: 'eventSourceName',
            Value: 'OnContactEvaluationSubmit',
            ComparisonType: 'EXACT',
          },
        },
        SearchFilter: { AttributeFilter: { TagCondition: { TagKey: 'team', TagValue: 'blue' } } },
      }),
    )
    expect(found.Rules).toMatchObject([{ RuleId, Name: 'low-scores' }])
    await remove(RuleId)
    await expect(show()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test.each<[string, string, Partial<CreateRuleCommandInput>]>([
    ['conditions that are no JSON', 'InvalidRequestException', { Function: '{' }],
    ['no actions', 'InvalidRequestException', { Actions: [] }],
    [
      'an action without its definition',
      'InvalidRequestException',
      { Actions: [{ ActionType: 'CREATE_TASK' }] },
    ],
    [
      'a flow there is not',
      'ResourceNotFoundException',
      { Actions: [{ ...task, TaskAction: { Name: 'x', ContactFlowId: 'nobody' } }] },
    ],
    [
      'a comparison nobody can make',
      'InvalidRequestException',
      { Function: conditions({ ...atMost(1), ComparisonValue: '$.Nothing' }) },
    ],
    [
      'mail that nobody can send',
      'NotImplementedException',
      {
        Actions: [
          {
            ActionType: 'SEND_NOTIFICATION',
            SendNotificationAction: {
              DeliveryMethod: 'EMAIL',
              ContentType: 'PLAIN_TEXT',
              Content: 'Look',
              Recipient: {},
            },
          },
        ],
      },
    ],
    [
      'another system without its integration',
      'InvalidRequestException',
      { TriggerEventSource: { EventSourceName: 'OnZendeskTicketCreate' } },
    ],
  ])('is refused with %s', async (_, name, more) => {
    await expect(newRule(more)).rejects.toMatchObject({ name })
  })

  test('has a name of its own', async () => {
    const { RuleId } = await newRule({ Name: 'mine', PublishStatus: 'DRAFT' })
    await expect(newRule({ Name: 'Mine' })).rejects.toMatchObject({
      name: 'ResourceConflictException',
    })
    await remove(RuleId)
  })

  test('that is met makes a task about the contact and tells the outside, once', async () => {
    const { RuleId } = await newRule()
    const draft = await newRule({ PublishStatus: 'DRAFT' })
    const before = told().length
    await evaluated(9)
    expect(told()).toHaveLength(before)
    const contactId = await evaluated(3)
    expect(told().slice(before)).toMatchObject([
      {
        ruleId: RuleId,
        actionName: 'low-score',
        detail: {
          contactArn: expect.stringContaining(contactId),
          scorePercentage: 30,
          automaticFail: false,
        },
      },
    ])
    const tasks = centre.test.events.flatMap(each =>
      each.type === 'contact.record' && each.row.channel === 'TASK' ? [each.row.record] : [],
    )
    expect(tasks).toMatchObject([{ Name: 'Coach', RelatedContactId: contactId }])
    await remove(RuleId)
    await remove(draft.RuleId)
  })

  test('on the numbers of this moment tells when one passes its limit', async () => {
    const crowded = metricIs('CONTACTS_IN_QUEUE', 'NumberGreaterOrEqualTo', 1, ofQueues(BASIC))
    const { RuleId } = await newRule({
      TriggerEventSource: { EventSourceName: 'OnMetricDataUpdate' },
      Function: metricFunction('QUEUE', crowded),
      Actions: [event],
    })
    const before = told().length
    const leg = centre.test.call()
    centre.test.choose(leg, '1')
    centre.test.clock.advance(2000)
    expect(told().slice(before)).toMatchObject([{ ruleId: RuleId, actionName: 'low-score' }])
    centre.test.hangUp(leg)
    await remove(RuleId)
  })

  test.each<[string, string, string, object]>([
    [
      'a queue there is not',
      'ResourceNotFoundException',
      'nobody',
      { metric: 'CONTACTS_IN_QUEUE' },
    ],
    ['no such metric', 'InvalidRequestException', '$.MetricData.NOTHING', { metric: 'NOTHING' }],
    ['text for a number', 'InvalidRequestException', 'one number', { value: 'many' }],
    [
      'a metric of the past',
      'NotImplementedException',
      'AVG_HANDLE_TIME, which is of the past,',
      { metric: 'AVG_HANDLE_TIME' },
    ],
    ['no queues', 'InvalidRequestException', 'one filter', { filters: [] }],
  ])('on the numbers of this moment is refused with %s', async (_, name, sentence, more) => {
    const { metric, value, filters } = {
      metric: 'CONTACTS_IN_QUEUE',
      value: 1 as string | number,
      filters: [ofQueues(name === 'ResourceNotFoundException' ? 'nobody' : BASIC)],
      ...more,
    }
    const asked = newRule({
      TriggerEventSource: { EventSourceName: 'OnMetricDataUpdate' },
      Function: metricFunction(
        'QUEUE',
        metricIs(metric, 'NumberGreaterOrEqualTo', value, ...filters),
      ),
      Actions: [event],
    })
    await expect(asked).rejects.toMatchObject({ name, message: expect.stringContaining(sentence) })
  })

  test('looks only at contacts with its tag', async () => {
    const { RuleId } = await newRule({
      Actions: [event],
      PreEvaluationFilters: {
        AndConditions: [
          {
            ResourceType: 'CONTACT',
            FilterType: 'TAG',
            FilterKey: 'vip',
            FilterValue: 'yes',
            Operator: 'EQUALS',
          },
        ],
      },
    })
    const before = told().length
    await evaluated(0)
    expect(told()).toHaveLength(before)
    await remove(RuleId)
  })
})
