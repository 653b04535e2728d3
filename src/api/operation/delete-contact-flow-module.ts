import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'

export const deleteContactFlowModule: Operation<'DeleteContactFlowModule'> = (input, context) =>
  change(remove('flow-module', find(context, 'flow-module', input.ContactFlowModuleId).id))
