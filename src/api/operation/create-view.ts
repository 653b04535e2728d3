import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'
import { checkedContent, showView } from '../show/view.ts'

export const createView: Operation<'CreateView'> = (input, context) => {
  requireFreeName(context, 'view', input.Name)
  const content = checkedContent(input.Content)
  const { Name, Description, Status, Tags } = input
  const document = {
    Name,
    Status,
    ...(Description !== undefined && { Description }),
    ...(Tags && { Tags }),
    ...(Status === 'PUBLISHED' ? { Content: content } : { SavedContent: content }),
    CreatedTime: context.now,
    LastModifiedTime: context.now,
  }
  const { id, input: put } = create(context, 'view', document)
  return changed({ View: showView(context, { id, document }, 'latest') }, put)
}
