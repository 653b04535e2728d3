// Places for blocks: all of them anew, those that have none, or some of them in a line.
import { Graph, layout } from '@dagrejs/dagre'
import { type Block, blocksOf, type Point, placesOf, startOf } from './block.ts'
import type { FlowDocument } from './flow-text.ts'

/** As drawn: see the style sheet. */
export const BLOCK_WIDTH = 200
const HEADER_HEIGHT = 58
const WAY_HEIGHT = 24

export function heightOf({ ways }: Block): number {
  return HEADER_HEIGHT + ways.length * WAY_HEIGHT
}

/** Every block from left to right, in the order in which contacts come to them. */
export function arranged(document: FlowDocument): ReadonlyMap<string, Point> {
  const blocks = blocksOf(document)
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 90, marginx: 260, marginy: 40 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const block of startFirst(blocks, startOf(document))) {
    graph.setNode(block.id, { width: BLOCK_WIDTH, height: heightOf(block) })
  }
  for (const { id, ways } of blocks) {
    for (const { key, to } of ways) {
      if (to !== undefined && to !== id && graph.hasNode(to)) graph.setEdge(id, to, {}, key)
    }
  }
  layout(graph)
  return new Map(
    blocks.map(block => {
      const { x = 0, y = 0 } = graph.node(block.id) as Partial<Point>
      return [
        block.id,
        { x: Math.round(x - BLOCK_WIDTH / 2), y: Math.round(y - heightOf(block) / 2) },
      ]
    }),
  )
}

/** Where every block is drawn: its own place, or one beside the others. */
export function drawnPlaces(document: FlowDocument): ReadonlyMap<string, Point> {
  const own = placesOf(document)
  if (blocksOf(document).every(({ id }) => own.has(id))) return own
  const made = arranged(document)
  if (own.size === 0) return made
  const below = Math.max(...[...own.values()].map(each => each.y)) + 320
  return new Map(
    blocksOf(document).map(({ id }) => {
      const { x, y } = made.get(id) ?? { x: 0, y: 0 }
      return [id, own.get(id) ?? { x, y: y + below }]
    }),
  )
}

/** The blocks in one column (`left`) or one row (`top`). */
export function aligned(
  places: ReadonlyMap<string, Point>,
  side: 'left' | 'top',
): ReadonlyMap<string, Point> {
  const all = [...places.values()]
  const x = Math.min(...all.map(each => each.x))
  const y = Math.min(...all.map(each => each.y))
  return new Map(
    [...places].map(([id, at]) => [id, side === 'left' ? { x, y: at.y } : { x: at.x, y }]),
  )
}

function startFirst(blocks: readonly Block[], start: string | undefined): readonly Block[] {
  return [...blocks.filter(({ id }) => id === start), ...blocks.filter(({ id }) => id !== start)]
}
