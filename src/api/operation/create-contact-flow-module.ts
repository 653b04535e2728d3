import { checkModuleContent } from '../flow-content.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'

export const createContactFlowModule: Operation<'CreateContactFlowModule'> = (input, context) => {
  requireFreeName(context, 'flow-module', input.Name)
  checkModuleContent(context, input)
  const { InstanceId: _, ClientToken: __, ...members } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'flow-module', {
    ...members,
    State: 'ACTIVE',
    Status: 'PUBLISHED',
  })
  return changed({ Id: id, Arn: arn }, put)
}
