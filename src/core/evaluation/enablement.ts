// Which questions are asked: some only when others are answered in a certain way.
import {
  type Answers,
  type EnablementCondition,
  type EnablementExpression,
  type FormContent,
  type FormQuestion,
  questionsOf,
} from './evaluation-form.ts'

/** The `RefId`s of the questions that are asked, given these answers. */
export function enabledQuestions({ Items }: FormContent, answers: Answers): ReadonlySet<string> {
  const questions = new Map(questionsOf(Items).map(each => [each.RefId, each]))
  const known = new Map<string, boolean>()
  const isEnabled = (refId: string): boolean => {
    const before = known.get(refId)
    if (before !== undefined) return before
    // A question that depends on itself is not asked; forms that say so cannot be activated.
    known.set(refId, false)
    const question = questions.get(refId)
    const enabled = question !== undefined && isAsked(question, chosen)
    known.set(refId, enabled)
    return enabled
  }
  const chosen = (refId: string): readonly string[] => {
    const answer = isEnabled(refId) ? answers[refId] : undefined
    return answer?.StringValues ?? (answer?.StringValue === undefined ? [] : [answer.StringValue])
  }
  return new Set([...questions.keys()].filter(isEnabled))
}

/** The questions that the condition of this one looks at. */
export function sourcesOf({ Enablement }: FormQuestion): readonly EnablementExpression[] {
  return Enablement ? expressionsOf(Enablement.Condition) : []
}

function expressionsOf({ Operands }: EnablementCondition): readonly EnablementExpression[] {
  return Operands.flatMap(({ Expression, Condition }) =>
    Expression ? [Expression] : Condition ? expressionsOf(Condition) : [],
  )
}

type Chosen = (refId: string) => readonly string[]

function isAsked({ Enablement }: FormQuestion, chosen: Chosen): boolean {
  if (!Enablement) return true
  const { Condition, Action, DefaultAction } = Enablement
  const otherwise = DefaultAction ?? (Action === 'ENABLE' ? 'DISABLE' : 'ENABLE')
  return (isMet(Condition, chosen) ? Action : otherwise) === 'ENABLE'
}

function isMet({ Operands, Operator }: EnablementCondition, chosen: Chosen): boolean {
  const holds = ({ Expression, Condition }: EnablementCondition['Operands'][number]) =>
    Expression ? compares(Expression, chosen) : Condition ? isMet(Condition, chosen) : false
  return Operator === 'OR' ? Operands.some(holds) : Operands.every(holds)
}

function compares({ Source, Values, Comparator }: EnablementExpression, chosen: Chosen): boolean {
  const options = Values.map(({ RefId }) => RefId)
  const answers = chosen(Source.RefId ?? '')
  switch (Comparator) {
    case 'IN':
      return answers.some(each => options.includes(each))
    case 'NOT_IN':
      return !answers.some(each => options.includes(each))
    case 'ALL_IN':
      return options.every(each => each !== undefined && answers.includes(each))
    case 'EXACT':
      return answers.length === options.length && answers.every(each => options.includes(each))
  }
}
