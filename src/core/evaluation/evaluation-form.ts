// What an evaluation form asks: sections of questions, with what their answers are worth. The members
// are the API's own.

export interface FormContent {
  readonly Title: string
  readonly Description?: string | undefined
  readonly Items: readonly FormItem[]
  readonly ScoringStrategy?: ScoringStrategy | undefined
}

/** One of the two. */
export interface FormItem {
  readonly Section?: FormSection | undefined
  readonly Question?: FormQuestion | undefined
}

export interface ScoringStrategy {
  readonly Mode: 'QUESTION_ONLY' | 'SECTION_ONLY' | 'POINTS_BASED'
  readonly Status: 'ENABLED' | 'DISABLED'
  readonly ScoreThresholds?: readonly ScoreThreshold[] | undefined
}

export interface ScoreThreshold {
  readonly PerformanceCategory: 'EXCEEDS_EXPECTATIONS' | 'NEEDS_IMPROVEMENT'
  readonly MinScorePercentage?: number | undefined
  readonly MaxScorePercentage?: number | undefined
}

export interface FormSection {
  readonly Title: string
  readonly RefId: string
  readonly Items: readonly FormItem[]
  readonly Instructions?: string | undefined
  readonly Weight?: number | undefined
  readonly IsExcludedFromScoring?: boolean | undefined
  readonly ScoreThresholds?: readonly ScoreThreshold[] | undefined
}

export interface FormQuestion {
  readonly Title: string
  readonly RefId: string
  readonly QuestionType: 'TEXT' | 'SINGLESELECT' | 'NUMERIC' | 'MULTISELECT' | 'DATETIME'
  readonly NotApplicableEnabled?: boolean | undefined
  readonly Weight?: number | undefined
  readonly QuestionTypeProperties?:
    | {
        readonly Numeric?:
          | {
              readonly MinValue: number
              readonly MaxValue: number
              readonly Options?: readonly NumericOption[] | undefined
              readonly Automation?: object | undefined
            }
          | undefined
        readonly SingleSelect?: SelectProperties | undefined
        readonly MultiSelect?: SelectProperties | undefined
        readonly Text?: { readonly Automation?: object | undefined } | undefined
      }
    | undefined
  readonly Enablement?: Enablement | undefined
  readonly ScoringConfiguration?:
    | {
        readonly PointsConfiguration?: QuestionPoints | undefined
        readonly IsExcludedFromScoring?: boolean | undefined
        readonly ScoreThresholds?: readonly ScoreThreshold[] | undefined
      }
    | undefined
}

interface SelectProperties {
  readonly Options: readonly SelectOption[]
  readonly Automation?: object | undefined
}

interface QuestionPoints {
  readonly MaxPointValue?: number | undefined
  readonly MinPointValue?: number | undefined
  readonly IsBonus?: boolean | undefined
}

/** What an answer is worth: a score of 0 to 10 where weights count, points where points do. */
export interface OptionWorth {
  readonly Score?: number | undefined
  readonly AutomaticFail?: boolean | undefined
  readonly AutomaticFailConfiguration?: { readonly TargetSection?: string | undefined } | undefined
  readonly PointsConfiguration?:
    | { readonly PointValue: number; readonly IsBonus?: boolean | undefined }
    | undefined
}

export interface SelectOption extends OptionWorth {
  readonly RefId: string
  readonly Text: string
}

/** A range of answers, both ends included. */
export interface NumericOption extends OptionWorth {
  readonly MinValue: number
  readonly MaxValue: number
}

/** When a question is asked: as the answers to others say. */
export interface Enablement {
  readonly Condition: EnablementCondition
  readonly Action: 'ENABLE' | 'DISABLE'
  /** What holds when the condition is not met: the other one, unless said. */
  readonly DefaultAction?: 'ENABLE' | 'DISABLE' | undefined
}

export interface EnablementCondition {
  readonly Operands: readonly {
    readonly Expression?: EnablementExpression | undefined
    readonly Condition?: EnablementCondition | undefined
  }[]
  readonly Operator?: 'OR' | 'AND' | undefined
}

export interface EnablementExpression {
  readonly Source: { readonly Type: 'QUESTION_REF_ID'; readonly RefId?: string | undefined }
  readonly Values: readonly {
    readonly Type: 'OPTION_REF_ID'
    readonly RefId?: string | undefined
  }[]
  readonly Comparator: 'IN' | 'NOT_IN' | 'ALL_IN' | 'EXACT'
}

/** What somebody answered. One member is set. */
export interface AnswerValue {
  readonly StringValue?: string | undefined
  readonly NumericValue?: number | undefined
  readonly StringValues?: readonly string[] | undefined
  readonly DateTimeValue?: string | undefined
  readonly NotApplicable?: boolean | undefined
}

/** Answers by the question's `RefId`. */
export type Answers = Readonly<Record<string, AnswerValue>>

/** All questions, in order. */
export function questionsOf(items: readonly FormItem[]): readonly FormQuestion[] {
  return items.flatMap(({ Section, Question }) =>
    Question ? [Question] : Section ? questionsOf(Section.Items) : [],
  )
}

/** All sections, each before those in it. */
export function sectionsOf(items: readonly FormItem[]): readonly FormSection[] {
  return items.flatMap(({ Section }) => (Section ? [Section, ...sectionsOf(Section.Items)] : []))
}

/** What can be chosen. */
export function selectOptions({ QuestionTypeProperties }: FormQuestion): readonly SelectOption[] {
  const { SingleSelect, MultiSelect } = QuestionTypeProperties ?? {}
  return (SingleSelect ?? MultiSelect)?.Options ?? []
}

/** Whatever the question's answers are worth something by. */
export function optionsOf(question: FormQuestion): readonly OptionWorth[] {
  return question.QuestionTypeProperties?.Numeric?.Options ?? selectOptions(question)
}
