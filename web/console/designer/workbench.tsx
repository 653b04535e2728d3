// The designer with a flow open in it: bar, palette, canvas and panels. What is done anywhere comes
// together here.
import type { InputProps } from '@cloudscape-design/components/input'
import { ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { sentenceOf } from '../use-answer.ts'
import { useConsole } from '../use-console.ts'
import { useLeaveWarning } from '../use-leave-warning.ts'
import type { CanvasNode } from './canvas/block-data.ts'
import { isBlockId, noteIdOf } from './canvas/block-data.ts'
import { chosenBlocks, FlowCanvas } from './canvas/flow-canvas.tsx'
import { NoteWriting } from './canvas/note-node.tsx'
import { DesignerBar } from './designer-bar.tsx'
import { DesignerDialogs, type Dialog } from './dialog/designer-dialogs.tsx'
import type { FlowFacts, FlowService } from './flow-service.ts'
import { attributePaths } from './model/attribute-paths.ts'
import { blocksOf, startOf } from './model/block.ts'
import { freeName } from './model/clipboard.ts'
import {
  addBlock,
  changeNote,
  connectWay,
  moveBlocks,
  moveEntry,
  removeBlocks,
  removeNotes,
  renameBlock,
  startAt,
} from './model/edit-flow.ts'
import { byBlock, findingsOf } from './model/findings.ts'
import { type FlowDocument, openFlow } from './model/flow-text.ts'
import { newAction } from './model/new-action.ts'
import { countOf, heatOf, type Lit, litBy, NOTHING_LIT } from './model/traffic.ts'
import { Palette } from './panel/palette.tsx'
import { OffersContext } from './panel/parameter-fields.tsx'
import { type PanelTab, SidePanel } from './panel/side-panel.tsx'
import { TrafficStrip } from './panel/traffic-strip.tsx'
import { blockTitle } from './texts/block-titles.ts'
import { designerTexts as texts } from './texts/designer-texts.ts'
import { useEditor } from './use-editor.ts'
import { useEditorKeys } from './use-editor-keys.ts'
import { useThings } from './use-things.ts'
import { useFlowPath, useTraffic } from './use-traffic.ts'

export interface WorkbenchProps {
  readonly facts: FlowFacts
  readonly published: FlowFacts | undefined
  readonly opened: FlowDocument
  readonly service: FlowService
  /** The contact to follow. */
  readonly contactId?: string
}

const NONE: ReadonlySet<string> = new Set()
const NO_MARKS = new Map()

export function Workbench(props: WorkbenchProps) {
  return (
    <ReactFlowProvider>
      <Bench {...props} />
    </ReactFlowProvider>
  )
}

function Bench({ facts, published, opened, service, contactId }: WorkbenchProps) {
  const { may, notify } = useConsole()
  const isReadOnly = !may(service.isModule ? 'ContactFlowModules.Edit' : 'ContactFlows.Edit')
  const canvas = useReactFlow<CanvasNode>()
  const editor = useEditor(opened)
  const { document, apply } = editor
  const things = useThings()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NONE)
  const [tab, setTab] = useState<PanelTab>('properties')
  const [dialog, setDialog] = useState<Dialog>()
  const [playedLit, setPlayedLit] = useState<Lit>(NOTHING_LIT)
  const [isHot, setHot] = useState(false)
  const paletteSearch = useRef<InputProps.Ref>(null)
  const area = useRef<HTMLElement>(null)
  useLeaveWarning(editor.isDirty)

  const checked = useDeferredValue(document)
  const findings = useMemo(
    () => findingsOf(checked, facts.kind, things.known),
    [checked, facts.kind, things.known],
  )
  const path = useFlowPath(contactId)
  const traffic = useTraffic(facts.id, isHot)
  const lit = useMemo(() => {
    return path.value && tab !== 'run' ? litBy(path.value.steps, facts.id) : playedLit
  }, [path.value, playedLit, facts.id, tab])
  const { nameOf } = things
  const drawing = useMemo(
    () => ({ document, findings: byBlock(findings), marks: NO_MARKS, lit, nameOf }),
    [document, findings, lit, nameOf],
  )
  const look = useMemo(() => {
    const { value } = traffic
    const share = value && heatOf(value)
    return {
      isChanged: () => false,
      ...(value &&
        share && {
          heat: (block: string, branch: string) => ({
            share: share(block, branch),
            count: countOf(value, block, branch),
          }),
        }),
    }
  }, [traffic])

  const latest = useRef(document)
  latest.current = document
  const acts = useMemo(() => {
    const addAt = (type: string, at: { x: number; y: number }) => {
      const taken = new Set(blocksOf(latest.current).map(each => each.id))
      const id = freeName(nameFor(type), taken)
      apply(before => addBlock(before, { action: newAction(type, id), at }))
      setChosen(new Set([id]))
      setTab('properties')
    }
    return {
      addAt,
      moved(places: ReadonlyMap<string, { x: number; y: number }>) {
        apply(
          before => {
            const blocks = new Map([...places].filter(([id]) => isBlockId(id)))
            let after = blocks.size > 0 ? moveBlocks(before, blocks) : before
            for (const [id, position] of places) {
              const note = noteIdOf(id)
              if (note !== undefined) after = changeNote(after, note, { position })
              else if (!isBlockId(id)) after = moveEntry(after, position)
            }
            return after
          },
          `move ${[...places.keys()].join()}`,
        )
      },
      connected(from: string | undefined, way: string, to: string) {
        if (!isBlockId(to)) return
        apply(before =>
          from === undefined ? startAt(before, to) : connectWay(before, from, way, to),
        )
      },
      removed(ids: ReadonlySet<string>, ways: readonly { from: string; way: string }[]) {
        apply(before => {
          const notes = new Set([...ids].flatMap(id => noteIdOf(id) ?? []))
          let after = removeNotes(removeBlocks(before, chosenBlocks(ids)), notes)
          for (const { from, way } of ways) {
            if (!ids.has(from)) after = connectWay(after, from, way, undefined)
          }
          return after
        })
        setChosen(NONE)
      },
      droppedBlock: addAt,
      droppedFile(file: File) {
        void file.text().then(
          text => {
            const read = openFlow(text)
            if ('problem' in read)
              return notify('error', texts.notImported(file.name, read.problem.message))
            apply(() => read.document)
            notify('success', `${texts.importedHere} ${read.isConverted ? texts.converted : ''}`)
          },
          unreadable => notify('error', sentenceOf(unreadable)),
        )
      },
    }
  }, [apply, notify])

  const goTo = (id: string) => {
    const node = canvas.getNode(id)
    if (!node) return
    setChosen(new Set([id]))
    setTab('properties')
    void canvas.setCenter(node.position.x + 100, node.position.y + 60, { zoom: 1, duration: 200 })
  }
  const centre = () => {
    const {
      left = 0,
      top = 0,
      width = 800,
      height = 600,
    } = area.current?.getBoundingClientRect() ?? {}
    return canvas.screenToFlowPosition({ x: left + width / 2 - 100, y: top + height / 2 - 60 })
  }
  const keys = useEditorKeys({
    editor,
    chosen,
    isReadOnly,
    choose: setChosen,
    at: centre,
    notify,
    save: () => setDialog({ is: 'save' }),
    find: () => setTab('find'),
    searchPalette: () => paletteSearch.current?.focus(),
  })
  // For the keys that work without a focus.
  useEffect(() => area.current?.focus(), [])
  const offers = useMemo(
    () => ({
      things,
      paths: attributePaths(
        checked,
        things.list('attribute').map(each => each.name),
      ),
      isReadOnly,
    }),
    [checked, things, isReadOnly],
  )
  const blocks = blocksOf(document)
  return (
    <OffersContext value={offers}>
      <div className="designer">
        <DesignerBar
          facts={facts}
          editor={editor}
          findings={findings}
          isReadOnly={isReadOnly}
          isModule={service.isModule}
          chosen={chosenBlocks(chosen)}
          isHot={isHot}
          setHot={setHot}
          keys={keys}
          open={setDialog}
          show={setTab}
          addNoteAt={centre}
        />
        {isReadOnly ? (
          <div className="designer-palette" />
        ) : (
          <Palette
            kind={facts.kind}
            searchRef={paletteSearch}
            add={type => acts.addAt(type, freePlace(document, centre()))}
          />
        )}
        <section className="designer-canvas" ref={area} tabIndex={-1} aria-label={texts.canvas}>
          <TrafficStrip
            path={contactId === undefined ? undefined : { contactId, ...path }}
            traffic={isHot ? traffic : undefined}
            flowId={facts.id}
          />
          {blocks.length === 0 && <p className="designer-hint">{texts.emptyCanvas}</p>}
          <NoteWriting
            value={
              isReadOnly
                ? undefined
                : (id, content) =>
                    apply(before => changeNote(before, id, { content }), `note ${id}`)
            }
          >
            <FlowCanvas
              drawing={drawing}
              look={look}
              chosen={chosen}
              choose={setChosen}
              label={texts.canvas}
              {...(!isReadOnly && { acts })}
            />
          </NoteWriting>
        </section>
        <SidePanel
          tab={tab}
          setTab={setTab}
          blocks={blocks}
          chosen={chosenBlocks(chosen)}
          start={startOf(document)}
          findings={findings}
          isReadOnly={isReadOnly}
          editor={editor}
          kind={facts.kind}
          things={things}
          light={setPlayedLit}
          goTo={goTo}
          rename={(from, to) => {
            apply(before => renameBlock(before, from, to))
            setChosen(new Set([to]))
          }}
          remove={ids => acts.removed(ids, [])}
        />
      </div>
      <DesignerDialogs
        dialog={dialog}
        facts={facts}
        published={published}
        service={service}
        editor={editor}
        findings={findings}
        nameOf={nameOf}
        open={setDialog}
      />
    </OffersContext>
  )
}

/** Characters that no block's name may have go. */
function nameFor(type: string): string {
  return blockTitle(type)
    .replace(/[%:(\\/)=$,;[\]{}]/g, '')
    .slice(0, 46)
}

/** Beside what stands there already. */
function freePlace(document: FlowDocument, at: { x: number; y: number }) {
  const count = blocksOf(document).length
  const x = Math.round((at.x + (count % 5) * 30) / 10) * 10
  const y = Math.round((at.y + (count % 5) * 30) / 10) * 10
  return { x, y }
}
