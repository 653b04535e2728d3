// The flow that is being edited: what it is, what it was, and what is chosen.
import { useCallback, useMemo, useState } from 'react'
import type { FlowDocument } from './model/flow-text.ts'
import { begin, changed, type History, redone, undone } from './model/history.ts'

export interface Editor {
  readonly document: FlowDocument
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Differs from what was loaded or saved last. */
  readonly isDirty: boolean
  /** Changes of one `step` in a row are undone together. */
  apply(change: (document: FlowDocument) => FlowDocument, step?: string): void
  undo(): void
  redo(): void
  /** What is on the canvas has been saved. */
  markSaved(document: FlowDocument): void
}

export function useEditor(loaded: FlowDocument, isNew = false): Editor {
  const [history, setHistory] = useState<History>(() => begin(loaded))
  const [saved, setSaved] = useState<FlowDocument | undefined>(isNew ? undefined : loaded)
  const apply = useCallback<Editor['apply']>((change, step) => {
    setHistory(before => changed(before, change(before.now), step))
  }, [])
  const undo = useCallback(() => setHistory(undone), [])
  const redo = useCallback(() => setHistory(redone), [])
  return useMemo(
    () => ({
      document: history.now,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      isDirty: history.now !== saved,
      apply,
      undo,
      redo,
      markSaved: setSaved,
    }),
    [history, saved, apply, undo, redo],
  )
}
