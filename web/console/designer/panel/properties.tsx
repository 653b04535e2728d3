// What is chosen on the canvas: the block's name, what it does, and where it goes.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useState } from 'react'
import { actionRules } from '../../../../src/core/flow/action-rules.ts'
import { membersOf } from '../../../../src/core/flow/parameter.ts'
import type { ActionRule } from '../../../../src/core/flow/rule/action-rule.ts'
import { wayLabel } from '../canvas/way-label.ts'
import { type Block, expectedErrors, givenName, readAction, type Way } from '../model/block.ts'
import {
  addCondition,
  addError,
  changeAction,
  changeCondition,
  connectWay,
  removeWay,
  startAt,
} from '../model/edit-flow.ts'
import type { BlockFindings } from '../model/findings.ts'
import { isGoodName } from '../model/good-name.ts'
import { blockTitle } from '../texts/block-titles.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import type { Editor } from '../use-editor.ts'
import { MemberFields } from './parameter-fields.tsx'

interface PropertiesProps {
  readonly block: Block
  readonly blocks: readonly Block[]
  readonly isStart: boolean
  readonly isReadOnly: boolean
  readonly findings: BlockFindings | undefined
  readonly editor: Editor
  rename(to: string): void
  remove(): void
}

export function Properties(props: PropertiesProps) {
  const { block, blocks, isStart, isReadOnly, findings, editor, rename, remove } = props
  const rule = actionRules.get(block.type) ?? {}
  const parameters = membersOf(block.action.Parameters)
  const hasFields =
    Object.keys(rule.parameters ?? {}).length > 0 || Object.keys(parameters).length > 0
  return (
    <SpaceBetween size="l">
      <Header
        variant="h2"
        actions={
          <Button
            iconName="remove"
            disabled={isReadOnly}
            ariaLabel={texts.deleteBlock}
            onClick={remove}
          />
        }
      >
        {blockTitle(block.type)}
      </Header>
      {findings?.sentences.map(sentence => (
        <StatusIndicator key={sentence} type={findings.errors > 0 ? 'error' : 'warning'}>
          {sentence}
        </StatusIndicator>
      ))}
      <NameField
        key={block.id}
        block={block}
        blocks={blocks}
        isReadOnly={isReadOnly}
        rename={rename}
      />
      {hasFields ? (
        <MemberFields
          members={parameters}
          rule={rule}
          change={Parameters =>
            editor.apply(
              document => changeAction(document, block.id, action => ({ ...action, Parameters })),
              `${block.id} parameters`,
            )
          }
        />
      ) : (
        <Box color="text-body-secondary">{texts.noParameters}</Box>
      )}
      <Branches block={block} blocks={blocks} isReadOnly={isReadOnly} editor={editor} />
      {!isStart && (
        <Button
          disabled={isReadOnly}
          onClick={() => editor.apply(document => startAt(document, block.id))}
        >
          {texts.startHere}
        </Button>
      )}
    </SpaceBetween>
  )
}

/** Taken over when it is left, or by Enter: a name that is half typed may be another block's. */
function NameField(of: {
  block: Block
  blocks: readonly Block[]
  isReadOnly: boolean
  rename(to: string): void
}) {
  const { block } = of
  const [name, setName] = useState(givenName(block.id) ?? '')
  const taken = of.blocks.some(each => each.id === name && each.id !== block.id)
  const isGood = name === (givenName(block.id) ?? '') || (isGoodName(name) && !taken)
  const take = () => {
    if (isGood && name !== '' && name !== block.id) of.rename(name)
  }
  return (
    <FormField label={texts.blockName} errorText={isGood ? '' : texts.badName}>
      <Input
        readOnly={of.isReadOnly}
        value={name}
        placeholder={blockTitle(block.type)}
        ariaLabel={texts.blockName}
        onChange={({ detail }) => setName(detail.value)}
        onBlur={take}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') take()
        }}
      />
    </FormField>
  )
}

interface BranchesProps {
  readonly block: Block
  readonly blocks: readonly Block[]
  readonly isReadOnly: boolean
  readonly editor: Editor
}

function Branches({ block, blocks, isReadOnly, editor }: BranchesProps) {
  const rule = actionRules.get(block.type)
  const targets = [
    { value: '', label: texts.nowhere },
    ...blocks.map(({ id, type }) => ({
      value: id,
      label: givenName(id) ?? `${blockTitle(type)} ${id.slice(0, 4)}`,
    })),
  ]
  const missing = errorsToAdd(block)
  const mayHaveConditions = rule !== undefined && !rule.unconditional && !rule.complete
  return (
    <SpaceBetween size="s">
      <Header variant="h3">{texts.branches}</Header>
      {block.ways.map(way => (
        <SpaceBetween key={way.key} size="xxs">
          {hasFields(way, rule) && (
            <ConditionFields block={block} way={way} isReadOnly={isReadOnly} editor={editor} />
          )}
          <FormField label={hasFields(way, rule) ? '' : wayLabel(way)}>
            <Select
              disabled={isReadOnly}
              filteringType={targets.length > 10 ? 'auto' : 'none'}
              virtualScroll={targets.length > 50}
              options={targets}
              selectedOption={targets.find(each => each.value === (way.to ?? '')) ?? null}
              placeholder={way.to ?? texts.nowhere}
              {...(hasFields(way, rule) && { ariaLabel: wayLabel(way) })}
              onChange={({ detail }) => {
                const to = detail.selectedOption.value || undefined
                editor.apply(document => connectWay(document, block.id, way.key, to))
              }}
            />
          </FormField>
          {isRemovable(block, way) && (
            <Button
              variant="inline-link"
              disabled={isReadOnly}
              onClick={() => editor.apply(document => removeWay(document, block.id, way.key))}
            >
              {texts.removeBranch(wayLabel(way))}
            </Button>
          )}
        </SpaceBetween>
      ))}
      {mayHaveConditions && (
        <Button
          iconName="add-plus"
          disabled={isReadOnly}
          onClick={() =>
            editor.apply(document => addCondition(document, block.id, nextCondition(block)))
          }
        >
          {texts.addCondition}
        </Button>
      )}
      {missing.length > 0 && (
        <Select
          disabled={isReadOnly}
          options={missing.map(value => ({ value, label: value }))}
          selectedOption={null}
          placeholder={texts.addError}
          ariaLabel={texts.addError}
          onChange={({ detail }) => {
            const { value = '' } = detail.selectedOption
            editor.apply(document => addError(document, block.id, value))
          }}
        />
      )}
    </SpaceBetween>
  )
}

/** What it compares with is for the author to say. */
function hasFields({ key }: Way, rule: ActionRule | undefined): boolean {
  return key.startsWith('condition:') && rule?.complete !== true
}

const ALL_OPERATORS = Object.keys(texts.operators)

function ConditionFields({
  block,
  way,
  isReadOnly,
  editor,
}: Omit<BranchesProps, 'blocks'> & { way: Way }) {
  const { operators = ['Equals'] } = actionRules.get(block.type) ?? {}
  const names = operators === 'any' ? ALL_OPERATORS : operators
  const labels = texts.operators as Readonly<Record<string, string>>
  const options = names.map(value => ({ value, label: labels[value] ?? value }))
  const { operator = 'Equals', operand = '' } = way
  const index = Number(way.key.slice('condition:'.length))
  const set = (change: { operator?: string; operand?: string }) => {
    editor.apply(
      document => changeCondition(document, block.id, index, { operator, operand, ...change }),
      `${block.id} ${way.key}`,
    )
  }
  return (
    <SpaceBetween size="xxs" direction="horizontal">
      {options.length > 1 && (
        <Select
          disabled={isReadOnly}
          options={options}
          selectedOption={options.find(each => each.value === operator) ?? null}
          ariaLabel={texts.operator}
          onChange={({ detail }) => set({ operator: detail.selectedOption.value ?? operator })}
        />
      )}
      <Input
        readOnly={isReadOnly}
        value={operand}
        ariaLabel={texts.conditionValue}
        onChange={({ detail }) => set({ operand: detail.value })}
      />
    </SpaceBetween>
  )
}

/** The next key of a menu; anything else is for the author to say. */
function nextCondition({ type, ways }: Block): { operator: string; operand: string } {
  const results = actionRules.get(type)?.results ?? []
  const free = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#', ...results].find(
    each => results.includes(each) && !ways.some(way => way.operand === each),
  )
  const [operator = 'Equals'] =
    ways.map(each => each.operator).filter(each => each !== undefined) ?? []
  const operators = actionRules.get(type)?.operators
  const first = Array.isArray(operators) ? String(operators[0]) : operator
  return { operator: first, operand: free ?? '' }
}

function errorsToAdd({ type, ways }: Block): readonly string[] {
  const rule = actionRules.get(type)
  const names = ['NoMatchingError', ...(rule?.mayFail ?? [])]
  if (rule && !rule.unconditional) names.push('NoMatchingCondition')
  return [...new Set(names)].filter(name => !ways.some(each => each.branch === name))
}

/** What the block cannot be without stays. */
function isRemovable({ type, action }: Block, { key, kind, branch }: Way): boolean {
  const rule = actionRules.get(type)
  if (kind === 'condition') return key.startsWith('condition:') && rule?.complete !== true
  return kind === 'error' && !expectedErrors(readAction(action), rule).includes(branch)
}
