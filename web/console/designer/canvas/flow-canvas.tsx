// The canvas: shows a document and tells what is done to it. While blocks are dragged only the canvas
// knows where they are; where they are dropped is told once.
import {
  applyNodeChanges,
  Background,
  type Connection,
  ControlButton,
  Controls,
  type Edge,
  MarkerType,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { type DragEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Point } from '../model/block.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import {
  type CanvasNode,
  type Drawing,
  type EdgeLook,
  ENTRY,
  edgesOf,
  isBlockId,
  type KeptData,
  nodesOf,
} from './block-data.ts'
import { BlockNode, EntryNode } from './block-node.tsx'
import { NoteNode } from './note-node.tsx'

/** What a palette's block is dragged as. */
export const BLOCK_TYPE = 'application/x-parley-block'

const NODE_TYPES = { block: BlockNode, note: NoteNode, entry: EntryNode }
const EDGE_OPTIONS = {
  markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, markerUnits: 'userSpaceOnUse' },
}
const DELETE_KEYS = ['Delete', 'Backspace']
const READABLE_ZOOM = 0.6
// The canvas tells all blocks of each of these that is another object than before: made once, they never are.
const SNAP_GRID: [number, number] = [10, 10]
const PRO_OPTIONS = { hideAttribution: true }
const MULTI_SELECT_KEYS = ['Shift', 'Control', 'Meta']
const MINI_MAP_SIZE = { width: 160, height: 110 }

export interface CanvasActs {
  moved(places: ReadonlyMap<string, Point>): void
  /** `way` of the entry point is undefined. */
  connected(from: string | undefined, way: string, to: string): void
  removed(ids: ReadonlySet<string>, ways: readonly { from: string; way: string }[]): void
  droppedBlock(type: string, at: Point): void
  droppedFile(file: File): void
}

export interface CanvasProps {
  readonly drawing: Drawing
  readonly look: EdgeLook
  readonly chosen: ReadonlySet<string>
  /** Without: it can be looked at and moved about, and not changed. */
  readonly acts?: CanvasActs
  readonly label: string
  choose?(ids: ReadonlySet<string>): void
}

export function FlowCanvas({ drawing, look, chosen, acts, label, choose }: CanvasProps) {
  const canvas = useReactFlow<CanvasNode>()
  const kept = useRef<KeptData>(new Map())
  const [nodes, setNodes] = useState<CanvasNode[]>(() => nodesOf(drawing, kept.current))
  // Several changes may come before the page is drawn again.
  const chosenNow = useRef(chosen)
  useEffect(() => {
    chosenNow.current = chosen
    setNodes(before => withWhatCanvasKnows(nodesOf(drawing, kept.current), before, chosen))
  }, [drawing, chosen])
  const edges = useMemo(
    () => edgesOf(drawing.document, drawing.lit, look),
    [drawing.document, drawing.lit, look],
  )
  const changeNodes = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      setNodes(before => applyNodeChanges(changes, before))
      const places = placesIn(changes)
      if (places.size > 0) acts?.moved(places)
      const selects = changes.filter(each => each.type === 'select')
      if (selects.length === 0) return
      chosenNow.current = withSelects(chosenNow.current, selects)
      choose?.(chosenNow.current)
    },
    [acts, choose],
  )
  const connect = useCallback(
    ({ source, sourceHandle, target }: Connection) => {
      acts?.connected(source === ENTRY ? undefined : source, sourceHandle ?? 'next', target)
    },
    [acts],
  )
  const reconnect = useCallback((_: Edge, connection: Connection) => connect(connection), [connect])
  const remove = useCallback(
    ({ nodes: gone, edges: cut }: { nodes: CanvasNode[]; edges: Edge[] }) => {
      const ids = new Set(gone.map(each => each.id))
      const ways = cut
        .filter(each => each.selected && each.source !== ENTRY)
        .map(each => ({ from: each.source, way: each.sourceHandle ?? 'next' }))
      acts?.removed(ids, ways)
      return Promise.resolve(false)
    },
    [acts],
  )
  const drop = (event: DragEvent) => {
    event.preventDefault()
    const at = canvas.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const type = event.dataTransfer.getData(BLOCK_TYPE)
    const [file] = event.dataTransfer.files
    if (type !== '') acts?.droppedBlock(type, at)
    else if (file) acts?.droppedFile(file)
  }
  return (
    <ReactFlow<CanvasNode>
      aria-label={label}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      defaultEdgeOptions={EDGE_OPTIONS}
      onNodesChange={changeNodes}
      onConnect={connect}
      onReconnect={reconnect}
      onBeforeDelete={remove}
      onDragOver={allowDrop}
      onDrop={drop}
      onInit={() => showBeginning(canvas, drawing)}
      nodesDraggable={acts !== undefined}
      nodesConnectable={acts !== undefined}
      edgesReconnectable={acts !== undefined}
      deleteKeyCode={acts ? DELETE_KEYS : null}
      multiSelectionKeyCode={MULTI_SELECT_KEYS}
      selectionKeyCode="Shift"
      snapToGrid
      snapGrid={SNAP_GRID}
      minZoom={0.08}
      maxZoom={2}
      elevateNodesOnSelect
      proOptions={PRO_OPTIONS}
    >
      <Surroundings />
    </ReactFlow>
  )
}

/** What does not change while blocks are dragged. */
const Surroundings = memo(function Surroundings() {
  const canvas = useReactFlow<CanvasNode>()
  return (
    <>
      <Background gap={20} />
      <Controls showInteractive={false} showFitView={false} position="bottom-left">
        <ControlButton
          onClick={() => void canvas.fitView({ duration: 200 })}
          title={texts.fit}
          aria-label={texts.fit}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 1h5v2H3v3H1zm9 0h5v5h-2V3h-3zM1 10h2v3h3v2H1zm12 0h2v5h-5v-2h3z" />
          </svg>
        </ControlButton>
      </Controls>
      <MiniMap
        pannable
        zoomable
        ariaLabel={texts.canvas}
        style={MINI_MAP_SIZE}
        nodeClassName={miniClass}
      />
    </>
  )
})

function miniClass({ type }: CanvasNode): string {
  return `designer-mini-${type}`
}

function allowDrop(event: DragEvent): void {
  event.preventDefault()
}

/** What the canvas has measured and chosen stays. */
function withWhatCanvasKnows(
  fresh: readonly CanvasNode[],
  before: readonly CanvasNode[],
  chosen: ReadonlySet<string>,
): CanvasNode[] {
  const known = new Map(before.map(each => [each.id, each]))
  return fresh.map(node => {
    const old = known.get(node.id)
    const selected = chosen.has(node.id)
    if (!old) return { ...node, selected }
    const isSame =
      old.data === node.data &&
      old.selected === selected &&
      old.position.x === node.position.x &&
      old.position.y === node.position.y
    return isSame ? old : ({ ...old, ...node, selected } as CanvasNode)
  })
}

/** Where blocks have come to rest: by the pointer at the end of a drag, by the keyboard at once. */
function placesIn(changes: readonly NodeChange<CanvasNode>[]): ReadonlyMap<string, Point> {
  return new Map(
    changes.flatMap(change => {
      if (change.type !== 'position' || change.dragging === true || !change.position) return []
      return [[change.id, change.position] as const]
    }),
  )
}

/** All of a small flow; of a large one where it begins, large enough to be read. */
function showBeginning(
  canvas: ReturnType<typeof useReactFlow<CanvasNode>>,
  { document }: Drawing,
): void {
  void canvas.fitView({ maxZoom: 1 }).then(() => {
    if (canvas.getZoom() >= READABLE_ZOOM) return
    const entry = canvas.getNode(ENTRY)
    const start = canvas.getNodes().find(each => each.id === String(document.StartAction))
    const { x, y } = start?.position ?? entry?.position ?? { x: 0, y: 0 }
    void canvas.setViewport({ x: 260 - x * 0.8, y: 200 - y * 0.8, zoom: 0.8 })
  })
}

function withSelects(
  chosen: ReadonlySet<string>,
  selects: readonly { readonly id: string; readonly selected: boolean }[],
): ReadonlySet<string> {
  const after = new Set(chosen)
  for (const { id, selected } of selects) {
    if (selected) after.add(id)
    else after.delete(id)
  }
  return after
}

/** Blocks among what is chosen. */
export function chosenBlocks(chosen: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...chosen].filter(isBlockId))
}
