import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { edit } from '../resource.ts'
import { checkedTemplate, findTemplate, showTemplate, templateOf } from '../task-template.ts'

/** What is not given stays. */
export const updateTaskTemplate: Operation<'UpdateTaskTemplate'> = (input, context) => {
  const former = findTemplate(context, input.TaskTemplateId)
  const { Name = former.document.Name, Fields = former.document.Fields } = input
  const { Status = former.document.Status } = input
  const asked = templateOf({ ...input, Name, Fields, Status })
  const template = checkedTemplate(context, { ...former.document, ...asked }, former.id)
  const document = { ...former.document, ...template, LastModifiedTime: context.now }
  return changed(
    showTemplate(context, { id: former.id, document }),
    edit(context, 'task-template', former, template),
  )
}
