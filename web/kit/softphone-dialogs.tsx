// The softphone's dialogs, which come when they are opened the first time.
import { lazy, Suspense } from 'react'
import type { SignedIn } from './session-gate.tsx'
import type { SoundQuality } from './sound/sound-quality.ts'
import type { AgentPage } from './use-agent-link.ts'

/** `sound`: devices, the echo test and the telephone. `health`: how the connection is. */
export type SoftphoneDialog = 'sound' | 'health'

const SoundDialog = lazy(async () => {
  const { SoundDialog: component } = await import('./sound/sound-dialog.tsx')
  return { default: component }
})
const HealthDialog = lazy(async () => {
  const { HealthDialog: component } = await import('./sound/health-dialog.tsx')
  return { default: component }
})

interface SoftphoneDialogsProps {
  readonly page: AgentPage
  readonly signedIn: SignedIn
  readonly quality: SoundQuality | undefined
  readonly shown: SoftphoneDialog | undefined
  readonly onClose: () => void
}

export function SoftphoneDialogs({ shown, signedIn, quality, ...props }: SoftphoneDialogsProps) {
  return (
    <Suspense>
      {shown === 'sound' ? <SoundDialog {...props} signedIn={signedIn} /> : undefined}
      {shown === 'health' ? <HealthDialog {...props} quality={quality} /> : undefined}
    </Suspense>
  )
}
