// The blocks there are, by group. One is dragged onto the canvas, or added by Enter.
import Input, { type InputProps } from '@cloudscape-design/components/input'
import { type RefObject, useState } from 'react'
import type { FlowKind } from '../../../../src/core/flow/rule/action-rule.ts'
import { BLOCK_TYPE } from '../canvas/flow-canvas.tsx'
import { paletteFor } from '../model/palette.ts'
import { blockTitle } from '../texts/block-titles.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface PaletteProps {
  readonly kind: FlowKind
  readonly searchRef: RefObject<InputProps.Ref | null>
  add(type: string): void
}

export function Palette({ kind, searchRef, add }: PaletteProps) {
  const [text, setText] = useState('')
  const groups = paletteFor(kind)
    .map(({ group, types }) => ({ group, types: types.filter(type => fits(type, text)) }))
    .filter(({ types }) => types.length > 0)
  const first = groups[0]?.types[0]
  return (
    <nav className="designer-palette" aria-label={texts.addBlock}>
      <Input
        ref={searchRef}
        type="search"
        value={text}
        ariaLabel={texts.searchBlocks}
        placeholder={texts.searchBlocks}
        onChange={({ detail }) => setText(detail.value)}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter' && first !== undefined) add(first)
        }}
      />
      {groups.map(({ group, types }) => (
        <section key={group}>
          <h2>{texts.groups[group]}</h2>
          {types.map(type => (
            <button
              key={type}
              type="button"
              className={`designer-${group}`}
              draggable
              onDragStart={event => {
                event.dataTransfer.setData(BLOCK_TYPE, type)
                event.dataTransfer.effectAllowed = 'copy'
              }}
              onClick={() => add(type)}
            >
              {blockTitle(type)}
            </button>
          ))}
        </section>
      ))}
    </nav>
  )
}

function fits(type: string, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return blockTitle(type).toLowerCase().includes(wanted) || type.toLowerCase().includes(wanted)
}
