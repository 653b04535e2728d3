import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { remove } from '../resource.ts'
import { findTemplate } from '../task-template.ts'

/** Tasks that were made by it stay as they are. */
export const deleteTaskTemplate: Operation<'DeleteTaskTemplate'> = (input, context) =>
  change(remove('task-template', findTemplate(context, input.TaskTemplateId).id))
