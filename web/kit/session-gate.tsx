// Shows the sign-in form until there is a session, then what is inside.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Spinner from '@cloudscape-design/components/spinner'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import type { Session } from '../../src/api/contract/page-http.ts'
import { requestJson } from './http.ts'
import { messages } from './messages.ts'
import { SignInForm } from './sign-in-form.tsx'
import { useActivity } from './use-activity.ts'

export interface SignedIn {
  readonly session: Session
  signOut(): void
  /** The server says the session is over. */
  expired(): void
}

type Gate =
  | { readonly name: 'asking' }
  | { readonly name: 'unreachable'; readonly sentence: string }
  | { readonly name: 'signedOut' }
  | { readonly name: 'signedIn'; readonly session: Session }

export function SessionGate({ children }: { children: (signedIn: SignedIn) => ReactNode }) {
  const [gate, setGate] = useState<Gate>({ name: 'asking' })
  const ask = useCallback(async () => {
    setGate({ name: 'asking' })
    setGate(await currentGate())
  }, [])
  useEffect(() => void ask(), [ask])
  const session = gate.name === 'signedIn' ? gate.session : undefined
  const signedIn = useMemo(() => session && signedInAs(session, setGate), [session])

  if (signedIn) return <Active signedIn={signedIn}>{children(signedIn)}</Active>
  if (gate.name === 'asking') return <Asking />
  if (gate.name === 'unreachable') {
    return (
      <main className="kit-centered">
        <Alert
          type="error"
          action={<Button onClick={() => void ask()}>{messages.tryAgain}</Button>}
        >
          {gate.sentence}
        </Alert>
      </main>
    )
  }
  return <SignInForm onSignedIn={each => setGate({ name: 'signedIn', session: each })} />
}

function Active({ signedIn, children }: { signedIn: SignedIn; children: ReactNode }) {
  useActivity(signedIn.expired)
  return children
}

function Asking() {
  return (
    <main className="kit-centered" aria-busy="true">
      <div role="status" aria-label={messages.loading}>
        <Spinner size="large" />
      </div>
    </main>
  )
}

function signedInAs(session: Session, setGate: (gate: Gate) => void): SignedIn {
  return {
    session,
    expired: () => setGate({ name: 'signedOut' }),
    signOut: () => {
      void requestJson('POST', '/api/logout').then(() => setGate({ name: 'signedOut' }))
    },
  }
}

async function currentGate(): Promise<Gate> {
  const answer = await requestJson<Session>('GET', '/api/session')
  if (answer.ok) return { name: 'signedIn', session: answer.value }
  if (answer.status === 401) return { name: 'signedOut' }
  return { name: 'unreachable', sentence: answer.sentence }
}
