// Deletes flows after saying what would miss them.
import Box from '@cloudscape-design/components/box'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import { sentenceOf, useAnswer } from '../../use-answer.ts'
import { QuestionDialog } from '../dialog/question-dialog.tsx'
import type { FlowService, FlowSummary } from '../flow-service.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import { usersOf } from './flow-users.ts'

interface DeleteDialogProps {
  readonly service: FlowService
  readonly chosen: readonly FlowSummary[]
  done(): void
  close(): void
}

export function DeleteDialog({ service, chosen, done, close }: DeleteDialogProps) {
  const users = useAnswer(signal => usersOf(chosen, service.isModule, signal), [chosen, service])
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    try {
      for (const { id } of chosen) await service.remove(id)
      done()
    } catch (error) {
      // The centre refuses what is still used, and says by what.
      setProblem(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <QuestionDialog
      title={texts.deleteTitle(chosen.map(each => each.name).join(', '))}
      yes={texts.remove}
      isBusy={isBusy}
      problem={problem ?? users.problem}
      confirmed={() => void remove()}
      close={close}
    >
      <Box>{texts.deleteText}</Box>
      {users.value === undefined ? (
        <Box>
          <Spinner /> {texts.usedByUnknown}
        </Box>
      ) : users.value.length === 0 ? (
        <Box>{texts.usedByNothing}</Box>
      ) : (
        <Box>
          <strong>{texts.usedBy}</strong>
          <ul>
            {users.value.map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Box>
      )}
    </QuestionDialog>
  )
}
