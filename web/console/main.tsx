// `/` and everything below `/console`.
import { messages } from '../kit/messages.ts'
import { mount } from '../kit/mount.tsx'
import { SessionGate } from '../kit/session-gate.tsx'
import { ConsoleFrame } from './console-frame.tsx'
import './console.css'

mount(
  messages.pages.console,
  <SessionGate>{signedIn => <ConsoleFrame signedIn={signedIn} />}</SessionGate>,
)
