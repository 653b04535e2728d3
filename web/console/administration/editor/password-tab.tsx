// A new password for somebody who has forgotten theirs: made by the server and shown once.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { send } from '../../send.ts'
import { sentenceOf } from '../../use-answer.ts'
import type { Row } from '../resource.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'

export function PasswordTab({ row }: { readonly row: Row }) {
  const [password, setPassword] = useState<string | undefined>()
  const [problem, setProblem] = useState<string | undefined>()
  const reset = () =>
    send<{ readonly password: string }>('PUT', `/api/users/${row.id}/password`, {}).then(
      answer => setPassword(answer.password),
      error => setProblem(sentenceOf(error)),
    )
  return (
    <Container>
      <SpaceBetween size="m">
        <Box>{texts.newPasswordHint}</Box>
        <Button onClick={() => void reset()}>{texts.newPassword}</Button>
        {password === undefined ? undefined : (
          <Alert type="success" header={texts.passwordIs}>
            <CopyToClipboard
              variant="inline"
              textToCopy={password}
              copyButtonAriaLabel={texts.passwordIs}
              copySuccessText="✓"
              copyErrorText="✗"
            />
          </Alert>
        )}
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      </SpaceBetween>
    </Container>
  )
}
