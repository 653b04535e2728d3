import { findEvaluation } from '../contact-evaluation.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { remove } from '../resource.ts'

export const deleteContactEvaluation: Operation<'DeleteContactEvaluation'> = (
  { EvaluationId },
  context,
) => change(remove('contact-evaluation', findEvaluation(context, EvaluationId).id))
