import { arnOf } from '../arn.ts'
import { aliasesOf, keyOfAlias } from '../flow-alias.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'

export const listContactFlowModuleAliases: Operation<'ListContactFlowModuleAliases'> = (
  input,
  context,
) => {
  const module = find(context, 'flow-module', input.ContactFlowModuleId)
  const { items, NextToken } = pageOf(aliasesOf(context, module.id), input, keyOfAlias)
  const ContactFlowModuleAliasSummaryList = items.map(({ id, document }) => ({
    Arn: arnOf(context, 'flow-module', `${module.id}:${id}`),
    AliasId: id,
    AliasName: document.AliasName,
    AliasDescription: document.Description,
    Version: document.Version,
    LastModifiedTime: document.LastModifiedTime,
  }))
  return answer({ ContactFlowModuleAliasSummaryList, NextToken })
}
