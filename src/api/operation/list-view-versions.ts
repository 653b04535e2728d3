import { arnOf } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { findManaged, managedSummary } from '../show/view.ts'

export const listViewVersions: Operation<'ListViewVersions'> = (input, context) => {
  const managed = findManaged(input.ViewId)
  if (managed) {
    const { Status: _, ...summary } = managedSummary(context, managed)
    return answer({
      ViewVersionSummaryList: [{ ...summary, Version: managed.version }],
      NextToken: undefined,
    })
  }
  const { id, document } = find(context, 'view', input.ViewId)
  const { items, NextToken } = pageOf(document.Versions ?? [], input, ({ Version }) =>
    String(Version).padStart(10, '0'),
  )
  return answer({
    ViewVersionSummaryList: items.map(({ Version, Description }) => ({
      Id: id,
      Arn: `${arnOf(context, 'view', id)}:${Version}`,
      Name: document.Name,
      Type: 'CUSTOMER_MANAGED' as const,
      Description: document.Description,
      Version,
      VersionDescription: Description,
    })),
    NextToken,
  })
}
