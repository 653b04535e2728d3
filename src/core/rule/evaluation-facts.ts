// What conditions on evaluations that were submitted can look at.
import type { ContactEvaluationDocument } from '../directory/evaluation.ts'
import { type FormContent, questionsOf, sectionsOf } from '../evaluation/evaluation-form.ts'
import type { Facts } from './rule-function.ts'

const ROOT = '$.ContactLens.ContactEvaluation'

const PATHS = {
  form: `${ROOT}.Form.FormId`,
  score: `${ROOT}.Form.Score`,
  section: `${ROOT}.Section.SectionRefId`,
  sectionScore: `${ROOT}.Section.Score`,
  question: `${ROOT}.Question.QuestionRefId`,
  answer: `${ROOT}.Question.Answer`,
} as const

export const evaluationPaths: readonly string[] = Object.values(PATHS)

/** One for the form, one for each section and one for each answer. */
export function evaluationFacts(
  { FormId, Score, Scores, Answers }: ContactEvaluationDocument,
  { Items }: FormContent,
): readonly Facts[] {
  const form = { [PATHS.form]: FormId, [PATHS.score]: Score?.Percentage }
  const sections = sectionsOf(Items).map(({ RefId }) => {
    return { ...form, [PATHS.section]: RefId, [PATHS.sectionScore]: Scores?.[RefId]?.Percentage }
  })
  const answers = questionsOf(Items).flatMap(({ RefId }) => {
    const { StringValue, NumericValue, StringValues = [], DateTimeValue } = Answers[RefId] ?? {}
    const values = [StringValue, NumericValue, DateTimeValue, ...StringValues]
    return values
      .filter(each => each !== undefined)
      .map(value => ({ ...form, [PATHS.question]: RefId, [PATHS.answer]: value }))
  })
  return [form, ...sections, ...answers]
}
