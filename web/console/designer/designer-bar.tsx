// The bar above the canvas: what is open, and what can be done with all of it.
import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Toggle from '@cloudscape-design/components/toggle'
import { useReactFlow } from '@xyflow/react'
import type { Problem } from '../../../src/core/flow/problem.ts'
import type { Dialog } from './dialog/designer-dialogs.tsx'
import type { FlowFacts } from './flow-service.ts'
import { aligned, arranged, drawnPlaces } from './model/arrange.ts'
import type { Point } from './model/block.ts'
import { addNote, moveBlocks } from './model/edit-flow.ts'
import type { PanelTab } from './panel/side-panel.tsx'
import { designerTexts as texts } from './texts/designer-texts.ts'
import type { Editor } from './use-editor.ts'
import type { EditorKeys } from './use-editor-keys.ts'

interface DesignerBarProps {
  readonly facts: FlowFacts
  readonly editor: Editor
  readonly findings: readonly Problem[]
  readonly isReadOnly: boolean
  readonly isModule: boolean
  /** Blocks. */
  readonly chosen: ReadonlySet<string>
  readonly isHot: boolean
  readonly keys: EditorKeys
  setHot(isHot: boolean): void
  open(dialog: Dialog): void
  show(tab: PanelTab): void
  addNoteAt(): Point
}

export function DesignerBar(props: DesignerBarProps) {
  const { facts, editor, findings, isReadOnly, isHot, setHot, open, show } = props
  const errors = findings.filter(each => each.severity === 'error').length
  return (
    <header className="designer-bar">
      <Button
        iconName="angle-left"
        variant="icon"
        ariaLabel={texts.back}
        onClick={() => open({ is: 'leave' })}
      />
      <h1 title={facts.name}>{facts.name}</h1>
      <span className="designer-bar-state">
        {texts.kinds[facts.kind]} · {editor.isDirty ? texts.unsaved : texts.allSaved}
        {facts.state === 'ARCHIVED' && ` · ${texts.archived}`}
      </span>
      <Toggle checked={isHot} onChange={({ detail }) => setHot(detail.checked)}>
        {texts.heat}
      </Toggle>
      <Button
        iconName={
          errors > 0
            ? 'status-negative'
            : findings.length > 0
              ? 'status-warning'
              : 'status-positive'
        }
        onClick={() => show('findings')}
      >
        {errors > 0
          ? texts.errors(errors)
          : findings.length > 0
            ? texts.warnings(findings.length)
            : texts.findings}
      </Button>
      <Button
        iconName="undo"
        ariaLabel={texts.undo}
        disabled={!editor.canUndo}
        onClick={editor.undo}
      />
      <Button
        iconName="redo"
        ariaLabel={texts.redo}
        disabled={!editor.canRedo}
        onClick={editor.redo}
      />
      <EditMenu {...props} />
      <Button iconName="caret-right-filled" onClick={() => show('run')}>
        {texts.run}
      </Button>
      <Button onClick={() => open({ is: 'versions' })}>{texts.versions}</Button>
      <Button disabled={isReadOnly || !editor.isDirty} onClick={() => open({ is: 'save' })}>
        {texts.save}
      </Button>
      <Button variant="primary" disabled={isReadOnly} onClick={() => open({ is: 'publish' })}>
        {texts.publish}
      </Button>
    </header>
  )
}

function EditMenu({ editor, isReadOnly, chosen, keys, open, addNoteAt }: DesignerBarProps) {
  const canvas = useReactFlow()
  const { document, apply } = editor
  const chosenPlaces = () => {
    return new Map([...drawnPlaces(document)].filter(([id]) => chosen.has(id)))
  }
  const commands: Readonly<Record<string, () => void>> = {
    copy: () => void keys.copy(),
    cut: () => void keys.cut(),
    paste: () => void keys.paste(),
    arrange: () => {
      apply(before => moveBlocks(before, arranged(before)))
      requestAnimationFrame(() => void canvas.fitView({ duration: 200, maxZoom: 1 }))
    },
    left: () => apply(before => moveBlocks(before, aligned(chosenPlaces(), 'left'))),
    top: () => apply(before => moveBlocks(before, aligned(chosenPlaces(), 'top'))),
    note: () => {
      const at = addNoteAt()
      apply(before => addNote(before, crypto.randomUUID(), at))
    },
    import: () => open({ is: 'import' }),
    export: () => open({ is: 'export' }),
    settings: () => open({ is: 'settings' }),
    code: () => open({ is: 'code' }),
    keyboard: () => open({ is: 'keyboard' }),
  }
  return (
    <ButtonDropdown
      onItemClick={({ detail }) => commands[detail.id]?.()}
      items={[
        { id: 'copy', text: texts.copyBlocks, disabled: chosen.size === 0 },
        { id: 'cut', text: texts.cutBlocks, disabled: isReadOnly || chosen.size === 0 },
        { id: 'paste', text: texts.pasteBlocks, disabled: isReadOnly },
        { id: 'note', text: texts.addNote, disabled: isReadOnly },
        { id: 'arrange', text: texts.arrange, disabled: isReadOnly },
        { id: 'left', text: texts.alignLeft, disabled: isReadOnly || chosen.size < 2 },
        { id: 'top', text: texts.alignTop, disabled: isReadOnly || chosen.size < 2 },
        { id: 'import', text: texts.importFlow, disabled: isReadOnly },
        { id: 'export', text: texts.exportFlow },
        { id: 'settings', text: texts.settings, disabled: isReadOnly },
        { id: 'code', text: texts.code },
        { id: 'keyboard', text: texts.shortcuts },
      ]}
    >
      {texts.more}
    </ButtonDropdown>
  )
}
