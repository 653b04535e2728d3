// A note on the canvas. It is written where it stands.
import type { NodeProps } from '@xyflow/react'
import { createContext, memo, useContext } from 'react'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import type { NoteNodeType } from './block-data.ts'

export const NoteWriting = createContext<((id: string, content: string) => void) | undefined>(
  undefined,
)

export const NoteNode = memo(function NoteNode({ data: { note } }: NodeProps<NoteNodeType>) {
  const write = useContext(NoteWriting)
  return (
    <div className="designer-note" style={{ width: note.width, height: note.height }}>
      <textarea
        className="nodrag nowheel"
        aria-label={texts.note}
        placeholder={texts.noteEmpty}
        value={note.content}
        readOnly={!write}
        onChange={event => write?.(note.id, event.target.value)}
      />
    </div>
  )
})
