import { arnOf } from '../arn.ts'
import { callerArn } from '../caller-arn.ts'
import { checkedContent, namesOf, newVersion } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'

/** The first version; nobody evaluates with it until it is activated. */
export const createEvaluationForm: Operation<'CreateEvaluationForm'> = (input, context) => {
  requireFreeName(context, 'evaluation-form', input.Title)
  const Versions = [newVersion(context, 1, checkedContent(context, input))]
  const CreatedBy = callerArn(context)
  const document = { ...namesOf(Versions), CreatedBy, Versions, Tags: input.Tags }
  const { id, input: put } = create(context, 'evaluation-form', document)
  const EvaluationFormArn = arnOf(context, 'evaluation-form', id)
  return changed({ EvaluationFormId: id, EvaluationFormArn }, put)
}
