import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit } from '../resource.ts'
import { notFound } from '../service-error.ts'
import { findOwn } from '../show/view.ts'

export const deleteViewVersion: Operation<'DeleteViewVersion'> = (input, context) => {
  const view = findOwn(context, input.ViewId)
  const { Versions = [] } = view.document
  const kept = Versions.filter(each => each.Version !== input.ViewVersion)
  if (kept.length === Versions.length) {
    throw notFound(`View ${view.id} has no version ${input.ViewVersion}.`)
  }
  return change(edit(context, 'view', view, { Versions: kept }))
}
