// Finds the operation a request is for. The raw path is split before anything is decoded, for ARNs
// travel in labels with their slashes encoded.

export interface Route {
  readonly operation: string
  /** Label values by name, decoded. */
  readonly labels: Readonly<Record<string, string>>
}

interface Node {
  readonly fixed: Map<string, Node>
  label: Node | undefined
  readonly methods: Map<string, { operation: string; names: readonly string[] }>
}

export class Router {
  readonly #root = newNode()

  add(operation: string, method: string, path: string): void {
    let node = this.#root
    const names: string[] = []
    for (const segment of segmentsOf(path)) {
      const label = /^\{(.+)\}$/.exec(segment)?.[1]
      if (label) names.push(label)
      node = label ? labelOf(node) : fixedOf(node, segment)
    }
    node.methods.set(method, { operation, names })
  }

  /** `undefined` when no operation is there; throws URIError when a label cannot be decoded. */
  find(method: string, rawPath: string): Route | undefined {
    return search(this.#root, segmentsOf(rawPath), 0, method, [])
  }
}

function segmentsOf(path: string): string[] {
  const segments = path.split('/').slice(1)
  if (segments.length > 1 && segments.at(-1) === '') segments.pop()
  return segments
}

function newNode(): Node {
  return { fixed: new Map(), label: undefined, methods: new Map() }
}

function labelOf(node: Node): Node {
  node.label ??= newNode()
  return node.label
}

function fixedOf(node: Node, segment: string): Node {
  const next = node.fixed.get(segment) ?? newNode()
  node.fixed.set(segment, next)
  return next
}

function search(
  node: Node,
  segments: readonly string[],
  index: number,
  method: string,
  values: readonly string[],
): Route | undefined {
  const segment = segments[index]
  if (segment === undefined) {
    const hit = node.methods.get(method)
    if (!hit) return undefined
    const labels = hit.names.map((name, at) => [name, decodeURIComponent(values[at] ?? '')])
    return { operation: hit.operation, labels: Object.fromEntries(labels) }
  }
  const fixed = node.fixed.get(segment)
  const found = fixed && search(fixed, segments, index + 1, method, values)
  if (found) return found
  if (!node.label || segment === '') return undefined
  return search(node.label, segments, index + 1, method, [...values, segment])
}
