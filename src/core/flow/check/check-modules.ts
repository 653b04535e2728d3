// Modules that modules invoke: five levels at most, and never round in a circle.
import { parseFlow } from '../parse.ts'
import type { Checking } from './checking.ts'

const DEPTH_MAX = 5

export function checkModules(checking: Checking): void {
  const { references, findings, kind } = checking
  if (!references.module) return
  const modules = new ModuleDepths(idOrArn => references.module?.(idOrArn))
  // In a module the first level is already used.
  const allowed = kind === 'MODULE' ? DEPTH_MAX - 1 : DEPTH_MAX
  for (const action of checking.flow.actions.values()) {
    if (action.type !== 'InvokeFlowModule') continue
    const depth = modules.depthOf(action.parameters.FlowModuleId)
    if (depth === Number.POSITIVE_INFINITY) {
      const message =
        'The module invokes itself, at once or through others, and fails at the fifth level: break the circle.'
      findings.warning('moduleRecursion', message, action.identifier)
    } else if (depth > allowed) {
      const message = `Modules are nested ${depth} levels deep here, and deeper than ${DEPTH_MAX} fails: invoke some of them from the flow.`
      findings.warning('moduleTooDeep', message, action.identifier)
    }
  }
}

/** How many levels of modules each module needs, itself included. */
class ModuleDepths {
  readonly #content: (idOrArn: string) => string | undefined
  /** A module that is being looked into has no end, unless it turns out to have one. */
  readonly #known = new Map<string, number>()

  constructor(content: (idOrArn: string) => string | undefined) {
    this.#content = content
  }

  /** Infinite when it comes round to itself; 0 when the module is not named here. */
  depthOf(named: unknown): number {
    const id = moduleOf(named)
    if (id === undefined) return 0
    const known = this.#known.get(id)
    if (known !== undefined) return known
    this.#known.set(id, Number.POSITIVE_INFINITY)
    const depth = 1 + Math.max(0, ...this.#invokedBy(id).map(each => this.depthOf(each)))
    this.#known.set(id, depth)
    return depth
  }

  #invokedBy(id: string): readonly unknown[] {
    const content = this.#content(id)
    const parsed = content === undefined ? undefined : parseFlow(content)
    if (!parsed || !('flow' in parsed)) return []
    return [...parsed.flow.actions.values()]
      .filter(({ type }) => type === 'InvokeFlowModule')
      .map(({ parameters }) => parameters.FlowModuleId)
  }
}

/** The bare id of a module that is named by id or ARN, with or without a version. */
function moduleOf(named: unknown): string | undefined {
  if (typeof named !== 'string' || named === '' || named.includes('$.')) return undefined
  const [id] = (named.split('/').at(-1) ?? '').split(':')
  return id
}
