// The authenticator app: set up by a picture and a first code, taken away by a last one.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { type FormEvent, useEffect, useState } from 'react'
import { renderSVG } from 'uqr'
import { type HttpResult, requestJson } from '../../kit/http.ts'
import { useConsole } from '../use-console.ts'
import { accountTexts as texts } from './texts/account-texts.ts'

const PATH = '/api/second-factor'

interface Pending {
  readonly pending: string
  readonly uri: string
}

type Step =
  | { readonly name: 'asking' }
  | { readonly name: 'none' }
  | { readonly name: 'settingUp'; readonly pending: Pending }
  | { readonly name: 'enrolled' }
  | { readonly name: 'takingAway' }

export function SecondFactor() {
  const { notify } = useConsole()
  const [step, setStep] = useState<Step>({ name: 'asking' })
  const [problem, setProblem] = useState<string | undefined>()

  useEffect(() => {
    void requestJson<{ enrolled: boolean }>('GET', PATH).then(answer => {
      if (answer.ok) setStep(answer.value.enrolled ? { name: 'enrolled' } : { name: 'none' })
      else setProblem(answer.sentence)
    })
  }, [])

  async function begin() {
    const answer = await requestJson<Pending>('POST', PATH, {})
    if (answer.ok) setStep({ name: 'settingUp', pending: answer.value })
    else setProblem(answer.sentence)
  }

  function ended(answer: HttpResult<unknown>, next: Step, sentence: string) {
    if (!answer.ok) return setProblem(answer.sentence)
    setProblem(undefined)
    setStep(next)
    notify('success', sentence)
  }

  return (
    <Container
      header={
        <Header variant="h2" description={texts.factorText}>
          {texts.factor}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
        {step.name === 'none' ? (
          <SpaceBetween size="m">
            <StatusIndicator type="warning">{texts.off}</StatusIndicator>
            <Button onClick={() => void begin()}>{texts.setUp}</Button>
          </SpaceBetween>
        ) : step.name === 'enrolled' ? (
          <SpaceBetween size="m">
            <StatusIndicator>{texts.on}</StatusIndicator>
            <Button onClick={() => setStep({ name: 'takingAway' })}>{texts.takeAway}</Button>
          </SpaceBetween>
        ) : step.name === 'settingUp' ? (
          <SpaceBetween size="m">
            <Box>{texts.scan}</Box>
            <Picture uri={step.pending.uri} />
            <CodeForm
              action={texts.confirm}
              onCancel={() => setStep({ name: 'none' })}
              asksPassword
              onCode={async (code, password) => {
                const { pending } = step.pending
                const answer = await requestJson('POST', PATH, { pending, code, password })
                ended(answer, { name: 'enrolled' }, texts.nowOn)
              }}
            />
          </SpaceBetween>
        ) : step.name === 'takingAway' ? (
          <CodeForm
            action={texts.takeAway}
            onCancel={() => setStep({ name: 'enrolled' })}
            onCode={async code => {
              ended(await requestJson('DELETE', PATH, { code }), { name: 'none' }, texts.nowOff)
            }}
          />
        ) : undefined}
      </SpaceBetween>
    </Container>
  )
}

/** The link as a picture for the app's camera, and as text for those who cannot use one. */
function Picture({ uri }: { uri: string }) {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const source = `data:image/svg+xml;base64,${btoa(renderSVG(uri, { border: 2 }))}`
  return (
    <SpaceBetween size="s">
      <img src={source} width={200} height={200} alt={texts.picture} />
      <Box color="text-body-secondary">
        {texts.byHand} <Box variant="code">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</Box>
      </Box>
    </SpaceBetween>
  )
}

function CodeForm({
  action,
  asksPassword = false,
  onCode,
  onCancel,
}: {
  action: string
  asksPassword?: boolean
  onCode: (code: string, password: string) => Promise<void>
  onCancel: () => void
}) {
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    await onCode(code, password)
    setBusy(false)
  }
  return (
    <form onSubmit={event => void submit(event)}>
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" onClick={onCancel}>
              {texts.cancel}
            </Button>
            <Button
              variant="primary"
              loading={busy}
              disabled={!/^\s*(\d\s*){6}$/.test(code) || (asksPassword && password === '')}
            >
              {action}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="m">
          <FormField label={texts.code} description={texts.codeText}>
            <Input
              value={code}
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              onChange={({ detail }) => setCode(detail.value)}
            />
          </FormField>
          {asksPassword ? (
            <FormField label={texts.password} description={texts.passwordText}>
              <Input
                value={password}
                type="password"
                autoComplete="current-password"
                onChange={({ detail }) => setPassword(detail.value)}
              />
            </FormField>
          ) : undefined}
        </SpaceBetween>
      </Form>
    </form>
  )
}
