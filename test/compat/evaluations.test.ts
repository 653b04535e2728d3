// Evaluation forms and evaluations through the AWS SDK as it comes.
import {
  ActivateEvaluationFormCommand,
  AssociateInstanceStorageConfigCommand,
  CreateEvaluationFormCommand,
  type CreateEvaluationFormCommandInput,
  DeactivateEvaluationFormCommand,
  DeleteContactEvaluationCommand,
  DeleteEvaluationFormCommand,
  DescribeContactEvaluationCommand,
  DescribeEvaluationFormCommand,
  type EvaluationAnswerInput,
  type EvaluationFormItem,
  GetEvaluationFormValidationCommand,
  ListContactEvaluationsCommand,
  ListEvaluationFormAIVersionsCommand,
  ListEvaluationFormsCommand,
  ListEvaluationFormVersionsCommand,
  ListTagsForResourceCommand,
  SearchContactEvaluationsCommand,
  SearchEvaluationFormsCommand,
  StartContactEvaluationCommand,
  StartEvaluationFormValidationCommand,
  SubmitContactEvaluationCommand,
  TagResourceCommand,
  UpdateContactEvaluationCommand,
  UpdateEvaluationFormCommand,
} from '@aws-sdk/client-connect'
import { describe, expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

const ENABLED = { Mode: 'QUESTION_ONLY', Status: 'ENABLED' } as const
const Options = [
  { RefId: 'yes', Text: 'Yes', Score: 10 },
  { RefId: 'no', Text: 'No', Score: 0 },
  { RefId: 'rude', Text: 'Was rude', AutomaticFail: true },
]

function question(RefId: string, Weight: number, more: object = {}): EvaluationFormItem {
  const QuestionTypeProperties = { SingleSelect: { Options } }
  const asked = { RefId, Title: `Did they ${RefId}?`, Weight, NotApplicableEnabled: true, ...more }
  return { Question: { QuestionType: 'SINGLESELECT', QuestionTypeProperties, ...asked } }
}

const Items: EvaluationFormItem[] = [
  {
    Section: {
      RefId: 'call',
      Title: 'The call',
      Items: [
        question('greet', 40),
        question('solve', 60),
        { Question: { RefId: 'words', Title: 'In a word', QuestionType: 'TEXT' } },
      ],
    },
  },
]

const NOTHING = { QuestionTypeProperties: { SingleSelect: { Options: [] } } }

let titles = 0

async function newForm(more: Partial<CreateEvaluationFormCommandInput> = {}) {
  const asked = { InstanceId, Title: `Form ${++titles}`, Items, ScoringStrategy: ENABLED, ...more }
  const { EvaluationFormId = '', EvaluationFormArn = '' } = await client.send(
    new CreateEvaluationFormCommand(asked),
  )
  return { EvaluationFormId, EvaluationFormArn, Title: asked.Title }
}

function activate(EvaluationFormId: string, EvaluationFormVersion = 1) {
  const asked = { InstanceId, EvaluationFormId, EvaluationFormVersion }
  return client.send(new ActivateEvaluationFormCommand(asked))
}

function describeForm(EvaluationFormId: string, EvaluationFormVersion?: number) {
  const asked = { InstanceId, EvaluationFormId, EvaluationFormVersion }
  return client.send(new DescribeEvaluationFormCommand(asked))
}

/** A call that is over. */
function contactHandled(): string {
  const leg = centre.test.call()
  const contactId = centre.test.contacts.at(-1)?.contactId ?? ''
  centre.test.hangUp(leg)
  return contactId
}

async function begun() {
  const { EvaluationFormId, Title } = await newForm()
  await activate(EvaluationFormId)
  const ContactId = contactHandled()
  const { EvaluationId = '', EvaluationArn = '' } = await client.send(
    new StartContactEvaluationCommand({ InstanceId, ContactId, EvaluationFormId }),
  )
  return { EvaluationId, EvaluationArn, EvaluationFormId, ContactId, Title }
}

const choose = (StringValue: string) => ({ Value: { StringValue } })

describe('an evaluation form', () => {
  test('is made as a draft, activated, changed in a new version, and deleted', async () => {
    const { EvaluationFormId, Title } = await newForm({ Description: 'For calls' })
    const draft = await describeForm(EvaluationFormId)
    expect(draft.EvaluationForm).toMatchObject({
      Title,
      Description: 'For calls',
      EvaluationFormVersion: 1,
      Status: 'DRAFT',
      Locked: false,
      Items,
      ScoringStrategy: ENABLED,
      CreatedBy: expect.stringContaining('/agent/'),
    })
    await activate(EvaluationFormId)
    const change = { InstanceId, EvaluationFormId, Title: `${Title} new`, Items }
    await expect(
      client.send(new UpdateEvaluationFormCommand({ ...change, EvaluationFormVersion: 1 })),
    ).rejects.toMatchObject({ name: 'ResourceConflictException' })
    const changed = await client.send(
      new UpdateEvaluationFormCommand({
        ...change,
        EvaluationFormVersion: 1,
        CreateNewVersion: true,
      }),
    )
    expect(changed.EvaluationFormVersion).toBe(2)
    const versions = await client.send(
      new ListEvaluationFormVersionsCommand({ InstanceId, EvaluationFormId }),
    )
    expect(versions.EvaluationFormVersionSummaryList).toMatchObject([
      { EvaluationFormVersion: 1, Status: 'ACTIVE', Locked: true },
      { EvaluationFormVersion: 2, Status: 'DRAFT', Locked: false },
    ])
    await activate(EvaluationFormId, 2)
    expect((await describeForm(EvaluationFormId, 1)).EvaluationForm?.Status).toBe('DRAFT')
    const listed = await client.send(new ListEvaluationFormsCommand({ InstanceId }))
    const own = listed.EvaluationFormSummaryList?.find(
      each => each.EvaluationFormId === EvaluationFormId,
    )
    expect(own).toMatchObject({ Title: `${Title} new`, LatestVersion: 2, ActiveVersion: 2 })
    const remove = (version?: number) =>
      client.send(
        new DeleteEvaluationFormCommand({
          InstanceId,
          EvaluationFormId,
          EvaluationFormVersion: version,
        }),
      )
    await remove(1)
    await expect(remove()).rejects.toMatchObject({ name: 'ResourceConflictException' })
    await client.send(
      new DeactivateEvaluationFormCommand({
        InstanceId,
        EvaluationFormId,
        EvaluationFormVersion: 2,
      }),
    )
    await remove()
    await expect(describeForm(EvaluationFormId)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test.each<[string, Partial<CreateEvaluationFormCommandInput>]>([
    ['two items of one name', { Items: [...Items, ...Items] }],
    ['a question outside of sections', { Items: [question('alone', 100)] }],
    ['weights that do not add up', { Items: [section('a', question('q', 30))] }],
    [
      'a condition on a question there is not',
      { Items: [section('a', question('q', 100, enabledBy('nobody', 'yes')))] },
    ],
    [
      'a condition on an option there is not',
      { Items: [section('a', question('p', 50), question('q', 50, enabledBy('p', 'perhaps')))] },
    ],
    [
      'a question that depends on itself',
      { Items: [section('a', question('q', 100, enabledBy('q', 'yes')))] },
    ],
    [
      'numbers outside of their range',
      {
        Items: [
          section('a', {
            Question: {
              RefId: 'n',
              Title: 'How many?',
              QuestionType: 'NUMERIC',
              QuestionTypeProperties: {
                Numeric: {
                  MinValue: 0,
                  MaxValue: 5,
                  Options: [{ MinValue: 4, MaxValue: 9, Score: 1 }],
                },
              },
            },
          }),
        ],
      },
    ],
    ['nothing to choose', { Items: [section('a', question('q', 100, NOTHING))] }],
    ['a title of nothing but blanks', { Title: '  ' }],
  ])('is refused with %s', async (_, more) => {
    await expect(newForm(more)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('with mistakes may be a draft, says what they are, and cannot be activated', async () => {
    const wrong = [section('a', question('q', 30))]
    const { EvaluationFormId } = await newForm({ Items: wrong, AsDraft: true })
    const asked = { InstanceId, EvaluationFormId, EvaluationFormVersion: 1 }
    const validation = () => client.send(new GetEvaluationFormValidationCommand(asked))
    await expect(validation()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await client.send(new StartEvaluationFormValidationCommand(asked))
    expect(await validation()).toMatchObject({
      Status: 'COMPLETED',
      Findings: [{ IssueCode: 'BAD_WEIGHTS', Severity: 'ERROR' }],
    })
    await expect(activate(EvaluationFormId)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('30'),
    })
  })

  test('has a title of its own, is made once for a repeated call, and is found', async () => {
    const ClientToken = 'form-token'
    const asked = { Title: 'Unique quality', ClientToken, Tags: { team: 'blue' } }
    const first = await newForm(asked)
    expect(await newForm(asked)).toEqual(first)
    await expect(newForm({ Title: 'UNIQUE quality' })).rejects.toMatchObject({
      name: 'ResourceConflictException',
    })
    const found = await client.send(
      new SearchEvaluationFormsCommand({
        InstanceId,
        SearchCriteria: {
          StringCondition: { FieldName: 'title', Value: 'unique', ComparisonType: 'STARTS_WITH' },
        },
        SearchFilter: { AttributeFilter: { TagCondition: { TagKey: 'team', TagValue: 'blue' } } },
      }),
    )
    expect(found.EvaluationFormSearchSummaryList).toMatchObject([
      { Title: 'Unique quality', Status: 'DRAFT', Tags: { team: 'blue' } },
    ])
    const resourceArn = first.EvaluationFormArn
    await client.send(new TagResourceCommand({ resourceArn, tags: { shift: 'late' } }))
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }))
    expect(tags).toEqual({ team: 'blue', shift: 'late' })
  })

  test('is not for a program to answer yet, and that is said', async () => {
    const ContactInteractionType = 'AGENT'
    const { AIVersionSummaries } = await client.send(
      new ListEvaluationFormAIVersionsCommand({ InstanceId, ContactInteractionType }),
    )
    expect(AIVersionSummaries).toEqual([])
    const { EvaluationFormId } = await newForm()
    await activate(EvaluationFormId)
    await expect(
      client.send(
        new StartContactEvaluationCommand({
          InstanceId,
          ContactId: contactHandled(),
          EvaluationFormId,
          AutoEvaluationConfiguration: { Enabled: true },
        }),
      ),
    ).rejects.toMatchObject({ name: 'NotImplementedException' })
  })
})

describe('an evaluation', () => {
  test('is begun, filled in, submitted with its score, submitted again, and deleted', async () => {
    const { EvaluationId, ContactId, EvaluationFormId, Title } = await begun()
    const asked = { InstanceId, EvaluationId }
    await client.send(
      new UpdateContactEvaluationCommand({
        ...asked,
        Answers: { greet: choose('yes'), words: { Value: { StringValue: 'Good' } } },
        Notes: { greet: { Value: 'Very kind' }, call: { Value: 'All in all fine' } },
      }),
    )
    await client.send(
      new UpdateContactEvaluationCommand({ ...asked, Answers: { words: {} }, Notes: { call: {} } }),
    )
    await client.send(
      new SubmitContactEvaluationCommand({ ...asked, Answers: { solve: choose('no') } }),
    )
    const shown = () => client.send(new DescribeContactEvaluationCommand(asked))
    expect(await shown()).toMatchObject({
      Evaluation: {
        Status: 'SUBMITTED',
        EvaluationType: 'STANDARD',
        Metadata: {
          ContactId,
          EvaluatorArn: expect.stringContaining('/agent/'),
          Score: { Percentage: 40, AutomaticFail: false },
        },
        Answers: { greet: choose('yes'), solve: choose('no') },
        Notes: { greet: { Value: 'Very kind' } },
        Scores: { greet: { Percentage: 100, AppliedWeight: 40 }, call: { Percentage: 40 } },
      },
      EvaluationForm: { EvaluationFormId, Title, EvaluationFormVersion: 1 },
    })
    expect(Object.keys((await shown()).Evaluation?.Answers ?? {})).toEqual(['greet', 'solve'])
    await expect(
      client.send(new UpdateContactEvaluationCommand({ ...asked, Answers: {} })),
    ).rejects.toMatchObject({ name: 'ResourceConflictException' })
    await client.send(
      new SubmitContactEvaluationCommand({ ...asked, Answers: { solve: choose('rude') } }),
    )
    expect((await shown()).Evaluation?.Metadata?.Score).toMatchObject({
      Percentage: 0,
      AutomaticFail: true,
    })
    const list = () => client.send(new ListContactEvaluationsCommand({ InstanceId, ContactId }))
    expect((await list()).EvaluationSummaryList).toMatchObject([
      { EvaluationId, EvaluationFormTitle: Title, Status: 'SUBMITTED', Score: { Percentage: 0 } },
    ])
    await expect(
      client
        .send(
          new DeactivateEvaluationFormCommand({
            InstanceId,
            EvaluationFormId,
            EvaluationFormVersion: 1,
          }),
        )
        .then(() => client.send(new DeleteEvaluationFormCommand({ InstanceId, EvaluationFormId }))),
    ).rejects.toMatchObject({ name: 'ResourceConflictException' })
    await client.send(new DeleteContactEvaluationCommand(asked))
    expect((await list()).EvaluationSummaryList).toEqual([])
    await client.send(new DeleteEvaluationFormCommand({ InstanceId, EvaluationFormId }))
  })

  test('takes only answers to its questions, and all that count', async () => {
    const { EvaluationId } = await begun()
    const submit = (Answers: Record<string, EvaluationAnswerInput>) =>
      client.send(new SubmitContactEvaluationCommand({ InstanceId, EvaluationId, Answers }))
    for (const Answers of [
      { nobody: choose('yes') },
      { greet: choose('perhaps') },
      { greet: { Value: { NumericValue: 3 } } },
      { words: { Value: { NotApplicable: true } } },
      { greet: choose('yes') },
    ] as Record<string, EvaluationAnswerInput>[]) {
      await expect(submit(Answers)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    }
    const draft = await client.send(
      new DescribeContactEvaluationCommand({ InstanceId, EvaluationId }),
    )
    expect(draft.Evaluation).toMatchObject({ Status: 'DRAFT', Answers: {} })
    await submit({ greet: choose('yes'), solve: { Value: { NotApplicable: true } } })
    const done = await client.send(
      new DescribeContactEvaluationCommand({ InstanceId, EvaluationId }),
    )
    expect(done.Evaluation?.Metadata?.Score?.Percentage).toBe(100)
    expect(done.Evaluation?.Scores?.solve).toEqual({ NotApplicable: true })
  })

  test('needs a contact and a form that is active', async () => {
    const { EvaluationFormId } = await newForm()
    const start = (ContactId: string) =>
      client.send(new StartContactEvaluationCommand({ InstanceId, ContactId, EvaluationFormId }))
    await expect(start(contactHandled())).rejects.toMatchObject({
      name: 'ResourceConflictException',
    })
    await activate(EvaluationFormId)
    await expect(start('nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test('is found by its score, its contact, its form and its time', async () => {
    const { EvaluationId, ContactId, EvaluationFormId } = await begun()
    const Answers = { greet: choose('yes'), solve: choose('no') }
    await client.send(new SubmitContactEvaluationCommand({ InstanceId, EvaluationId, Answers }))
    const found = async (...AndConditions: object[]) => {
      const { EvaluationSearchSummaryList = [] } = await client.send(
        new SearchContactEvaluationsCommand({ InstanceId, SearchCriteria: { AndConditions } }),
      )
      return EvaluationSearchSummaryList.map(each => each.EvaluationId)
    }
    const exact = (FieldName: string, Value: string) => ({
      StringCondition: { FieldName, Value, ComparisonType: 'EXACT' },
    })
    const score = (ComparisonType: string, MinValue: number, MaxValue?: number) => ({
      DecimalCondition: { FieldName: 'scorePercentage', MinValue, MaxValue, ComparisonType },
    })
    const form = exact('evaluationFormId', EvaluationFormId)
    expect(await found(exact('contactId', ContactId))).toEqual([EvaluationId])
    expect(await found(form, score('EQUAL', 40))).toEqual([EvaluationId])
    expect(await found(form, score('RANGE', 30, 50))).toEqual([EvaluationId])
    expect(await found(form, score('GREATER', 40))).toEqual([])
    const failed = { FieldName: 'scoreAutomaticFail', ComparisonType: 'IS_FALSE' }
    expect(await found(form, { BooleanCondition: failed })).toEqual([EvaluationId])
    const since = { FieldName: 'createdTime', MinValue: '2000-01-01T00:00:00Z' }
    expect(
      await found(form, {
        DateTimeCondition: { ...since, ComparisonType: 'GREATER_THAN_OR_EQUAL_TO' },
      }),
    ).toEqual([EvaluationId])
    expect(
      await found(form, { DateTimeCondition: { ...since, ComparisonType: 'LESS_THAN' } }),
    ).toEqual([])
  })

  test('is kept as a file where the instance has a place for them', async () => {
    const place = (BucketName: string) =>
      client.send(
        new AssociateInstanceStorageConfigCommand({
          InstanceId,
          ResourceType: 'CONTACT_EVALUATIONS',
          StorageConfig: { StorageType: 'S3', S3Config: { BucketName, BucketPrefix: 'quality' } },
        }),
      )
    await expect(place('elsewhere')).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await place('parley')
    const { EvaluationId, ContactId } = await begun()
    const Answers = { greet: choose('yes'), solve: choose('yes') }
    await client.send(new SubmitContactEvaluationCommand({ InstanceId, EvaluationId, Answers }))
    const key = [...centre.blobs.keys()].find(each => each.includes(EvaluationId)) ?? ''
    expect(key).toMatch(/^quality\/connect\/demo\/ContactEvaluations\/\d{4}\/\d\d\/\d\d\//)
    expect(JSON.parse(new TextDecoder().decode(centre.blobs.get(key)))).toMatchObject({
      evaluationId: EvaluationId,
      metadata: { contactId: ContactId, score: { percentage: 100 } },
      sections: [{ sectionRefId: 'call', score: { percentage: 100 } }],
      questions: [
        { questionRefId: 'greet', sectionRefId: 'call', answer: { value: 'yes' } },
        {},
        {},
      ],
    })
  })
})

function section(RefId: string, ...Items: EvaluationFormItem[]): EvaluationFormItem {
  return { Section: { RefId, Title: RefId, Items } }
}

function enabledBy(question: string, option: string): object {
  const Source = { Type: 'QUESTION_REF_ID', RefId: question }
  const Values = [{ Type: 'OPTION_REF_ID', RefId: option }]
  const Operands = [{ Expression: { Source, Values, Comparator: 'IN' } }]
  return { Enablement: { Action: 'ENABLE', Condition: { Operands } } }
}
