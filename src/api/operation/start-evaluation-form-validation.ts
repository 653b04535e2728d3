import { findVersion, keepVersion, namesVersion } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'

/** It takes no time: the findings are there with the answer. */
export const startEvaluationFormValidation: Operation<'StartEvaluationFormValidation'> = (
  input,
  context,
) => {
  const { form, version } = findVersion(context, input)
  return changed(
    namesVersion(context, form, version.Version),
    keepVersion(context, form, { ...version, ValidatedTime: context.now }),
  )
}
