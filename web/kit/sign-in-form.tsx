import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type FormEvent, useState } from 'react'
import type { Session } from '../../src/api/contract/page-http.ts'
import { requestJson } from './http.ts'
import { messages } from './messages.ts'

/** Name and password are right; the authenticator app's code is asked for. */
const NEEDS_CODE = 428

export function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  /** Undefined until the server asks for one. */
  const [code, setCode] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (username.trim() === '' || password === '') return setProblem(messages.signIn.missing)
    setBusy(true)
    const answer = await requestJson<Session>('POST', '/api/login', {
      username: username.trim(),
      password,
      ...(code !== undefined && { code }),
    })
    setBusy(false)
    if (answer.ok) return onSignedIn(answer.value)
    if (answer.status === NEEDS_CODE) {
      setProblem(undefined)
      return setCode('')
    }
    setProblem(problemOf(answer.status, answer.sentence, code !== undefined))
  }

  return (
    <main className="kit-centered">
      <form className="kit-sign-in" onSubmit={event => void submit(event)}>
        <SpaceBetween size="l">
          <h1 className="kit-brand">{messages.product}</h1>
          {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
          <FormField label={messages.signIn.username}>
            <Input
              value={username}
              name="username"
              autoComplete="username"
              autoFocus
              onChange={({ detail }) => setUsername(detail.value)}
            />
          </FormField>
          <FormField label={messages.signIn.password}>
            <Input
              value={password}
              name="password"
              type="password"
              autoComplete="current-password"
              onChange={({ detail }) => setPassword(detail.value)}
            />
          </FormField>
          {code === undefined ? undefined : (
            <FormField label={messages.signIn.code} description={messages.signIn.codeText}>
              <Input
                value={code}
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                autoFocus
                onChange={({ detail }) => setCode(detail.value)}
              />
            </FormField>
          )}
          <Button variant="primary" formAction="submit" loading={busy} fullWidth>
            {messages.signIn.submit}
          </Button>
        </SpaceBetween>
      </form>
    </main>
  )
}

function problemOf(status: number, sentence: string, withCode: boolean): string {
  if (status === 401) return withCode ? messages.signIn.codeRefused : messages.signIn.refused
  return status === 403 ? messages.signIn.fromHere : sentence
}
