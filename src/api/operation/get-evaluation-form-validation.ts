import { formFindings } from '../../core/evaluation/check-form.ts'
import { findVersion } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { notFound } from '../service-error.ts'

export const getEvaluationFormValidation: Operation<'GetEvaluationFormValidation'> = (
  input,
  context,
) => {
  const { form, version } = findVersion(context, input)
  if (version.ValidatedTime === undefined) {
    throw notFound(`Version ${version.Version} of the form has not been validated.`)
  }
  return answer({
    Status: 'COMPLETED',
    EvaluationFormId: form.id,
    EvaluationFormVersion: version.Version,
    StartedTime: version.ValidatedTime,
    Findings: formFindings(version.Content),
  })
}
