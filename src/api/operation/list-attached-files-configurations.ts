import { filesConfiguration, SCOPES } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'

export const listAttachedFilesConfigurations: Operation<'ListAttachedFilesConfigurations'> = (
  input,
  context,
) => {
  const { items, NextToken } = pageOf(SCOPES, input, scope => scope)
  const shown = items.map(scope => filesConfiguration(context, scope))
  return answer({ AttachedFilesConfigurations: shown, NextToken })
}
