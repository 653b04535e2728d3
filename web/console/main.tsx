// `/` and everything below `/console`.
import { lazy, Suspense } from 'react'
import { messages } from '../kit/messages.ts'
import { mount } from '../kit/mount.tsx'
import { SessionGate } from '../kit/session-gate.tsx'
import { ConsoleFrame } from './console-frame.tsx'
import './console.css'

const LinkedWall = lazy(() =>
  import('./supervisor/wallboard/linked-wall.tsx').then(each => ({ default: each.LinkedWall })),
)

/** Of a wallboard that is shown without signing in. */
const token = location.pathname === '/console/wallboard' ? location.hash.slice(1) : ''

mount(
  messages.pages.console,
  token === '' ? (
    <SessionGate>{signedIn => <ConsoleFrame signedIn={signedIn} />}</SessionGate>
  ) : (
    <Suspense>
      <LinkedWall token={token} />
    </Suspense>
  ),
)
