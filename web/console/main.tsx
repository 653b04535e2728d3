// `/`: the console.
import { messages } from '../kit/messages.ts'
import { mount } from '../kit/mount.tsx'
import { SessionGate } from '../kit/session-gate.tsx'
import { OverviewPage } from './overview-page.tsx'
import './console.css'

mount(
  messages.pages.console,
  <SessionGate>{signedIn => <OverviewPage signedIn={signedIn} />}</SessionGate>,
)
