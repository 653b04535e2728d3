import { findVersion, namesOf, requireUnusedForm } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, remove } from '../resource.ts'
import { ServiceError } from '../service-error.ts'

/** One version, or the form with all of them. */
export const deleteEvaluationForm: Operation<'DeleteEvaluationForm'> = (input, context) => {
  const { form, version } = findVersion(context, input)
  const { ActiveVersion, Versions } = form.document
  const all = input.EvaluationFormVersion === undefined || Versions.length === 1
  if (ActiveVersion !== undefined && (all || ActiveVersion === version.Version)) {
    throw new ServiceError(
      'ResourceConflictException',
      `Version ${ActiveVersion} is active: deactivate it first.`,
    )
  }
  requireUnusedForm(context, form, all ? undefined : version.Version)
  if (all) return change(remove('evaluation-form', form.id))
  const kept = Versions.filter(({ Version }) => Version !== version.Version)
  return change(edit(context, 'evaluation-form', form, { ...namesOf(kept), Versions: kept }))
}
