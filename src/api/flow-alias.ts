// Names that stand for versions of a module.
import type { Entry } from '../core/directory/directory.ts'
import { versionNumber } from '../core/flow/reference.ts'
import type { OperationContext } from './operation-context.ts'
import { duplicate, invalidParameter, notFound } from './service-error.ts'

type Alias = Entry<'flow-module-alias'>

/** A module's aliases, by name. */
export function aliasesOf({ centre }: OperationContext, moduleId: string): readonly Alias[] {
  return [...centre.directory.list('flow-module-alias')]
    .filter(({ document }) => document.ModuleId === moduleId)
    .sort((a, b) => (keyOfAlias(a) < keyOfAlias(b) ? -1 : 1))
}

/** For pages. */
export function keyOfAlias({ document }: Alias): string {
  return document.AliasName
}

/** By its id, or by its name. */
export function findAlias(context: OperationContext, moduleId: string, idOrName: string): Alias {
  const aliases = aliasesOf(context, moduleId)
  const alias =
    aliases.find(({ id }) => id === idOrName) ??
    aliases.find(({ document }) => document.AliasName === idOrName)
  if (!alias) throw notFound(`The module has no alias ${idOrName}.`)
  return alias
}

/** Unique within the module, and nothing that could be taken for a version. */
export function requireGoodAlias(
  context: OperationContext,
  moduleId: string,
  name: string,
  ownId?: string,
): void {
  if (name.startsWith('$') || versionNumber(name) !== undefined) {
    throw invalidParameter(`${name} is the name of a version; an alias needs another.`)
  }
  const other = aliasesOf(context, moduleId).find(({ document }) => document.AliasName === name)
  if (other && other.id !== ownId) throw duplicate(`The module has an alias ${name} already.`)
}
