// Which content runs when a flow or module is named: what was published last, or one of the
// numbered versions, which never change.
import type { ContactFlowDocument } from './directory/document.ts'
import { aliasedVersion } from './directory/module-alias.ts'
import { type FlowReference, flowReference, versionId, versionNumber } from './flow/reference.ts'
import type { World } from './world.ts'

export interface RunningFlow {
  /** The flow's own, without a version. */
  readonly flowId: string
  readonly flowKey: string
  readonly document: ContactFlowDocument
}

/** Undefined when there is no such flow, or it has nothing that may run. */
export function runningFlow(world: World, idOrArn: string): RunningFlow | undefined {
  const reference = flowReference(idOrArn)
  const document = world.directory.get('contact-flow', reference.id)
  if (document?.State !== 'ACTIVE') return undefined
  const flowKey = keyOf(world, reference, 'contact-flow-version')
  return flowKey === undefined ? undefined : { flowId: reference.id, flowKey, document }
}

export function runningModule(
  world: World,
  idOrArn: string,
): { readonly id: string; readonly flowKey: string } | undefined {
  const { id, qualifier } = flowReference(idOrArn)
  const document = world.directory.get('flow-module', id)
  if (document?.State !== 'ACTIVE') return undefined
  const resolved = qualifier === undefined ? undefined : moduleQualifier(world, id, qualifier)
  const reference = { id, ...(resolved !== undefined && { qualifier: resolved }) }
  const flowKey = keyOf(world, reference, 'flow-module-version')
  return flowKey === undefined ? undefined : { id, flowKey }
}

/** An alias stands for a version. */
function moduleQualifier(world: World, moduleId: string, qualifier: string): string {
  if (qualifier.startsWith('$') || versionNumber(qualifier) !== undefined) return qualifier
  return String(aliasedVersion(world.directory, moduleId, qualifier) ?? qualifier)
}

function keyOf(
  world: World,
  { id, qualifier = '$LATEST' }: FlowReference,
  versions: 'contact-flow-version' | 'flow-module-version',
): string | undefined {
  if (qualifier === '$LATEST') return world.flowKeys.get(id)
  const version = versionNumber(qualifier)
  if (version === undefined) return undefined
  const key = versionId(id, version)
  return world.directory.get(versions, key) ? key : undefined
}
