import { arnOf } from '../arn.ts'
import { findAlias } from '../flow-alias.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'

export const describeContactFlowModuleAlias: Operation<'DescribeContactFlowModuleAlias'> = (
  { ContactFlowModuleId, AliasId },
  context,
) => {
  const module = find(context, 'flow-module', ContactFlowModuleId)
  const { id, document } = findAlias(context, module.id, AliasId)
  const { AliasName, Version, Description, LastModifiedTime, LastModifiedRegion } = document
  return answer({
    ContactFlowModuleAlias: {
      ContactFlowModuleId: module.id,
      ContactFlowModuleArn: arnOf(context, 'flow-module', module.id),
      AliasId: id,
      Name: AliasName,
      Version,
      Description,
      LastModifiedTime,
      LastModifiedRegion,
    },
  })
}
