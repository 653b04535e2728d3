// At the right: properties of what is chosen, findings, a search, and the flow played.
import Box from '@cloudscape-design/components/box'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { lazy, Suspense, useState } from 'react'
import type { Problem } from '../../../../src/core/flow/problem.ts'
import type { FlowKind } from '../../../../src/core/flow/rule/action-rule.ts'
import { summaryOf } from '../canvas/block-summary.ts'
import { type Block, givenName } from '../model/block.ts'
import { byBlock } from '../model/findings.ts'
import type { Lit } from '../model/traffic.ts'
import { blockTitle } from '../texts/block-titles.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import type { Editor } from '../use-editor.ts'
import type { Things } from '../use-things.ts'
import { FindingsList } from './findings-list.tsx'
import { Properties } from './properties.tsx'

// The core with its virtual customers comes when somebody plays.
const PlayPanel = lazy(async () => {
  return { default: (await import('../play/play-panel.tsx')).PlayPanel }
})

export type PanelTab = 'properties' | 'findings' | 'find' | 'run'

interface SidePanelProps {
  readonly tab: PanelTab
  readonly blocks: readonly Block[]
  readonly chosen: ReadonlySet<string>
  readonly start: string | undefined
  readonly findings: readonly Problem[]
  readonly isReadOnly: boolean
  readonly editor: Editor
  readonly kind: FlowKind
  readonly things: Things
  setTab(tab: PanelTab): void
  light(lit: Lit): void
  goTo(block: string): void
  rename(from: string, to: string): void
  remove(ids: ReadonlySet<string>): void
}

export function SidePanel(props: SidePanelProps) {
  const { tab, setTab, findings, blocks, editor, kind, things, light, goTo } = props
  const label = findings.length === 0 ? texts.findings : `${texts.findings} (${findings.length})`
  return (
    <aside className="designer-panel" aria-label={texts.properties}>
      <Tabs
        activeTabId={tab}
        disableContentPaddings
        i18nStrings={{
          scrollLeftAriaLabel: texts.previousPage,
          scrollRightAriaLabel: texts.nextPage,
        }}
        onChange={({ detail }) => setTab(detail.activeTabId as PanelTab)}
        tabs={[
          {
            id: 'properties',
            label: texts.properties,
            content: (
              <Padded>
                <Chosen {...props} />
              </Padded>
            ),
          },
          {
            id: 'findings',
            label,
            content: (
              <Padded>
                <FindingsList findings={findings} goTo={goTo} />
              </Padded>
            ),
          },
          {
            id: 'find',
            label: texts.findTab,
            content: (
              <Padded>
                <BlockSearch blocks={blocks} things={things} goTo={goTo} />
              </Padded>
            ),
          },
          {
            id: 'run',
            label: texts.runTab,
            content: (
              <Padded>
                <Suspense>
                  <PlayPanel document={editor.document} kind={kind} things={things} light={light} />
                </Suspense>
              </Padded>
            ),
          },
        ]}
      />
    </aside>
  )
}

function Padded({ children }: { children: React.ReactNode }) {
  return <Box padding={{ top: 'm' }}>{children}</Box>
}

function Chosen(props: SidePanelProps) {
  const { blocks, chosen, findings, start, editor, isReadOnly, rename, remove } = props
  if (chosen.size > 1) return <Box>{texts.manyChosen(chosen.size)}</Box>
  const block = blocks.find(each => chosen.has(each.id))
  if (!block) return <Box color="text-body-secondary">{texts.nothingChosen}</Box>
  return (
    <Properties
      key={block.id}
      block={block}
      blocks={blocks}
      isStart={start === block.id}
      isReadOnly={isReadOnly}
      findings={byBlock(findings).get(block.id)}
      editor={editor}
      rename={to => rename(block.id, to)}
      remove={() => remove(new Set([block.id]))}
    />
  )
}

interface BlockSearchProps {
  readonly blocks: readonly Block[]
  readonly things: Things
  goTo(block: string): void
}

function BlockSearch({ blocks, things, goTo }: BlockSearchProps) {
  const [text, setText] = useState('')
  const found = blocks
    .map(({ id, type, action }) => ({
      id,
      name: givenName(id) ?? blockTitle(type),
      title: blockTitle(type),
      // All of what it is set to, not only what is shown of it.
      all: `${id} ${blockTitle(type)} ${type} ${JSON.stringify(action.Parameters ?? {})}`,
      summary: summaryOf(action, things.nameOf),
    }))
    .filter(each => each.all.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <SpaceBetween size="xs">
      <Input
        autoFocus
        type="search"
        value={text}
        ariaLabel={texts.find}
        placeholder={texts.find}
        onChange={({ detail }) => setText(detail.value)}
        onKeyDown={({ detail }) => {
          const [first] = found
          if (detail.key === 'Enter' && first) goTo(first.id)
        }}
      />
      <div>
        {found.slice(0, 100).map(({ id, name, title, summary }) => (
          <button key={id} type="button" className="designer-finding" onClick={() => goTo(id)}>
            <strong>{name}</strong> {title === name ? '' : title} {summary}
          </button>
        ))}
      </div>
    </SpaceBetween>
  )
}
