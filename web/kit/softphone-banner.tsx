// The one thing about the connection or the last command that the agent should know now.
import Button from '@cloudscape-design/components/button'
import type { ReactNode } from 'react'
import { messages } from './messages.ts'
import { explainMicrophone } from './microphone-problem.ts'
import type { AgentPage } from './use-agent-link.ts'

export function SoftphoneBanner({ page }: { page: AgentPage }) {
  const { link, state } = page
  if (state.link === 'lost') return <Banner tone="warn">{messages.link.lost}</Banner>
  if (state.audio.name === 'superseded') {
    return (
      <Banner tone="warn" action={messages.link.takeBack} onAction={() => link.connectAudio()}>
        {messages.link.superseded}
      </Banner>
    )
  }
  if (state.audio.name === 'problem') {
    const { title, help } = explainMicrophone(state.audio.problem)
    return (
      <Banner tone="bad" action={messages.tryAgain} onAction={() => link.connectAudio()}>
        <strong>{title}</strong> {help}
      </Banner>
    )
  }
  if (state.playBlocked) {
    return (
      <Banner tone="warn" action={messages.link.hear} onAction={() => void link.allowSound()}>
        {messages.link.playBlocked}
      </Banner>
    )
  }
  if (state.audio.name === 'lost') return <Banner tone="warn">{messages.link.audioLost}</Banner>
  if (state.notice !== undefined) {
    return (
      <Banner tone="bad" action={messages.dismiss} onAction={() => link.dismissNotice()}>
        {state.notice}
      </Banner>
    )
  }
  return undefined
}

interface BannerProps {
  readonly tone: 'warn' | 'bad'
  readonly children: ReactNode
  readonly action?: string
  readonly onAction?: () => void
}

function Banner({ tone, children, action, onAction }: BannerProps) {
  return (
    <div className={`kit-banner kit-${tone}`} role="alert">
      <div className="kit-banner-text">{children}</div>
      {action === undefined ? undefined : (
        <Button variant="normal" {...(onAction && { onClick: onAction })}>
          {action}
        </Button>
      )}
    </div>
  )
}
