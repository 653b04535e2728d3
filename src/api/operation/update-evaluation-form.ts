import { callerArn } from '../caller-arn.ts'
import {
  checkedContent,
  findVersion,
  keepVersion,
  namesVersion,
  newVersion,
  requireRoomForVersion,
} from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { requireFreeName } from '../resource.ts'
import { ServiceError } from '../service-error.ts'

/** A version that has been active stays as it is: what is changed is a new one then. */
export const updateEvaluationForm: Operation<'UpdateEvaluationForm'> = (input, context) => {
  const { form, version } = findVersion(context, input)
  requireFreeName(context, 'evaluation-form', input.Title, form.id)
  const content = checkedContent(context, input)
  if (input.CreateNewVersion) {
    requireRoomForVersion(context, form)
    const next = newVersion(context, form.document.LatestVersion + 1, content)
    return changed(namesVersion(context, form, next.Version), keepVersion(context, form, next))
  }
  if (version.Locked) {
    throw new ServiceError(
      'ResourceConflictException',
      `Version ${version.Version} has been active and stays as it is: set CreateNewVersion.`,
    )
  }
  const { ValidatedTime: _, ...rest } = version
  const by = { LastModifiedTime: context.now, LastModifiedBy: callerArn(context) }
  const next = { ...rest, ...by, Content: content }
  return changed(namesVersion(context, form, next.Version), keepVersion(context, form, next))
}
