// One block on the canvas: what it is, what it is set to, and a handle for each way out.
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import type { BlockNodeType, EntryNodeType } from './block-data.ts'
import { wayLabel } from './way-label.ts'

export const BlockNode = memo(function BlockNode({ data }: NodeProps<BlockNodeType>) {
  const { block, name, title, summary, group, findings, mark, isLit, isHere } = data
  const classes = [
    'designer-block',
    `designer-${group}`,
    mark ? `designer-${mark}` : '',
    isLit ? 'designer-lit' : '',
    isHere ? 'designer-here' : '',
  ]
  return (
    <div className={classes.join(' ')}>
      <Handle type="target" position={Position.Left} className="designer-in" />
      <div className="designer-block-head">
        <span className="designer-block-name">{name}</span>
        {findings && (
          <span
            className={findings.errors > 0 ? 'designer-badge designer-bad' : 'designer-badge'}
            title={findings.sentences.join('\n')}
          >
            {findings.errors + findings.warnings}
          </span>
        )}
        {mark && <span className="designer-badge designer-mark">{texts.marks[mark]}</span>}
      </div>
      <div className="designer-block-summary">{summary || (title === name ? ' ' : title)}</div>
      <div className="designer-ways">
        {block.ways.map(way => (
          <div key={way.key} className={`designer-way designer-way-${way.kind}`}>
            <span>{wayLabel(way)}</span>
            <Handle
              type="source"
              id={way.key}
              position={Position.Right}
              className={way.to === undefined ? 'designer-out designer-out-open' : 'designer-out'}
            />
          </div>
        ))}
      </div>
    </div>
  )
})

export const EntryNode = memo(function EntryNode(_: NodeProps<EntryNodeType>) {
  return (
    <div className="designer-entry">
      {texts.start}
      <Handle type="source" id="next" position={Position.Right} className="designer-out" />
    </div>
  )
})
