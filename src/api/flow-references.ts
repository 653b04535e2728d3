// What a flow may name, as the checker asks for it.
import type { DirectoryView } from '../core/directory/directory.ts'
import { aliasedVersion } from '../core/directory/module-alias.ts'
import type { FlowReferences } from '../core/flow/check/checking.ts'
import { flowReference, versionId, versionNumber } from '../core/flow/reference.ts'
import { bareId } from './arn.ts'
import type { OperationContext } from './operation-context.ts'

export function flowReferences({ centre }: OperationContext): FlowReferences {
  const { directory } = centre
  return {
    exists(kind, idOrArn) {
      if (kind === 'contact-flow') return isFlow(directory, idOrArn)
      if (kind === 'flow-module') return moduleNamed(directory, idOrArn) !== undefined
      return directory.get(kind, bareId(idOrArn)) !== undefined
    },
    module: idOrArn => moduleNamed(directory, idOrArn)?.Content,
    moduleSettings: idOrArn => moduleNamed(directory, idOrArn)?.Settings,
  }
}

function isFlow(directory: DirectoryView, idOrArn: string): boolean {
  const { id, qualifier = '$LATEST' } = flowReference(idOrArn)
  if (qualifier === '$LATEST') return directory.get('contact-flow', id) !== undefined
  const version = versionNumber(qualifier)
  if (version === undefined) return false
  return directory.get('contact-flow-version', versionId(id, version)) !== undefined
}

function moduleNamed(
  directory: DirectoryView,
  idOrArn: string,
): { readonly Content: string; readonly Settings?: string } | undefined {
  const { id, qualifier = '$LATEST' } = flowReference(idOrArn)
  if (qualifier === '$LATEST') return directory.get('flow-module', id)
  const version = versionNumber(qualifier) ?? aliasedVersion(directory, id, qualifier)
  if (version === undefined) return undefined
  return directory.get('flow-module-version', versionId(id, version))
}
