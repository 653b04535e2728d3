// What each block is drawn from. Data that has not changed stays the same object, so that React
// leaves the block alone.
import type { Edge, Node } from '@xyflow/react'
import { drawnPlaces } from '../model/arrange.ts'
import {
  type Block,
  blocksOf,
  entryOf,
  givenName,
  type Note,
  notesOf,
  startOf,
} from '../model/block.ts'
import type { BlockFindings } from '../model/findings.ts'
import type { FlowDocument } from '../model/flow-text.ts'
import { type BlockGroup, groupOf } from '../model/palette.ts'
import type { Mark } from '../model/picture-of-changes.ts'
import { type Lit, wayName } from '../model/traffic.ts'
import { blockTitle } from '../texts/block-titles.ts'
import { summaryOf } from './block-summary.ts'

export interface BlockData extends Record<string, unknown> {
  readonly block: Block
  readonly title: string
  readonly name: string
  readonly summary: string
  readonly group: BlockGroup
  readonly findings: BlockFindings | undefined
  readonly mark: Mark | undefined
  readonly isLit: boolean
  readonly isHere: boolean
}

export interface NoteData extends Record<string, unknown> {
  readonly note: Note
}

export type BlockNodeType = Node<BlockData, 'block'>
export type NoteNodeType = Node<NoteData, 'note'>
export type EntryNodeType = Node<Record<string, unknown>, 'entry'>
export type CanvasNode = BlockNodeType | NoteNodeType | EntryNodeType

/** No block may have a colon in its name. */
export const ENTRY = ':entry'
const NOTE = ':note '

export function noteIdOf(nodeId: string): string | undefined {
  return nodeId.startsWith(NOTE) ? nodeId.slice(NOTE.length) : undefined
}

export function isBlockId(nodeId: string): boolean {
  return !nodeId.startsWith(':')
}

export interface Drawing {
  readonly document: FlowDocument
  readonly findings: ReadonlyMap<string, BlockFindings>
  readonly marks: ReadonlyMap<string, Mark>
  readonly lit: Lit
  nameOf(idOrArn: string): string | undefined
}

export type KeptData = Map<string, BlockData>

export function nodesOf(drawing: Drawing, kept: KeptData): CanvasNode[] {
  const { document } = drawing
  const places = drawnPlaces(document)
  const blocks = blocksOf(document).map((block): BlockNodeType => {
    const data = keptData(kept, dataOf(block, drawing))
    const position = { ...(places.get(block.id) ?? { x: 0, y: 0 }) }
    return {
      id: block.id,
      type: 'block',
      position,
      data,
      ariaLabel: ariaLabelOf(data),
    }
  })
  const notes = notesOf(document).map((note): NoteNodeType => {
    return { id: NOTE + note.id, type: 'note', position: { ...note.position }, data: { note } }
  })
  const entry: EntryNodeType = {
    id: ENTRY,
    type: 'entry',
    position: { ...entryOf(document) },
    data: {},
    deletable: false,
  }
  return [entry, ...blocks, ...notes]
}

function dataOf(block: Block, drawing: Drawing): BlockData {
  const title = blockTitle(block.type)
  return {
    block,
    title,
    name: givenName(block.id) ?? title,
    summary: summaryOf(block.action, drawing.nameOf),
    group: groupOf(block.type),
    findings: drawing.findings.get(block.id),
    mark: drawing.marks.get(block.id),
    isLit: drawing.lit.blocks.has(block.id),
    isHere: drawing.lit.at === block.id,
  }
}

function keptData(kept: KeptData, data: BlockData): BlockData {
  const before = kept.get(data.block.id)
  if (before && isSame(before, data)) return before
  kept.set(data.block.id, data)
  return data
}

function isSame(a: BlockData, b: BlockData): boolean {
  return Object.keys(b).every(name =>
    name === 'findings' ? sayTheSame(a.findings, b.findings) : a[name] === b[name],
  )
}

function sayTheSame(a: BlockFindings | undefined, b: BlockFindings | undefined): boolean {
  return a?.sentences.join('\n') === b?.sentences.join('\n')
}

function ariaLabelOf({ name, title, summary, findings }: BlockData): string {
  const problems = findings?.sentences.join(' ') ?? ''
  return [name, title === name ? '' : title, summary, problems].filter(Boolean).join(', ')
}

/** How an edge is drawn beside its ends. */
export interface EdgeLook {
  isChanged(block: Block, branch: string): boolean
  /** From 0 to 1, and the number; undefined when nobody asked for it. */
  heat?(block: string, branch: string): { readonly share: number; readonly count: number }
}

export function edgesOf(document: FlowDocument, lit: Lit, look: EdgeLook): Edge[] {
  const blocks = blocksOf(document)
  const ids = new Set(blocks.map(each => each.id))
  const start = startOf(document)
  const edges: Edge[] =
    start !== undefined && ids.has(start)
      ? [{ id: ENTRY, source: ENTRY, target: start, sourceHandle: 'next', focusable: false }]
      : []
  for (const block of blocks) {
    for (const { key, kind, branch, to } of block.ways) {
      if (to === undefined || !ids.has(to)) continue
      const isLit = lit.ways.has(wayName(block.id, branch))
      const heat = look.heat?.(block.id, branch)
      edges.push({
        id: `${block.id}:${key}`,
        source: block.id,
        sourceHandle: key,
        target: to,
        focusable: false,
        className: [
          `designer-edge-${kind}`,
          isLit ? 'designer-edge-lit' : '',
          look.isChanged(block, branch) ? 'designer-edge-changed' : '',
        ].join(' '),
        ...(isLit && { zIndex: 10, animated: true }),
        ...(heat && {
          style: { strokeWidth: 1 + 7 * heat.share, opacity: heat.count === 0 ? 0.25 : 1 },
          ...(heat.count > 0 && { label: String(heat.count) }),
        }),
      })
    }
  }
  return edges
}
