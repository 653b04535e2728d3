import { formFindings } from '../../core/evaluation/check-form.ts'
import { callerArn } from '../caller-arn.ts'
import { findVersion, keepVersion, namesVersion, refuseFindings } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'

/** Evaluations are begun with this version from now on, and it never changes again. */
export const activateEvaluationForm: Operation<'ActivateEvaluationForm'> = (input, context) => {
  const { form, version } = findVersion(context, input)
  refuseFindings(formFindings(version.Content))
  const activated = {
    ActiveVersion: version.Version,
    LastActivatedTime: context.now,
    LastActivatedBy: callerArn(context),
  }
  return changed(
    namesVersion(context, form, version.Version),
    keepVersion(context, form, { ...version, Locked: true }, activated),
  )
}
