import type { DirectoryView } from './directory.ts'

/** The version that a module's alias stands for, by the alias' id or name. */
export function aliasedVersion(
  directory: DirectoryView,
  moduleId: string,
  idOrName: string,
): number | undefined {
  for (const { id, document } of directory.list('flow-module-alias')) {
    if (document.ModuleId !== moduleId) continue
    if (id === idOrName || document.AliasName === idOrName) return document.Version
  }
  return undefined
}
