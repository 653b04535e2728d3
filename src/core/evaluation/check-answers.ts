// Whether answers are answers to the questions of a form, and whether all are there that must be.
import { enabledQuestions } from './enablement.ts'
import {
  type Answers,
  type AnswerValue,
  type FormContent,
  type FormQuestion,
  questionsOf,
  selectOptions,
} from './evaluation-form.ts'

/** What is wrong with them; undefined when nothing is. */
export function answersProblem({ Items }: FormContent, answers: Answers): string | undefined {
  const questions = new Map(questionsOf(Items).map(each => [each.RefId, each]))
  for (const [refId, answer] of Object.entries(answers)) {
    const question = questions.get(refId)
    if (!question) return `The form has no question ${refId}.`
    const problem = answerProblem(question, answer)
    if (problem !== undefined) return `Question ${refId}: ${problem}`
  }
  return undefined
}

/** The first question that must be answered before the evaluation can be submitted, and is not. */
export function unanswered(content: FormContent, answers: Answers): string | undefined {
  const enabled = enabledQuestions(content, answers)
  return questionsOf(content.Items).find(
    ({ RefId, QuestionType }) =>
      (QuestionType === 'SINGLESELECT' || QuestionType === 'NUMERIC') &&
      enabled.has(RefId) &&
      !answers[RefId],
  )?.RefId
}

function answerProblem(question: FormQuestion, answer: AnswerValue): string | undefined {
  if (answer.NotApplicable !== undefined) {
    return question.NotApplicableEnabled ? undefined : 'it cannot be not applicable.'
  }
  switch (question.QuestionType) {
    case 'TEXT':
      return answer.StringValue === undefined ? 'the answer is a StringValue.' : undefined
    case 'SINGLESELECT':
      return choiceProblem(question, answer.StringValue === undefined ? [] : [answer.StringValue])
    case 'MULTISELECT':
      return answer.StringValues
        ? manyProblem(question, answer.StringValues)
        : 'the answer is StringValues.'
    case 'NUMERIC':
      return numberProblem(question, answer.NumericValue)
    case 'DATETIME':
      return isDateTime(answer.DateTimeValue)
        ? undefined
        : 'the answer is a DateTimeValue as 2026-11-21T10:00:00Z.'
  }
}

function choiceProblem(question: FormQuestion, chosen: readonly string[]): string | undefined {
  const options = selectOptions(question).map(({ RefId }) => RefId)
  const known = chosen.length > 0 && chosen.every(each => options.includes(each))
  return known ? undefined : `the answer is the RefId of an option: ${options.join(', ')}.`
}

function manyProblem(question: FormQuestion, chosen: readonly string[]): string | undefined {
  if (new Set(chosen).size < chosen.length) return 'an option is chosen once.'
  return chosen.length === 0 ? undefined : choiceProblem(question, chosen)
}

function numberProblem(
  { QuestionTypeProperties }: FormQuestion,
  value: number | undefined,
): string | undefined {
  const { MinValue = 0, MaxValue = 0 } = QuestionTypeProperties?.Numeric ?? {}
  const inRange = value !== undefined && value >= MinValue && value <= MaxValue
  return inRange ? undefined : `the answer is a NumericValue of ${MinValue} to ${MaxValue}.`
}

function isDateTime(text: string | undefined): boolean {
  return (
    text !== undefined &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  )
}
