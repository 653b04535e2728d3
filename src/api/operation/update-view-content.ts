import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { edit } from '../resource.ts'
import { checkedContent, findOwn, showView } from '../show/view.ts'

/** A draft leaves what flows show as it is. */
export const updateViewContent: Operation<'UpdateViewContent'> = (input, context) => {
  const view = findOwn(context, input.ViewId)
  const content = checkedContent(input.Content)
  const members =
    input.Status === 'PUBLISHED'
      ? { Content: content, SavedContent: undefined, Status: 'PUBLISHED' as const }
      : { SavedContent: content }
  const { SavedContent: _, ...kept } = { ...view.document, ...members }
  const document = { ...kept, ...(input.Status === 'SAVED' && { SavedContent: content }) }
  const shown = showView(
    context,
    { id: view.id, document },
    input.Status === 'SAVED' ? 'saved' : 'latest',
  )
  return changed({ View: shown }, edit(context, 'view', view, members))
}
