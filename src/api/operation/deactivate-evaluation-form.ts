import { findVersion, namesVersion } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { edit } from '../resource.ts'
import { ServiceError } from '../service-error.ts'

/** No more evaluations are begun with the form. */
export const deactivateEvaluationForm: Operation<'DeactivateEvaluationForm'> = (input, context) => {
  const { form, version } = findVersion(context, input)
  if (form.document.ActiveVersion !== version.Version) {
    throw new ServiceError('ResourceConflictException', `Version ${version.Version} is not active.`)
  }
  return changed(
    namesVersion(context, form, version.Version),
    edit(context, 'evaluation-form', form, { ActiveVersion: undefined }),
  )
}
