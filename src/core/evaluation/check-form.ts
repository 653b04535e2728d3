// What is wrong with an evaluation form. One with errors can be kept as a draft and cannot be activated.
import { sourcesOf } from './enablement.ts'
import {
  type FormContent,
  type FormItem,
  type FormQuestion,
  type NumericOption,
  optionsOf,
  questionsOf,
  type ScoreThreshold,
  sectionsOf,
  selectOptions,
} from './evaluation-form.ts'

export interface Finding {
  readonly IssueCode: string
  readonly Description: string
  readonly Severity: 'ERROR' | 'WARNING'
  readonly Items: readonly { readonly RefId?: string; readonly Property?: string }[]
}

const SECTIONS_MAX = 100
const QUESTIONS_MAX = 100
const DEPTH_MAX = 2
const SCORE_MAX = 10

/** What no form may be, not even a draft. */
export function brokenForm({ Items }: FormContent): readonly Finding[] {
  const sections = sectionsOf(Items)
  const questions = questionsOf(Items)
  const refIds = [...sections, ...questions].map(({ RefId }) => RefId)
  const again = refIds.find((each, index) => refIds.indexOf(each) !== index)
  return [
    ...(sections.length > SECTIONS_MAX
      ? [error('TOO_MANY_SECTIONS', `A form has at most ${SECTIONS_MAX} sections.`)]
      : []),
    ...(questions.length > QUESTIONS_MAX
      ? [error('TOO_MANY_QUESTIONS', `A form has at most ${QUESTIONS_MAX} questions.`)]
      : []),
    ...(again === undefined
      ? []
      : [error('DUPLICATE_REF_ID', `Two items have the RefId ${again}.`, again, 'RefId')]),
    ...(Items.some(({ Question }) => Question)
      ? [error('QUESTION_OUTSIDE_SECTION', 'Questions stand in a section.')]
      : []),
    ...(depthOf(Items) > DEPTH_MAX
      ? [error('TOO_DEEP', `Sections have sections at most ${DEPTH_MAX - 1} deep.`)]
      : []),
  ]
}

/** Everything that is wrong. */
export function formFindings(content: FormContent): readonly Finding[] {
  const { Items, ScoringStrategy } = content
  const questions = questionsOf(Items)
  const findings = [
    ...brokenForm(content),
    ...sectionsOf(Items).flatMap(({ RefId, Items: inside }) =>
      questionsOf(inside).length === 0
        ? [error('EMPTY_SECTION', 'The section has no questions.', RefId, 'Items')]
        : [],
    ),
    ...questions.flatMap(each => questionFindings(each, content)),
    ...thresholdFindings(ScoringStrategy?.ScoreThresholds),
  ]
  if (Items.length === 0) findings.push(error('EMPTY_FORM', 'The form has no sections.'))
  if (ScoringStrategy?.Status === 'ENABLED') findings.push(...weightFindings(content))
  return findings
}

function questionFindings(question: FormQuestion, content: FormContent): readonly Finding[] {
  const { RefId, QuestionType } = question
  const properties = question.QuestionTypeProperties ?? {}
  const wrong = (code: string, text: string, property = 'QuestionTypeProperties') =>
    error(code, text, RefId, property)
  const member = PROPERTIES[QuestionType]
  const others = Object.entries(properties).filter(([name, value]) => value && name !== member)
  const findings: Finding[] = []
  if (others.length > 0) {
    findings.push(wrong('WRONG_PROPERTIES', `A ${QuestionType} question has other properties.`))
  }
  if (QuestionType === 'SINGLESELECT' || QuestionType === 'MULTISELECT') {
    findings.push(...selectFindings(question, wrong))
  }
  if (QuestionType === 'NUMERIC') findings.push(...numericFindings(question, wrong))
  return [
    ...findings,
    ...worthFindings(question, content, wrong),
    ...enablementFindings(question, content, wrong),
    ...thresholdFindings(question.ScoringConfiguration?.ScoreThresholds, RefId),
    ...automationFindings(question, wrong),
  ]
}

type Wrong = (code: string, text: string, property?: string) => Finding

const PROPERTIES: Readonly<Record<FormQuestion['QuestionType'], string | undefined>> = {
  TEXT: 'Text',
  SINGLESELECT: 'SingleSelect',
  MULTISELECT: 'MultiSelect',
  NUMERIC: 'Numeric',
  DATETIME: undefined,
}

function selectFindings(question: FormQuestion, wrong: Wrong): readonly Finding[] {
  const refIds = selectOptions(question).map(({ RefId }) => RefId)
  if (refIds.length === 0) return [wrong('NO_OPTIONS', 'The question has nothing to choose.')]
  return new Set(refIds).size < refIds.length
    ? [wrong('DUPLICATE_REF_ID', 'Two options have one RefId.')]
    : []
}

function numericFindings(question: FormQuestion, wrong: Wrong): readonly Finding[] {
  const numeric = question.QuestionTypeProperties?.Numeric
  if (!numeric) return [wrong('NO_RANGE', 'A numeric question has a MinValue and a MaxValue.')]
  const { MinValue, MaxValue, Options = [] } = numeric
  const findings: Finding[] = []
  if (MinValue > MaxValue) {
    findings.push(wrong('BAD_RANGE', 'MinValue is at most MaxValue.'))
  }
  const isOutside = ({ MinValue: from, MaxValue: to }: NumericOption) =>
    from > to || from < MinValue || to > MaxValue
  if (Options.some(isOutside)) {
    findings.push(wrong('BAD_RANGE', 'The range of an option lies within that of the question.'))
  }
  const sorted = [...Options].sort((a, b) => a.MinValue - b.MinValue)
  if (sorted.some(({ MinValue: from }, at) => from <= (sorted[at - 1]?.MaxValue ?? from - 1))) {
    findings.push(wrong('BAD_RANGE', 'Ranges of two options overlap.'))
  }
  return findings
}

/** What answers are worth: scores where weights count, points where points do. */
function worthFindings(
  question: FormQuestion,
  { ScoringStrategy, Items }: FormContent,
  wrong: Wrong,
): readonly Finding[] {
  const findings: Finding[] = []
  const { MinPointValue = 0, MaxPointValue = 100 } =
    question.ScoringConfiguration?.PointsConfiguration ?? {}
  const sections = new Set(sectionsOf(Items).map(({ RefId }) => RefId))
  for (const { Score, PointsConfiguration, AutomaticFailConfiguration } of optionsOf(question)) {
    if (Score !== undefined && (Score < 0 || Score > SCORE_MAX)) {
      findings.push(wrong('BAD_SCORE', `A score is 0 to ${SCORE_MAX}.`))
    }
    const points = PointsConfiguration?.PointValue
    if (points !== undefined && (points < MinPointValue || points > MaxPointValue)) {
      findings.push(wrong('BAD_POINTS', `The points are ${MinPointValue} to ${MaxPointValue}.`))
    }
    if (points !== undefined && ScoringStrategy && ScoringStrategy.Mode !== 'POINTS_BASED') {
      findings.push(wrong('BAD_POINTS', 'Points count only where the Mode is POINTS_BASED.'))
    }
    const target = AutomaticFailConfiguration?.TargetSection
    if (target !== undefined && !sections.has(target)) {
      findings.push(wrong('UNKNOWN_SECTION', `There is no section ${target} that could fail.`))
    }
  }
  return findings
}

function enablementFindings(
  question: FormQuestion,
  { Items }: FormContent,
  wrong: Wrong,
): readonly Finding[] {
  const questions = new Map(questionsOf(Items).map(each => [each.RefId, each]))
  const findings = sourcesOf(question).flatMap(({ Source, Values }) => {
    const source = questions.get(Source.RefId ?? '')
    const text = `The condition asks for question ${Source.RefId}, `
    if (!source) {
      return [wrong('UNKNOWN_QUESTION', `${text}which there is not.`, 'Enablement')]
    }
    const options = new Set(selectOptions(source).map(({ RefId }) => RefId))
    const unknown = Values.find(({ RefId }) => RefId === undefined || !options.has(RefId))
    return unknown
      ? [wrong('UNKNOWN_OPTION', `${text}which has no option ${unknown.RefId}.`, 'Enablement')]
      : []
  })
  return dependsOnItself(question, questions)
    ? [...findings, wrong('CIRCULAR_CONDITION', 'The question depends on itself.', 'Enablement')]
    : findings
}

function dependsOnItself(
  question: FormQuestion,
  questions: ReadonlyMap<string, FormQuestion>,
): boolean {
  const seen = new Set<string>()
  const pending = [question]
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const { Source } of sourcesOf(next)) {
      const refId = Source.RefId ?? ''
      if (refId === question.RefId) return true
      const source = questions.get(refId)
      if (!source || seen.has(refId)) continue
      seen.add(refId)
      pending.push(source)
    }
  }
  return false
}

/** Weights of what is weighed add up to 100. */
function weightFindings({ Items, ScoringStrategy }: FormContent): readonly Finding[] {
  const { Mode } = ScoringStrategy ?? {}
  if (Mode === 'POINTS_BASED') return []
  const weights =
    Mode === 'SECTION_ONLY'
      ? Items.map(({ Section }) => (Section?.IsExcludedFromScoring ? undefined : Section?.Weight))
      : questionsOf(Items).map(({ Weight, ScoringConfiguration }) =>
          ScoringConfiguration?.IsExcludedFromScoring ? undefined : Weight,
        )
  const set = weights.filter(each => each !== undefined)
  const total = set.reduce((sum, each) => sum + each, 0)
  // Thirds are written with a few decimals.
  if (set.length === 0 || Math.abs(total - 100) < 0.1) return []
  const of = Mode === 'SECTION_ONLY' ? 'sections' : 'questions'
  return [error('BAD_WEIGHTS', `The weights of the ${of} add up to ${total}, not to 100.`)]
}

function thresholdFindings(
  thresholds: readonly ScoreThreshold[] = [],
  refId?: string,
): readonly Finding[] {
  const isWrong = ({ MinScorePercentage: min, MaxScorePercentage: max }: ScoreThreshold) =>
    [min, max].some(each => each !== undefined && (each < 0 || each > 100)) ||
    (min !== undefined && max !== undefined && min > max)
  if (!thresholds.some(isWrong)) return []
  return [error('BAD_THRESHOLD', 'A threshold is 0 to 100 percent.', refId, 'ScoreThresholds')]
}

/** Nothing answers by itself here. */
function automationFindings(
  { QuestionTypeProperties }: FormQuestion,
  wrong: Wrong,
): readonly Finding[] {
  const { Numeric, SingleSelect, MultiSelect, Text } = QuestionTypeProperties ?? {}
  const { Automation } = Numeric ?? SingleSelect ?? MultiSelect ?? Text ?? {}
  if (!Automation) return []
  const text = 'The question is answered by hand: nothing answers by itself here yet.'
  return [{ ...wrong('NOT_AUTOMATED', text), Severity: 'WARNING' }]
}

function depthOf(items: readonly FormItem[]): number {
  return Math.max(0, ...items.map(({ Section }) => (Section ? 1 + depthOf(Section.Items) : 0)))
}

function error(IssueCode: string, Description: string, RefId?: string, Property?: string): Finding {
  const item = {
    ...(RefId !== undefined && { RefId }),
    ...(Property !== undefined && { Property }),
  }
  return { IssueCode, Description, Severity: 'ERROR', Items: [item] }
}
