import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { refuseUnbuilt } from '../service-error.ts'
import { findTemplate, showTemplate } from '../task-template.ts'

export const getTaskTemplate: Operation<'GetTaskTemplate'> = (input, context) => {
  refuseUnbuilt(input, 'SnapshotVersion')
  const template = findTemplate(context, input.TaskTemplateId)
  return answer({ ...showTemplate(context, template), Tags: template.document.Tags })
}
