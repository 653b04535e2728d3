import { requireRoom } from '../limit/quotas.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { edit } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'
import { contentHash, findOwn, showView } from '../show/view.ts'

/** Keeps what is published as a version that never changes. */
export const createViewVersion: Operation<'CreateViewVersion'> = (input, context) => {
  const view = findOwn(context, input.ViewId)
  const { Content, Versions = [], VersionCount = 0 } = view.document
  if (!Content) throw invalidRequest(`View ${view.id} has never been published.`)
  if (input.ViewContentSha256 !== undefined && input.ViewContentSha256 !== contentHash(Content)) {
    throw invalidRequest('Member ViewContentSha256: the view has been changed meanwhile.')
  }
  requireRoom(context.centre, 'view-versions', () => Versions.length)
  const version = {
    // Numbers are not used again, not even those of versions that are gone.
    Version: VersionCount + 1,
    ...(input.VersionDescription !== undefined && { Description: input.VersionDescription }),
    Content,
    CreatedTime: context.now,
  }
  const members = { Versions: [...Versions, version], VersionCount: version.Version }
  const document = { ...view.document, ...members }
  return changed(
    { View: showView(context, { id: view.id, document }, version.Version) },
    edit(context, 'view', view, members),
  )
}
