// Two versions in one picture, and the changes as a list.
import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { ReactFlowProvider } from '@xyflow/react'
import { useMemo } from 'react'
import type { FlowChange } from '../../../../src/core/flow/diff/diff-flows.ts'
import { FlowCanvas } from '../canvas/flow-canvas.tsx'
import { branchLabel } from '../canvas/way-label.ts'
import type { FlowDocument } from '../model/flow-text.ts'
import { countMarks, isChangedWay, pictureOfChanges } from '../model/picture-of-changes.ts'
import { NOTHING_LIT } from '../model/traffic.ts'
import { parameterLabel } from '../panel/parameter-label.ts'
import { blockTitle } from '../texts/block-titles.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface CompareDialogProps {
  /** What the older one is called. */
  readonly name: string
  readonly old: FlowDocument
  readonly fresh: FlowDocument
  nameOf(idOrArn: string): string | undefined
  close(): void
}

const NONE_CHOSEN: ReadonlySet<string> = new Set()
const NO_FINDINGS = new Map()

export function CompareDialog({ name, old, fresh, nameOf, close }: CompareDialogProps) {
  const picture = useMemo(() => pictureOfChanges(old, fresh), [old, fresh])
  const drawing = useMemo(
    () =>
      picture && {
        document: picture.document,
        marks: picture.marks,
        findings: NO_FINDINGS,
        lit: NOTHING_LIT,
        nameOf,
      },
    [picture, nameOf],
  )
  const look = useMemo(
    () => ({
      isChanged: (block: Parameters<typeof isChangedWay>[1], branch: string) =>
        picture !== undefined && isChangedWay(picture, block, branch),
    }),
    [picture],
  )
  const marks = countMarks(picture?.marks ?? new Map())
  return (
    <Modal
      visible
      size="max"
      header={texts.compareTitle(name)}
      closeAriaLabel={texts.close}
      onDismiss={close}
    >
      <SpaceBetween size="s">
        <SpaceBetween size="xs" direction="horizontal">
          <Badge color="green">{`${texts.marks.added}: ${marks.added}`}</Badge>
          <Badge color="red">{`${texts.marks.removed}: ${marks.removed}`}</Badge>
          <Badge color="grey">{`${texts.marks.changed}: ${marks.changed}`}</Badge>
        </SpaceBetween>
        {!picture && <Box>{texts.cannotShow}</Box>}
        {picture?.changes.length === 0 && <Box>{texts.noChanges}</Box>}
        {drawing && (
          <div className="designer-changes designer-look">
            <ReactFlowProvider>
              <FlowCanvas
                drawing={drawing}
                look={look}
                chosen={NONE_CHOSEN}
                label={texts.compareTitle(name)}
              />
            </ReactFlowProvider>
          </div>
        )}
        {picture && picture.changes.length > 0 && (
          <ExpandableSection headerText={texts.publishChanges(picture.changes.length)}>
            <ul>
              {picture.changes.map(each => (
                <li key={JSON.stringify(each)}>{changeText(each)}</li>
              ))}
            </ul>
          </ExpandableSection>
        )}
      </SpaceBetween>
    </Modal>
  )
}

function changeText(change: FlowChange): string {
  const { marks, start, settings } = texts
  switch (change.change) {
    case 'added':
    case 'removed':
      return `${marks[change.change]}: ${change.action} (${blockTitle(change.type)})`
    case 'renamed':
      return `${change.from} → ${change.action}`
    case 'replaced':
      return `${change.action}: ${blockTitle(change.from)} → ${blockTitle(change.to)}`
    case 'parameter':
      return `${change.action}: ${parameterLabel(change.name)} ${fromTo(change)}`
    case 'transition':
      return `${change.action}: ${branchLabel(change.name)} ${fromTo(change)}`
    case 'conditionOrder':
      return `${marks.changed}: ${change.action}`
    case 'start':
      return `${start}: ${fromTo(change)}`
    case 'setting':
      return `${settings}: ${change.name} ${fromTo(change)}`
  }
}

function fromTo({ from, to }: { readonly from?: string; readonly to?: string }): string {
  return `${from === undefined ? '' : `“${from}”`} → ${to === undefined ? '∅' : `“${to}”`}`
}
