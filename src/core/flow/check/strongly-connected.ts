/** Groups of nodes that all lead to each other (Tarjan 1972), each in the order of `nodes`. */
export function stronglyConnected(
  nodes: readonly string[],
  nextOf: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const place = new Map(nodes.map((node, index) => [node, index]))
  const groups: string[][] = []
  const seen = new Map<string, { readonly index: number; low: number; open: boolean }>()
  const stack: string[] = []
  // Recursion is as deep as a flow has actions at most, and that is 250.
  const visit = (node: string) => {
    const mark = { index: seen.size, low: seen.size, open: true }
    seen.set(node, mark)
    stack.push(node)
    for (const next of nextOf(node)) {
      if (!place.has(next)) continue
      const other = seen.get(next) ?? visit(next)
      if (other.open) mark.low = Math.min(mark.low, other.low)
    }
    if (mark.low === mark.index) groups.push(popUntil(node))
    return mark
  }
  const popUntil = (node: string) => {
    const group = stack.splice(stack.indexOf(node))
    for (const each of group) {
      const mark = seen.get(each)
      if (mark) mark.open = false
    }
    return group.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  }
  for (const node of nodes) if (!seen.has(node)) visit(node)
  return groups
}
