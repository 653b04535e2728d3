// What the levels of the hierarchy are called.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { sentenceOf, useAnswer } from '../../use-answer.ts'
import { call } from '../api-resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import { type Values, valueAt } from '../values.ts'

const LEVELS = ['LevelOne', 'LevelTwo', 'LevelThree', 'LevelFour', 'LevelFive']

export function LevelsButton({ reload }: { reload(): void }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.levels}</Button>
      {open ? (
        <LevelsDialog
          onClose={() => {
            setOpen(false)
            reload()
          }}
        />
      ) : undefined}
    </>
  )
}

function LevelsDialog({ onClose }: { onClose(): void }) {
  const { value } = useAnswer(async () => {
    const answer = await call('DescribeUserHierarchyStructure', {})
    return (answer.HierarchyStructure ?? {}) as Values
  }, [])
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<string | undefined>()
  const nameOf = (level: string) =>
    typed[level] ?? String(valueAt(value ?? {}, `${level}.Name`) ?? '')
  const save = async () => {
    const named = LEVELS.filter(level => nameOf(level) !== '')
    const HierarchyStructure = Object.fromEntries(
      named.map(level => [level, { Name: nameOf(level) }]),
    )
    await call('UpdateUserHierarchyStructure', { HierarchyStructure }).then(onClose, error =>
      setProblem(sentenceOf(error)),
    )
  }
  return (
    <Modal
      visible
      header={texts.levels}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={() => void save()}>
            {common.save}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <Box color="text-body-secondary">{texts.levelsHint}</Box>
        {LEVELS.map((level, index) => (
          <Input
            key={level}
            value={nameOf(level)}
            ariaLabel={`${texts.levels} ${index + 1}`}
            placeholder={String(index + 1)}
            onChange={({ detail }) => setTyped(before => ({ ...before, [level]: detail.value }))}
          />
        ))}
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}
