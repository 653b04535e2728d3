// The instance's own flow of each type. Asked for with every call; looked up once for each state of the
// directory.
import type { Directory } from './directory.ts'
import type { FlowType } from './document.ts'

export class DefaultFlows {
  readonly #ids = new Map<FlowType, string>()
  #revision: number | undefined

  of(type: FlowType, directory: Directory): string | undefined {
    if (directory.revision !== this.#revision) this.#lookUp(directory)
    return this.#ids.get(type)
  }

  #lookUp(directory: Directory): void {
    this.#ids.clear()
    this.#revision = directory.revision
    for (const { id, document } of directory.list('contact-flow')) {
      const { Type, IsDefault } = document
      if (IsDefault && !this.#ids.has(Type)) this.#ids.set(Type, id)
    }
  }
}
