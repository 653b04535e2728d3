import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create } from '../resource.ts'
import { checkedTemplate, templateOf } from '../task-template.ts'

export const createTaskTemplate: Operation<'CreateTaskTemplate'> = (input, context) => {
  const { Name, Fields, Status = 'ACTIVE' } = input
  const template = checkedTemplate(context, templateOf({ ...input, Name, Fields, Status }))
  const { id, arn, input: put } = create(context, 'task-template', template)
  return changed({ Id: id, Arn: arn }, put)
}
