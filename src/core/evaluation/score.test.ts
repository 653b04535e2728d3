import { describe, expect, test } from 'vitest'
import type {
  Answers,
  FormContent,
  FormItem,
  FormQuestion,
  OptionWorth,
} from './evaluation-form.ts'
import { type Score, scoresOf } from './score.ts'

type Mode = NonNullable<FormContent['ScoringStrategy']>['Mode']

function choice(
  RefId: string,
  options: Readonly<Record<string, OptionWorth>>,
  more: Partial<FormQuestion> = {},
): FormItem {
  const Options = Object.entries(options).map(([id, worth]) => ({ RefId: id, Text: id, ...worth }))
  const QuestionTypeProperties =
    more.QuestionType === 'MULTISELECT'
      ? { MultiSelect: { Options } }
      : { SingleSelect: { Options } }
  const base = {
    RefId,
    Title: RefId,
    QuestionType: 'SINGLESELECT',
    NotApplicableEnabled: true,
  } as const
  return { Question: { ...base, QuestionTypeProperties, ...more } }
}

function section(RefId: string, Items: readonly FormItem[], Weight?: number): FormItem {
  return { Section: { RefId, Title: RefId, Items, Weight } }
}

function form(Mode: Mode, ...Items: readonly FormItem[]): FormContent {
  return { Title: 'Form', Items, ScoringStrategy: { Mode, Status: 'ENABLED' } }
}

const yesNo = { yes: { Score: 10 }, no: { Score: 0 }, partly: { Score: 5 } }
const points = {
  yes: { PointsConfiguration: { PointValue: 4 } },
  no: { PointsConfiguration: { PointValue: 0 } },
}
const answer = (StringValue: string) => ({ StringValue })
const skip = { NotApplicable: true }

const byQuestion = form(
  'QUESTION_ONLY',
  section('greeting', [choice('hello', yesNo, { Weight: 20 })]),
  section('service', [
    choice('polite', yesNo, { Weight: 50 }),
    choice('solved', yesNo, { Weight: 30 }),
  ]),
)
const bySection = form(
  'SECTION_ONLY',
  section('greeting', [choice('hello', yesNo)], 25),
  section('service', [choice('polite', yesNo), choice('solved', yesNo)], 75),
)
const byPoints = form(
  'POINTS_BASED',
  section('greeting', [choice('hello', points)]),
  section('service', [
    choice('polite', points),
    choice('extra', points, { ScoringConfiguration: { PointsConfiguration: { IsBonus: true } } }),
  ]),
)
const conditional = form(
  'QUESTION_ONLY',
  section('all', [
    choice('refund', { yes: {}, no: {} }),
    choice('explained', yesNo, {
      Weight: 60,
      Enablement: {
        Action: 'ENABLE',
        Condition: {
          Operands: [
            {
              Expression: {
                Source: { Type: 'QUESTION_REF_ID', RefId: 'refund' },
                Values: [{ Type: 'OPTION_REF_ID', RefId: 'yes' }],
                Comparator: 'IN',
              },
            },
          ],
        },
      },
    }),
    choice('polite', yesNo, { Weight: 40 }),
  ]),
)
const failing = { ...yesNo, rude: { Score: 0, AutomaticFail: true } }
const failsAll = form('QUESTION_ONLY', section('a', [choice('x', failing), choice('y', yesNo)]))
const failsOne = form(
  'SECTION_ONLY',
  section(
    'law',
    [
      choice('x', {
        ...yesNo,
        rude: { AutomaticFail: true, AutomaticFailConfiguration: { TargetSection: 'law' } },
      }),
      choice('y', yesNo),
    ],
    50,
  ),
  section('rest', [choice('z', yesNo)], 50),
)

interface Case {
  readonly form: FormContent
  readonly answers: Answers
  readonly total: Partial<Score> | undefined
  readonly items?: Readonly<Record<string, Partial<Score>>>
}

const cases: Readonly<Record<string, Case>> = {
  'weights of questions are kept': {
    form: byQuestion,
    answers: { hello: answer('yes'), polite: answer('no'), solved: answer('partly') },
    total: { Percentage: 35 },
    items: {
      greeting: { Percentage: 100, AppliedWeight: 20 },
      service: { Percentage: 18.75, AppliedWeight: 80 },
      polite: { Percentage: 0, AppliedWeight: 50 },
    },
  },
  'what is not applicable leaves its weight to the others': {
    form: byQuestion,
    answers: { hello: answer('yes'), polite: skip, solved: answer('no') },
    total: { Percentage: 40 },
    items: {
      polite: { NotApplicable: true },
      hello: { AppliedWeight: 40 },
      solved: { AppliedWeight: 60 },
    },
  },
  'a section in which nothing applies does not count': {
    form: bySection,
    answers: { hello: answer('partly'), polite: skip, solved: skip },
    total: { Percentage: 50 },
    items: { service: { NotApplicable: true }, greeting: { AppliedWeight: 100 } },
  },
  'weights of sections are shared by their questions': {
    form: bySection,
    answers: { hello: answer('no'), polite: answer('yes'), solved: answer('partly') },
    total: { Percentage: 56.25 },
    items: { service: { Percentage: 75, AppliedWeight: 75 }, polite: { AppliedWeight: 37.5 } },
  },
  'a form in which nothing applies has no percentage': {
    form: bySection,
    answers: { hello: skip, polite: skip, solved: skip },
    total: { NotApplicable: true },
  },
  'nothing answered is no score': { form: byQuestion, answers: {}, total: undefined },
  'points are added up': {
    form: byPoints,
    answers: { hello: answer('yes'), polite: answer('no') },
    total: { Percentage: 50, EarnedPoints: 4, MaxBasePoint: 8 },
    items: { greeting: { EarnedPoints: 4, MaxBasePoint: 4 } },
  },
  'points of a bonus come on top': {
    form: byPoints,
    answers: { hello: answer('yes'), polite: answer('no'), extra: answer('yes') },
    total: { Percentage: 100, EarnedPoints: 8, MaxBasePoint: 8 },
  },
  'a question that is not asked does not count': {
    form: conditional,
    answers: { refund: answer('no'), explained: answer('no'), polite: answer('yes') },
    total: { Percentage: 100 },
    items: { polite: { AppliedWeight: 100 } },
  },
  'a question that is asked by its condition counts': {
    form: conditional,
    answers: { refund: answer('yes'), explained: answer('no'), polite: answer('yes') },
    total: { Percentage: 40 },
  },
  'an answer that fails makes the whole nothing': {
    form: failsAll,
    answers: { x: answer('rude'), y: answer('yes') },
    total: { Percentage: 0, AutomaticFail: true },
    items: {
      a: { Percentage: 0, AutomaticFail: true },
      x: { AutomaticFail: true },
      y: { AutomaticFail: false },
    },
  },
  'an answer that fails a section leaves the others': {
    form: failsOne,
    answers: { x: answer('rude'), y: answer('yes'), z: answer('yes') },
    total: { Percentage: 50, AutomaticFail: false },
    items: {
      law: { Percentage: 0, AutomaticFail: true },
      rest: { Percentage: 100, AutomaticFail: false },
    },
  },
}

describe('a score', () => {
  test.each(Object.entries(cases))('%s', (_, { form: content, answers, total, items = {} }) => {
    const scores = scoresOf(content, answers)
    if (total) expect(scores.total).toMatchObject(total)
    else expect(scores.total).toBeUndefined()
    expect(scores.items).toMatchObject(items)
  })

  test('of several choices is their sum, and of a number that of its range', () => {
    const content = form(
      'QUESTION_ONLY',
      section('all', [
        choice(
          'many',
          { a: { Score: 4 }, b: { Score: 6 } },
          { QuestionType: 'MULTISELECT', Weight: 50 },
        ),
        {
          Question: {
            RefId: 'minutes',
            Title: 'Minutes',
            QuestionType: 'NUMERIC',
            Weight: 50,
            QuestionTypeProperties: {
              Numeric: {
                MinValue: 0,
                MaxValue: 10,
                Options: [
                  { MinValue: 0, MaxValue: 5, Score: 10 },
                  { MinValue: 6, MaxValue: 10, Score: 2 },
                ],
              },
            },
          },
        },
      ]),
    )
    const answers = { many: { StringValues: ['b'] }, minutes: { NumericValue: 7 } }
    expect(scoresOf(content, answers)).toMatchObject({
      total: { Percentage: 40 },
      items: { many: { Percentage: 60 }, minutes: { Percentage: 20 } },
    })
  })

  test('has the category of its threshold, and nothing where scoring is off', () => {
    const ScoreThresholds = [
      { PerformanceCategory: 'NEEDS_IMPROVEMENT', MaxScorePercentage: 59 },
      { PerformanceCategory: 'EXCEEDS_EXPECTATIONS', MinScorePercentage: 90 },
    ] as const
    const strategy = { Mode: 'QUESTION_ONLY', Status: 'ENABLED', ScoreThresholds } as const
    const categoryFor = (hello: string) => {
      const answers = { hello: answer(hello), polite: answer(hello), solved: answer(hello) }
      return scoresOf({ ...byQuestion, ScoringStrategy: strategy }, answers).total
        ?.PerformanceCategory
    }
    expect(['no', 'yes'].map(categoryFor)).toEqual(['NEEDS_IMPROVEMENT', 'EXCEEDS_EXPECTATIONS'])
    const off = { ...byQuestion, ScoringStrategy: { ...strategy, Status: 'DISABLED' } as const }
    expect(scoresOf(off, { hello: answer('yes') })).toEqual({ items: {} })
  })
})
