import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { showTemplate } from '../task-template.ts'

export const listTaskTemplates: Operation<'ListTaskTemplates'> = (input, context) => {
  const { Status, Name } = input
  const { items, NextToken } = listed(
    context,
    'task-template',
    input,
    entry => {
      const shown = showTemplate(context, entry)
      const { Id, Arn, CreatedTime, LastModifiedTime } = shown
      return {
        Id,
        Arn,
        Name: shown.Name,
        Description: shown.Description,
        Status: shown.Status,
        CreatedTime,
        LastModifiedTime,
      }
    },
    ({ document }) =>
      (Status === undefined || document.Status === Status) &&
      (Name === undefined || document.Name === Name),
  )
  return answer({ TaskTemplates: items, NextToken })
}
